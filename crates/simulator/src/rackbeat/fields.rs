//! Custom fields of orders: there is one, if that is where tracking numbers are kept.

use serde_json::{Value, json};

use super::{
    Switches,
    books::Books,
    call::{Call, text},
    list,
    order::Order,
    reply::{Answer, No, Reply},
    setup::Tracking,
};

/// The id of the field that holds a tracking number.
pub const TRACKING: i64 = 7;

/// Answers for `/fields` and `/orders/{order}/fields`.
pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("GET", ["fields"]) => {
            let fields = has(call.switches).then(definition);
            list::whole(call, "fields", fields.into_iter().collect())
        }
        ("GET", ["orders", number, "fields"]) => of(books, call, number),
        ("PUT", ["orders", number, "fields"]) => change(books, call, number),
        _ => return None,
    })
}

/// As `expand=field_values` shows them.
pub fn values(order: &Order, switches: Switches) -> Value {
    let fields = has(switches).then(|| {
        let mut field = definition();
        field["field_id"] = json!(TRACKING);
        field["value"] = json!(order.fields.get(&TRACKING));
        field
    });
    fields.into_iter().collect()
}

fn of(books: &Books, call: &Call, number: &str) -> Answer {
    let order = books.order(super::call::key(number)?)?;
    let fields = values(order, call.switches);
    Ok(Reply::bare(200, json!({ "fields": fields })))
}

fn change(books: &mut Books, call: &Call, number: &str) -> Answer {
    let order = books.orders.get_mut(&super::call::key(number)?);
    let order = order.ok_or_else(No::not_found)?;
    let asked = call.body["custom_fields"].as_array();
    for field in asked.into_iter().flatten() {
        if field["id"] != TRACKING || !has(call.switches) {
            return Err(No::invalid(
                "custom_fields",
                "The selected field is invalid.",
            ));
        }
        match text(&field["value"]) {
            Some(value) => order.fields.insert(TRACKING, value),
            None => order.fields.remove(&TRACKING),
        };
    }
    order.updated_at = call.now;
    of(books, call, number)
}

fn has(switches: Switches) -> bool {
    switches.tracking == Tracking::OrderField
}

fn definition() -> Value {
    json!({
        "id": TRACKING, "slug": "sporingsnummer", "name": "Sporingsnummer", "type": "text",
        "available_for": "sales", "use_in_layouts": true, "default_value": null, "options": [],
    })
}
