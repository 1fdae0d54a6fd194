//! A shipment of an order (`rackbeat-api.md` 3.13).

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{TrackingField, wire};

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Shipment {
    #[serde(deserialize_with = "wire::int_key")]
    pub id: i64,
    #[serde(default, deserialize_with = "wire::int")]
    pub order_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_shipped: Option<bool>,
    #[serde(default, deserialize_with = "wire::time")]
    pub shipped_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::time")]
    pub created_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::list")]
    pub lines: Vec<ShipmentLine>,
    #[serde(flatten)]
    pub tracking: TrackingField,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ShipmentLine {
    /// The item's number.
    #[serde(default, deserialize_with = "wire::text")]
    pub child_id: Option<String>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub quantity: Option<Decimal>,
}

impl Shipment {
    /// On its way, and not only picked.
    pub fn is_on_its_way(&self) -> bool {
        self.is_shipped.unwrap_or(self.shipped_at.is_some())
    }
}
