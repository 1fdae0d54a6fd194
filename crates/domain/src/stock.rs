//! From Rackbeat's figures to what a shop shows.
use std::collections::{BTreeMap, BTreeSet};

use rackbeat::{CheckedItem, Product};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::{Outcome, Quantity, Rules};

/// `max(0, min(cap, ⌊quantity − in flight − buffer⌋))`, in pieces.
///
/// `cap` is the most that is shown; `None` is no limit.
pub fn shown(quantity: Decimal, in_flight: Decimal, buffer: i64, cap: Option<i64>) -> i64 {
    let left = quantity
        .saturating_sub(in_flight)
        .saturating_sub(Decimal::from(buffer))
        .floor();
    // What no `i64` holds is either far below zero or more than anybody has.
    let pieces = left
        .to_i64()
        .unwrap_or(if left.is_sign_negative() { 0 } else { i64::MAX });
    pieces.min(cap.unwrap_or(i64::MAX)).max(0)
}

/// [`shown`] with one shop's choices.
pub fn shown_by(rules: &Rules, quantity: Decimal, in_flight: Decimal) -> i64 {
    shown(quantity, in_flight, rules.buffer, rules.cap)
}

/// Why an item that was named gives no figure to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoFigure {
    /// A service, or an answer that does not say: only `inventory_enabled: true` is stock.
    Service,
    Barred,
    Deleted,
    /// The figure was missing, or not a number.
    NotANumber,
}

impl NoFigure {
    /// How it is told of this number.
    pub fn outcome(self, sku: String) -> Outcome {
        match self {
            Self::Service => Outcome::ItemService { sku },
            Self::Barred => Outcome::ItemBarred { sku },
            Self::Deleted => Outcome::ItemMissing { sku },
            Self::NotANumber => Outcome::FigureUnreadable { sku },
        }
    }
}

/// The figure of an item that a reading named.
pub fn figure(item: &Product, quantity: Quantity) -> Result<Decimal, NoFigure> {
    usable(item)?;
    let figure = match quantity {
        Quantity::Available => item.available_quantity,
        Quantity::OnHand => item.stock_quantity,
    };
    figure.ok_or(NoFigure::NotANumber)
}

/// The figure at chosen locations. Rackbeat does not tell where a reservation lies, so all of
/// it is taken off: never too high. `on hand` has nothing reserved in it.
pub fn figure_at(item: &Product, there: &CheckedItem, rules: &Rules) -> Result<Decimal, NoFigure> {
    usable(item)?;
    let chosen = there
        .locations
        .iter()
        .filter(|place| rules.locations.contains(&place.number));
    let on_hand = chosen
        .map(|place| place.stock_quantity)
        .sum::<Option<Decimal>>();
    let reserved = match rules.quantity {
        Quantity::Available => item.in_order_quantity,
        Quantity::OnHand => Some(Decimal::ZERO),
    };
    on_hand
        .zip(reserved)
        .map(|(on_hand, reserved)| on_hand - reserved)
        .ok_or(NoFigure::NotANumber)
}

fn usable(item: &Product) -> Result<(), NoFigure> {
    if item.deleted_at.is_some() {
        Err(NoFigure::Deleted)
    } else if item.is_barred == Some(true) {
        Err(NoFigure::Barred)
    } else if item.inventory_enabled != Some(true) {
        Err(NoFigure::Service)
    } else {
        Ok(())
    }
}

/// What made a figure in a shop fall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the shop shows, and what it would show, in pieces.
    pub before: i64,
    pub after: i64,
    /// Rackbeat's figure when `before` was reckoned.
    pub quantity_before: Decimal,
    /// What of our own sales Rackbeat has come to count since.
    pub counted_since: Decimal,
    pub in_flight: Decimal,
}

impl Step {
    /// From above zero to zero because Rackbeat says so: without its new figure, the sales that
    /// we know of would have left something.
    pub fn falls_by_rackbeat(&self, rules: &Rules) -> bool {
        let without = self.quantity_before - self.counted_since;
        self.before > 0 && self.after == 0 && shown_by(rules, without, self.in_flight) > 0
    }
}

/// Fewer falls than this are never asked about.
const FALLS_MIN: u64 = 3;

