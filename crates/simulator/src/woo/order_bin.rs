//! Orders in the bin, out of it, and gone for good.

use serde_json::{Map, Value};

use super::answer::{Failure, Reply};
use super::state::State;

const BEFORE: &str = "_wp_trash_meta_status";
/// What lies on an order only while it is in the bin.
const OF_THE_BIN: [&str; 4] = [
    BEFORE,
    "_wp_trash_meta_time",
    "_wp_desired_post_slug",
    "_wp_trash_meta_comments_status",
];

impl State {
    /// Into the bin, or for good; only the bin is told to the webhooks, and neither gives stock back.
    pub fn delete_order(&mut self, order: u64, force: bool) -> Reply<()> {
        let status = self.orders.get(order).map(|order| order.status.clone());
        let Some(status) = status else {
            return Err(Failure::invalid_id(404, "shop_order"));
        };
        if force {
            self.orders.remove(order);
            self.refunds.retain(|_, refund| refund.order != order);
            return Ok(());
        }
        if status == "trash" {
            return Err(Failure::new(
                410,
                "woocommerce_rest_already_trashed",
                "The order has already been deleted.",
            ));
        }
        self.bin_order(order, &status);
        Ok(())
    }

    fn bin_order(&mut self, order: u64, status: &str) {
        let now = self.now();
        let mut meta = vec![
            self.meta(BEFORE, format!("wc-{status}")),
            self.meta("_wp_trash_meta_time", now.timestamp().to_string()),
        ];
        if !self.is_new() {
            let notes: Map<String, Value> = self
                .notes
                .iter()
                .filter(|note| note.order == order)
                .map(|note| (note.id.to_string(), "1".into()))
                .collect();
            meta.push(self.meta("_wp_desired_post_slug", format!("order-{order}")));
            meta.push(self.meta("_wp_trash_meta_comments_status", notes));
        }
        self.orders.edit(order, |kept| {
            "trash".clone_into(&mut kept.status);
            kept.meta.extend(meta);
            kept.modified = now;
        });
        if !self.is_new() {
            self.event("product.deleted", order);
        }
        self.event("order.deleted", order);
    }

    /// Out of the bin by hand: its status is what it was, its stock was never moved, and nobody is mailed.
    pub fn restore_order(&mut self, order: u64) -> bool {
        let now = self.now();
        let kept = self.orders.get(order);
        let before = kept
            .filter(|kept| kept.status == "trash")
            .and_then(|kept| kept.meta.iter().find(|meta| meta.key == BEFORE))
            .and_then(|meta| meta.value.as_str()?.strip_prefix("wc-"))
            .map(str::to_owned);
        let Some(before) = before else {
            return false;
        };
        self.orders.edit(order, |kept| {
            kept.status = before;
            kept.meta
                .retain(|meta| !OF_THE_BIN.contains(&meta.key.as_str()));
            kept.modified = now;
        });
        if !self.is_new() {
            self.event("product.restored", order);
        }
        self.event("order.restored", order);
        true
    }
}
