//! Rackbeat's webhooks: the subscription, and what a delivery says (`rackbeat-api.md` 4).

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use subtle::ConstantTimeEq;

use crate::wire;

pub const TOKEN_HEADER: &str = "rackbeat-webhook-token";
pub const EVENT_HEADER: &str = "rackbeat-webhook-event";
/// Carries the agreement number.
pub const ACCOUNT_HEADER: &str = "rackbeat-account-id";

pub const INVENTORY_CHANGED: &str = "inventory.changed";
/// The events we ask for and know to exist.
pub const EVENTS: [&str; 5] = [
    "order.created",
    "order.shipped",
    "product.created",
    "product.updated",
    INVENTORY_CHANGED,
];
/// Events that would be of use but may not exist: asked for once, a refusal is remembered.
pub const PERHAPS: [&str; 5] = [
    "order.updated",
    "order.booked",
    "order.cancelled",
    "order.deleted",
    "product.deleted",
];

#[derive(Clone, Debug, Default, Deserialize)]
pub struct Subscription {
    #[serde(deserialize_with = "wire::int_key")]
    pub id: i64,
    #[serde(deserialize_with = "wire::key")]
    pub event: String,
    #[serde(deserialize_with = "wire::key")]
    pub url: String,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_active: Option<bool>,
    #[serde(default, deserialize_with = "wire::int")]
    pub failures_since_last_success: Option<i64>,
    /// Only in the answer to the create.
    #[serde(default, deserialize_with = "wire::secret")]
    pub token: Option<SecretString>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewSubscription {
    pub event: String,
    pub url: String,
    pub is_active: bool,
}

/// What a delivery is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The thing's key, for events such as `order.shipped`: a number, as text.
    Thing(String),
    /// An item whose figures changed.
    Item {
        number: String,
        /// What of it: `stock`, and others that are not documented.
        about: Option<String>,
    },
}

/// Does the delivery carry the subscription's token? Takes the same time whether it nearly does or not.
pub fn token_matches(given: &str, expected: &str) -> bool {
    !expected.is_empty() && given.as_bytes().ct_eq(expected.as_bytes()).into()
}

/// What the delivery is about, read from the live body or from the documented one; `None` when it names nothing.
pub fn subject(event: &str, body: &[u8]) -> Option<Subject> {
    let body: Value = serde_json::from_slice(body).ok()?;
    if event == INVENTORY_CHANGED {
        return item(&body);
    }
    [&body["key"], &body["new_key"], &body["data"]["number"]]
        .into_iter()
        .find_map(as_text)
        .map(Subject::Thing)
}

/// The event as the body states it: the documented body does, the live one does not.
pub fn stated_event(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    as_text(&body["event"])
}

fn item(body: &Value) -> Option<Subject> {
    let data = &body["data"];
    let number = [&body["item"], &data["item"], &body["key"]]
        .into_iter()
        .find_map(|found| as_text(found).or_else(|| as_text(&found["number"])))?;
    let about = as_text(&body["type"]).or_else(|| as_text(&data["type"]));
    Some(Subject::Item { number, about })
}

fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
