//! From what Rackbeat told of an item to its row.
use std::collections::BTreeMap;

use domain::product::description_key;
use rackbeat::{CheckedItem, ItemKind, LocationStock, Product};
use store::item::{LocatedRead, Named};

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
        sales_price: item.sales_price,
        description_key: None,
    })
}

/// With its description, which an item's own page has.
pub(super) fn described(item: &Product) -> Option<Named> {
    let named = named(item)?;
    Some(Named {
        description_key: Some(description(item)),
        ..named
    })
}

/// A hash of its description, where that was asked for.
pub(super) fn description(item: &Product) -> String {
    description_key(item.description.as_deref().unwrap_or_default())
}

/// Where an item's pieces lie; a location without a number makes all of it unusable.
pub(super) fn located(item: &CheckedItem) -> LocatedRead {
    let place = |place: &LocationStock| Some((place.number, place.stock_quantity?));
    let places: Option<BTreeMap<_, _>> = item.locations.iter().map(place).collect();
    places.map_or(LocatedRead::NotTold, LocatedRead::At)
}
