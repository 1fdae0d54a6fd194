//! What the shop sends out by itself: deliveries, one after another, pings and keys.

use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::{Certificate, Client, redirect};

use super::answer::Answer;
use super::oauth::signed;
use super::parcel::{Parcel, decoded};
use super::queue::Delivery;
use super::router::Errand;
use super::state::State;
use super::world::World;
use crate::Fate;

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
