//! Metadata: what plugins hang on orders, lines and products.
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::Value;

use crate::lenient;

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Meta {
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub key: String,
    /// Anything at all.
    #[serde(default)]
    pub value: Value,
}

impl Meta {
    /// The value as a text, `None` when it is a list, an object or nothing.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match &self.value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(yes) => Some(yes.to_string()),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The value as a number, exactly.
    #[must_use]
    pub fn amount(&self) -> Option<Decimal> {
        lenient::decimal(self.text()?.trim())
    }
}

/// The entry with this key; the last one, should there be several (that is the one the shop uses).
#[must_use]
pub fn find<'a>(meta: &'a [Meta], key: &str) -> Option<&'a Meta> {
    meta.iter().rev().find(|entry| entry.key == key)
}

/// On a refund's line: the order's line that it takes back (woocommerce-api.md 8.4).
#[must_use]
pub fn refunded_item(meta: &[Meta]) -> Option<i64> {
    let amount = find(meta, "_refunded_item_id")?.amount()?;
    i64::try_from(amount).ok()
}
