//! What people do with orders in the shop by hand.

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::checkout::NoSale;
use super::draft::OrderDraft;
use super::shop::Shop;

impl Shop {
    /// A customer buys.
    pub fn place_order(&self, draft: &OrderDraft) -> Result<u64, NoSale> {
        self.world.with(|shop| shop.check_out(draft))
    }

    /// Sets a status as the shop owner does.
    pub fn set_status(&self, order: u64, status: &str) -> bool {
        self.edit_order(order, &json!({ "status": status }))
    }

    /// Changes an order with the fields of the REST interface.
    pub fn edit_order(&self, order: u64, fields: &Value) -> bool {
        let fields = fields.as_object().cloned().unwrap_or_default();
        self.world
            .with(|shop| shop.update_order(order, &fields).is_ok())
    }

    /// Sets the pieces of one line, counted from 0.
    pub fn edit_line(&self, order: u64, line: usize, pieces: i64) -> bool {
        let id = self
            .world
            .with(|shop| shop.orders.get(order)?.lines.get(line).map(|line| line.id));
        id.is_some_and(|id| {
            self.edit_order(
                order,
                &json!({ "line_items": [{ "id": id, "quantity": pieces }] }),
            )
        })
    }

    /// A plugin comes that makes a word of its total: whoever reads it cannot make sense of it.
    pub fn spoil_order(&self, order: u64) -> bool {
        self.world.with(|shop| {
            let spoilt = shop.orders.get(order).cloned().map(|mut order| {
                order.is_spoilt = true;
                shop.orders.put(order);
            });
            spoilt.is_some()
        })
    }

    pub fn trash_order(&self, order: u64) -> bool {
        self.world
            .with(|shop| shop.delete_order(order, false).is_ok())
    }

    /// Takes an order out of the bin, as the back office does: it is what it was.
    pub fn restore_order(&self, order: u64) -> bool {
        self.world.with(|shop| shop.restore_order(order))
    }

    pub fn delete_refund(&self, refund: u64) -> bool {
        self.world.with(|shop| shop.delete_refund(refund).is_ok())
    }

    pub fn delete_order(&self, order: u64) -> bool {
        self.world
            .with(|shop| shop.delete_order(order, true).is_ok())
    }

    /// Refunds an amount with tax, or lines given as in the REST interface; the refund's id.
    pub fn refund(&self, order: u64, fields: &Value) -> Option<u64> {
        let mut fields: Map<String, Value> = fields.as_object().cloned().unwrap_or_default();
        fields.entry("api_refund").or_insert(json!(false));
        self.world
            .with(|shop| shop.create_refund(order, &fields).ok())
    }

    pub fn add_coupon(&self, code: &str, percent: Decimal) -> u64 {
        self.world
            .with(|shop| shop.add_coupon(code, "percent", percent))
    }

    pub fn trash_coupon(&self, coupon: u64) -> bool {
        self.world
            .with(|shop| shop.delete_coupon(coupon, false).is_ok())
    }

    pub fn is_new(&self) -> bool {
        self.world.with(|shop| shop.is_new())
    }

    /// As `GET orders/{id}` shows it.
    pub fn order(&self, order: u64) -> Option<Value> {
        self.world
            .with(|shop| Some(shop.order_json(shop.orders.get(order)?, shop.setup.price_decimals)))
    }

    pub fn order_ids(&self) -> Vec<u64> {
        self.world
            .with(|shop| shop.orders.iter().map(|order| order.id).collect())
    }
}
