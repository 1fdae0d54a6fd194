//! An item: a product or a bill of materials, its levels by location, and how it is shown.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::{
    books::{Books, stamp},
    call::number,
    list::Wants,
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

    /// As lists and single answers show it, as far as the fields are asked for.
    pub fn show_item(&self, item: &Item, wants: &Wants) -> Value {
        let mut shown = Shown {
            wants,
            fields: Map::new(),
        };
        self.identity(item, &mut shown);
        self.amounts(item, &mut shown);
        self.belongings(item, &mut shown);
        Value::Object(shown.fields)
    }

    pub fn show_lot(&self, item: &Item, wants: &Wants) -> Value {
        let mut shown = self.show_item(item, wants);
        if wants.has("lines") {
            let lines = item.components.iter().enumerate();
            shown["lines"] = lines
                .map(|(id, (part, each))| {
                    json!({ "id": id + 1, "product_id": part, "quantity": number(*each), "variations": [] })
                })
                .collect();
        }
        shown
    }

    fn identity(&self, item: &Item, shown: &mut Shown<'_>) {
        let is_product = item.components.is_empty();
        let kind = if is_product { "product" } else { "lot" };
        shown.put("id", || Value::Null);
        shown.put("number", || json!(item.number));
        shown.put("urlfriendly_number", || json!(percent(&item.number)));
        shown.put("type", || json!(kind));
        shown.put("barcode", || json!(item.barcode));
        shown.put("name", || json!(item.name));
        shown.put("description", || json!(item.description));
    }

    fn amounts(&self, item: &Item, shown: &mut Shown<'_>) {
        let figures = self.shown_figures(item);
        shown.put("sales_price", || number(item.sales_price));
        shown.nothing("recommended_sales_price");
        shown.put("cost_price", || json!(0));
        for name in [
            "recommended_cost_price",
            "min_order",
            "min_sales",
            "min_stock",
        ] {
            shown.nothing(name);
        }
        shown.put("stock_quantity", || number(figures.on_hand));
        shown.put("in_order_quantity", || number(figures.reserved));
        shown.put("available_quantity", || number(figures.available()));
        shown.put("purchased_quantity", || json!(0));
        shown.put("used_in_production_quantity", || json!(0));
    }

    fn belongings(&self, item: &Item, shown: &mut Shown<'_>) {
        let masters = &self.masters;
        let named = |list: &[Value], key: i64| {
            let found = list.iter().find(|thing| thing["number"] == key);
            json!(found)
        };
        shown.nothing("default_supplier_id");
        shown.nothing("default_supplier");
        shown.put("default_location_id", || json!(item.default_location));
        shown.put("default_location", || {
            named(&masters.locations, item.default_location)
        });
        shown.nothing("picture_url");
        shown.put("is_barred", || json!(item.is_barred));
        shown.put("is_convertable", || json!(true));
        shown.put("inventory_enabled", || json!(self.has_inventory(item)));
        shown.put("should_assure_quality", || json!(false));
        shown.put("group_id", || json!(item.group));
        shown.put("group", || json!(masters.product_group(item.group)));
        shown.nothing("discount_group");
        shown.put("unit_id", || json!(item.unit));
        shown.put("unit", || named(&masters.units, item.unit));
        shown.nothing("variation_id");
        shown.nothing("variation");
        shown.put(
            "serial_numbers",
            || json!({ "is_active": false, "index": null }),
        );
        shown.put("batch_control", || json!({ "is_active": false }));
        shown.put("metadata", || json!([]));
        shown.put("created_at", || stamp(item.created_at));
        shown.put("updated_at", || stamp(item.updated_at));
        shown.nothing("deleted_at");
        shown.nothing("pdf_url");
        let path = || {
            format!(
                "https://app.rackbeat.com/api/products/{}",
                percent(&item.number)
            )
        };
        shown.put("self", || json!(path()));
    }
}

/// A thing with the fields that are asked for; others cost nothing.
struct Shown<'a> {
    wants: &'a Wants,
    fields: Map<String, Value>,
}

impl Shown<'_> {
    fn put(&mut self, name: &str, value: impl FnOnce() -> Value) {
        if self.wants.has(name) {
            self.fields.insert(name.to_owned(), value());
        }
    }

    fn nothing(&mut self, name: &str) {
        self.put(name, || Value::Null);
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
