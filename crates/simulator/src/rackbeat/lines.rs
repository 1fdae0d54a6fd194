//! The lines of an order: read, checked, and locked once the order is booked.

use rust_decimal::Decimal;
use serde_json::Value;

use super::{
    books::Books,
    call::{Call, decimal, key, text},
    list,
    order::{Line, Order},
    reply::{Answer, No, Reply},
};

/// Answers for `/orders/{order}/lines` and what lies below it.
pub fn answer(books: &mut Books, call: &Call, order: i64) -> Answer {
    let (method, path) = call.route();
    let found = books.order(order)?;
    if method != "GET" {
        may_change(found)?;
    }
    match (method, &path[3..]) {
        ("GET", []) => {
            let shown = found
                .lines
                .iter()
                .map(|line| books.show_line(line))
                .collect();
            list::whole(call, "order_lines", shown)
        }
        ("POST", []) => {
            let order = found.clone();
            let mut line = new(books, call, &order.vat_zone, &call.body, "")?;
            if call.switches.prices_added_lines {
                line.price = fresh(books, &order.vat_zone, &line.item, "")?.price;
            }
            let shown = books.show_line(&line);
            keep(books, call, order.number, |lines| lines.push(line))?;
            Ok(Reply::one(201, "order_line", shown))
        }
        ("PUT", [id]) => change(books, call, order, key(id)?),
        ("DELETE", [id]) => {
            let id = key::<i64>(id)?;
            one(found, id)?;
            may_lose(books, order, id)?;
            keep(books, call, order, |lines| {
                lines.retain(|line| line.id != id)
            })?;
            Ok(Reply::done())
        }
        _ => Err(No::with(405, "Method not allowed.")),
    }
}

/// A line as it was asked for; `prefix` is what refusals put before a field's name.
pub fn new(
    books: &mut Books,
    call: &Call,
    vat_zone: &str,
    asked: &Value,
    prefix: &str,
) -> Result<Line, No> {
    let quantity = decimal(asked, "quantity", &format!("{prefix}quantity"))?;
    let Some(quantity) = quantity else {
        return Err(No::invalid(
            &format!("{prefix}quantity"),
            "The quantity is required.",
        ));
    };
    let number = text(&asked["item_id"]).unwrap_or_default();
    let mut line = fresh(books, vat_zone, &number, prefix)?;
    line.quantity = quantity;
    line.location = text(&asked["location_id"])
        .and_then(|id| id.parse().ok())
        .unwrap_or(line.location);
    apply(&mut line, asked, prefix)?;
    check(call, &line, prefix)?;
    line.id = books.next_id();
    Ok(line)
}

fn change(books: &mut Books, call: &Call, order: i64, id: i64) -> Answer {
    let found = books.order(order)?;
    let mut line = one(found, id)?.clone();
    if let Some(number) = call.text("item_id").filter(|number| *number != line.item) {
        // Another item: its name and its price come with it.
        may_lose(books, order, id)?;
        let other = fresh(books, &found.vat_zone, &number, "")?;
        line = Line {
            id,
            quantity: line.quantity,
            ..other
        };
    }
    line.quantity = call.decimal("quantity")?.unwrap_or(line.quantity);
    apply(&mut line, &call.body, "")?;
    check(call, &line, "")?;
    if line.quantity < books.packed(order, id) {
        return Err(No::invalid(
            "quantity",
            "It is locked: more than that is on a shipment.",
        ));
    }
    let shown = books.show_line(&line);
    keep(books, call, order, |lines| {
        lines
            .iter_mut()
            .filter(|kept| kept.id == id)
            .for_each(|kept| *kept = line.clone());
    })?;
    Ok(Reply::one(200, "order_line", shown))
}

/// Lines are locked once the order is booked, and for good once it is invoiced or cancelled.
pub fn may_change(order: &Order) -> Result<(), No> {
    let state = match order {
        order if order.is_cancelled() => "cancelled",
        order if order.is_invoiced() => "invoiced",
        order if order.is_booked() => "booked",
        _ => return Ok(()),
    };
    Err(No::invalid(
        "order",
        format!("The order is {state} and its lines are locked."),
    ))
}

/// What is on a shipment stays on the order.
pub fn may_lose(books: &Books, order: i64, line: i64) -> Result<(), No> {
    if books.packed(order, line).is_zero() {
        return Ok(());
    }
    Err(No::invalid(
        "order",
        "The line is locked: it is on a shipment.",
    ))
}

/// A line as the item makes it.
pub fn fresh(books: &Books, vat_zone: &str, number: &str, prefix: &str) -> Result<Line, No> {
    let field = format!("{prefix}item_id");
    let item = books.items.get(number);
    let item = item.ok_or_else(|| No::invalid(&field, "Product needed"))?;
    if item.is_barred {
        return Err(No::invalid(
            &field,
            format!("Product '{number}' is barred."),
        ));
    }
    let rate = books.masters.product_group(item.group);
    let rate = rate.map(|group| &group[format!("vat_{vat_zone}")]);
    let rate = rate.and_then(text).and_then(|text| text.parse().ok());
    Ok(Line {
        id: 0,
        item: item.number.clone(),
        name: item.name.clone(),
        quantity: Decimal::ONE,
        shipped: Decimal::ZERO,
        price: item.sales_price,
        discount_percentage: Decimal::ZERO,
        vat_percentage: rate.unwrap_or_default(),
        location: item.default_location,
    })
}

fn apply(line: &mut Line, asked: &Value, prefix: &str) -> Result<(), No> {
    let number = |field: &str| decimal(asked, field, &format!("{prefix}{field}"));
    line.name = text(&asked["name"]).unwrap_or_else(|| line.name.clone());
    line.price = number("line_price")?.unwrap_or(line.price);
    line.discount_percentage = number("discount_percentage")?.unwrap_or(line.discount_percentage);
    line.vat_percentage = number("vat_percentage")?.unwrap_or(line.vat_percentage);
    Ok(())
}

fn check(call: &Call, line: &Line, prefix: &str) -> Result<(), No> {
    let refuse = |field: &str| {
        Err(No::invalid(
            &format!("{prefix}{field}"),
            "It must be at least 0.",
        ))
    };
    if line.price < Decimal::ZERO && call.switches.refuses_negative_prices {
        return refuse("line_price");
    }
    if line.quantity < Decimal::ZERO && call.switches.refuses_negative_quantities {
        return refuse("quantity");
    }
    Ok(())
}

fn one(order: &Order, id: i64) -> Result<&Line, No> {
    order
        .lines
        .iter()
        .find(|line| line.id == id)
        .ok_or_else(No::not_found)
}

fn keep(
    books: &mut Books,
    call: &Call,
    order: i64,
    change: impl FnOnce(&mut Vec<Line>),
) -> Result<(), No> {
    books.change_order(order, call.switches.drafts_reserve, |order| {
        change(&mut order.lines);
        order.updated_at = call.now;
    })
}
