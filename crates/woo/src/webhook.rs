//! What a WooCommerce webhook delivery carries, how it is signed, and the webhook itself as a thing in the shop.
mod row;
mod signature;

use serde::Deserialize;

use crate::{Said, lenient, open::open_words};
pub use row::{NewWebhook, Webhook, WebhookStatus};
pub use signature::{is_signed_by, sign};

pub const TOPIC: &str = "X-WC-Webhook-Topic";
pub const SIGNATURE: &str = "X-WC-Webhook-Signature";
/// The shop's own name for its front page; it may be another address than the one we know.
pub const SOURCE: &str = "X-WC-Webhook-Source";
pub const WEBHOOK_ID: &str = "X-WC-Webhook-ID";
/// Not unique: two deliveries within a second share it, so nothing may be told apart by it.
pub const DELIVERY_ID: &str = "X-WC-Webhook-Delivery-ID";

open_words! {
    /// What happened. A hint only: an older state may come later, and a thing may be gone already.
    Topic {
        OrderCreated = "order.created",
        OrderUpdated = "order.updated",
        OrderDeleted = "order.deleted",
        OrderRestored = "order.restored",
        ProductCreated = "product.created",
        ProductUpdated = "product.updated",
        ProductDeleted = "product.deleted",
        ProductRestored = "product.restored",
    }
}

/// The topics that every version from 7.1 has and that we ask for.
pub const TOPICS: [Topic; 8] = [
    Topic::OrderCreated,
    Topic::OrderUpdated,
    Topic::OrderDeleted,
    Topic::OrderRestored,
    Topic::ProductCreated,
    Topic::ProductUpdated,
    Topic::ProductDeleted,
    Topic::ProductRestored,
];

impl Topic {
    /// About an order, if the shop tells the truth: on old storage a trashed order also comes as `product.deleted`.
    #[must_use]
    pub fn is_order(&self) -> bool {
        self.as_str().starts_with("order.")
    }

    /// About a product or a variation; `product.deleted` also comes for pages, coupons and orders (woocommerce-api.md 0, no. 10),
    /// so an id that is no product of ours means nothing.
    #[must_use]
    pub fn is_product(&self) -> bool {
        self.as_str().starts_with("product.")
    }
}

/// What a body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// The unsigned form a shop posts when a webhook is made; it wants exactly 200.
    Ping,
    /// About the thing with this id.
    About(i64),
    /// Signed, and yet an error object: the thing is gone (404), or the webhook's owner lost the right to see it (401, 403).
    Error(Said),
    Unreadable,
}

#[must_use]
pub fn read(body: &[u8]) -> Body {
    if is_ping(body) {
        return Body::Ping;
    }
    if let Some(id) = subject(body) {
        return Body::About(id);
    }
    let text = std::str::from_utf8(body).ok();
    text.and_then(Said::read)
        .map_or(Body::Unreadable, Body::Error)
}

/// The id of the thing the delivery is about; for a product topic it may be a variation's.
#[must_use]
pub fn subject(body: &[u8]) -> Option<i64> {
    #[derive(Deserialize)]
    struct Subject {
        #[serde(deserialize_with = "lenient::known_id")]
        id: i64,
    }
    serde_json::from_slice::<Subject>(body)
        .ok()
        .map(|subject| subject.id)
}

/// True for the unsigned form a shop posts when a webhook is made, and after each delivery until it got its 200.
#[must_use]
pub fn is_ping(body: &[u8]) -> bool {
    body.strip_prefix(b"webhook_id=")
        .is_some_and(|id| !id.is_empty() && id.iter().all(u8::is_ascii_digit))
}
