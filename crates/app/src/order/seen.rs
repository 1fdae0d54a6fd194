//! An order as its shop shows it, as the rows that are kept of it, and what they change.
use std::collections::{BTreeMap, BTreeSet};

use domain::{money, order as rule, quantity};
use store::{order_line::OrderLine, order_link::Seen, shop::Shop};

/// Thousandths of a line at most, so that sums of many stay sums.
const MOST: i64 = 1_000_000_000_000_000;

pub(super) fn row(shop: &Shop, order: &woo::Order) -> Seen {
    let person = &order.billing;
    let name = format!("{} {}", person.first_name, person.last_name);
    let name = [name.trim(), person.company.trim()]
        .into_iter()
        .find(|name| !name.is_empty())
        .map(str::to_owned);
    let placed_at = order.bought_at().unwrap_or(shop.connected_at);
    Seen {
        shop: shop.id,
        shop_code: shop.code.clone(),
        woo_id: order.id,
        order_key: order.order_key.clone(),
        number: order.number.clone(),
        status: order.status.as_str().to_owned(),
        total: money::to_minor(order.total, &order.currency).unwrap_or(i64::MAX),
        currency: order.currency.clone(),
        customer: name,
        email: Some(person.email.clone()).filter(|email| !email.is_empty()),
        placed_at,
        modified_at: order.date_modified_gmt.unwrap_or(placed_at),
        is_old: rule::is_old(order, shop.connected_at),
        refunds: refunds(order),
    }
}

/// Which refunds the order names: one that is deleted changes no date and sends no webhook.
pub(crate) fn refunds(order: &woo::Order) -> String {
    let ids = order.refunds.iter().map(|refund| refund.id.to_string());
    ids.collect::<Vec<_>>().join(" ")
}

fn line(
    item: &woo::LineItem,
    taken: &BTreeMap<i64, rust_decimal::Decimal>,
    numbers: &BTreeMap<i64, String>,
    (before, refunded): (&[OrderLine], Option<&rule::Refunds>),
) -> OrderLine {
    let thousandths =
        |quantity| quantity::to_thousandths(quantity).map_or(MOST, |many| many.min(MOST));
    let was = before.iter().find(|line| line.line_id == item.id);
    let sku = item.sku.clone().unwrap_or_default();
    // Not linked: the SKU is the number all the same, wherever Rackbeat knows it.
    let by_sku = || domain::sku::number(&sku).map(str::to_owned);
    OrderLine {
        line_id: item.id,
        product_id: item.product_id,
        variation_id: item.variation_id,
        name: item.name.clone(),
        item_number: numbers.get(&item.sold_id()).cloned().or_else(by_sku),
        quantity: thousandths(item.quantity),
        taken: taken.get(&item.id).copied().map_or(0, thousandths),
        sent: was.map_or(0, |line| line.sent),
        refunded: match refunded {
            Some(refunds) => thousandths(refunds.pieces(item.id)),
            None => was.map_or(0, |line| line.refunded),
        },
        reduced: item.reduced_stock().map_or(0, thousandths),
        amount: money::to_minor(item.total, "").unwrap_or(i64::MAX),
        sku,
    }
}

/// The numbers of which the order now holds more or less than before.
pub(super) fn changed(before: &[OrderLine], after: &[OrderLine]) -> BTreeSet<String> {
    let mut held: BTreeMap<&str, i64> = BTreeMap::new();
    for (lines, sign) in [(before, -1), (after, 1)] {
        for line in lines {
            let number = line.item_number.as_deref().unwrap_or_default();
            *held.entry(number).or_default() += sign * (line.taken + line.reduced);
        }
    }
    let moved = held
        .into_iter()
        .filter(|(number, by)| *by != 0 && !number.is_empty());
    moved.map(|(number, _)| number.to_owned()).collect()
}

/// By how much the shop itself has newly lowered its own figures, by product.
pub(super) fn reduced(before: &[OrderLine], after: &[OrderLine]) -> BTreeMap<i64, i64> {
    let mut by: BTreeMap<i64, i64> = BTreeMap::new();
    for (lines, sign) in [(before, -1), (after, 1)] {
        for line in lines {
            *by.entry(line.sold_id()).or_default() += sign * line.reduced;
        }
    }
    by.retain(|product, by| *product != 0 && *by != 0);
    by
}

/// By their ids, so that a list that names one twice cannot stop the order.
pub(super) fn lines(
    order: &woo::Order,
    taken: &BTreeMap<i64, rust_decimal::Decimal>,
    numbers: &BTreeMap<i64, String>,
    before: (&[OrderLine], Option<&rule::Refunds>),
) -> Vec<OrderLine> {
    let items = order.line_items.iter();
    let lines: BTreeMap<_, _> = items
        .map(|item| (item.id, line(item, taken, numbers, before)))
        .collect();
    lines.into_values().collect()
}

/// What has left the shelf is not there again because it was given back or called off: a reading that counts it as
/// gone lets go of it.
pub(super) fn stays_taken(mut lines: Vec<OrderLine>, before: &[OrderLine]) -> Vec<OrderLine> {
    for line in &mut lines {
        let was = before.iter().find(|was| was.line_id == line.line_id);
        line.taken = was.map_or(line.taken, |was| was.taken);
    }
    lines
}
