//! A product or a variation, and what follows from its fields.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use super::shelf::Kept;
use super::state::{Meta, State};

/// An attribute of a variable product, or a variation's choice (one option).
#[derive(Clone, Debug, Default)]
pub struct Attribute {
    pub name: String,
    pub options: Vec<String>,
    pub visible: bool,
    pub for_variations: bool,
}

#[derive(Clone, Debug)]
pub struct Product {
    pub id: u64,
    /// 0 for all but variations.
    pub parent: u64,
    pub kind: String,
    pub name: String,
    pub slug: String,
    pub status: String,
    pub created: DateTime<Utc>,
    pub modified: DateTime<Utc>,
    pub description: String,
    pub short_description: String,
    pub sku: String,
    pub regular_price: String,
    pub sale_price: String,
    /// From and to, where the sale price is for a time.
    pub sale: Option<(DateTime<Utc>, DateTime<Utc>)>,
    pub tax_status: String,
    pub tax_class: String,
    pub manage_stock: bool,
    pub stock: Option<i64>,
    pub stock_status: String,
    pub backorders: String,
    pub low_stock: Option<i64>,
    pub weight: String,
    pub dimensions: [String; 3],
    pub is_virtual: bool,
    pub total_sales: i64,
    pub categories: Vec<u64>,
    pub attributes: Vec<Attribute>,
    pub variations: Vec<u64>,
    pub meta: Vec<Meta>,
    /// Fields that carry no rule of their own: `featured`, `menu_order`, `global_unique_id` and so on.
    pub plain: Map<String, Value>,
}

impl Kept for Product {
    fn id(&self) -> u64 {
        self.id
    }

    fn modified(&self) -> DateTime<Utc> {
        self.modified
    }
}

impl Product {
    pub fn new(id: u64, kind: &str, now: DateTime<Utc>) -> Self {
        Self {
            id,
            parent: 0,
            kind: kind.to_owned(),
            name: "Product".to_owned(),
            slug: String::new(),
            status: "publish".to_owned(),
            created: now,
            modified: now,
            description: String::new(),
            short_description: String::new(),
            sku: String::new(),
            regular_price: String::new(),
            sale_price: String::new(),
            sale: None,
            tax_status: "taxable".to_owned(),
            tax_class: String::new(),
            manage_stock: false,
            stock: None,
            stock_status: "instock".to_owned(),
            backorders: "no".to_owned(),
            low_stock: None,
            weight: String::new(),
            dimensions: [String::new(), String::new(), String::new()],
            is_virtual: false,
            total_sales: 0,
            categories: vec![15],
            attributes: Vec::new(),
            variations: Vec::new(),
            meta: Vec::new(),
            plain: Map::new(),
        }
    }

    pub fn is_variation(&self) -> bool {
        self.parent != 0
    }

    pub fn on_sale(&self) -> bool {
        let sale = Decimal::from_str(&self.sale_price);
        let regular = Decimal::from_str(&self.regular_price);
        matches!((sale, regular), (Ok(sale), Ok(regular)) if sale < regular)
    }

    /// The price as text; the shop keeps what was sent, decimals and all.
    pub fn own_price(&self) -> &str {
        if self.on_sale() {
            &self.sale_price
        } else {
            &self.regular_price
        }
    }

    pub fn backorders_allowed(&self) -> bool {
        self.backorders != "no"
    }

    /// Sets `stock_status` from the quantity, as every save of a managed product does.
    pub fn settle_stock_status(&mut self) {
        if !self.manage_stock {
            return;
        }
        let word = if self.stock.unwrap_or(0) > 0 {
            "instock"
        } else if self.backorders_allowed() {
            "onbackorder"
        } else {
            "outofstock"
        };
        word.clone_into(&mut self.stock_status);
    }
}

impl State {
    /// Keeps a product and its place in the SKU index.
    pub fn keep_product(&mut self, product: Product) {
        let old = self
            .products
            .get(product.id)
            .map(|old| old.sku.to_lowercase());
        let new = product.sku.to_lowercase();
        if old.as_deref() != Some(new.as_str()) {
            if let Some(old) = old {
                self.forget_sku(&old, product.id);
            }
            if !new.is_empty() {
                self.skus.entry(new).or_default().push(product.id);
            }
        }
        self.products.put(product);
    }

    pub fn drop_product(&mut self, id: u64) -> Option<Product> {
        let old = self.products.remove(id)?;
        self.forget_sku(&old.sku.to_lowercase(), id);
        Some(old)
    }

    fn forget_sku(&mut self, sku: &str, id: u64) {
        if let Some(holders) = self.skus.get_mut(sku) {
            holders.retain(|holder| *holder != id);
            if holders.is_empty() {
                self.skus.remove(sku);
            }
        }
    }

    /// What a product costs: a variable one as its cheapest variation.
    pub fn price_of(&self, product: &Product) -> String {
        if product.kind != "variable" {
            return product.own_price().to_owned();
        }
        let prices = product.variations.iter().filter_map(|id| {
            let price = self.products.get(*id)?.own_price().to_owned();
            Decimal::from_str(&price).ok().map(|exact| (exact, price))
        });
        prices
            .min_by_key(|(exact, _)| *exact)
            .map(|(_, price)| price)
            .unwrap_or_default()
    }

    /// Who holds the stock: the parent for a variation without its own; `None` when nobody counts.
    pub fn stock_holder(&self, product: &Product) -> Option<u64> {
        if !self.setup.manage_stock {
            return None;
        }
        if product.manage_stock {
            return Some(product.id);
        }
        let parent = self.products.get(product.parent)?;
        parent.manage_stock.then_some(parent.id)
    }
}

/// A slug as WordPress makes it from a title.
pub fn slug(title: &str) -> String {
    let mut out = String::new();
    for c in title.to_lowercase().chars() {
        match c {
            'å' | 'ä' => out.push('a'),
            'ø' | 'ö' => out.push('o'),
            'æ' => out.push_str("ae"),
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out.trim_matches('-').to_owned()
}
