//! What was given back of an order: pieces, money by line, and amounts that no line explains.
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use woo::{Status, meta::refunded_item};

use crate::money;

/// So much may each line of a refund miss its amount by.
const ROUNDING: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// All refunds of one order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refunds {
    lines: BTreeMap<i64, Refunded>,
    /// With VAT, and on no line; below zero where less was given back than the lines say.
    loose: Decimal,
}

/// Of one of the order's lines: goods, freight or a fee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refunded {
    pub pieces: Decimal,
    /// Without VAT.
    pub net: Decimal,
    /// By the rate's id.
    taxes: BTreeMap<i64, Decimal>,
}

impl Refunds {
    /// A refund's amounts and quantities are negative, and each of its lines names the order's line.
    pub fn of(refunds: &[woo::Refund]) -> Self {
        let mut all = Self::default();
        for refund in refunds {
            let mut on_lines = Decimal::ZERO;
            let mut count = Decimal::ZERO;
            for row in rows(refund) {
                // One that names no line of the order is money and no more.
                let Some(id) = row.id else { continue };
                on_lines -= row.net + row.vat;
                count += Decimal::ONE;
                let line = all.lines.entry(id).or_default();
                line.pieces += row.pieces.abs();
                line.net -= row.net;
                for tax in row.taxes {
                    *line.taxes.entry(tax.id).or_default() -= tax.total;
                }
            }
            let loose = refund.amount - on_lines;
            if loose.abs() > ROUNDING * count {
                all.loose += loose;
            }
        }
        all
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Pieces of the order's line that were given back.
    pub fn pieces(&self, line_id: i64) -> Decimal {
        self.lines
            .get(&line_id)
            .map(|line| line.pieces)
            .unwrap_or_default()
    }

    pub(super) fn line(&self, line_id: i64) -> Refunded {
        self.lines.get(&line_id).cloned().unwrap_or_default()
    }

    /// What no line explains, without VAT: by the order's own proportion of net to gross.
    pub fn loose_net(&self, order: &woo::Order) -> Decimal {
        let net = order.total_without_tax();
        let share = self.loose.checked_mul(net);
        let share = share.and_then(|share| share.checked_div(order.total));
        let decimals = money::decimals(&order.currency);
        money::round(share.unwrap_or(self.loose), decimals)
    }

    /// The shop's total without VAT and without what was given back.
    pub fn rest_of(&self, order: &woo::Order) -> Decimal {
        let lines: Decimal = self.lines.values().map(|line| line.net).sum();
        order.total_without_tax() - lines - self.loose_net(order)
    }

    /// VAT that was given back, by the rate's id; of what no line explains, each rate its share.
    pub(super) fn taxes(&self, order: &woo::Order) -> BTreeMap<i64, Decimal> {
        let mut taxes: BTreeMap<i64, Decimal> = BTreeMap::new();
        for line in self.lines.values() {
            for (rate, vat) in &line.taxes {
                *taxes.entry(*rate).or_default() += vat;
            }
        }
        let loose = self.loose - self.loose_net(order);
        for line in &order.tax_lines {
            let own = line.tax_total + line.shipping_tax_total;
            let share = loose.checked_mul(own);
            let share = share.and_then(|share| share.checked_div(order.total_tax));
            *taxes.entry(line.rate_id).or_default() += money::round(share.unwrap_or_default(), 2);
        }
        taxes
    }

    /// Pieces of a line that were given back and not put back on the shop's shelf, as far as the shop
    /// keeps stock of them: it still has them down as taken.
    pub fn unshelved(&self, order: &woo::Order, line: &woo::LineItem) -> Decimal {
        let reduced = line.reduced_stock().unwrap_or_default();
        if order.status == Status::Refunded || reduced.is_zero() {
            return reduced;
        }
        (self.pieces(line.id) + reduced - line.quantity).max(Decimal::ZERO)
    }
}

/// Less is nobody's to pay: shops that reckon in whole kroner give back øre.
const REST: Decimal = Decimal::from_parts(50, 0, 0, false, 2);

/// Whether nothing is left of it: the status says so, or every piece and all money was given back.
pub fn is_emptied(order: &woo::Order, refunds: &Refunds) -> bool {
    if order.status == Status::Refunded {
        return true;
    }
    let gone = |line: &woo::LineItem| refunds.pieces(line.id) >= line.quantity;
    let goods = &order.line_items;
    let nothing_due = refunds.rest_of(order) <= REST;
    !refunds.is_empty() && !goods.is_empty() && goods.iter().all(gone) && nothing_due
}

struct Row<'a> {
    /// The order's line.
    id: Option<i64>,
    pieces: Decimal,
    net: Decimal,
    vat: Decimal,
    taxes: &'a [woo::LineTax],
}

fn rows(refund: &woo::Refund) -> impl Iterator<Item = Row<'_>> {
    let goods = refund.line_items.iter().map(|line| Row {
        id: line.refunded_item_id(),
        pieces: line.quantity,
        net: line.total,
        vat: line.total_tax,
        taxes: &line.taxes,
    });
    let freight = refund.shipping_lines.iter().map(|line| Row {
        id: refunded_item(&line.meta_data),
        pieces: Decimal::ZERO,
        net: line.total,
        vat: line.total_tax,
        taxes: &line.taxes,
    });
    let fees = refund.fee_lines.iter().map(|line| Row {
        id: refunded_item(&line.meta_data),
        pieces: Decimal::ZERO,
        net: line.total,
        vat: line.total_tax,
        taxes: &line.taxes,
    });
    goods.chain(freight).chain(fees)
}
