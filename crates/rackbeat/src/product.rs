//! A product, or a bill of materials, as Rackbeat gives it, and what we write about a product (`rackbeat-api.md` 3.1–3.3).

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::wire;

/// Longest number Rackbeat takes, in characters.
pub const NUMBER_MAX: usize = 25;

/// An item: what `/items` and `/products` both give.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Product {
    #[serde(deserialize_with = "wire::key")]
    pub number: String,
    #[serde(default, rename = "type")]
    pub kind: ItemKind,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    /// May hold HTML.
    #[serde(default, deserialize_with = "wire::text")]
    pub description: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub barcode: Option<String>,
    /// Without VAT, in the agreement's currency.
    #[serde(default, deserialize_with = "wire::decimal")]
    pub sales_price: Option<Decimal>,
    /// On hand over all locations; `None` unless it came as a number.
    #[serde(default, deserialize_with = "wire::quantity")]
    pub stock_quantity: Option<Decimal>,
    /// Reserved by booked orders; `None` unless it came as a number.
    #[serde(default, deserialize_with = "wire::quantity")]
    pub in_order_quantity: Option<Decimal>,
    /// On hand less reserved, may be negative; `None` unless it came as a number.
    #[serde(default, deserialize_with = "wire::quantity")]
    pub available_quantity: Option<Decimal>,
    /// `None` when the answer did not say; only `Some(true)` is a product with stock.
    #[serde(default, deserialize_with = "wire::flag")]
    pub inventory_enabled: Option<bool>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_barred: Option<bool>,
    #[serde(default, deserialize_with = "wire::int")]
    pub default_location_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::int")]
    pub group_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::int")]
    pub unit_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::time")]
    pub created_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::time")]
    pub updated_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::time")]
    pub deleted_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    #[default]
    Product,
    /// A bill of materials.
    Lot,
    #[serde(other)]
    Other,
}

/// A bill of materials and what one piece of it is made of.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Lot {
    #[serde(deserialize_with = "wire::key")]
    pub number: String,
    #[serde(default, deserialize_with = "wire::list")]
    pub lines: Vec<LotLine>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct LotLine {
    /// The component's number.
    #[serde(default, deserialize_with = "wire::text")]
    pub product_id: Option<String>,
    /// Pieces of it in one piece of the bill of materials.
    #[serde(default, deserialize_with = "wire::decimal")]
    pub quantity: Option<Decimal>,
}

/// A product as we create it: `number`, `name`, `group` and `sales_price` are required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NewProduct {
    pub number: String,
    pub name: String,
    /// The product group's number.
    pub group: i64,
    #[serde(serialize_with = "wire::number")]
    pub sales_price: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default_location_id: Option<i64>,
}

/// What differs, nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ProductChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(
        serialize_with = "wire::number_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub sales_price: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_barred: Option<bool>,
}
