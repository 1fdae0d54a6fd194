//! The lines of a credit note: goods on their own numbers, freight and fees on their products, mere money on the discount's.
use rust_decimal::Decimal;

use super::Credits;
use crate::{
    Refusal, Rules, Setting,
    order::{
        Items, Origin, Refunds, lines,
        written::{Entry, Written},
    },
};

impl Credits<'_> {
    /// What the refund's own lines say.
    pub(super) fn write_lines(
        &self,
        written: &mut Written,
        at: usize,
        items: &dyn Items,
        rules: &Rules,
    ) -> Result<(), Refusal> {
        let Some(refund) = self.refunds.get(at) else {
            return Ok(());
        };
        for line in &refund.line_items {
            let own = self.own(line).unwrap_or(line);
            let back = (line.quantity.abs(), -line.total);
            goods(written, own, back, items, rules)?;
        }
        for line in &refund.shipping_lines {
            let what = (Setting::FreightProduct, Origin::Freight(line.id));
            money(written, what, &line.method_title, (-line.total, rules))?;
        }
        for line in &refund.fee_lines {
            let what = (Setting::FeeProduct, Origin::Fee(line.id));
            money(written, what, &line.name, (-line.total, rules))?;
        }
        Ok(())
    }

    /// Every line, less what was given back of it before.
    pub(super) fn write_rest(
        &self,
        written: &mut Written,
        at: usize,
        items: &dyn Items,
        rules: &Rules,
    ) -> Result<(), Refusal> {
        let before = Refunds::of(&self.refunds[..at]);
        for own in &self.order.line_items {
            let back = before.line(own.id);
            let pieces = (own.quantity - back.pieces).max(Decimal::ZERO);
            let rest = (pieces, own.total - back.net);
            goods(written, own, rest, items, rules)?;
        }
        for line in &self.order.shipping_lines {
            let what = (Setting::FreightProduct, Origin::Freight(line.id));
            let rest = line.total - before.line(line.id).net;
            money(written, what, &line.method_title, (rest, rules))?;
        }
        for line in &self.order.fee_lines {
            let what = (Setting::FeeProduct, Origin::Fee(line.id));
            let rest = line.total - before.line(line.id).net;
            money(written, what, &line.name, (rest, rules))?;
        }
        Ok(())
    }
}

fn money(
    written: &mut Written,
    (setting, origin): (Setting, Origin),
    name: &str,
    (amount, rules): (Decimal, &Rules),
) -> Result<(), Refusal> {
    match amount.is_zero() {
        true => Ok(()),
        false => lines::extra(written, (setting, origin, name.to_owned()), amount, rules),
    }
}

/// On the item's own number; money without pieces, and an item that is no more, on the discount product.
fn goods(
    written: &mut Written,
    own: &woo::LineItem,
    (pieces, amount): (Decimal, Decimal),
    items: &dyn Items,
    rules: &Rules,
) -> Result<(), Refusal> {
    if pieces.is_zero() && amount.is_zero() {
        return Ok(());
    }
    let number = items.number(own);
    let number = number.or_else(|refusal| lines::stand_in(written, own, refusal, rules));
    let (origin, name) = (Origin::Goods(own.id), lines::name_of(own));
    match number {
        Ok(number) if !pieces.is_zero() => {
            written.push(Entry {
                origin,
                number,
                name,
                quantity: pieces,
                exact: amount,
            });
            Ok(())
        }
        _ => money(
            written,
            (Setting::DiscountProduct, origin),
            &name,
            (amount, rules),
        ),
    }
}
