//! What we write to an order, and the notes that stand on it.
use serde::{Deserialize, Serialize};

use crate::{Status, lenient};

/// What an order is to become; `None` leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OrderUpdate {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

impl OrderUpdate {
    #[must_use]
    pub fn status(status: Status) -> Self {
        Self {
            status: Some(status),
        }
    }
}

/// A note on an order; it moves no date and fires no webhook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    #[serde(rename = "note")]
    pub text: String,
    /// True: the shop mails it to the customer.
    #[serde(rename = "customer_note")]
    pub to_customer: bool,
}

/// A note as the shop lists it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct OrderNote {
    #[serde(rename = "note", default, deserialize_with = "lenient::text")]
    pub text: String,
    /// It was mailed to the customer.
    #[serde(rename = "customer_note", default, deserialize_with = "lenient::flag")]
    pub to_customer: bool,
}
