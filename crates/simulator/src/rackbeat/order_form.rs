//! Reads an order from a request, refusing what Rackbeat refuses.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    books::Books,
    call::{self, Call},
    lines,
    order::Order,
    reply::No,
};

const HEADING_MAX: usize = 255;
const NOTE_MAX: usize = 800;
const PARTS: [&str; 6] = ["name", "street", "street2", "zipcode", "city", "country"];

pub fn new(books: &mut Books, call: &Call) -> Result<Order, No> {
    let customer = customer(books, call)?;
    let customer =
        customer.ok_or_else(|| No::invalid("customer_id", "The selected Customer is invalid."))?;
    let terms = books
        .customers
        .get(&customer)
        .and_then(|found| found["payment_terms_id"].as_i64());
    let mut order = Order {
        number: 0,
        customer,
        heading: None,
        note: None,
        their_reference: None,
        currency: books.currency.clone(),
        vat_zone: "domestic".to_owned(),
        layout: None,
        payment_terms: terms,
        delivery_terms: None,
        order_date: call.now.date_naive(),
        billing_address: address(&Value::Null),
        delivery_address: address(&Value::Null),
        lines: Vec::new(),
        notes: Vec::new(),
        fields: BTreeMap::new(),
        booked_at: None,
        shipped_at: None,
        invoiced_at: None,
        cancelled_at: None,
        created_at: call.now,
        updated_at: call.now,
    };
    read(books, call, &mut order)?;
    for (at, line) in call.body["lines"]
        .as_array()
        .into_iter()
        .flatten()
        .enumerate()
    {
        let line = lines::new(books, call, &order.vat_zone, line, &format!("lines.{at}."))?;
        order.lines.push(line);
    }
    order.number = books.next_order_number();
    Ok(order)
}

pub fn change(books: &Books, call: &Call, mut order: Order) -> Result<Order, No> {
    order.customer = customer(books, call)?.unwrap_or(order.customer);
    read(books, call, &mut order)?;
    Ok(order)
}

fn customer(books: &Books, call: &Call) -> Result<Option<i64>, No> {
    match call.int("customer_id") {
        None => Ok(None),
        Some(number) if books.customers.contains_key(&number) => Ok(Some(number)),
        Some(_) => Err(No::invalid(
            "customer_id",
            "The selected Customer is invalid.",
        )),
    }
}

fn read(books: &Books, call: &Call, order: &mut Order) -> Result<(), No> {
    order.heading = limited(call, "heading", HEADING_MAX)?.or(order.heading.take());
    order.note = limited(call, "note", NOTE_MAX)?.or(order.note.take());
    if !call.switches.ignores_their_reference {
        let reference = limited(call, "their_reference", HEADING_MAX)?;
        order.their_reference = reference.or(order.their_reference.take());
    }
    if let Some(currency) = call.text("currency") {
        if !books.masters.knows_currency(&currency) {
            return Err(No::invalid("currency", "The selected currency is invalid."));
        }
        order.currency = currency;
    }
    if let Some(zone) = call.text("vat_zone") {
        if !["domestic", "eu", "abroad", "domestic_exempt"].contains(&zone.as_str()) {
            return Err(No::invalid("vat_zone", "The selected vat zone is invalid."));
        }
        order.vat_zone = zone;
    }
    order.layout = pointed(call, "layout_id", &books.masters.layouts)?.or(order.layout);
    let terms = pointed(call, "payment_terms_id", &books.masters.payment_terms)?;
    order.payment_terms = terms.or(order.payment_terms);
    let delivery = pointed(call, "delivery_terms_id", &books.masters.delivery_terms)?;
    order.delivery_terms = delivery.or(order.delivery_terms);
    pointed(call, "our_reference_id", &books.masters.employees)?;
    if let Some(date) = call.text("order_date") {
        let date = date.parse();
        order.order_date =
            date.map_err(|_| No::invalid("order_date", "It is not a valid date."))?;
    }
    addressed(
        call,
        "billing_address",
        "address_",
        &mut order.billing_address,
    )?;
    addressed(
        call,
        "delivery_address",
        "delivery_address_",
        &mut order.delivery_address,
    )
}

fn limited(call: &Call, field: &str, max: usize) -> Result<Option<String>, No> {
    let text = call.text(field);
    match &text {
        Some(text) if text.chars().count() > max => Err(No::invalid(
            field,
            format!("It may not be longer than {max} characters."),
        )),
        _ => Ok(text),
    }
}

fn pointed(call: &Call, field: &str, list: &[Value]) -> Result<Option<i64>, No> {
    match call.int(field) {
        Some(number) if !list.iter().any(|thing| thing["number"] == number) => Err(No::invalid(
            field,
            format!("The selected {field} is invalid."),
        )),
        number => Ok(number),
    }
}

/// Flat fields for what is posted, the object for e-mail and phone.
fn addressed(call: &Call, object: &str, prefix: &str, kept: &mut Value) -> Result<(), No> {
    let given = &call.body[object];
    for part in PARTS {
        if let Some(text) = call
            .text(&format!("{prefix}{part}"))
            .or_else(|| call::text(&given[part]))
        {
            kept[part] = json!(text);
        }
    }
    let email = call::text(&given["email"]).filter(|email| !email.is_empty());
    let phone = call::text(&given["phone"]).filter(|phone| !phone.is_empty());
    if email.as_ref().is_some_and(|email| !is_email(email)) {
        return Err(No::invalid(
            &format!("{object}.email"),
            "It must be a valid email address.",
        ));
    }
    if phone.as_ref().is_some_and(|phone| !is_phone(phone)) {
        return Err(No::invalid(
            &format!("{object}.phone"),
            "It must be a valid phone number.",
        ));
    }
    for (field, text) in [("email", email), ("phone", phone)] {
        if let Some(text) = text {
            kept[field] = json!(text);
        }
    }
    Ok(())
}

pub fn is_email(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains(' '))
}

pub fn is_phone(text: &str) -> bool {
    text.chars()
        .all(|letter| letter.is_ascii_digit() || " +-()".contains(letter))
}

fn address(given: &Value) -> Value {
    let fields = [
        "name", "street", "street2", "zipcode", "city", "country", "email", "phone",
    ];
    fields
        .into_iter()
        .map(|field| (field.to_owned(), given[field].clone()))
        .collect()
}