/// Whether zeros are held and asked about: more than 20 % of the products in stock, and at
/// least three. `falls` counts those of the last 60 minutes, all runs together, with the ones
/// about to be written; `in_stock` the shop's linked products that were in stock before them.
pub fn must_ask(falls: u64, in_stock: u64) -> bool {
    falls >= FALLS_MIN && falls.saturating_mul(5) > in_stock
}

/// What one piece of a bill of materials is made of: component number and pieces of it.
pub type Materials = BTreeMap<String, Vec<(String, Decimal)>>;

/// How deep bills of materials may stand within each other before a circle is assumed.
pub const DEPTH_MAX: u8 = 8;

/// Quantities in flight by number, each bill of materials also counted against its components.
pub fn spread(
    taken: &BTreeMap<String, Decimal>,
    materials: &Materials,
) -> BTreeMap<String, Decimal> {
    let mut all = BTreeMap::new();
    for (number, quantity) in taken {
        add(&mut all, (number, *quantity), materials, DEPTH_MAX);
    }
    all
}

fn add(
    all: &mut BTreeMap<String, Decimal>,
    (number, quantity): (&str, Decimal),
    materials: &Materials,
    depth: u8,
) {
    let sum = all.entry(number.to_owned()).or_default();
    *sum = sum.saturating_add(quantity);
    let parts = materials.get(number).filter(|_| depth > 0);
    for (component, pieces) in parts.into_iter().flatten() {
        add(
            all,
            (component, quantity.saturating_mul(*pieces)),
            materials,
            depth - 1,
        );
    }
}

/// These numbers and all that they are made of, however deep.
pub fn with_parts(numbers: &BTreeSet<String>, materials: &Materials) -> BTreeSet<String> {
    let (mut all, mut new): (_, Vec<_>) = (numbers.clone(), numbers.iter().cloned().collect());
    while let Some(number) = new.pop() {
        for (part, _) in materials.get(&number).into_iter().flatten() {
            if all.insert(part.clone()) {
                new.push(part.clone());
            }
        }
    }
    all
}

/// How many whole pieces of a bill of materials its parts allow. `left`: what there is of a part; `None`: no
/// figure, and then no limit.
pub fn allowed(
    parts: &[(String, Decimal)],
    left: impl Fn(&str) -> Option<Decimal>,
) -> Option<Decimal> {
    // One part may stand on several lines.
    let mut each: BTreeMap<&str, Decimal> = BTreeMap::new();
    for (part, pieces) in parts {
        *each.entry(part).or_default() += *pieces;
    }
    let whole = |(part, pieces): (&str, Decimal)| {
        let left = left(part)?
            .checked_div(pieces)
            .filter(|_| pieces > Decimal::ZERO)?;
        Some(left.floor())
    };
    each.into_iter().filter_map(whole).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_is_allowed_by_the_part_there_is_least_of() {
        let part = |number: &str, pieces: i64| (number.to_owned(), Decimal::from(pieces));
        let left = |number: &str| match number {
            "KOPP" => Some(Decimal::from(7)),
            "FAT" => Some(Decimal::from(9)),
            _ => None,
        };
        let of = |parts: &[_]| allowed(parts, left);
        assert_eq!(of(&[part("KOPP", 2), part("FAT", 2)]), Some(3.into()));
        assert_eq!(
            of(&[part("KOPP", 1), part("KOPP", 2)]),
            Some(2.into()),
            "on two lines"
        );
        assert_eq!(of(&[part("ARBEID", 1)]), None);
        assert_eq!(of(&[part("KOPP", 0)]), None);
    }

    #[test]
    fn parts_of_parts_are_parts_and_a_circle_ends() {
        let made = |of: &str| vec![(of.to_owned(), Decimal::ONE)];
        let materials = Materials::from([
            ("GAVE".to_owned(), made("SETT")),
            ("SETT".to_owned(), made("KOPP")),
            ("KOPP".to_owned(), made("GAVE")),
        ]);
        let all = with_parts(&BTreeSet::from(["SETT".to_owned()]), &materials);
        assert_eq!(all, ["GAVE", "KOPP", "SETT"].map(str::to_owned).into());
    }
}
