//! The endpoints of shipments.

use super::{
    books::Books,
    call::{Call, flag, key},
    list,
    reply::{Answer, No, Reply},
};

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("GET", ["order-shipments"]) => {
            let order = call
                .param("order_number")
                .and_then(|number| number.parse().ok());
            of(books, call, order)
        }
        ("GET", ["order-shipments", id]) => key(id).and_then(|id: i64| one(books, id)),
        ("GET", ["orders", number, "shipments"]) => key(number).and_then(|number| {
            books.order(number)?;
            of(books, call, Some(number))
        }),
        ("POST", ["orders", number, "create-shipment"]) => key(number).and_then(|number| {
            let id = books.create_shipment(number, None)?;
            one(books, id)
        }),
        ("POST", ["orders", "shipments", id, "mark-shipped"]) => {
            key(id).and_then(|id| ship(books, call, id))
        }
        ("GET" | "POST", ["order-shipments", ..]) => Err(No::not_found()),
        _ => return None,
    })
}

fn of(books: &Books, call: &Call, order: Option<i64>) -> Answer {
    let found = books.shipments.values();
    let found = found.filter(|shipment| order.is_none_or(|number| shipment.order == number));
    let shown = found
        .map(|shipment| books.show_shipment(shipment))
        .collect();
    list::whole(call, "order_shipments", shown)
}

fn ship(books: &mut Books, call: &Call, id: i64) -> Answer {
    if flag(&call.body["pick"]) == Some(false) {
        return Err(No::invalid("pick", "The shipment is not picked."));
    }
    books.mark_shipped(id, call.now, call.switches.drafts_reserve)?;
    one(books, id)
}

fn one(books: &Books, id: i64) -> Answer {
    let shipment = books.shipments.get(&id).ok_or_else(No::not_found)?;
    Ok(Reply::one(
        200,
        "order_shipment",
        books.show_shipment(shipment),
    ))
}
