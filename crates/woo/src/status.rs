//! The statuses an order can have; plugins add their own, and a shop names them as it likes.
use serde::Deserialize;

use crate::{lenient, open::open_words};

open_words! {
    /// An order's status, without the `wc-` that the shop's database puts before it.
    Status {
        Pending = "pending",
        Processing = "processing",
        OnHold = "on-hold",
        Completed = "completed",
        Cancelled = "cancelled",
        Refunded = "refunded",
        Failed = "failed",
        CheckoutDraft = "checkout-draft",
        Trash = "trash",
    }
}

/// A status with the shop's own label, as `GET orders/statuses` lists them.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct NamedStatus {
    #[serde(rename = "slug")]
    pub status: Status,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
}
