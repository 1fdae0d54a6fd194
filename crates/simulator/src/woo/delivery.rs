//! What the shop sends out by itself: deliveries, one after another, pings and keys.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::{Certificate, Client, redirect};

use super::answer::{Answer, Failure, php_json};
use super::oauth::signed;
use super::product_json::Context;
use super::queue::Delivery;
use super::router::Errand;
use super::state::State;
use super::webhook::Webhook;
use super::world::World;
use crate::Fate;

/// A delivery that is ready to go.
struct Parcel {
    /// The row as it was before: what is saved afterwards, whatever happened meanwhile.
    stale: Webhook,
    topic: String,
    body: String,
    delivery_id: String,
    source: String,
}

/// How the shop's PHP speaks to the world.
#[derive(Clone)]
pub struct Outside {
    /// Follows nothing.
    plain: Client,
    /// Follows up to five redirects, as pings and wc-auth do.
    following: Client,
}

impl Outside {
    pub fn new(extra_ca: Option<&str>) -> Option<Self> {
        // Somebody else may have chosen the same already.
        drop(rustls::crypto::ring::default_provider().install_default());
        let trusted: Vec<Certificate> = extra_ca
            .map(|pem| Certificate::from_pem_bundle(pem.as_bytes()))
            .transpose()
            .ok()?
            .unwrap_or_default();
        let build = |policy| {
            Client::builder()
                .tls_certs_only(trusted.clone())
                .redirect(policy)
                .no_proxy()
                .build()
                .ok()
        };
        Some(Self {
            plain: build(redirect::Policy::none())?,
            following: build(redirect::Policy::limited(5))?,
        })
    }

    async fn ping(&self, world: &World, webhook: u64) {
        let found = world.with(|shop| {
            let webhook = shop.webhooks.get(&webhook)?;
            Some((webhook.delivery_url.clone(), shop.agent()))
        });
        let Some((url, agent)) = found else { return };
        let sent = self
            .following
            .post(url)
            .header("User-Agent", agent)
            .timeout(Duration::from_secs(5));
        let sent = sent
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Connection", "close");
        let answer = sent
            .header("Accept", "*/*")
            .body(format!("webhook_id={webhook}"))
            .send()
            .await;
        if answer.is_ok_and(|answer| answer.status().as_u16() == 200) {
            world.with(|shop| {
                let now = shop.now();
                if let Some(webhook) = shop.webhooks.get_mut(&webhook) {
                    webhook.unproven = false;
                    webhook.modified = Some(now);
                }
            });
        }
    }

    /// Does what must be done outside before the answer may go.
    pub async fn run(&self, world: &World, errand: Errand, answer: Answer) -> Answer {
        match errand {
            Errand::Ping(webhook) => {
                self.ping(world, webhook).await;
                answer
            }
            Errand::Grant(grant) => {
                let agent = world.with(|shop| {
                    format!(
                        "WordPress/{}; {}",
                        shop.setup.version.wordpress(),
                        shop.home
                    )
                });
                let sent = self
                    .following
                    .post(&grant.callback)
                    .header("User-Agent", agent);
                let sent = sent
                    .header("Content-Type", "application/json;charset=UTF-8")
                    .header("Accept", "*/*");
                let sent = sent
                    .timeout(Duration::from_secs(60))
                    .header("Connection", "close");
                match sent.body(grant.body).send().await {
                    Ok(said) if said.status().as_u16() == 200 => answer,
                    _ => world.with(|shop| shop.take_back(grant.key)),
                }
            }
        }
    }

    async fn send(&self, parcel: &Parcel, agent: &str) -> bool {
        let webhook = &parcel.stale;
        let (resource, event) = parcel.topic.split_once('.').unwrap_or_default();
        let sent = self
            .plain
            .post(&webhook.delivery_url)
            .timeout(Duration::from_secs(60))
            .header("User-Agent", agent)
            .header("Accept", "*/*")
            .header("Content-Type", "application/json")
            .header("X-WC-Webhook-Source", &parcel.source)
            .header("X-WC-Webhook-Topic", &parcel.topic)
            .header("X-WC-Webhook-Resource", resource)
            .header("X-WC-Webhook-Event", event)
            .header(
                "X-WC-Webhook-Signature",
                signed(&decoded(&webhook.secret), parcel.body.as_bytes()),
            )
            .header("X-WC-Webhook-ID", webhook.id.to_string())
            .header("X-WC-Webhook-Delivery-ID", &parcel.delivery_id)
            .header("Connection", "close");
        let answer = sent.body(parcel.body.clone()).send().await;
        answer.is_ok_and(|answer| (200..303).contains(&answer.status().as_u16()))
    }
}

/// Works the queue until the shop is gone.
pub async fn work(world: Arc<World>) {
    loop {
        let wake = world.wake.notified();
        let due = if world.is_down() {
            None
        } else {
            world.with(|shop| shop.queue.waiting.front().map(|first| first.due))
        };
        match due {
            Some(due) if due <= Instant::now() => {
                deliver_first(&world).await;
            }
            Some(due) => {
                tokio::select! {
                    () = tokio::time::sleep_until(due.into()) => {}
                    () = wake => {}
                }
            }
            None => wake.await,
        }
    }
}

/// Delivers the first of the queue, due or not; false when it is empty.
pub async fn deliver_first(world: &World) -> bool {
    let Some(first) = world.with(State::next_delivery) else {
        return false;
    };
    deliver(world, first).await;
    true
}

async fn deliver(world: &World, delivery: Delivery) {
    let fate = world.front.trouble.fate();
    if fate == Fate::Reordered && world.with(|shop| shop.postpone(&delivery)) {
        return;
    }
    let Some((parcel, agent)) = world.with(|shop| Some((shop.parcel(&delivery)?, shop.agent())))
    else {
        return;
    };
    let done = match fate {
        Fate::Lost => true,
        Fate::Doubled => {
            world.outside.send(&parcel, &agent).await;
            world.outside.send(&parcel, &agent).await
        }
        Fate::Sent | Fate::Reordered => world.outside.send(&parcel, &agent).await,
    };
    let webhook = parcel.stale.id;
    if world.with(|shop| shop.settle(parcel.stale, done)) {
        world.outside.ping(world, webhook).await;
    }
}

impl State {
    fn next_delivery(&mut self) -> Option<Delivery> {
        self.queue.waiting.pop_front()
    }

    /// Puts a delivery behind the one that follows; false when none does.
    fn postpone(&mut self, delivery: &Delivery) -> bool {
        if self.queue.waiting.is_empty() {
            return false;
        }
        self.queue.waiting.insert(1, delivery.clone());
        true
    }

    fn agent(&self) -> String {
        let version = self.setup.version;
        format!(
            "WooCommerce/{} Hookshot (WordPress/{})",
            version.name(),
            version.wordpress()
        )
    }

    fn parcel(&self, delivery: &Delivery) -> Option<Parcel> {
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
    fn payload(&self, webhook: &Webhook, delivery: &Delivery) -> serde_json::Value {
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
                self.orders.get(id).map(|order| self.order_json(order, 2)),
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
    fn settle(&mut self, mut stale: Webhook, done: bool) -> bool {
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
fn decoded(secret: &str) -> String {
    let plain = secret
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#039;", "'");
    plain.replace("&amp;", "&")
}
