//! What we write to products: `None` is left out and never sent as `null`, because a `null` there erases (woocommerce-api.md 0, no. 1).
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Kind, StockWrite, Visibility};

/// What a product is to become. The id goes in the body too, where it beats the one in the address, so there is only one.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ProductUpdate {
    pub id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Written as `1234.56`; any other form is misread (woocommerce-api.md 0, no. 16).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regular_price: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Visibility>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub stock: Option<StockWrite>,
}

impl ProductUpdate {
    /// Only its stock, in pieces.
    #[must_use]
    pub fn stock(id: i64, pieces: i64) -> Self {
        Self {
            id,
            stock: Some(StockWrite::of(pieces)),
            ..Self::default()
        }
    }
}

/// What a variation is to become; its name is made of its attributes, which we never write.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct VariationUpdate {
    pub id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sku: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regular_price: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub stock: Option<StockWrite>,
}

impl VariationUpdate {
    /// Only its stock, in pieces.
    #[must_use]
    pub fn stock(id: i64, pieces: i64) -> Self {
        Self {
            id,
            stock: Some(StockWrite::of(pieces)),
            ..Self::default()
        }
    }
}

/// A product that is to be made. Without a SKU nothing stops a second one, so it always has one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NewProduct {
    pub sku: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: Kind,
    pub status: Visibility,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regular_price: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_class: Option<String>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub stock: Option<StockWrite>,
}
