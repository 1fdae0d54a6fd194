//! What is delivered, and what becomes of the webhook afterwards.

use super::answer::{Failure, php_json};
use super::oauth::signed;
use super::product_json::Context;
use super::queue::Delivery;
use super::state::State;
use super::webhook::Webhook;

/// A delivery that is ready to go.
pub struct Parcel {
    /// The row as it was before: what is saved afterwards, whatever happened meanwhile.
    pub stale: Webhook,
    pub topic: String,
    pub body: String,
    pub delivery_id: String,
    pub source: String,
}

impl State {
    pub fn next_delivery(&mut self) -> Option<Delivery> {
        self.queue.waiting.pop_front()
    }

    /// Puts a delivery behind the one that follows; false when none does.
    pub fn postpone(&mut self, delivery: &Delivery) -> bool {
        if self.queue.waiting.is_empty() {
            return false;
        }
        self.queue.waiting.insert(1, delivery.clone());
        true
    }

    pub fn agent(&self) -> String {
        let version = self.setup.version;
        format!(
            "WooCommerce/{} Hookshot (WordPress/{})",
            version.name(),
            version.wordpress()
        )
    }

    pub fn parcel(&self, delivery: &Delivery) -> Option<Parcel> {
        let stale = self.webhooks.get(&delivery.webhook)?.clone();
        let stamp = format!("{}{}", stale.id, self.now().timestamp());
        let hash = signed("webhook", stamp.as_bytes());
        let delivery_id = hash
            .bytes()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>();
        Some(Parcel {
            body: php_json(&self.payload(&stale, delivery)),
            topic: delivery.topic.clone(),
            delivery_id: delivery_id[..32].to_owned(),
            source: format!("{}/", self.home),
            stale,
        })
    }

    /// Read when it is sent, not when it happened; what is gone is an error, signed like the rest.
    pub fn payload(&self, webhook: &Webhook, delivery: &Delivery) -> serde_json::Value {
        if delivery.topic.ends_with(".deleted") {
            return serde_json::json!({ "id": delivery.subject });
        }
        if self
            .keys
            .iter()
            .any(|key| key.id == webhook.owner && key.demoted)
        {
            let said = "Sorry, you cannot view this resource.";
            return Failure::new(403, "woocommerce_rest_cannot_view", said).body();
        }
        let id = delivery.subject;
        let (found, thing) = match delivery.topic.split_once('.').unwrap_or_default().0 {
            "order" => (
                self.orders
                    .get(id)
                    .map(|order| self.order_json(order, self.setup.price_decimals)),
                "shop_order",
            ),
            "customer" => (
                self.customers
                    .get(&id)
                    .map(|customer| self.customer_json(customer)),
                "customer",
            ),
            _ => (
                self.products
                    .get(id)
                    .map(|product| self.product_json(product, Context::View)),
                "product",
            ),
        };
        found.unwrap_or_else(|| Failure::invalid_id(404, thing).body())
    }

    /// Saves the row as it was before the delivery, with the result; says whether to ping again.
    pub fn settle(&mut self, mut stale: Webhook, done: bool) -> bool {
        if !self.webhooks.contains_key(&stale.id) {
            return false;
        }
        if done {
            stale.failures = 0;
        } else if stale.failures > 5 {
            "disabled".clone_into(&mut stale.status);
        } else {
            stale.failures += 1;
        }
        stale.modified = Some(self.now());
        let pings = stale.unproven && stale.status == "active";
        self.webhooks.insert(stale.id, stale);
        pings
    }
}

/// The secret as it signs: entities decoded.
pub fn decoded(secret: &str) -> String {
    let plain = secret
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#039;", "'");
    plain.replace("&amp;", "&")
}
