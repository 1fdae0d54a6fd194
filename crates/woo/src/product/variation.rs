//! A variation as its parent's list and `GET variations` give it.
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::{ManageStock, StockStatus, Visibility};
use crate::lenient;

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Variation {
    #[serde(deserialize_with = "lenient::known_id")]
    pub id: i64,
    /// Not sent before 8.3; the client fills it in when it asked by parent, else 0.
    #[serde(default, deserialize_with = "lenient::id")]
    pub parent_id: i64,
    /// Only what differs ("Red, L"); empty before 8.3: then `attributes` tell.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    /// Its parent's when it has none of its own (woocommerce-api.md 0, no. 12).
    #[serde(default, deserialize_with = "lenient::maybe_text")]
    pub sku: Option<String>,
    #[serde(default)]
    pub status: Visibility,
    #[serde(default, deserialize_with = "lenient::maybe_amount")]
    pub regular_price: Option<Decimal>,
    #[serde(default, deserialize_with = "lenient::maybe_amount")]
    pub sale_price: Option<Decimal>,
    #[serde(default, deserialize_with = "lenient::text")]
    pub description: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub tax_class: String,
    #[serde(default)]
    pub manage_stock: ManageStock,
    /// Pieces; the parent's figure when the parent counts.
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
    #[serde(default, deserialize_with = "lenient::list")]
    pub attributes: Vec<VariationAttribute>,
}

impl Variation {
    /// What it differs by, in every version: "Red, L".
    #[must_use]
    pub fn label(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let options: Vec<&str> = self
            .attributes
            .iter()
            .map(|attribute| attribute.option.as_str())
            .collect();
        options.join(", ")
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct VariationAttribute {
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub option: String,
}
