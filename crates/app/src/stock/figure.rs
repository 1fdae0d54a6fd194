//! From an item's row to the figure that a shop's settings choose.
use domain::{Quantity, Rules, stock::NoFigure};
use rackbeat::{CheckedItem, LocationStock, Product};
use rust_decimal::Decimal;
use store::{agreement::Tally, item::Item};

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
