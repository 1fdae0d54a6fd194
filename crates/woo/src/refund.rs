//! A refund as `GET orders/{id}/refunds` gives it.
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{
    lenient,
    order::{FeeLine, LineItem, ShippingLine},
};

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Refund {
    #[serde(deserialize_with = "lenient::known_id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::time")]
    pub date_created_gmt: Option<DateTime<Utc>>,
    /// Positive, with VAT; the lines' amounts and quantities are negative.
    #[serde(default, deserialize_with = "lenient::amount")]
    pub amount: Decimal,
    #[serde(default, deserialize_with = "lenient::text")]
    pub reason: String,
    /// Empty when only an amount was given back.
    #[serde(default, deserialize_with = "lenient::list")]
    pub line_items: Vec<LineItem>,
    /// Always empty before 9.0.
    #[serde(default, deserialize_with = "lenient::list")]
    pub shipping_lines: Vec<ShippingLine>,
    /// Always empty before 9.0.
    #[serde(default, deserialize_with = "lenient::list")]
    pub fee_lines: Vec<FeeLine>,
}
