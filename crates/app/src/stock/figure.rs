//! From an item's row to the figure that a shop's settings choose.
use std::collections::BTreeMap;

use domain::{
    Quantity, Rules,
    stock::{NoFigure, allowed},
};
use rackbeat::{CheckedItem, LocationStock, Product};
use rust_decimal::Decimal;
use store::{agreement::Tally, item::Item};

use super::flight::Flight;

/// What Rackbeat has of some numbers, and what orders hold of them.
pub(super) struct Held<'a> {
    pub items: &'a BTreeMap<String, Item>,
    pub flight: &'a Flight,
    pub rules: &'a Rules,
}

impl Held<'_> {
    /// Rackbeat's figure of a number and what of it is in flight. Of a bill of materials no more than its parts
    /// allow, each by its own reading: a part that is sold by itself is in flight of the whole.
    pub(super) fn of(
        &self,
        number: &str,
        depth: u8,
    ) -> Option<Result<(Decimal, Decimal), NoFigure>> {
        let (quantity, reading) = match figure(self.items.get(number)?, self.rules) {
            Ok(figure) => figure,
            Err(no) => return Some(Err(no)),
        };
        let flying = self.flight.of(number, reading, self.rules.quantity);
        let parts = self.flight.parts(number);
        if parts.is_empty() || depth == 0 {
            return Some(Ok((quantity, flying)));
        }
        let of_part = |(part, _): &(String, Decimal)| {
            let held = self.of(part, depth - 1)?.ok()?;
            Some((part.clone(), held))
        };
        let held: BTreeMap<_, _> = parts.iter().filter_map(of_part).collect();
        let there = allowed(parts, |part| held.get(part).map(|(there, _)| *there));
        let left = allowed(parts, |part| {
            held.get(part).map(|(there, flying)| there - flying)
        });
        let least =
            |own: Decimal, parts: Option<Decimal>| parts.map_or(own, |parts| own.min(parts));
        let quantity_left = least(quantity - flying, left);
        let quantity = least(quantity, there);
        Some(Ok((quantity, quantity - quantity_left)))
    }

    /// Our own sales of a number that readings have come to count; of a bill of materials, also what those of its
    /// parts took from it.
    pub(super) fn counted(&self, number: &str, depth: u8) -> Decimal {
        let own = self.items.get(number);
        let own = own.map_or(Decimal::ZERO, |item| counted(item, self.rules));
        if depth == 0 {
            return own;
        }
        let of_part =
            |(part, pieces): &(String, Decimal)| self.counted(part, depth - 1).checked_div(*pieces);
        let parts = self.flight.parts(number).iter().filter_map(of_part);
        parts.fold(own, Decimal::max)
    }
}

/// The figure a shop's settings choose, and the reading it came from.
pub(super) fn figure(item: &Item, rules: &Rules) -> Result<(Decimal, Tally), NoFigure> {
    if item.is_missing {
        return Err(NoFigure::Deleted);
    }
    let located = match (rules.locations.is_empty(), &item.located) {
        (true, _) => None,
        (false, Some(located)) => Some(located),
        (false, None) => {
            domain::stock::figure(&product(item, None), rules.quantity)?;
            return Err(NoFigure::NotANumber);
        }
    };
    let Some(located) = located else {
        let figure = domain::stock::figure(&product(item, None), rules.quantity)?;
        return Ok((figure, item.reading));
    };
    let there = CheckedItem {
        number: item.number.clone(),
        locations: located
            .on_hand
            .iter()
            .map(|place| stock_at(*place.0, *place.1))
            .collect(),
        ..CheckedItem::default()
    };
    let product = product(item, Some(located.reserved));
    let figure = domain::stock::figure_at(&product, &there, rules)?;
    Ok((figure, located.reading))
}

/// Our own sales that readings have come to count, in the quantity that the settings choose.
fn counted(item: &Item, rules: &Rules) -> Decimal {
    match rules.quantity {
        Quantity::Available => item.counted_booked,
        Quantity::OnHand => item.counted_shipped,
    }
}

fn product(item: &Item, reserved: Option<Decimal>) -> Product {
    Product {
        number: item.number.clone(),
        inventory_enabled: Some(item.inventory_enabled),
        is_barred: Some(item.barred),
        stock_quantity: item.on_hand,
        available_quantity: item.available,
        in_order_quantity: reserved,
        ..Product::default()
    }
}

fn stock_at(number: i64, pieces: Decimal) -> LocationStock {
    LocationStock {
        number,
        stock_quantity: Some(pieces),
        ..LocationStock::default()
    }
}
