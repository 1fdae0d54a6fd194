//! Lines on their way to Rackbeat, each half up to the øre.
use rackbeat::NewLine;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Origin, sums};
use crate::{Note, money, text};

/// Longest name of a line, in characters (`rackbeat-api.md` 2.9, a product's name).
const NAME_MAX: usize = 255;

/// Rackbeat takes prices with so many decimals (`rackbeat-api.md` 2.9).
const PRICE_DECIMALS: u32 = 6;

/// One line as the shop reckons it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub origin: Origin,
    pub number: String,
    pub name: String,
    /// Above zero, in pieces.
    pub quantity: Decimal,
    /// For all pieces, without VAT, with all the decimals the shop gave.
    pub exact: Decimal,
}

/// The lines, what they are rounded to, and what the owner should know about them.
#[derive(Debug)]
pub struct Written {
    pub notes: Vec<Note>,
    entries: Vec<(Entry, Decimal)>,
    /// Decimals of the currency.
    decimals: u32,
}

impl Written {
    pub fn new(decimals: u32) -> Self {
        Self {
            notes: Vec::new(),
            entries: Vec::new(),
            decimals,
        }
    }

    pub fn decimals(&self) -> u32 {
        self.decimals
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub fn push(&mut self, entry: Entry) {
        let amount = money::round(entry.exact, self.decimals);
        self.entries.push((entry, amount));
    }

    pub fn total(&self) -> Decimal {
        self.entries.iter().fold(Decimal::ZERO, |sum, (_, amount)| {
            sum.saturating_add(*amount)
        })
    }

    /// Many lines, each rounded the same way, can miss the total by more than the rounding line
    /// may carry: twenty goods at 100 with 15 % VAT miss it by 0.07. If rounding alone explains
    /// it, the lines that it moved furthest give their øre back.
    pub fn spread_rounding(&mut self, total: Decimal) {
        let step = Decimal::new(1, self.decimals);
        let difference = money::round(self.total().saturating_sub(total), self.decimals);
        let explained = step / Decimal::TWO * Decimal::from(self.entries.len()) + step;
        if difference.abs() <= sums::ROUNDING_MAX || difference.abs() > explained {
            return;
        }
        let steps = (difference.abs() / step).to_usize().unwrap_or_default();
        let up = difference.is_sign_positive();
        let moved = |(entry, amount): &(Entry, Decimal)| {
            if up {
                *amount - entry.exact
            } else {
                entry.exact - *amount
            }
        };
        let mut order: Vec<_> = (0..self.entries.len()).collect();
        // A stable sort, so that the same order always maps alike.
        order.sort_by_key(|&at| std::cmp::Reverse(moved(&self.entries[at])));
        for at in order.into_iter().take(steps) {
            self.entries[at].1 += if up { -step } else { step };
        }
    }

    /// As much as the shop's coarse rounding took or added, put on the dearest lines, at most one `step` on each.
    pub fn spread_coarsely(&mut self, total: Decimal, step: Decimal) {
        let mut left = money::round(self.total().saturating_sub(total), self.decimals);
        if left.abs() <= sums::ROUNDING_MAX {
            return;
        }
        let mut order: Vec<_> = (0..self.entries.len()).collect();
        order.sort_by_key(|&at| std::cmp::Reverse(self.entries[at].1.abs()));
        for at in order {
            let part = left.clamp(-step, step);
            self.entries[at].1 -= part;
            left -= part;
        }
    }

    /// Each line with where it comes from.
    pub fn lines(self) -> (Vec<(Origin, NewLine)>, Vec<Note>) {
        let lines = self
            .entries
            .into_iter()
            .map(|(entry, amount)| (entry.origin, line(&entry, amount)));
        (lines.collect(), self.notes)
    }
}

fn line(entry: &Entry, amount: Decimal) -> NewLine {
    let name = text::cut(entry.name.trim(), NAME_MAX);
    NewLine {
        item_id: entry.number.clone(),
        quantity: entry.quantity.normalize(),
        name: (!name.is_empty()).then_some(name),
        line_price: Some(price(amount, entry.quantity)),
        ..NewLine::default()
    }
}

/// Per piece; Rackbeat multiplies it back and arrives at the amount.
fn price(amount: Decimal, quantity: Decimal) -> Decimal {
    let price = amount.checked_div(quantity).unwrap_or(amount);
    money::round(price, PRICE_DECIMALS).normalize()
}
