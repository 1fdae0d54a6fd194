//! Stock by location, and the adjustment that sets it (`rackbeat-api.md` 3.7, 3.8).

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::wire;

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Location {
    #[serde(deserialize_with = "wire::int_key")]
    pub number: i64,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_default: Option<bool>,
    #[serde(default, deserialize_with = "wire::int")]
    pub parent_id: Option<i64>,
}

/// An item of the checking report: on hand, in all and by location.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CheckedItem {
    #[serde(deserialize_with = "wire::key")]
    pub number: String,
    /// `None` unless it came as a number.
    #[serde(default, deserialize_with = "wire::quantity")]
    pub stock_quantity: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::list")]
    pub locations: Vec<LocationStock>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct LocationStock {
    #[serde(deserialize_with = "wire::int_key")]
    pub number: i64,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    /// On hand there; `None` unless it came as a number.
    #[serde(default, deserialize_with = "wire::quantity")]
    pub stock_quantity: Option<Decimal>,
}

/// Sets the level of one item at one location; refused when nothing changes, and nothing until it is booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAdjustment {
    /// The item's number.
    pub item_id: String,
    pub adjustment_type: AdjustmentKind,
    /// The level it shall have there, not the difference.
    #[serde(serialize_with = "wire::number")]
    pub quantity: Decimal,
    /// The location's number.
    pub location: i64,
    pub regulated_at: NaiveDate,
    pub reason: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AdjustmentKind {
    #[default]
    Quantity,
}

/// An adjustment: a draft, or booked.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Adjustment {
    #[serde(deserialize_with = "wire::int_key")]
    pub id: i64,
    /// The text it was made with.
    #[serde(default, deserialize_with = "wire::text")]
    pub reason: Option<String>,
    /// `None` when the answer did not say.
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_booked: Option<bool>,
    #[serde(default, deserialize_with = "wire::time")]
    pub created_at: Option<DateTime<Utc>>,
}
