//! An item: a product or a bill of materials, its levels by location, and how it is shown.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    books::{Books, stamp},
    call::number,
};

#[derive(Clone, Debug)]
pub struct Item {
    pub number: String,
    pub name: String,
    pub description: Option<String>,
    pub barcode: Option<String>,
    /// Without VAT.
    pub sales_price: Decimal,
    /// The product group's number.
    pub group: i64,
    pub unit: i64,
    pub default_location: i64,
    pub is_barred: bool,
    /// On hand, by location's number.
    pub levels: BTreeMap<i64, Decimal>,
    /// Of a bill of materials: item number and pieces in one piece. Empty for a product.
    pub components: Vec<(String, Decimal)>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// How readings of items may deceive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemTrouble {
    #[default]
    None,
    /// Lists of items are empty.
    EmptyList,
    /// A list's page holds half of what it should, and counts as if it held all.
    HalfPage,
    /// A third of all items show zero.
    ZeroThird,
}

/// Figures of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    pub on_hand: Decimal,
    pub reserved: Decimal,
}

impl Figures {
    pub fn available(&self) -> Decimal {
        self.on_hand - self.reserved
    }
}

impl Books {
    /// The true figures, whatever the readings show.
    pub fn figures(&self, item: &Item) -> Figures {
        if item.components.is_empty() {
            return self.own_figures(item);
        }
        let parts = item.components.iter().filter_map(|(part, each)| {
            let part = self.own_figures(self.items.get(part)?);
            Some((
                (part.on_hand / each).floor(),
                (part.available() / each).floor(),
            ))
        });
        let (on_hand, available) = parts
            .reduce(|least, part| (least.0.min(part.0), least.1.min(part.1)))
            .unwrap_or_default();
        Figures {
            on_hand,
            reserved: on_hand - available,
        }
    }

    fn own_figures(&self, item: &Item) -> Figures {
        Figures {
            on_hand: item.levels.values().sum(),
            reserved: self.reserved.get(&item.number).copied().unwrap_or_default(),
        }
    }

    /// What a reading says, trouble and all.
    pub fn shown_figures(&self, item: &Item) -> Figures {
        let sum: usize = item.number.bytes().map(usize::from).sum();
        if self.item_trouble == ItemTrouble::ZeroThird && sum.is_multiple_of(3) {
            return Figures {
                on_hand: Decimal::ZERO,
                reserved: Decimal::ZERO,
            };
        }
        self.figures(item)
    }

    pub fn has_inventory(&self, item: &Item) -> bool {
        let group = self.masters.product_group(item.group);
        group.is_none_or(|group| group["has_inventory"] != false)
    }

    pub fn show_item(&self, item: &Item) -> Value {
        let figures = self.shown_figures(item);
        let kind = if item.components.is_empty() {
            "product"
        } else {
            "lot"
        };
        let path = percent(&item.number);
        let place = self.masters.locations.iter();
        let place = place
            .clone()
            .find(|place| place["number"] == item.default_location);
        let unit = self
            .masters
            .units
            .iter()
            .find(|unit| unit["number"] == item.unit);
        json!({
            "id": null, "number": item.number, "urlfriendly_number": path, "type": kind,
            "barcode": item.barcode, "name": item.name, "description": item.description,
            "sales_price": number(item.sales_price), "recommended_sales_price": null,
            "cost_price": 0, "recommended_cost_price": null,
            "min_order": null, "min_sales": null, "min_stock": null,
            "stock_quantity": number(figures.on_hand),
            "in_order_quantity": number(figures.reserved),
            "available_quantity": number(figures.available()),
            "purchased_quantity": 0, "used_in_production_quantity": 0,
            "default_supplier_id": null, "default_supplier": null,
            "default_location_id": item.default_location, "default_location": place,
            "picture_url": null,
            "is_barred": item.is_barred, "is_convertable": true,
            "inventory_enabled": self.has_inventory(item), "should_assure_quality": false,
            "group_id": item.group, "group": self.masters.product_group(item.group),
            "discount_group": null, "unit_id": item.unit, "unit": unit,
            "variation_id": null, "variation": null,
            "serial_numbers": { "is_active": false, "index": null }, "batch_control": { "is_active": false },
            "metadata": [], "created_at": stamp(item.created_at), "updated_at": stamp(item.updated_at),
            "deleted_at": null, "pdf_url": null,
            "self": format!("https://app.rackbeat.com/api/products/{path}"),
        })
    }

    pub fn show_lot(&self, item: &Item) -> Value {
        let mut shown = self.show_item(item);
        let lines = item.components.iter().enumerate();
        shown["lines"] = lines
            .map(|(id, (part, each))| {
                json!({ "id": id + 1, "product_id": part, "quantity": number(*each), "variations": [] })
            })
            .collect();
        shown
    }
}

fn percent(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let bytes = text.bytes();
    bytes
        .map(|byte| match plain(byte) {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect()
}
