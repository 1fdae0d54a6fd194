//! An order's lines: goods, freight, fees and discounts.
use rust_decimal::Decimal;

use super::written::{Entry, Written};
use super::{
    Items, Origin, Refunds, Terms, Unshelved,
    left::{Aside, Left},
    missing, sums,
};
use crate::{Note, Refusal, Rules, Setting, UnknownSku, money, sku};

/// Goods first, then freight, fees and the discount, as people read an order; what was given back is left out.
pub fn all(
    order: &woo::Order,
    refunds: &Refunds,
    items: &dyn Items,
    rules: &Rules,
) -> Result<Written, Refusal> {
    let mut written = Written::new(money::decimals(&order.currency));
    let mut aside = Aside::default();
    for item in &order.line_items {
        let left = Left::of(item, refunds, rules, written.decimals());
        goods(&mut written, item, &left, items, rules)?;
        aside.discount += left.discount;
        aside.kept += left.kept;
    }
    for freight in &order.shipping_lines {
        let setting = Setting::FreightProduct;
        let (origin, name) = (Origin::Freight(freight.id), &freight.method_title);
        let back = refunds.line(freight.id).net;
        rest(
            &mut written,
            (setting, origin, name),
            (freight.total, back),
            rules,
        )?;
    }
    for fee in &order.fee_lines {
        let (setting, origin) = (Setting::FeeProduct, Origin::Fee(fee.id));
        let back = refunds.line(fee.id).net;
        rest(
            &mut written,
            (setting, origin, &fee.name),
            (fee.total, back),
            rules,
        )?;
    }
    let setting = Setting::DiscountProduct;
    if !aside.discount.is_zero() {
        let what = (setting, Origin::Coupons, coupons(order));
        extra(&mut written, what, aside.discount, rules)?;
    }
    let amount = aside.kept - refunds.loose_net(order);
    if !amount.is_zero() {
        let what = (setting, Origin::Refund, String::new());
        extra(&mut written, what, amount, rules)?;
        written.notes.push(Note::RefundOnDiscount { amount });
    }
    if written.is_empty() {
        return Err(Refusal::NothingToSend);
    }
    Ok(written)
}

/// Goods that were given back and that the shop did not put back on its shelf.
pub fn unshelved(order: &woo::Order, refunds: &Refunds) -> Vec<Unshelved> {
    let all = order.line_items.iter().map(|line| Unshelved {
        line_id: line.id,
        name: name_of(line),
        sku: line.sku.clone().unwrap_or_default(),
        pieces: refunds.unshelved(order, line),
    });
    all.filter(|left| !left.pieces.is_zero()).collect()
}

/// A total below the lines stops the order, unless the owner puts what it lacks on the discount.
pub fn settle_total(
    order: &woo::Order,
    total: Decimal,
    written: &mut Written,
    terms: Terms,
) -> Result<(), Refusal> {
    written.spread_rounding(total);
    if let Some(step) = sums::coarse_step(order) {
        written.spread_coarsely(total, step);
    }
    let difference = money::round(written.total() - total, written.decimals());
    if difference <= sums::ROUNDING_MAX {
        return Ok(());
    }
    if !terms.put_on_discount {
        return Err(Refusal::TotalBelowLines { difference });
    }
    let amount = -difference;
    written.notes.push(Note::PutOnDiscount { amount });
    let what = (Setting::DiscountProduct, Origin::Lacking, String::new());
    extra(written, what, amount, terms.rules)
}

fn goods(
    written: &mut Written,
    item: &woo::LineItem,
    left: &Left,
    items: &dyn Items,
    rules: &Rules,
) -> Result<(), Refusal> {
    let name = name_of(item);
    let nothing_left = left.pieces.is_zero() && left.amount.is_zero();
    if nothing_left && (item.quantity > Decimal::ZERO || item.total.is_zero()) {
        return Ok(());
    }
    if left.pieces <= Decimal::ZERO {
        return Err(Refusal::LineWithoutQuantity { name });
    }
    let number = match items.number(item) {
        Ok(number) => number,
        Err(refusal) => stand_in(written, item, refusal, rules)?,
    };
    written.push(Entry {
        origin: Origin::Goods(item.id),
        number,
        name,
        quantity: left.pieces,
        exact: left.amount,
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

/// What took off the discount, by the coupons' names.
fn coupons(order: &woo::Order) -> String {
    let codes = order.coupon_lines.iter().map(|coupon| coupon.code.as_str());
    codes.collect::<Vec<_>>().join(", ")
}

/// What a line is on, where it comes from, and what it is called.
type What<T> = (Setting, Origin, T);

/// Freight or a fee, less what was given back of it; given back whole, it is left out.
fn rest(
    written: &mut Written,
    (setting, origin, name): What<&String>,
    (total, back): (Decimal, Decimal),
    rules: &Rules,
) -> Result<(), Refusal> {
    if !back.is_zero() && back == total {
        return Ok(());
    }
    extra(
        written,
        (setting, origin, name.clone()),
        total - back,
        rules,
    )
}

/// A line on one of the picked products. One that costs nothing needs no product: without it,
/// it is left out.
pub fn extra(
    written: &mut Written,
    (setting, origin, name): What<String>,
    amount: Decimal,
    rules: &Rules,
) -> Result<(), Refusal> {
    let number = match rules.product(setting) {
        Some(number) => number.to_owned(),
        None if amount.is_zero() => return Ok(()),
        None => return Err(missing(setting)),
    };
    written.push(Entry {
        origin,
        number,
        name,
        quantity: Decimal::ONE,
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
