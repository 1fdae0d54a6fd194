//! The endpoints that set stock: an adjustment is drafted, then booked.

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use serde_json::json;

use super::{
    books::{Adjustment, Books, stamp},
    call::{Call, key, number},
    list::{self, Part},
    reply::{Answer, No, Reply},
};

const NO_CHANGE: &str = "Adjustment can't be created, since no change is made.";

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("GET", ["inventory-adjustments"]) => page(books, call),
        ("POST", ["inventory-adjustments"]) => create(books, call),
        ("DELETE", ["inventory-adjustments", id]) => key(id).and_then(|id| delete(books, id)),
        ("POST", ["inventory-adjustments", id, "book"]) => key(id).and_then(|id| book(books, id)),
        _ => return None,
    })
}

fn create(books: &mut Books, call: &Call) -> Answer {
    let item = call.text("item_id").unwrap_or_default();
    let found = books
        .item(&item)
        .map_err(|_| No::invalid("item_id", "Product needed"))?;
    if !found.components.is_empty() {
        return Err(No::invalid("item_id", "Product needed"));
    }
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
    let day = call.text("regulated_at").unwrap_or_default();
    let Ok(day) = day.get(..10).unwrap_or_default().parse::<NaiveDate>() else {
        return Err(No::invalid("regulated_at", "It is not a valid date."));
    };
    // The day is Rackbeat's own, which is ahead of UTC.
    if day > call.now.date_naive() + Days::new(1) {
        return Err(No::invalid(
            "regulated_at",
            "It must be a date before tomorrow.",
        ));
    }
    if level(books, &item, location) == quantity {
        return Err(No::invalid("quantity", NO_CHANGE));
    }
    let id = books.next_id();
    let adjustment = Adjustment {
        item,
        location,
        quantity,
        reason: call.text("reason"),
        created_at: call.now,
        is_booked: false,
    };
    let shown = show(id, &adjustment);
    books.adjustments.insert(id, adjustment);
    Ok(Reply::one(201, "inventory_regulation", shown))
}

/// Newest first where they are asked for so, else oldest first.
fn page(books: &Books, call: &Call) -> Answer {
    let part = Part::of(call, &[])?;
    let all = books.adjustments.iter();
    let shown = |(id, one): (&i64, &Adjustment)| show(*id, one);
    let shown = match list::newest_first(call) {
        true => all
            .rev()
            .skip(part.first())
            .take(part.limit)
            .map(shown)
            .collect(),
        false => all.skip(part.first()).take(part.limit).map(shown).collect(),
    };
    let total = books.adjustments.len();
    list::page(call, "inventory_regulations", &part, shown, total)
}

/// Only a draft can be thrown away.
fn delete(books: &mut Books, id: i64) -> Answer {
    let adjustment = books.adjustments.get(&id).ok_or_else(No::not_found)?;
    if adjustment.is_booked {
        return Err(No::invalid("adjustment", "It is booked already."));
    }
    books.adjustments.remove(&id);
    Ok(Reply::bare(200, json!({})))
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
        "id": id, "is_booked": adjustment.is_booked, "reason": adjustment.reason,
        "created_at": stamp(adjustment.created_at),
        "lines": [{
            "id": id, "child_id": adjustment.item, "child_type": "product",
            "location_id": adjustment.location, "quantity": number(adjustment.quantity),
        }],
    })
}
