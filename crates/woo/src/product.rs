//! A product as the shop gives it, a variation beside it, and what we write to them.
mod stock;
mod variation;
mod words;
mod write;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

pub use stock::{ManageStock, StockWrite};
pub use variation::{Variation, VariationAttribute};
pub use words::{Kind, StockStatus, Visibility};
pub use write::{NewProduct, ProductUpdate, VariationUpdate};

use crate::lenient;

/// A product (woocommerce-api.md 6.2). `GET products/{id}` and `?sku=` also give variations in this shape.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Product {
    #[serde(deserialize_with = "lenient::known_id")]
    pub id: i64,
    /// 0 unless it is a variation.
    #[serde(default, deserialize_with = "lenient::id")]
    pub parent_id: i64,
    #[serde(default, rename = "type")]
    pub kind: Kind,
    #[serde(default)]
    pub status: Visibility,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    /// A variation without its own shows its parent's.
    #[serde(default, deserialize_with = "lenient::maybe_text")]
    pub sku: Option<String>,
    /// With or without VAT as the shop enters prices; `None` is unset.
    #[serde(default, deserialize_with = "lenient::maybe_amount")]
    pub regular_price: Option<Decimal>,
    #[serde(default, deserialize_with = "lenient::maybe_amount")]
    pub sale_price: Option<Decimal>,
    /// HTML; read in another context than the one writes answer in, so compare only with `context=edit`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub description: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub tax_status: String,
    /// Empty is the standard class.
    #[serde(default, deserialize_with = "lenient::text")]
    pub tax_class: String,
    #[serde(default)]
    pub manage_stock: ManageStock,
    /// Pieces; `None` when its stock is not managed.
    #[serde(default, deserialize_with = "lenient::maybe_amount")]
    pub stock_quantity: Option<Decimal>,
    #[serde(default)]
    pub stock_status: StockStatus,
    #[serde(default, rename = "virtual", deserialize_with = "lenient::flag")]
    pub is_virtual: bool,
    #[serde(default, deserialize_with = "lenient::time")]
    pub date_created_gmt: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "lenient::time")]
    pub date_modified_gmt: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "lenient::text")]
    pub permalink: String,
    /// The ids of a variable product's variations.
    #[serde(default, deserialize_with = "lenient::list")]
    pub variations: Vec<i64>,
}
