//! What is left of a line of goods when refunds are taken off, and what of its money stands elsewhere.
use rust_decimal::Decimal;

use super::Refunds;
use crate::{Discounts, Rules, money};

/// Amounts that stand on no line of goods.
#[derive(Default)]
pub struct Aside {
    pub discount: Decimal,
    /// Of goods that were given back, what the shop kept of their price.
    pub kept: Decimal,
}

/// What is left of a line of goods.
pub struct Left {
    pub pieces: Decimal,
    pub amount: Decimal,
    pub discount: Decimal,
    pub kept: Decimal,
}

impl Left {
    pub fn of(item: &woo::LineItem, refunds: &Refunds, rules: &Rules, decimals: u32) -> Self {
        let back = refunds.line(item.id);
        let (pieces, due) = (item.quantity - back.pieces, item.total - back.net);
        let none = Decimal::ZERO;
        if pieces <= none && !back.pieces.is_zero() {
            // A unit that was refunded for less than its price.
            let kept = money::round(due, decimals);
            return Self {
                pieces: none,
                amount: none,
                discount: none,
                kept,
            };
        }
        if rules.discounts == Discounts::OwnLine {
            let share = item.subtotal.checked_mul(pieces);
            let share = share.and_then(|share| share.checked_div(item.quantity));
            let amount = match back.pieces.is_zero() {
                true => item.subtotal,
                false => share.unwrap_or(item.subtotal),
            };
            let discount = money::round(due, decimals) - money::round(amount, decimals);
            return Self {
                pieces,
                amount,
                discount,
                kept: none,
            };
        }
        // More was given back than the line cost.
        let over = match back.net.is_zero() {
            true => none,
            false => money::round(due.min(none), decimals),
        };
        Self {
            pieces,
            amount: due - over,
            discount: none,
            kept: over,
        }
    }
}
