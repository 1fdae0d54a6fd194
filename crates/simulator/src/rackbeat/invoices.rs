//! The endpoints of customer invoices and credit notes.

use serde_json::{Value, json};

use super::{
    books::Books,
    call::{Call, flag, key},
    invoice::Invoice,
    lines,
    list::{self, Part, wants},
    order::Line,
    reply::{Answer, No, Reply},
};

const FILTERS: [&str; 9] = [
    "order_number",
    "customer_number",
    "is_paid",
    "is_booked",
    "is_creditnote",
    "from",
    "to",
    "date_from",
    "date_to",
];

pub fn answer(books: &mut Books, call: &Call) -> Option<Answer> {
    let (method, path) = call.route();
    Some(match (method, path.as_slice()) {
        ("POST", ["orders", number, "convert-to-invoice"]) => {
            key(number).and_then(|number| convert(books, call, number))
        }
        ("GET", ["customer-invoices"]) => page(books, call),
        ("GET", ["customer-invoices", number]) => {
            key(number).and_then(|number| one(books, number, 200))
        }
        ("POST", ["customer-invoices", number, "book"]) => key(number).and_then(|number| {
            books.book_invoice(number, call.now)?;
            one(books, number, 200)
        }),
        ("POST", ["customer-invoices", number, "create-creditnote"]) => {
            key(number).and_then(|number| credit(books, call, number))
        }
        (_, ["customer-invoices", ..]) => Err(No::not_found()),
        _ => return None,
    })
}

fn one(books: &Books, number: i64, status: u16) -> Answer {
    let invoice = books.show_invoice(books.invoice(number)?, true);
    Ok(Reply::one(status, "customer_invoice", invoice))
}

fn convert(books: &mut Books, call: &Call, order: i64) -> Answer {
    let asked = call
        .param("book")
        .map(|value| value == "true" || value == "1");
    let is_booked = asked.or(flag(&call.body["book"])).unwrap_or(false);
    let number = books.invoice_order(
        order,
        is_booked,
        call.switches.invoices_shipped_only,
        call.now,
    )?;
    if call.switches.has_more_order_events {
        books.tell("order.updated", order);
    }
    Ok(Reply::bare(200, json!({ "invoice_id": number })))
}

fn page(books: &Books, call: &Call) -> Answer {
    let part = Part::of(call, &FILTERS)?;
    let flag = |name: &str| {
        call.param(name)
            .map(|value| value == "1" || value == "true")
    };
    let key = |name: &str| call.param(name).and_then(|value| value.parse::<i64>().ok());
    let (booked, credits) = (flag("is_booked"), flag("is_creditnote"));
    let (order, customer) = (key("order_number"), key("customer_number"));
    let is_wanted = |invoice: &&Invoice| {
        booked.is_none_or(|booked| invoice.is_booked() == booked)
            && credits.is_none_or(|credits| invoice.is_creditnote() == credits)
            && order.is_none_or(|order| invoice.order == Some(order))
            && customer.is_none_or(|customer| invoice.customer == customer)
    };
    let mut found: Vec<&Invoice> = books.invoices.values().filter(is_wanted).collect();
    if list::newest_first(call) {
        found.reverse();
    }
    let total = found.len();
    let with_lines = wants(call, "lines");
    let shown = found.into_iter().skip(part.first()).take(part.limit);
    let shown = shown
        .map(|invoice| books.show_invoice(invoice, with_lines))
        .collect();
    list::page(call, "customer_invoices", &part, shown, total)
}

/// A draft: of the lines that the body has, else of the whole invoice.
fn credit(books: &mut Books, call: &Call, number: i64) -> Answer {
    let invoice = books.invoice(number)?.clone();
    if !invoice.is_booked() || invoice.is_creditnote() {
        return Err(No::invalid(
            "invoice",
            "The invoice cannot be credited as it is.",
        ));
    }
    let asked = call.body["lines"].as_array().filter(|_| {
        // What is not looked at is not refused either.
        !call.switches.creditnote_ignores_lines
    });
    let lines = match asked {
        Some(lines) => credited(books, call, &invoice, lines)?,
        None => invoice.lines.clone(),
    };
    let heading = call
        .text("heading")
        .filter(|_| !call.switches.creditnote_ignores_lines);
    let note = Invoice {
        number: books.next_invoice_number(),
        credits: Some(number),
        heading: heading.or(invoice.heading.clone()),
        lines,
        booked_at: None,
        created_at: call.now,
        updated_at: call.now,
        ..invoice
    };
    let number = note.number;
    books.invoices.insert(number, note);
    one(books, number, 201)
}

fn credited(
    books: &mut Books,
    call: &Call,
    invoice: &Invoice,
    asked: &[Value],
) -> Result<Vec<Line>, No> {
    let lines = asked.iter().enumerate();
    lines
        .map(|(at, line)| {
            lines::new(
                books,
                call,
                &invoice.vat_zone,
                line,
                &format!("lines.{at}."),
            )
        })
        .collect()
}
