//! From an event to the queue of deliveries.

use std::collections::VecDeque;
use std::time::Instant;

use super::state::State;

/// One delivery that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub webhook: u64,
    pub topic: String,
    pub subject: u64,
    pub due: Instant,
}

#[derive(Debug, Default)]
pub struct Queue {
    /// What happened in the call that is running.
    raised: Vec<(String, u64)>,
    pub waiting: VecDeque<Delivery>,
}

impl State {
    /// Notes that something happened; it is queued when the call ends.
    pub fn event(&mut self, topic: &str, subject: u64) {
        self.queue.raised.push((topic.to_owned(), subject));
    }

    /// Lets an order's events stand before those of its goods.
    pub fn raise_stock_events_after(&mut self, raise: impl FnOnce(&mut Self)) {
        let raised = std::mem::take(&mut self.queue.raised);
        let (stock, before): (Vec<_>, Vec<_>) = raised
            .into_iter()
            .partition(|(topic, _)| topic.starts_with("product."));
        self.queue.raised = before;
        raise(self);
        self.queue.raised.extend(stock);
    }

    /// At the end of a call: what happened waits once for each webhook that listens.
    pub fn queue_events(&mut self) {
        let raised = std::mem::take(&mut self.queue.raised);
        let due = Instant::now() + self.setup.clock.real(self.setup.webhook_delay);
        for (topic, subject) in raised {
            if self.is_draft(&topic, subject) {
                continue;
            }
            for webhook in self.webhooks.values() {
                let waits = |one: &Delivery| one.webhook == webhook.id && one.subject == subject;
                if webhook.status == "active"
                    && webhook.topic == topic
                    && !self.queue.waiting.iter().any(waits)
                {
                    let topic = topic.clone();
                    self.queue.waiting.push_back(Delivery {
                        webhook: webhook.id,
                        topic,
                        subject,
                        due,
                    });
                }
            }
        }
    }

    fn is_draft(&self, topic: &str, subject: u64) -> bool {
        let order = topic
            .starts_with("order.")
            .then(|| self.orders.get(subject))
            .flatten();
        order.is_some_and(|order| matches!(order.status.as_str(), "draft" | "auto-draft" | "new"))
    }
}
