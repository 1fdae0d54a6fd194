//! Webhooks as a shop sends them, signed.
use std::net::SocketAddr;

use anyhow::Context;
use secrecy::ExposeSecret;
use serde_json::Value;
use store::{ShopId, shop};

use crate::world::World;

/// Signs and writes what one shop sends.
#[derive(Clone)]
pub struct Sender {
    pub shop: ShopId,
    pub secret: String,
    /// The shop's address, without a slash.
    pub source: String,
    pub door: SocketAddr,
}

impl Sender {
    /// A connected shop's.
    pub async fn of(world: &World, at: usize) -> anyhow::Result<Self> {
        let seller = &world.shops[at];
        let row = shop::find(&world.tenant(), seller.id).await?;
        let secret = row.webhook_secret(&world.ctx.store)?;
        let port = world.wiring.public_url.port().unwrap_or_default();
        Ok(Self {
            shop: seller.id,
            secret: secret.expose_secret().to_owned(),
            source: seller.world.url(),
            door: SocketAddr::from(([127, 0, 0, 1], port)),
        })
    }

    /// The whole request, ready for the wire.
    pub fn request(&self, topic: &str, body: &[u8]) -> Vec<u8> {
        let signature = woo::webhook::sign(&self.secret, body);
        let mut request = self.head(topic, body.len(), &signature);
        request.extend_from_slice(body);
        request
    }

    fn head(&self, topic: &str, length: usize, signature: &str) -> Vec<u8> {
        let (resource, event) = topic.split_once('.').unwrap_or_default();
        format!(
            "POST /webhooks/woo/{} HTTP/1.1\r\nHost: {}\r\nUser-Agent: WooCommerce/11.0.1 Hookshot (WordPress/7.1)\r\n\
             Accept: */*\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
             X-WC-Webhook-Source: {}/\r\nX-WC-Webhook-Topic: {topic}\r\nX-WC-Webhook-Resource: {resource}\r\n\
             X-WC-Webhook-Event: {event}\r\nX-WC-Webhook-Signature: {signature}\r\nX-WC-Webhook-ID: 1\r\n\
             X-WC-Webhook-Delivery-ID: 0123456789abcdef0123456789abcdef\r\n\r\n",
            self.shop, self.door, self.source,
        )
        .into_bytes()
    }

    /// An order's; only its id is read.
    pub fn order(&self, body: &Body, id: u64) -> Vec<u8> {
        self.told("order.created", body, id)
    }

    pub fn told(&self, topic: &str, body: &Body, id: u64) -> Vec<u8> {
        self.request(topic, body.with(id).as_bytes())
    }

    /// What the shop would put on an order's.
    pub fn signature(&self, body: &Body, id: u64) -> String {
        woo::webhook::sign(&self.secret, body.with(id).as_bytes())
    }

    /// An order's that was signed before.
    pub fn signed(&self, body: &Body, id: u64, signature: &str) -> Vec<u8> {
        let text = body.with(id);
        let mut request = self.head("order.created", text.len(), signature);
        request.extend_from_slice(text.as_bytes());
        request
    }
}

/// An order as a shop tells of it, ready for any id: writing it anew each time would cost more than storing it.
#[derive(Clone)]
pub struct Body {
    before: String,
    after: String,
}

impl Body {
    pub fn of(order: &Value) -> anyhow::Result<Self> {
        let mut order = order.clone();
        order["id"] = "the id".into();
        let text = order.to_string();
        let parts = text
            .split_once("\"the id\"")
            .context("an order has an id")?;
        Ok(Self {
            before: parts.0.to_owned(),
            after: parts.1.to_owned(),
        })
    }

    fn with(&self, id: u64) -> String {
        format!("{}{id}{}", self.before, self.after)
    }
}
