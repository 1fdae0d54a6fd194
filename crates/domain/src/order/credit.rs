//! What a refund takes back of an order that is shipped: the lines of a credit note, and its sum without VAT.
use rackbeat::NewLine;
use rust_decimal::Decimal;

use super::{Items, Origin, Refunds, Source, lines, written::Written};
use crate::{GoodsBack, Reference, Refusal, Rules, Setting, money};

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

/// An order and all its refunds, each to be credited by itself.
#[derive(Clone, Copy, Debug)]
pub struct Credits<'a> {
    order: &'a woo::Order,
    refunds: &'a [woo::Refund],
}

impl<'a> Credits<'a> {
    /// `refunds` must stand in the order in which they were made.
    pub fn of(order: &'a woo::Order, refunds: &'a [woo::Refund]) -> Self {
        Self { order, refunds }
    }

    /// How many of them, from the first on, were known when the order was last written: `written` is the fingerprint
    /// of those. `None`: it is of none of their beginnings.
    pub fn known_by(&self, written: &str, reference: &Reference) -> Option<usize> {
        (0..=self.refunds.len()).find(|known| {
            let known = Refunds::of(&self.refunds[..*known]);
            Source::of(self.order, &known, reference).refunds == written
        })
    }

    /// As `known_by`, by what the order comes to in Rackbeat without VAT.
    pub fn held_by(&self, subtotal: Decimal) -> Option<usize> {
        (0..=self.refunds.len()).find(|held| (self.left_after(*held) - subtotal).abs() <= SAME)
    }

    /// What the shop gave back by this one, without VAT. What no line of it explains has the order's share of VAT.
    pub fn net(&self, at: usize) -> Decimal {
        let decimals = money::decimals(&self.order.currency);
        let net = self.left_after(at) - self.left_after(at + 1);
        money::round(net, decimals)
    }

    pub fn goods_back(&self, at: usize) -> GoodsBack {
        let Some(refund) = self.refunds.get(at) else {
            return GoodsBack::None;
        };
        let lines = refund.line_items.iter();
        let mut back = lines.filter(|line| !line.quantity.is_zero()).peekable();
        if back.peek().is_none() {
            return match self.is_the_rest(at) {
                true => GoodsBack::Kept,
                false => GoodsBack::None,
            };
        }
        let own = |line: &woo::LineItem| self.own(line).is_some_and(woo::LineItem::is_put_back);
        match back.any(own) {
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
        let difference = net - written.total();
        if !difference.is_zero() {
            self.write_difference(&mut written, at, difference, rules)?;
        }
        let (lines, _) = written.lines();
        let lines = lines.into_iter().map(|(_, line)| line).collect();
        Ok(Credit { lines, net })
    }

    /// A few øre are rounding; more is money that no line explains.
    fn write_difference(
        &self,
        written: &mut Written,
        at: usize,
        difference: Decimal,
        rules: &Rules,
    ) -> Result<(), Refusal> {
        let rounds = Setting::RoundingProduct;
        if difference.abs() <= SAME && rules.product(rounds).is_some() {
            let what = (rounds, Origin::Rounding, String::new());
            return lines::extra(written, what, difference, rules);
        }
        let reason = self
            .refunds
            .get(at)
            .map_or("", |refund| refund.reason.trim());
        let what = (Setting::DiscountProduct, Origin::Refund, reason.to_owned());
        lines::extra(written, what, difference, rules)
    }

    /// The shop's total without VAT after so many of its refunds.
    fn left_after(&self, refunds: usize) -> Decimal {
        let refunds = &self.refunds[..refunds.min(self.refunds.len())];
        Refunds::of(refunds).rest_of(self.order)
    }

    /// The order is refunded whole, and this one says of which lines no word: it is all that remains.
    fn is_the_rest(&self, at: usize) -> bool {
        let Some(refund) = self.refunds.get(at) else {
            return false;
        };
        let is_bare = refund.line_items.is_empty()
            && refund.shipping_lines.is_empty()
            && refund.fee_lines.is_empty();
        let until = &self.refunds[..=at];
        let amount: Decimal = until.iter().map(|refund| refund.amount).sum();
        is_bare && amount >= self.order.total
    }

    /// The order's line that a refund's line takes back.
    fn own(&self, line: &woo::LineItem) -> Option<&'a woo::LineItem> {
        let id = line.refunded_item_id()?;
        self.order.line_items.iter().find(|own| own.id == id)
    }
}
