//! Tax classes and rates.
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::lenient;

/// One rate (woocommerce-api.md 5.3).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TaxRate {
    #[serde(deserialize_with = "lenient::known_id")]
    pub id: i64,
    /// Two letters; empty is everywhere.
    #[serde(default, deserialize_with = "lenient::text")]
    pub country: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub state: String,
    /// Before 5.3 the only place for it; later the first of `postcodes`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub postcode: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub city: String,
    #[serde(default, deserialize_with = "lenient::list")]
    pub postcodes: Vec<String>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub cities: Vec<String>,
    /// Per cent.
    #[serde(default, deserialize_with = "lenient::amount")]
    pub rate: Decimal,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    #[serde(default, deserialize_with = "lenient::id")]
    pub priority: i64,
    #[serde(default, deserialize_with = "lenient::flag")]
    pub compound: bool,
    #[serde(default, deserialize_with = "lenient::flag")]
    pub shipping: bool,
    #[serde(default, deserialize_with = "lenient::id")]
    pub order: i64,
    /// `standard` here is the empty class of a product.
    #[serde(default, deserialize_with = "lenient::text")]
    pub class: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct TaxClass {
    #[serde(default, deserialize_with = "lenient::text")]
    pub slug: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
}
