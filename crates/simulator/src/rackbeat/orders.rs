//! The endpoints of orders: list, make, change, book, reopen, delete.

use serde_json::{Value, json};

use super::{
    books::Books,
    call::{Call, key},
    fields, lines,
    list::{self, Part, wants},
    notes,
    order::Order,
    order_form,
    reply::{Answer, No, Reply},
    shipments,
};

const FILTERS: [&str; 9] = [
    "is_booked",
    "is_shipped",
    "is_paid",
    "is_archived",
    "customer_number",
    "booked",
    "shipped",
    "from",
    "to",
];

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    let path = path.as_slice();
    if path.first() != Some(&"orders") {
        return shipments::answer(books, call);
    }
    let drafts_only = call.switches.creates_on_drafts_only;
    Some(match (method, &path[1..]) {
        ("GET", []) => page(books, call, |order, apart| order.is_booked() || !apart),
        ("GET", ["drafts"]) => page(books, call, |order, _| !order.is_booked()),
        ("POST", []) if drafts_only => Err(No::with(405, "Method not allowed.")),
        ("POST", [] | ["drafts"]) => create(books, call),
        (_, ["shipments", ..]) | (_, [_, "shipments" | "create-shipment", ..]) => {
            return shipments::answer(books, call);
        }
        (_, [number, "lines", ..]) => {
            key(number).and_then(|number| lines::answer(books, call, number))
        }
        (_, [number, "notes"]) => key(number).and_then(|number| notes::answer(books, call, number)),
        (_, [number, rest @ ..]) => {
            key(number).and_then(|number| of_one(books, call, number, rest))
        }
        _ => Err(No::with(405, "Method not allowed.")),
    })
}

fn of_one(books: &mut Books, call: &Call, number: i64, rest: &[&str]) -> Answer {
    match (call.method.as_str(), rest) {
        ("GET", []) => {
            let order = books.order(number)?;
            Ok(Reply::one(200, "order", whole(books, call, order, true)))
        }
        ("PUT", []) => {
            let order = books.order(number)?.clone();
            if order.is_cancelled() || order.is_invoiced() {
                return Err(No::invalid("order", "The order is closed."));
            }
            let changed = order_form::change(books, call, order)?;
            settle(books, call, number, "order.updated", move |order| {
                *order = changed
            })
        }
        ("DELETE", []) => delete(books, call, number),
        ("POST", ["book"]) => book(books, call, number),
        ("POST", ["reopen"]) => reopen(books, call, number),
        _ => Err(No::not_found()),
    }
}

fn page(books: &Books, call: &Call, wanted: fn(&Order, bool) -> bool) -> Answer {
    let part = Part::of(call, &FILTERS)?;
    let flag = |name: &str| {
        call.param(name)
            .map(|value| value == "1" || value == "true")
    };
    let (booked, shipped) = (flag("is_booked"), flag("is_shipped"));
    let is_wanted = |order: &&Order| {
        wanted(order, call.switches.lists_drafts_apart)
            && booked.is_none_or(|booked| order.is_booked() == booked)
            && shipped.is_none_or(|shipped| order.is_shipped() == shipped)
    };
    let mut found: Vec<&Order> = books.orders.values().filter(is_wanted).collect();
    if call.param("order_by") == Some("created_at") {
        found.sort_by_key(|order| (order.created_at, order.number));
    }
    if call
        .param("order_direction")
        .is_some_and(|way| way.eq_ignore_ascii_case("desc"))
    {
        found.reverse();
    }
    let total = found.len();
    let with_lines = wants(call, "lines");
    let shown = found.into_iter().skip(part.first()).take(part.limit);
    let shown = shown
        .map(|order| whole(books, call, order, with_lines))
        .collect();
    list::page(call, "orders", &part, shown, total)
}

fn create(books: &mut Books, call: &Call) -> Answer {
    let order = order_form::new(books, call)?;
    let number = order.number;
    books.reserve(&order, call.switches.drafts_reserve, 1.into());
    books.orders.insert(number, order);
    books.tell("order.created", number);
    shown(books, call, number, 201)
}

fn book(books: &mut Books, call: &Call, number: i64) -> Answer {
    books.may_book(number)?;
    tell_available(books, call, number);
    settle(books, call, number, "order.booked", |order| {
        order.booked_at = Some(call.now)
    })
}

fn reopen(books: &mut Books, call: &Call, number: i64) -> Answer {
    books.may_reopen(number, call.switches)?;
    tell_available(books, call, number);
    settle(books, call, number, "order.updated", |order| {
        order.booked_at = None
    })
}

fn delete(books: &mut Books, call: &Call, number: i64) -> Answer {
    books.may_delete(number)?;
    tell_available(books, call, number);
    if call.switches.delete_cancels {
        return settle(books, call, number, "order.cancelled", |order| {
            order.cancelled_at = Some(call.now);
        });
    }
    books.remove_order(number, call.switches.drafts_reserve)?;
    if call.switches.has_more_order_events {
        books.tell("order.deleted", number);
    }
    Ok(Reply::done())
}

/// Changes it, tells, and shows it.
fn settle(
    books: &mut Books,
    call: &Call,
    number: i64,
    event: &str,
    change: impl FnOnce(&mut Order),
) -> Answer {
    books.change_order(number, call.switches.drafts_reserve, |order| {
        change(order);
        order.updated_at = call.now;
    })?;
    if call.switches.has_more_order_events {
        books.tell(event, number);
    }
    shown(books, call, number, 200)
}

fn tell_available(books: &mut Books, call: &Call, number: i64) {
    if call.switches.booking_fires_inventory_changed {
        books.tell_items_of(number);
    }
}

fn shown(books: &Books, call: &Call, number: i64, status: u16) -> Answer {
    let order = books.order(number)?;
    let order = if call.switches.bare_order_answers {
        json!({ "number": number })
    } else {
        books.show_order(order, true)
    };
    Ok(Reply::one(status, "order", order))
}

/// With its custom fields, if the call expands them.
fn whole(books: &Books, call: &Call, order: &Order, with_lines: bool) -> Value {
    let mut shown = books.show_order(order, with_lines);
    let expanded = call.param("expand").unwrap_or_default();
    if expanded.split(',').any(|part| part == "field_values") {
        shown["field_values"] = fields::values(order, call.switches);
    }
    shown
}
