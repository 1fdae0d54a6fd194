//! The endpoints of shipments.

use super::{
    books::Books,
    call::{Call, flag, key},
    list,
    reply::{Answer, No, Reply},
    shipment::{Load, Shipment},
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
        ("GET", ["order-shipments", id]) => key(id).and_then(|id: i64| one(books, call, id)),
        ("GET", ["orders", number, "shipments"]) => key(number).and_then(|number| {
            books.order(number)?;
            of(books, call, Some(number))
        }),
        ("POST", ["orders", number, "create-shipment"]) => key(number).and_then(|number| {
            let id = books.create_shipment(number, Load::Rest, call.now)?;
            one(books, call, id)
        }),
        ("POST", ["orders", "shipments", id, "mark-picked"]) => {
            key(id).and_then(|id| pick(books, call, id))
        }
        ("POST", ["orders", "shipments", id, "mark-shipped"]) => {
            key(id).and_then(|id| ship(books, call, id))
        }
        ("GET" | "POST", ["order-shipments", ..]) => Err(No::not_found()),
        _ => return None,
    })
}

fn of(books: &Books, call: &Call, order: Option<i64>) -> Answer {
    let flag = |name: &str| {
        call.param(name)
            .map(|value| value == "1" || value == "true")
    };
    let (picked, shipped) = (flag("is_picked"), flag("is_shipped"));
    let is_wanted = |shipment: &&Shipment| {
        order.is_none_or(|number| shipment.order == number)
            && picked.is_none_or(|picked| shipment.picked_at.is_some() == picked)
            && shipped.is_none_or(|shipped| shipment.shipped_at.is_some() == shipped)
    };
    let shown = books.shipments.values().filter(is_wanted);
    let shown = shown
        .map(|shipment| books.show_shipment(shipment, call.switches))
        .collect();
    list::whole(call, "order_shipments", shown)
}

fn pick(books: &mut Books, call: &Call, id: i64) -> Answer {
    books.pick(id, call.now)?;
    one(books, call, id)
}

/// `pick` picks it too; what is not picked is not shipped.
fn ship(books: &mut Books, call: &Call, id: i64) -> Answer {
    let shipment = books.shipments.get(&id).ok_or_else(No::not_found)?;
    if shipment.picked_at.is_none() && flag(&call.body["pick"]) != Some(true) {
        return Err(No::invalid("pick", "The shipment is not picked."));
    }
    books.mark_shipped(id, call.now, call.switches.drafts_reserve)?;
    one(books, call, id)
}

fn one(books: &Books, call: &Call, id: i64) -> Answer {
    let shipment = books.shipments.get(&id).ok_or_else(No::not_found)?;
    Ok(Reply::one(
        200,
        "order_shipment",
        books.show_shipment(shipment, call.switches),
    ))
}
