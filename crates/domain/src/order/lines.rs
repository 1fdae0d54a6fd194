//! An order's lines: goods, freight, fees and discounts.
use rackbeat::NewLine;
use rust_decimal::Decimal;

use super::{Items, Terms, missing, sums, text};
use crate::{Discounts, Note, Refusal, Rules, Setting, UnknownSku, money, sku};

/// Longest name of a line, in characters (`rackbeat-api.md` 2.9, a product's name).
const NAME_MAX: usize = 255;

/// Rackbeat takes prices with so many decimals (`rackbeat-api.md` 2.9).
const PRICE_DECIMALS: u32 = 6;

/// Lines as they will be written, and what the owner should know about them.
#[derive(Debug, Default)]
pub struct Written {
    pub lines: Vec<NewLine>,
    pub notes: Vec<Note>,
    /// Σ of the lines' amounts, each half up to the øre.
    total: Decimal,
}

/// Goods first, then freight, fees and the discount, as people read an order.
pub fn all(order: &woo::Order, items: &dyn Items, rules: &Rules) -> Result<Written, Refusal> {
    let mut written = Written::default();
    let decimals = money::decimals(&order.currency);
    let mut discount = Decimal::ZERO;
    for item in &order.line_items {
        let (full, paid) = (
            money::round(item.subtotal, decimals),
            money::round(item.total, decimals),
        );
        let amount = match rules.discounts {
            Discounts::InLine => paid,
            Discounts::OwnLine => {
                discount += paid - full;
                full
            }
        };
        written.goods(item, amount, items, rules)?;
    }
    for freight in &order.shipping_lines {
        let amount = money::round(freight.total, decimals);
        written.extra(
            Setting::FreightProduct,
            &freight.method_title,
            amount,
            rules,
        )?;
    }
    for fee in &order.fee_lines {
        let amount = money::round(fee.total, decimals);
        written.extra(Setting::FeeProduct, &fee.name, amount, rules)?;
    }
    if !discount.is_zero() {
        let codes: Vec<_> = order
            .coupon_lines
            .iter()
            .map(|coupon| coupon.code.as_str())
            .collect();
        written.extra(Setting::DiscountProduct, &codes.join(", "), discount, rules)?;
    }
    if written.lines.is_empty() {
        return Err(Refusal::NothingToSend);
    }
    Ok(written)
}

/// A total below the lines stops the order, unless the owner puts what it lacks on the discount.
pub fn settle_total(
    order: &woo::Order,
    written: &mut Written,
    terms: Terms,
) -> Result<(), Refusal> {
    let difference = written.total - order.total_without_tax();
    if difference <= sums::ROUNDING_MAX {
        return Ok(());
    }
    if !terms.put_on_discount {
        return Err(Refusal::TotalBelowLines { difference });
    }
    let amount = -money::round(difference, money::decimals(&order.currency));
    written.notes.push(Note::PutOnDiscount { amount });
    written.extra(Setting::DiscountProduct, "", amount, terms.rules)
}

impl Written {
    fn goods(
        &mut self,
        item: &woo::LineItem,
        amount: Decimal,
        items: &dyn Items,
        rules: &Rules,
    ) -> Result<(), Refusal> {
        let name = name_of(item);
        if item.quantity.is_zero() && amount.is_zero() {
            return Ok(());
        }
        if item.quantity <= Decimal::ZERO {
            return Err(Refusal::LineWithoutQuantity { name });
        }
        let number = match items.number(item) {
            Ok(number) => number,
            Err(refusal) => self.stand_in(item, refusal, rules)?,
        };
        self.push(number, &name, item.quantity, amount);
        Ok(())
    }

    /// The stand-in product's number, if the owner wants one and the trouble is the SKU's.
    fn stand_in(
        &mut self,
        item: &woo::LineItem,
        refusal: Refusal,
        rules: &Rules,
    ) -> Result<String, Refusal> {
        if rules.unknown_sku != UnknownSku::StandIn || !refusal.can_stand_in() {
            return Err(refusal);
        }
        let number = rules
            .product(Setting::StandInProduct)
            .ok_or(missing(Setting::StandInProduct))?;
        let sku = item
            .sku
            .as_deref()
            .and_then(sku::trimmed)
            .unwrap_or_default();
        self.notes.push(Note::StoodIn {
            name: name_of(item),
            sku: sku.to_owned(),
        });
        Ok(number.to_owned())
    }

    /// A line on one of the picked products. One that costs nothing needs no product: without
    /// it, it is left out.
    fn extra(
        &mut self,
        setting: Setting,
        name: &str,
        amount: Decimal,
        rules: &Rules,
    ) -> Result<(), Refusal> {
        match rules.product(setting) {
            Some(number) => self.push(number.to_owned(), name, Decimal::ONE, amount),
            None if amount.is_zero() => {}
            None => return Err(missing(setting)),
        }
        Ok(())
    }

    fn push(&mut self, number: String, name: &str, quantity: Decimal, amount: Decimal) {
        let name = text::cut(name.trim(), NAME_MAX);
        self.total += amount;
        self.lines.push(NewLine {
            item_id: number,
            quantity: quantity.normalize(),
            name: (!name.is_empty()).then_some(name),
            line_price: Some(price(amount, quantity)),
            ..NewLine::default()
        });
    }
}

/// Per piece; Rackbeat multiplies it back and arrives at the amount.
pub fn price(amount: Decimal, quantity: Decimal) -> Decimal {
    money::round(amount / quantity, PRICE_DECIMALS).normalize()
}

/// A line whose product is gone may have no name: its number in the order says which it is.
fn name_of(item: &woo::LineItem) -> String {
    let name = item.name.trim();
    if name.is_empty() {
        format!("#{}", item.id)
    } else {
        name.to_owned()
    }
}
