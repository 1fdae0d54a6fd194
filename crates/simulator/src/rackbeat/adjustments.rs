//! The endpoints that set stock: an adjustment is drafted, then booked.

use rust_decimal::Decimal;
use serde_json::json;

use super::{
    books::{Adjustment, Books},
    call::{Call, key, number},
    reply::{Answer, No, Reply},
};

const NO_CHANGE: &str = "Adjustment can't be created, since no change is made.";

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("POST", ["inventory-adjustments"]) => create(books, call),
        ("POST", ["inventory-adjustments", id, "book"]) => key(id).and_then(|id| book(books, id)),
        _ => return None,
    })
}

fn create(books: &mut Books, call: &Call) -> Answer {
    let item = call.text("item_id").unwrap_or_default();
    let found = books
        .item(&item)
        .map_err(|_| No::invalid("item_id", "Product needed"))?;
    if !books.has_inventory(found) {
        return Err(No::invalid("item_id", "The item has no inventory."));
    }
    if call.text("adjustment_type").as_deref() != Some("quantity") {
        return Err(No::invalid(
            "adjustment_type",
            "The selected adjustment type is invalid.",
        ));
    }
    let quantity = call.decimal("quantity")?;
    let quantity = quantity.ok_or_else(|| No::invalid("quantity", "The quantity is required."))?;
    let location = call.int("location").unwrap_or(found.default_location);
    if !books
        .masters
        .locations
        .iter()
        .any(|place| place["number"] == location)
    {
        return Err(No::invalid("location", "The selected location is invalid."));
    }
    if level(books, &item, location) == quantity {
        return Err(No::invalid("quantity", NO_CHANGE));
    }
    let id = books.next_id();
    let adjustment = Adjustment {
        item,
        location,
        quantity,
        is_booked: false,
    };
    let shown = show(id, &adjustment);
    books.adjustments.insert(id, adjustment);
    Ok(Reply::one(201, "inventory_regulation", shown))
}

fn book(books: &mut Books, id: i64) -> Answer {
    let adjustment = books.adjustments.get_mut(&id).ok_or_else(No::not_found)?;
    if adjustment.is_booked {
        return Err(No::invalid("adjustment", "It is booked already."));
    }
    adjustment.is_booked = true;
    let adjustment = adjustment.clone();
    books.set_level(&adjustment.item, adjustment.location, adjustment.quantity)?;
    Ok(Reply::one(
        200,
        "inventory_regulation",
        show(id, &adjustment),
    ))
}

fn level(books: &Books, item: &str, location: i64) -> Decimal {
    let level = books
        .items
        .get(item)
        .and_then(|item| item.levels.get(&location));
    level.copied().unwrap_or_default()
}

fn show(id: i64, adjustment: &Adjustment) -> serde_json::Value {
    json!({
        "id": id, "is_booked": adjustment.is_booked,
        "lines": [{
            "id": id, "child_id": adjustment.item, "child_type": "product",
            "location_id": adjustment.location, "quantity": number(adjustment.quantity),
        }],
    })
}
