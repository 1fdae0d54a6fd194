//! Refunds.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Failure, Reply};
use super::fields::{id, integer, text, truth};
use super::money;
use super::order::{Line, Order, Tax, TaxLine};
use super::state::{Meta, State};

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
        if fields
            .get("api_restock")
            .is_none_or(|value| truth(Some(value)))
        {
            self.restock(&mut kept, &lines);
        }
        let meta = self.refund_meta();
        let tax_lines = self.refund_tax_lines(&lines);
        let now = self.now();
        let reason = text(fields, "reason");
        self.refunds.insert(
            made,
            Refund {
                id: made,
                order,
                at: now,
                amount,
                reason,
                meta,
                lines,
                tax_lines,
            },
        );
        kept.refunds.push(made);
        if amount == left {
            "refunded".clone_into(&mut kept.status);
        }
        kept.modified = now;
        self.orders.put(kept);
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

    fn refund_lines(&mut self, order: &Order, rows: &[Value]) -> Vec<Line> {
        let mut lines = Vec::new();
        for row in rows {
            let Some(from) = order
                .lines
                .iter()
                .find(|line| Some(line.id) == id(row.get("id")))
            else {
                continue;
            };
            let total = -row
                .get("refund_total")
                .and_then(money::read)
                .unwrap_or_default();
            let tax = -row_tax(row);
            let rate = from.taxes.first().map(|tax| tax.rate);
            lines.push(Line {
                id: self.take_item_id(),
                quantity: -integer(row.get("quantity")).unwrap_or(0),
                subtotal: total,
                total,
                subtotal_tax: tax,
                total_tax: tax,
                taxes: rate
                    .map(|rate| Tax {
                        rate,
                        total: tax,
                        subtotal: Some(tax),
                    })
                    .into_iter()
                    .collect(),
                meta: vec![self.meta("_refunded_item_id", from.id.to_string())],
                ..from.clone()
            });
        }
        lines
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
            let back = (-line.quantity).min(order.lines[at].reduced());
            if back > 0 {
                let left = order.lines[at].reduced() - back;
                order.lines[at].write_reduced(left);
                let meta = self.meta("_restock_refunded_items", back.to_string());
                order.lines[at].meta.push(meta);
                self.return_pieces(line.product(), back);
            }
        }
    }

    fn refund_tax_lines(&mut self, lines: &[Line]) -> Vec<TaxLine> {
        let mut out: Vec<TaxLine> = Vec::new();
        for tax in lines.iter().flat_map(|line| &line.taxes) {
            if let Some(line) = out.iter_mut().find(|line| line.rate == tax.rate) {
                line.total += tax.total;
            } else {
                let id = self.take_item_id();
                out.push(TaxLine {
                    id,
                    rate: tax.rate,
                    total: tax.total,
                    shipping_total: Decimal::ZERO,
                });
            }
        }
        out
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

fn row_tax(row: &Value) -> Decimal {
    let rows = row.get("refund_tax").and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .filter_map(|tax| tax.get("refund_total").and_then(money::read))
        .sum()
}

fn row_total(row: &Value) -> Decimal {
    row.get("refund_total")
        .and_then(money::read)
        .unwrap_or_default()
        + row_tax(row)
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
