//! What people do in the shop by hand: tests, the demo and the bench play with it here.

use std::time::Duration;

use super::delivery::deliver_first;
use super::fault::Fault;
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
