//! What a refund takes back of an order that is shipped: the lines of a credit note, and its sum without VAT.
use rackbeat::NewLine;
use rust_decimal::Decimal;

use super::{Items, lines, written::Written};

use crate::{GoodsBack, Refusal, Rules, Setting, money};

mod parts;

/// Sums that differ by no more are the same: a rounding line may have made them equal.
const SAME: Decimal = super::sums::ROUNDING_MAX;

/// A refund in Rackbeat's terms.
#[derive(Clone, Debug, PartialEq)]
pub struct Credit {
    pub lines: Vec<NewLine>,
    /// What the shop gave back, without VAT, to the øre.
    pub net: Decimal,
}

/// An order and all its refunds, the oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Credits<'a> {
    order: &'a woo::Order,
    refunds: &'a [woo::Refund],
}

impl<'a> Credits<'a> {
    /// `refunds` must be sorted by their ids.
    pub fn of(order: &'a woo::Order, refunds: &'a [woo::Refund]) -> Self {
        Self { order, refunds }
    }

    /// How many of them, from the first on, an order in Rackbeat of this sum without VAT holds already: they were
    /// made before it was last written.
    pub fn held_by(&self, subtotal: Decimal) -> usize {
        let mut left = self.order.total_without_tax();
        let is_it = |left: Decimal| (left - subtotal).abs() <= SAME;
        let mut held = 0;
        while held <= self.refunds.len() {
            if is_it(left) {
                return held;
            }
            let Some(_) = self.refunds.get(held) else {
                break;
            };
            left -= self.net(held);
            held += 1;
        }
        0
    }

    /// What the shop gave back without VAT. What no line of a refund explains has the order's own share of VAT.
    pub fn net(&self, at: usize) -> Decimal {
        let decimals = money::decimals(&self.order.currency);
        let Some(refund) = self.refunds.get(at) else {
            return Decimal::ZERO;
        };
        let net = match self.is_the_rest(at) {
            true => self.order.total_without_tax() - self.net_before(at),
            false => {
                let (net, gross) = sums(refund);
                net + self.without_vat(refund.amount - gross)
            }
        };
        money::round(net, decimals)
    }

    pub fn goods_back(&self, at: usize) -> GoodsBack {
        let Some(refund) = self.refunds.get(at) else {
            return GoodsBack::None;
        };
        let mut pieces = refund
            .line_items
            .iter()
            .filter(|line| !line.quantity.is_zero())
            .peekable();
        if pieces.peek().is_none() {
            return match self.is_the_rest(at) {
                true => GoodsBack::Kept,
                false => GoodsBack::None,
            };
        }
        let put_back = |line: &woo::LineItem| {
            let own = self
                .order
                .line_items
                .iter()
                .find(|own| Some(own.id) == line.refunded_item_id());
            own.is_some_and(woo::LineItem::is_put_back)
        };
        match pieces.any(put_back) {
            true => GoodsBack::Restocked,
            false => GoodsBack::Kept,
        }
    }

    /// The credit note that it should become, or why it cannot.
    pub fn credit(&self, at: usize, items: &dyn Items, rules: &Rules) -> Result<Credit, Refusal> {
        let mut written = Written::new(money::decimals(&self.order.currency));
        let net = self.net(at);
        match self.is_the_rest(at) {
            true => self.write_rest(&mut written, at, items, rules)?,
            false => self.write_lines(&mut written, at, items, rules)?,
        }
        let reason = self
            .refunds
            .get(at)
            .map_or("", |refund| refund.reason.trim());
        let difference = net - written.total();
        if !difference.is_zero() {
            let rounds =
                difference.abs() <= SAME && rules.product(Setting::RoundingProduct).is_some();
            let setting = match rounds {
                true => Setting::RoundingProduct,
                false => Setting::DiscountProduct,
            };
            lines::extra(
                &mut written,
                setting,
                if rounds { "" } else { reason },
                difference,
                rules,
            )?;
        }
        let (lines, _) = written.lines();
        Ok(Credit { lines, net })
    }

    /// The order is refunded whole, and this one says of which lines no word: it is all that remains.
    fn is_the_rest(&self, at: usize) -> bool {
        let Some(refund) = self.refunds.get(at) else {
            return false;
        };
        let has_lines = !(refund.line_items.is_empty()
            && refund.shipping_lines.is_empty()
            && refund.fee_lines.is_empty());
        let until: Decimal = self.refunds[..=at].iter().map(|refund| refund.amount).sum();
        !has_lines && until >= self.order.total
    }

    fn net_before(&self, at: usize) -> Decimal {
        (0..at).map(|before| self.net(before)).sum()
    }

    fn without_vat(&self, gross: Decimal) -> Decimal {
        let order = self.order;
        let share = order.total_without_tax().checked_div(order.total);
        share.map_or(gross, |share| gross.saturating_mul(share))
    }
}

/// What a refund's own lines explain: without VAT, and with it.
fn sums(refund: &woo::Refund) -> (Decimal, Decimal) {
    let goods = refund
        .line_items
        .iter()
        .map(|line| (line.total, line.total_tax));
    let freight = refund
        .shipping_lines
        .iter()
        .map(|line| (line.total, line.total_tax));
    let fees = refund
        .fee_lines
        .iter()
        .map(|line| (line.total, line.total_tax));
    let mut sums = (Decimal::ZERO, Decimal::ZERO);
    for (net, vat) in goods.chain(freight).chain(fees) {
        sums.0 -= net;
        sums.1 -= net + vat;
    }
    sums
}
