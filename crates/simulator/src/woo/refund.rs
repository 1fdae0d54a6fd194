//! Refunds.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::{text, truth};
use super::mail::Mail;
use super::money;
use super::order::{Extra, Line, Order, TaxLine};
use super::refund_lines::row_total;
use super::state::{Meta, State};

/// On a refund's line: the order's line that it is of.
pub const FROM: &str = "_refunded_item_id";
/// On an order's line: pieces that refunds have put back.
const RESTOCKED: &str = "_restock_refunded_items";

#[derive(Clone, Debug)]
pub struct Refund {
    pub id: u64,
    pub order: u64,
    pub at: DateTime<Utc>,
    /// Positive, with tax.
    pub amount: Decimal,
    pub reason: String,
    pub meta: Vec<Meta>,
    pub lines: Vec<Line>,
    pub freight: Vec<Extra>,
    pub fees: Vec<Extra>,
    pub tax_lines: Vec<TaxLine>,
}

impl State {
    pub fn create_refund(&mut self, order: u64, fields: &Map<String, Value>) -> Reply<u64> {
        let Some(mut kept) = self.orders.get(order).cloned() else {
            return Err(Failure::with_data(
                404,
                "woocommerce_rest_invalid_order_id",
                "Invalid order ID.",
                json!(404),
            ));
        };
        let rows = fields
            .get("line_items")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let given = fields.get("amount").and_then(money::read);
        let amount = given.unwrap_or_else(|| rows.iter().map(row_total).sum());
        let left = kept.total() - self.refunded(order);
        if amount <= Decimal::ZERO || amount > left {
            return Err(refused("Invalid refund amount."));
        }
        let made = self.take_id();
        if fields
            .get("api_refund")
            .is_none_or(|value| truth(Some(value)))
        {
            return Err(refused(
                "The payment gateway for this order does not support automatic refunds.",
            ));
        }
        let lines = self.refund_lines(&kept, &rows);
        let freight = self.refund_extras(&kept.freight, &rows);
        let fees = self.refund_extras(&kept.fees, &rows);
        if fields
            .get("api_restock")
            .is_none_or(|value| truth(Some(value)))
        {
            self.restock(&mut kept, &lines);
        }
        let refund = Refund {
            id: made,
            order,
            at: self.now(),
            amount,
            reason: text(fields, "reason"),
            meta: self.refund_meta(),
            tax_lines: self.refund_tax_lines(&lines, &fees, &freight),
            lines,
            freight,
            fees,
        };
        kept.modified = refund.at;
        self.refunds.insert(made, refund);
        kept.refunds.push(made);
        if amount == left {
            "refunded".clone_into(&mut kept.status);
        }
        self.orders.put(kept);
        self.mail(order, Mail::Refunded);
        self.raise_stock_events_after(|shop| shop.event("order.updated", order));
        Ok(made)
    }

    fn refund_meta(&mut self) -> Vec<Meta> {
        let new = self.is_new();
        new.then(|| self.meta("_refund_type", "partial"))
            .into_iter()
            .collect()
    }

    /// Status `refunded` by hand refunds what is left, without lines and without stock.
    pub fn refund_the_rest(&mut self, order: u64) {
        let Some(left) = self
            .orders
            .get(order)
            .map(|kept| kept.total() - self.refunded(order))
        else {
            return;
        };
        let fields = json!({
            "amount": left.to_string(), "reason": "Order fully refunded.", "api_refund": false, "api_restock": false
        });
        if let (Value::Object(fields), true) = (fields, left > Decimal::ZERO) {
            // The amount is what is left, so nothing can refuse it.
            drop(self.create_refund(order, &fields));
        }
    }

    fn refunded(&self, order: u64) -> Decimal {
        self.refunds
            .values()
            .filter(|refund| refund.order == order)
            .map(|refund| refund.amount)
            .sum()
    }

    fn restock(&mut self, order: &mut Order, lines: &[Line]) {
        for line in lines {
            let from = line
                .meta
                .first()
                .and_then(|meta| meta.value.as_str()?.parse::<u64>().ok());
            let Some(at) = order.lines.iter().position(|kept| Some(kept.id) == from) else {
                continue;
            };
            let back = -line.quantity;
            if back > 0 && order.lines[at].reduced() != 0 {
                let left = order.lines[at].reduced() - back;
                order.lines[at].write_reduced(left);
                self.tally_restocked(&mut order.lines[at], back);
                self.return_pieces(line.product(), back);
            }
        }
    }

    /// One row keeps count of all that refunds have put back.
    fn tally_restocked(&mut self, line: &mut Line, back: i64) {
        let rows = line.meta.iter_mut();
        let tally = rows.into_iter().find(|meta| meta.key == RESTOCKED);
        match tally {
            Some(meta) => {
                let before = meta.value.as_str().and_then(|text| text.parse().ok());
                meta.value = json!((before.unwrap_or(0_i64) + back).to_string());
            }
            None => {
                let meta = self.meta(RESTOCKED, back.to_string());
                line.meta.push(meta);
            }
        }
    }

    /// Pieces of an order's line that were refunded.
    pub fn refunded_pieces(&self, order: &Order, line: u64) -> i64 {
        let of_order = order.refunds.iter();
        let lines = of_order
            .filter_map(|id| self.refunds.get(id))
            .flat_map(|refund| &refund.lines);
        let wanted = line.to_string();
        let of_line = lines.filter(|line| {
            let from = line.meta.iter().find(|meta| meta.key == FROM);
            from.is_some_and(|meta| meta.value == wanted.as_str())
        });
        of_line.map(|line| -line.quantity).sum()
    }

    /// Gone, and nothing is said to the webhooks.
    pub fn delete_refund(&mut self, refund: u64) -> Reply {
        let gone = self
            .refunds
            .remove(&refund)
            .ok_or_else(|| Failure::invalid_id(404, "shop_order_refund"))?;
        self.orders
            .edit(gone.order, |order| order.refunds.retain(|id| *id != refund));
        Ok(Answer::ok(&self.refund_json(&gone, false)))
    }
}

/// The shop's own fault or not: 500, and `data` is a bare number.
fn refused(said: &str) -> Failure {
    Failure::with_data(
        500,
        "woocommerce_rest_cannot_create_order_refund",
        said,
        json!(500),
    )
}
