//! An order's lines: goods, freight, fees and discounts.
use rust_decimal::Decimal;

use super::written::{Entry, Written};
use super::{Items, Terms, missing, sums};
use crate::{Discounts, Note, Refusal, Rules, Setting, UnknownSku, money, sku};

/// Goods first, then freight, fees and the discount, as people read an order.
pub fn all(order: &woo::Order, items: &dyn Items, rules: &Rules) -> Result<Written, Refusal> {
    let mut written = Written::new(money::decimals(&order.currency));
    let own_line = rules.discounts == Discounts::OwnLine;
    for item in &order.line_items {
        let amount = if own_line { item.subtotal } else { item.total };
        goods(&mut written, item, amount, items, rules)?;
    }
    for freight in &order.shipping_lines {
        let name = &freight.method_title;
        extra(
            &mut written,
            Setting::FreightProduct,
            name,
            freight.total,
            rules,
        )?;
    }
    for fee in &order.fee_lines {
        extra(
            &mut written,
            Setting::FeeProduct,
            &fee.name,
            fee.total,
            rules,
        )?;
    }
    if own_line {
        discount(&mut written, order, rules)?;
    }
    if written.is_empty() {
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
    let total = order.total_without_tax();
    written.spread_rounding(total);
    let difference = written.total() - total;
    if difference <= sums::ROUNDING_MAX {
        return Ok(());
    }
    if !terms.put_on_discount {
        return Err(Refusal::TotalBelowLines { difference });
    }
    let amount = -money::round(difference, money::decimals(&order.currency));
    written.notes.push(Note::PutOnDiscount { amount });
    extra(written, Setting::DiscountProduct, "", amount, terms.rules)
}

fn goods(
    written: &mut Written,
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
        Err(refusal) => stand_in(written, item, refusal, rules)?,
    };
    written.push(Entry {
        number,
        name,
        quantity: item.quantity,
        exact: amount,
    });
    Ok(())
}

/// The stand-in product's number, if the owner wants one and the trouble is the SKU's.
pub fn stand_in(
    written: &mut Written,
    item: &woo::LineItem,
    refusal: Refusal,
    rules: &Rules,
) -> Result<String, Refusal> {
    if rules.unknown_sku != UnknownSku::StandIn || !refusal.can_stand_in() {
        return Err(refusal);
    }
    let setting = Setting::StandInProduct;
    let number = rules.product(setting).ok_or(missing(setting))?;
    let sku = item
        .sku
        .as_deref()
        .and_then(sku::trimmed)
        .unwrap_or_default();
    let (name, sku) = (name_of(item), sku.to_owned());
    written.notes.push(Note::StoodIn { name, sku });
    Ok(number.to_owned())
}

/// What coupons and the like took off the goods, named by the coupons.
fn discount(written: &mut Written, order: &woo::Order, rules: &Rules) -> Result<(), Refusal> {
    let decimals = money::decimals(&order.currency);
    let taken_off = |item: &woo::LineItem| {
        money::round(item.total, decimals) - money::round(item.subtotal, decimals)
    };
    let amount: Decimal = order.line_items.iter().map(taken_off).sum();
    if amount.is_zero() {
        return Ok(());
    }
    let codes: Vec<_> = order
        .coupon_lines
        .iter()
        .map(|coupon| coupon.code.as_str())
        .collect();
    extra(
        written,
        Setting::DiscountProduct,
        &codes.join(", "),
        amount,
        rules,
    )
}

/// A line on one of the picked products. One that costs nothing needs no product: without it,
/// it is left out.
pub fn extra(
    written: &mut Written,
    setting: Setting,
    name: &str,
    amount: Decimal,
    rules: &Rules,
) -> Result<(), Refusal> {
    let number = match rules.product(setting) {
        Some(number) => number.to_owned(),
        None if amount.is_zero() => return Ok(()),
        None => return Err(missing(setting)),
    };
    let (name, quantity) = (name.to_owned(), Decimal::ONE);
    written.push(Entry {
        number,
        name,
        quantity,
        exact: amount,
    });
    Ok(())
}

/// A line whose product is gone may have no name: its number in the order says which it is.
pub fn name_of(item: &woo::LineItem) -> String {
    let name = item.name.trim();
    if name.is_empty() {
        format!("#{}", item.id)
    } else {
        name.to_owned()
    }
}
