//! The lines of a credit note: goods on their own numbers, freight and fees on their products, mere money on the discount's.
use rust_decimal::Decimal;

use super::Credits;
use crate::{
    Refusal, Rules, Setting,
    order::{
        Items, lines,
        written::{Entry, Written},
    },
};

impl Credits<'_> {
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
            let own = self
                .order
                .line_items
                .iter()
                .find(|own| Some(own.id) == line.refunded_item_id());
            let own = own.unwrap_or(line);
            goods(
                written,
                own,
                (line.quantity.abs(), -line.total),
                items,
                rules,
            )?;
        }
        for line in &refund.shipping_lines {
            lines::extra(
                written,
                Setting::FreightProduct,
                &line.method_title,
                -line.total,
                rules,
            )?;
        }
        for line in &refund.fee_lines {
            lines::extra(written, Setting::FeeProduct, &line.name, -line.total, rules)?;
        }
        Ok(())
    }

    pub(super) fn write_rest(
        &self,
        written: &mut Written,
        at: usize,
        items: &dyn Items,
        rules: &Rules,
    ) -> Result<(), Refusal> {
        let earlier = &self.refunds[..at];
        for own in &self.order.line_items {
            let back = earlier.iter().flat_map(|refund| &refund.line_items);
            let (mut pieces, mut amount) = (own.quantity, own.total);
            for line in back.filter(|line| line.refunded_item_id() == Some(own.id)) {
                pieces -= line.quantity.abs();
                amount += line.total;
            }
            goods(
                written,
                own,
                (pieces.max(Decimal::ZERO), amount),
                items,
                rules,
            )?;
        }
        let freight = self.order.shipping_lines.iter().map(|line| line.total);
        let freight_back = earlier
            .iter()
            .flat_map(|refund| &refund.shipping_lines)
            .map(|line| line.total);
        let name = self
            .order
            .shipping_lines
            .first()
            .map_or("", |line| &line.method_title);
        rest(
            written,
            Setting::FreightProduct,
            name,
            (freight.chain(freight_back).sum(), rules),
        )?;
        let fees = self.order.fee_lines.iter().map(|line| line.total);
        let fees_back = earlier
            .iter()
            .flat_map(|refund| &refund.fee_lines)
            .map(|line| line.total);
        let name = self.order.fee_lines.first().map_or("", |line| &line.name);
        rest(
            written,
            Setting::FeeProduct,
            name,
            (fees.chain(fees_back).sum(), rules),
        )
    }
}

fn rest(
    written: &mut Written,
    setting: Setting,
    name: &str,
    (amount, rules): (Decimal, &Rules),
) -> Result<(), Refusal> {
    match amount.is_zero() {
        true => Ok(()),
        false => lines::extra(written, setting, name, amount, rules),
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
    let number = items
        .number(own)
        .or_else(|refusal| lines::stand_in(written, own, refusal, rules));
    match number {
        Ok(number) if !pieces.is_zero() => {
            written.push(Entry {
                number,
                name: lines::name_of(own),
                quantity: pieces,
                exact: amount,
            });
            Ok(())
        }
        _ => lines::extra(
            written,
            Setting::DiscountProduct,
            &lines::name_of(own),
            amount,
            rules,
        ),
    }
}
