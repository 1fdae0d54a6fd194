//! From what Rackbeat answered to rows, and from rows to the figure that a shop's settings choose.
use std::collections::BTreeMap;

use domain::{Quantity, Rules, stock::NoFigure};
use rackbeat::{CheckedItem, ItemKind, LocationStock, Product};
use rust_decimal::Decimal;
use store::{
    agreement::Tally,
    item::{Item, LocatedRead, Named},
};

/// An item as Rackbeat listed it. A deleted one is none.
pub(super) fn named(item: &Product) -> Option<Named> {
    if item.deleted_at.is_some() {
        return None;
    }
    Some(Named {
        number: item.number.clone(),
        kind: match item.kind {
            ItemKind::Product => "product",
            ItemKind::Lot => "lot",
            ItemKind::Other => "other",
        },
        name: item.name.clone().unwrap_or_default(),
        inventory_enabled: item.inventory_enabled == Some(true),
        barred: item.is_barred == Some(true),
        on_hand: item.stock_quantity,
        available: item.available_quantity,
        reserved: item.in_order_quantity,
        located: LocatedRead::NotAsked,
    })
}

/// Where an item's pieces lie; a location without a number makes all of it unusable.
pub(super) fn located(item: &CheckedItem) -> LocatedRead {
    let place = |place: &LocationStock| Some((place.number, place.stock_quantity?));
    let places: Option<BTreeMap<_, _>> = item.locations.iter().map(place).collect();
    places.map_or(LocatedRead::NotTold, LocatedRead::At)
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
pub(super) fn counted(item: &Item, rules: &Rules) -> Decimal {
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
