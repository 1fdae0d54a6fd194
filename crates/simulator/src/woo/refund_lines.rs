//! What a refund is made of: lines, freight and fees of its order, turned round.

use rust_decimal::Decimal;
use serde_json::Value;

use super::fields::{id, integer};
use super::money;
use super::order::{Extra, Line, Order, Tax, TaxLine};
use super::refund::FROM;
use super::state::State;

impl State {
    pub fn refund_lines(&mut self, order: &Order, rows: &[Value]) -> Vec<Line> {
        let mut lines = Vec::new();
        for row in rows {
            let from = order
                .lines
                .iter()
                .find(|line| Some(line.id) == id(row.get("id")));
            let amount = row.get("refund_total").and_then(money::read);
            let (total, tax) = (-amount.unwrap_or_default(), -row_tax(row));
            let pieces = integer(row.get("quantity")).unwrap_or(0);
            let is_empty = pieces == 0 && total.is_zero() && tax.is_zero();
            let Some(from) = from.filter(|_| !is_empty) else {
                continue;
            };
            let rate = from.taxes.first().map(|tax| tax.rate);
            lines.push(Line {
                id: self.take_item_id(),
                quantity: -pieces,
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
                meta: vec![self.meta(FROM, from.id.to_string())],
                ..from.clone()
            });
        }
        lines
    }

    pub fn refund_extras(&mut self, of: &[Extra], rows: &[Value]) -> Vec<Extra> {
        let mut extras = Vec::new();
        for row in rows {
            let from = of.iter().find(|one| Some(one.id) == id(row.get("id")));
            let amount = row.get("refund_total").and_then(money::read);
            let (total, tax) = (-amount.unwrap_or_default(), -row_tax(row));
            let Some(from) = from.filter(|_| !total.is_zero() || !tax.is_zero()) else {
                continue;
            };
            let rate = from.taxes.first().map(|tax| tax.rate);
            extras.push(Extra {
                id: self.take_item_id(),
                total,
                total_tax: tax,
                taxes: rate
                    .map(|rate| Tax {
                        rate,
                        total: tax,
                        subtotal: None,
                    })
                    .into_iter()
                    .collect(),
                meta: vec![self.meta(FROM, from.id.to_string())],
                ..from.clone()
            });
        }
        extras
    }

    pub fn refund_tax_lines(
        &mut self,
        lines: &[Line],
        fees: &[Extra],
        freight: &[Extra],
    ) -> Vec<TaxLine> {
        let mut out: Vec<TaxLine> = Vec::new();
        let goods = lines.iter().map(|line| (&line.taxes, false));
        let fees = fees.iter().map(|fee| (&fee.taxes, false));
        let freight = freight.iter().map(|line| (&line.taxes, true));
        let all = goods.chain(fees).chain(freight);
        for (tax, is_freight) in all.flat_map(|(taxes, of)| taxes.iter().map(move |tax| (tax, of)))
        {
            let at = out.iter().position(|line| line.rate == tax.rate);
            let at = at.unwrap_or_else(|| {
                out.push(TaxLine {
                    id: self.take_item_id(),
                    rate: tax.rate,
                    total: Decimal::ZERO,
                    shipping_total: Decimal::ZERO,
                });
                out.len() - 1
            });
            if is_freight {
                out[at].shipping_total += tax.total;
            } else {
                out[at].total += tax.total;
            }
        }
        out
    }
}

fn row_tax(row: &Value) -> Decimal {
    let rows = row.get("refund_tax").and_then(Value::as_array);
    rows.into_iter()
        .flatten()
        .filter_map(|tax| tax.get("refund_total").and_then(money::read))
        .sum()
}

/// With tax.
pub fn row_total(row: &Value) -> Decimal {
    row.get("refund_total")
        .and_then(money::read)
        .unwrap_or_default()
        + row_tax(row)
}
