//! What people do in the shop by hand: tests, the demo and the bench play with it here.

use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::delivery::deliver_first;
use super::fault::Fault;
use super::product_json::Context;
use super::setup::{Key, Setup};
use super::shop::Shop;
use super::state::State;

/// A webhook, as far as a test wants to see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hook {
    pub id: u64,
    pub topic: String,
    pub status: String,
    pub delivery_url: String,
    pub failures: u32,
}

impl Shop {
    /// A simple product; `stock` `None` is not counted.
    pub fn add_product(&self, sku: &str, name: &str, price: Decimal, stock: Option<i64>) -> u64 {
        self.add(0, &goods(sku, name, price, stock))
    }

    /// A variable product with a variation for each `(sku, option, stock)`.
    pub fn add_variable(
        &self,
        sku: &str,
        name: &str,
        price: Decimal,
        variations: &[(&str, &str, i64)],
    ) -> u64 {
        let options: Vec<&str> = variations.iter().map(|(_, option, _)| *option).collect();
        let parent = self.add(
            0,
            &json!({
                "sku": sku, "name": name, "type": "variable",
                "attributes": [{ "name": "Farge", "visible": true, "variation": true, "options": options }],
            }),
        );
        for (sku, option, stock) in variations {
            let mut one = goods(sku, name, price, Some(*stock));
            one["attributes"] = json!([{ "name": "Farge", "option": option }]);
            self.add(parent, &one);
        }
        parent
    }

    /// Any product (`parent` 0) or variation, from the fields of the REST interface; 0 when the shop refuses it.
    pub fn add(&self, parent: u64, fields: &Value) -> u64 {
        let fields = fields.as_object().cloned().unwrap_or_default();
        self.world
            .with(|shop| shop.create_product(parent, &fields).unwrap_or(0))
    }

    /// Changes a product or variation as its owner does on the screen.
    pub fn change_product(&self, product: u64, fields: &Value) -> bool {
        let fields = fields.as_object().cloned().unwrap_or_default();
        self.world
            .with(|shop| shop.update_product(product, &fields).is_ok())
    }

    pub fn delete_product(&self, product: u64, force: bool) -> bool {
        self.world
            .with(|shop| shop.delete_product(product, force).is_ok())
    }

    pub fn set_stock(&self, product: u64, pieces: i64) -> bool {
        self.change_product(
            product,
            &json!({ "manage_stock": true, "stock_quantity": pieces }),
        )
    }

    /// Pieces of a product or variation, or of the parent that counts for it; `None` = not counted, or unknown.
    pub fn stock_of(&self, product: u64) -> Option<i64> {
        self.world.with(|shop| {
            let holder = shop.stock_holder(shop.products.get(product)?)?;
            shop.products.get(holder)?.stock
        })
    }

    pub fn id_of(&self, sku: &str) -> Option<u64> {
        self.world.with(|shop| shop.by_sku(sku))
    }

    pub fn stock_of_sku(&self, sku: &str) -> Option<i64> {
        self.stock_of(self.id_of(sku)?)
    }

    /// As `GET products/{id}` shows it.
    pub fn product(&self, product: u64) -> Option<Value> {
        self.world
            .with(|shop| Some(shop.product_json(shop.products.get(product)?, Context::View)))
    }

    pub fn product_ids(&self) -> Vec<u64> {
        self.world
            .with(|shop| shop.products.iter().map(|product| product.id).collect())
    }

    pub fn webhooks(&self) -> Vec<Hook> {
        self.world.with(|shop| {
            let hook = |webhook: &super::webhook::Webhook| Hook {
                id: webhook.id,
                topic: webhook.topic.clone(),
                status: webhook.status.clone(),
                delivery_url: webhook.delivery_url.clone(),
                failures: webhook.failures,
            };
            shop.webhooks.values().map(hook).collect()
        })
    }

    /// How many deliveries wait in the queue.
    pub fn undelivered(&self) -> usize {
        self.world.with(|shop| shop.queue.waiting.len())
    }

    /// Delivers all that waits now, whatever its delay: for a shop whose delay holds its webhooks back.
    pub async fn deliver_webhooks(&self) {
        for _ in 0..self.undelivered() {
            deliver_first(&self.world).await;
        }
    }

    /// Drops what waits, as a shop whose queue is broken.
    pub fn lose_webhooks(&self) {
        self.world.with(|shop| shop.queue.waiting.clear());
    }

    /// The keys are thrown away, so that the shop knows nobody any more.
    pub fn revoke_keys(&self) {
        self.world.with(|shop| shop.keys.clear());
    }

    pub fn keys(&self) -> Vec<Key> {
        self.world.with(|shop| shop.keys.clone())
    }

    /// The key's user loses or regains the role.
    pub fn demote(&self, key: &str, demoted: bool) {
        self.world.with(|shop| {
            for kept in shop.keys.iter_mut().filter(|kept| kept.key == key) {
                kept.demoted = demoted;
            }
        });
    }

    /// One of the recorded ways to fail, until it is taken away.
    pub fn fault(&self, fault: Option<Fault>) {
        self.world.with(|shop| shop.fault = fault);
    }

    /// Changes the shop's settings while it runs.
    pub fn set_up(&self, change: impl FnOnce(&mut Setup)) {
        self.world.with(|shop| change(&mut shop.setup));
    }

    pub fn set_webhook_delay(&self, delay: Duration) {
        self.set_up(|setup| setup.webhook_delay = delay);
    }

    /// Lets the shared sequence go on from `id`, as if other things had been made meanwhile.
    pub fn skip_to_id(&self, id: u64) {
        self.world.with(|shop: &mut State| shop.next_id = id);
    }
}

fn goods(sku: &str, name: &str, price: Decimal, stock: Option<i64>) -> Value {
    let price = price.to_string();
    match stock {
        Some(stock) => json!({
            "sku": sku, "name": name, "regular_price": price, "manage_stock": true, "stock_quantity": stock
        }),
        None => json!({ "sku": sku, "name": name, "regular_price": price }),
    }
}
