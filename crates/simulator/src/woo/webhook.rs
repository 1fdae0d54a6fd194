//! Webhooks as a resource.

use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::{Fields, text};
use super::links::{Page, only, window};
use super::request::Request;
use super::state::State;
use super::time::{gmt, gmt_or_null};

#[derive(Clone, Debug)]
pub struct Webhook {
    pub id: u64,
    pub name: String,
    pub status: String,
    pub topic: String,
    pub delivery_url: String,
    pub secret: String,
    pub created: DateTime<Utc>,
    pub modified: Option<DateTime<Utc>>,
    /// The key whose user made it.
    pub owner: u64,
    /// Failures in a row.
    pub failures: u32,
    /// No ping was answered with exactly 200 yet.
    pub unproven: bool,
}

impl State {
    pub fn create_webhook(&mut self, fields: &Map<String, Value>, owner: u64) -> Reply<u64> {
        let topic = text(fields, "topic");
        if !self.is_topic(&topic.to_lowercase()) {
            let code = "woocommerce_rest_shop_webhook_invalid_topic";
            return Err(Failure::new(
                400,
                code,
                "Webhook topic is required and must be valid.",
            ));
        }
        let url = text(fields, "delivery_url");
        if !url.starts_with("http://") && !url.starts_with("https://") {
            let said =
                "Webhook delivery URL must be a valid URL starting with http:// or https://.";
            return Err(Failure::new(
                400,
                "woocommerce_rest_shop_webhook_invalid_delivery_url",
                said,
            ));
        }
        let now = self.now();
        let given = |name| Some(text(fields, name)).filter(|text| !text.is_empty());
        let name = given("name").unwrap_or_else(|| {
            format!("Webhook created on {}", now.format("%b %d, %Y @ %I:%M %p"))
        });
        let secret = given("secret")
            .unwrap_or_else(|| self.letters(50))
            .trim()
            .to_owned();
        self.counters.webhook += 1;
        let id = self.counters.webhook;
        let webhook = Webhook {
            id,
            name,
            status: "active".to_owned(),
            topic,
            delivery_url: url,
            secret,
            created: now,
            modified: None,
            owner,
            failures: 0,
            unproven: true,
        };
        self.webhooks.insert(id, webhook);
        Ok(id)
    }

    /// Changes a webhook; says whether the shop pings now.
    pub fn update_webhook(&mut self, id: u64, fields: &Map<String, Value>) -> Reply<bool> {
        let now = self.now();
        let Some(webhook) = self.webhooks.get_mut(&id) else {
            return Err(Failure::invalid_id(400, "shop_webhook"));
        };
        let old_url = webhook.delivery_url.clone();
        let places: [(&str, &mut String); 5] = [
            ("name", &mut webhook.name),
            ("status", &mut webhook.status),
            ("topic", &mut webhook.topic),
            ("delivery_url", &mut webhook.delivery_url),
            ("secret", &mut webhook.secret),
        ];
        for (name, place) in places {
            if let Some(Value::String(value)) = fields.get(name) {
                place.clone_from(value);
            }
        }
        webhook.modified = Some(now);
        let active = webhook.status == "active";
        Ok(active && (webhook.unproven || webhook.delivery_url != old_url))
    }

    pub fn webhook_json(&self, webhook: &Webhook) -> Value {
        let (resource, event) = webhook.topic.split_once('.').unwrap_or_default();
        Fields::new()
            .put("id", webhook.id)
            .put("name", webhook.name.clone())
            .put("status", webhook.status.clone())
            .put("topic", webhook.topic.clone())
            .put("resource", resource)
            .put("event", event)
            .put("hooks", hooks(&webhook.topic, self.is_new()))
            .put("delivery_url", webhook.delivery_url.clone())
            .put("date_created", self.local(webhook.created))
            .put("date_created_gmt", gmt(webhook.created))
            .put("date_modified", self.local_or_null(webhook.modified))
            .put("date_modified_gmt", gmt_or_null(webhook.modified))
            .put(
                "_links",
                self.links(&format!("webhooks/{}", webhook.id), "webhooks"),
            )
            .done()
    }

    pub fn list_webhooks(&self, request: &Request) -> Reply {
        self.check_list(request, true)?;
        let status = request.q("status").filter(|status| *status != "all");
        let all: Vec<&Webhook> = self
            .webhooks
            .values()
            .rev()
            .filter(|w| status.is_none_or(|status| status == w.status))
            .collect();
        let (range, page, per_page) = window(request, &all);
        let rows = all[range]
            .iter()
            .map(|webhook| self.webhook_json(webhook))
            .collect();
        Ok(self.paged(
            request,
            "webhooks",
            Page {
                rows,
                total: all.len(),
                page,
                per_page,
            },
        ))
    }

    pub fn read_webhook(&self, request: &Request, id: u64) -> Reply {
        let status = if self.is_new() { 404 } else { 400 };
        let webhook = self
            .webhooks
            .get(&id)
            .ok_or_else(|| Failure::invalid_id(status, "shop_webhook"))?;
        Ok(Answer::ok(&only(request, self.webhook_json(webhook), true)))
    }

    /// For good, or not at all; what waits for it is dropped.
    pub fn delete_webhook(&mut self, id: u64, force: bool) -> Reply {
        if !force {
            let code = "woocommerce_rest_trash_not_supported";
            return Err(Failure::new(501, code, "Webhooks do not support trashing."));
        }
        let webhook = self
            .webhooks
            .remove(&id)
            .ok_or_else(|| Failure::invalid_id(404, "shop_webhook"))?;
        self.queue.waiting.retain(|delivery| delivery.webhook != id);
        Ok(Answer::ok(&self.webhook_json(&webhook)))
    }

    fn is_topic(&self, topic: &str) -> bool {
        let Some((resource, event)) = topic.split_once('.') else {
            return false;
        };
        let resources = ["order", "product", "customer", "coupon"];
        let events = ["created", "updated", "deleted", "restored"];
        let published = topic == "product.published" && self.is_new();
        published || resources.contains(&resource) && events.contains(&event)
    }
}

/// The names of what the shop listens to inside; part of the answer.
fn hooks(topic: &str, new: bool) -> Value {
    match topic {
        "order.created" => json!(["woocommerce_new_order"]),
        "order.updated" => json!(["woocommerce_update_order", "woocommerce_order_refunded"]),
        "order.deleted" if new => json!(["wp_trash_post", "woocommerce_trash_order"]),
        "order.restored" if new => json!(["untrashed_post", "woocommerce_untrash_order"]),
        "product.published" => json!(["woocommerce_product_published"]),
        "product.created" => {
            json!([
                "woocommerce_process_product_meta",
                "woocommerce_new_product",
                "woocommerce_new_product_variation"
            ])
        }
        "product.updated" => json!([
            "woocommerce_process_product_meta",
            "woocommerce_update_product",
            "woocommerce_update_product_variation"
        ]),
        "customer.created" => json!([
            "user_register",
            "woocommerce_created_customer",
            "woocommerce_new_customer"
        ]),
        "customer.updated" => json!(["profile_update", "woocommerce_update_customer"]),
        "customer.deleted" => json!(["delete_user"]),
        "coupon.created" => json!([
            "woocommerce_process_shop_coupon_meta",
            "woocommerce_new_coupon"
        ]),
        "coupon.updated" => json!([
            "woocommerce_process_shop_coupon_meta",
            "woocommerce_update_coupon"
        ]),
        other if other.ends_with(".deleted") => json!(["wp_trash_post"]),
        _ => json!(["untrashed_post"]),
    }
}
