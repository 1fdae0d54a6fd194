//! A fingerprint of what the shop's order was when it was mapped: what is not in it changes nothing in Rackbeat.
use super::Refunds;
use crate::{Reference, hash};

/// Hashes, salted with the order's reference: nobody tells from two rows that one person bought both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub order: String,
    pub refunds: String,
}

impl Source {
    pub fn of(order: &woo::Order, refunds: &Refunds, reference: &Reference) -> Self {
        let refunds = format!("{refunds:?}");
        Self {
            order: of_order(order, reference),
            refunds: hash::of(&(reference.as_str(), refunds)),
        }
    }
}

fn of_order(order: &woo::Order, reference: &Reference) -> String {
    let goods = order.line_items.iter().map(|line| {
        let (quantity, total) = (line.quantity.normalize(), line.total.normalize());
        let what = (line.id, line.sold_id(), &line.sku, &line.name);
        (what, quantity, total, line.subtotal.normalize())
    });
    let freight = order
        .shipping_lines
        .iter()
        .map(|line| (line.id, &line.method_title, line.total.normalize()));
    let fees = order
        .fee_lines
        .iter()
        .map(|line| (line.id, &line.name, line.total.normalize()));
    let goods: Vec<_> = goods.collect();
    let freight: Vec<_> = freight.collect();
    let fees: Vec<_> = fees.collect();
    let sums = (order.total.normalize(), order.total_tax.normalize());
    let people = format!("{:?} {:?}", order.billing, order.shipping);
    let rest = (&order.customer_note, &order.currency);
    hash::of(&(
        reference.as_str(),
        (goods, freight, fees),
        sums,
        people,
        rest,
    ))
}
