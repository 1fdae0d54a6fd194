//! A customer invoice or a credit note (`rackbeat-api.md` 3.14); only the fields we read.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Line, NewLine, wire};

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Invoice {
    #[serde(deserialize_with = "wire::int_key")]
    pub number: i64,
    #[serde(default, deserialize_with = "wire::text")]
    pub heading: Option<String>,
    /// The number of the order that it was made of; of old answers.
    #[serde(default, deserialize_with = "wire::int")]
    pub order_id: Option<i64>,
    /// The numbers of the orders that it was made of.
    #[serde(default, deserialize_with = "wire::list")]
    pub orders: Vec<OrderNumber>,
    #[serde(default, deserialize_with = "wire::text")]
    pub currency: Option<String>,
    /// Without VAT, in the invoice's currency. Whether a credit note's is below zero is unknown.
    #[serde(default, deserialize_with = "wire::decimal")]
    pub total_subtotal: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_creditnote: Option<bool>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_booked: Option<bool>,
    #[serde(default, deserialize_with = "wire::list")]
    pub lines: Vec<Line>,
    #[serde(default, deserialize_with = "wire::time")]
    pub created_at: Option<DateTime<Utc>>,
}

/// A bare number, also within quotes, or an object that has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "serde_json::Value")]
pub struct OrderNumber(pub Option<i64>);

impl From<serde_json::Value> for OrderNumber {
    fn from(value: serde_json::Value) -> Self {
        let value = match &value {
            serde_json::Value::Object(order) => order.get("number").unwrap_or(&value),
            plain => plain,
        };
        let quoted = || value.as_str().and_then(|text| text.trim().parse().ok());
        Self(value.as_i64().or_else(quoted))
    }
}

impl Invoice {
    pub fn is_credit(&self) -> bool {
        self.is_creditnote == Some(true)
    }

    /// Was it made of this order? `None`: it does not say.
    pub fn is_of(&self, order: i64) -> Option<bool> {
        let numbers: Vec<_> = self.orders.iter().filter_map(|one| one.0).collect();
        match numbers.is_empty() {
            true => self.order_id.map(|number| number == order),
            false => Some(numbers.contains(&order)),
        }
    }

    /// Is this the last word of its heading?
    pub fn ends_with(&self, mark: &str) -> bool {
        let last = |text: &String| text.split_whitespace().next_back() == Some(mark);
        self.heading.as_ref().is_some_and(last)
    }
}

/// A draft of a credit note: what it credits of the invoice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NewCreditNote {
    /// Ours to choose: how we find it again in doubt. At most 255 characters.
    pub heading: String,
    pub lines: Vec<NewLine>,
}
