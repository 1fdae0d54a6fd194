//! What an order's status and age mean to us.
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use woo::Status;

use super::Refunds;
use crate::Rules;

/// Bought before the shop was connected, by the shop's own clock.
pub fn is_old(order: &woo::Order, connected_at: DateTime<Utc>) -> bool {
    order.bought_at().is_some_and(|at| at < connected_at)
}

/// Whether a shop's owner may have it start the transfer: in the others nothing is bought, or not
/// yet, or not any more. A slug without `wc-`; a shop's own statuses may all start it.
pub fn may_start(status: &str) -> bool {
    match Status::from(status) {
        Status::Pending | Status::CheckoutDraft | Status::Failed => false,
        Status::Cancelled | Status::Refunded | Status::Trash => false,
        Status::Other(own) => own != "auto-draft",
        Status::Processing | Status::OnHold | Status::Completed => true,
    }
}

/// Whether the shop holds its money. A gateway that notes no time (an invoice, cash on delivery) says it by the status,
/// which WooCommerce calls paid.
pub fn is_paid(order: &woo::Order) -> bool {
    order.date_paid_gmt.is_some() || matches!(order.status, Status::Processing | Status::Completed)
}

/// The customer gets nothing: what was sent is to be released.
pub fn is_called_off(status: &Status) -> bool {
    matches!(status, Status::Cancelled | Status::Failed | Status::Trash)
}

/// A line's goods that are no longer for sale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub line_id: i64,
    /// 0 when the product is gone.
    pub product_id: i64,
    /// 0 when it is no variation.
    pub variation_id: i64,
    pub sku: Option<String>,
    /// Ordered less refunded, in pieces; above zero.
    pub quantity: Decimal,
}

/// The lines that an order has taken. Old orders and those "not to be sent" are
/// the caller's to leave out; orders of a shop with transfer off count while they are open.
pub fn taken(order: &woo::Order, refunded: &Refunds, rules: &Rules) -> Vec<Taken> {
    let lines = order
        .line_items
        .iter()
        .filter(|line| takes(&order.status, line, rules));
    lines
        .map(|line| Taken {
            line_id: line.id,
            product_id: line.product_id,
            variation_id: line.variation_id,
            sku: line.sku.clone(),
            quantity: line.quantity - refunded.pieces(line.id),
        })
        .filter(|taken| taken.quantity > Decimal::ZERO)
        .collect()
}

fn takes(status: &Status, line: &woo::LineItem, rules: &Rules) -> bool {
    let reduced = line
        .reduced_stock()
        .is_some_and(|pieces| pieces > Decimal::ZERO);
    match status {
        Status::Processing | Status::OnHold => true,
        // Nobody will send it to Rackbeat, so nothing would ever count it.
        _ if !rules.orders_on => false,
        Status::Pending | Status::CheckoutDraft => false,
        Status::Failed | Status::Cancelled | Status::Trash => false,
        // All that was left of it was given back.
        Status::Refunded => false,
        Status::Completed => true,
        other => rules.is_start_status(other.as_str()) || reduced,
    }
}
