//! Creating and changing orders.

use serde_json::{Map, Value};

use super::answer::{Failure, Reply};
use super::fields::{id, text, truth};
use super::order::Order;
use super::state::State;

impl State {
    /// Makes an order; `via` is what `created_via` says.
    pub fn create_order(&mut self, fields: &Map<String, Value>, via: &str) -> Reply<u64> {
        let mut order = Order::new(self.take_id(), self.now());
        order.key = format!("wc_order_{}", self.letters(13));
        order.currency.clone_from(&self.setup.currency);
        order.decimals = self.setup.price_decimals;
        via.clone_into(&mut order.created_via);
        if let Err(failure) = self.write_order(&mut order, fields) {
            return Err(self.park(order, failure));
        }
        self.set_status(&mut order, &text(fields, "status"));
        if truth(fields.get("set_paid")) && order.paid.is_none() {
            self.set_status(&mut order, "processing");
        }
        let made = order.id;
        self.orders.put(order);
        self.raise_stock_events_after(|shop| {
            shop.event("order.created", made);
            shop.event("order.updated", made);
        });
        Ok(made)
    }

    /// A failed create leaves a draft behind in newer shops.
    fn park(&mut self, mut order: Order, failure: Failure) -> Failure {
        if !self.is_new() {
            return failure;
        }
        "checkout-draft".clone_into(&mut order.status);
        let parked = order.id;
        self.orders.put(order);
        failure.also("new_draft_order_id", parked)
    }

    /// Every save moves `date_modified` and says so, even one that changes nothing.
    pub fn update_order(&mut self, order: u64, fields: &Map<String, Value>) -> Reply<()> {
        let Some(mut changed) = self.orders.get(order).cloned() else {
            return Err(Failure::new(
                400,
                "woocommerce_rest_shop_order_invalid_id",
                "ID is invalid.",
            ));
        };
        let revived = changed.status == "trash";
        self.write_order(&mut changed, fields)?;
        let status = text(fields, "status");
        if fields.contains_key("status") {
            self.set_status(&mut changed, &status);
        }
        if truth(fields.get("set_paid")) && changed.paid.is_none() {
            self.set_status(&mut changed, "processing");
        }
        changed.modified = self.now();
        let silent = revived && changed.status != "trash" && self.is_new();
        self.orders.put(changed);
        if status == "refunded" {
            self.refund_the_rest(order);
        }
        self.raise_stock_events_after(|shop| {
            if !silent {
                shop.event("order.updated", order);
            }
        });
        Ok(())
    }

    fn write_order(&mut self, order: &mut Order, fields: &Map<String, Value>) -> Reply<()> {
        let texts: [(&str, &mut String); 9] = [
            ("currency", &mut order.currency),
            ("payment_method", &mut order.payment_method),
            ("payment_method_title", &mut order.payment_title),
            ("transaction_id", &mut order.transaction),
            ("customer_note", &mut order.customer_note),
            ("customer_ip_address", &mut order.ip),
            ("customer_user_agent", &mut order.agent),
            ("cart_hash", &mut order.cart_hash),
            ("created_via", &mut order.created_via),
        ];
        for (name, place) in texts {
            if let Some(Value::String(value)) = fields.get(name) {
                place.clone_from(value);
            }
        }
        for (name, place) in [
            ("billing", &mut order.billing),
            ("shipping", &mut order.shipping),
        ] {
            if let Some(Value::Object(given)) = fields.get(name) {
                place.extend(given.clone());
            }
        }
        order.customer = id(fields.get("customer_id")).unwrap_or(order.customer);
        if let Some(Value::Array(rows)) = fields.get("meta_data") {
            for row in rows {
                self.write_meta(&mut order.meta, row);
            }
        }
        self.write_lines(order, fields)
    }

    /// Any status may follow any; an unknown word (a batch lets it through) is `pending`.
    pub fn set_status(&mut self, order: &mut Order, status: &str) {
        let status = status.strip_prefix("wc-").unwrap_or(status);
        let known = super::schema::ORDER_STATUSES.contains(&status);
        let status = if known { status } else { "pending" };
        if order.status == "trash" {
            order
                .meta
                .retain(|meta| meta.key != "_wp_desired_post_slug");
        }
        let before = std::mem::replace(&mut order.status, status.to_owned());
        let now = self.now();
        // What is paid at the door is not paid when it is ordered.
        let at_the_door = order.payment_method == "cod" && status == "processing";
        if matches!(status, "processing" | "completed") && order.paid.is_none() && !at_the_door {
            order.paid = Some(now);
        }
        if status == "completed" {
            order.completed = Some(now);
        }
        self.settle_order_stock(order);
        if before != status {
            self.note_status(order, &before);
            self.mail_status(order, &before);
        }
    }
}
