//! The lists that an order and a product point into: groups, units, terms, layouts, employees, currencies (`rackbeat-api.md` 3.6, 3.10).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::wire;

/// What has a number and a name and nothing more that we read: customer groups, delivery terms, layouts, units, employees.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Named {
    #[serde(deserialize_with = "wire::int_key")]
    pub number: i64,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
}

/// What a new one needs when it is no more than a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewNamed {
    pub name: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct PaymentTerm {
    #[serde(deserialize_with = "wire::int_key")]
    pub number: i64,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    /// `net` and others whose spelling is unknown.
    #[serde(default, rename = "type", deserialize_with = "wire::text")]
    pub kind: Option<String>,
    /// Days until it falls due.
    #[serde(default, deserialize_with = "wire::int")]
    pub maturity_days: Option<i64>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewPaymentTerm {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub maturity_days: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ProductGroup {
    #[serde(deserialize_with = "wire::int_key")]
    pub number: i64,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    /// `Some(false)`: a group of services, whose products have no stock.
    #[serde(default, deserialize_with = "wire::flag")]
    pub has_inventory: Option<bool>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub vat_domestic: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub vat_eu: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub vat_abroad: Option<Decimal>,
}

/// The four rates are percentages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewProductGroup {
    pub name: String,
    pub has_inventory: bool,
    pub should_spread_cost: bool,
    pub is_sellable: bool,
    #[serde(serialize_with = "wire::number")]
    pub vat_domestic: Decimal,
    #[serde(serialize_with = "wire::number")]
    pub vat_eu: Decimal,
    #[serde(serialize_with = "wire::number")]
    pub vat_abroad: Decimal,
    #[serde(serialize_with = "wire::number")]
    pub vat_domestic_exempt: Decimal,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Currency {
    /// ISO 4217.
    #[serde(deserialize_with = "wire::key")]
    pub code: String,
}
