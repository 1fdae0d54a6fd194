//! The lists of orders on every side, with the buttons of what can be done with them.
use app::Words;
use askama::Template;
use serde_json::Value;
use simulator::{rackbeat, woo};

use super::name;
use crate::demo::stage::{Side, Stage};

#[derive(Template)]
#[template(path = "demo/orders.html")]
struct Orders {
    words: Words,
    title: String,
    rows: Vec<Row>,
}

struct Row {
    number: String,
    /// What the order is known by on the other side; empty where it is not.
    reference: String,
    lines: String,
    state: String,
    button: Option<Button>,
}

struct Button {
    action: &'static str,
    words: String,
    fields: Vec<(&'static str, String)>,
}

pub fn of_rackbeat(stage: &Stage, words: Words) -> askama::Result<String> {
    let orders = stage.agreement.orders();
    let rows = orders.iter().rev().map(|order| rackbeat_row(words, order));
    list(words, Side::Rackbeat, rows.collect())
}

pub fn of_shop(stage: &Stage, words: Words, at: usize) -> askama::Result<String> {
    let shop = &stage.shops[at];
    let ids = shop.order_ids().into_iter().rev();
    let rows = ids.filter_map(|order| shop_row(words, shop, (at, order)));
    list(words, Side::Shop(at), rows.collect())
}

fn list(words: Words, side: Side, rows: Vec<Row>) -> askama::Result<String> {
    let title = words.with("demo-orders-of", &[("side", name(words, side))]);
    let orders = Orders { words, title, rows };
    orders.render()
}

fn rackbeat_row(words: Words, order: &rackbeat::Order) -> Row {
    let state = match (order.is_cancelled(), order.is_shipped(), order.is_booked()) {
        (true, ..) => "demo-cancelled",
        (_, true, _) => "demo-shipped",
        (_, _, true) => "demo-booked",
        _ => "demo-draft",
    };
    let lines = order.lines.iter();
    let lines = lines.map(|line| format!("{} × {}", line.quantity.normalize(), line.item));
    Row {
        number: order.number.to_string(),
        reference: order.their_reference.clone().unwrap_or_default(),
        lines: lines.collect::<Vec<_>>().join(", "),
        state: words.say(state),
        button: (state == "demo-booked").then(|| Button {
            action: "/shipments",
            words: words.say("demo-ship"),
            fields: vec![("number", order.number.to_string())],
        }),
    }
}

fn shop_row(words: Words, shop: &woo::Shop, (at, id): (usize, u64)) -> Option<Row> {
    let order = shop.order(id)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |line: &Value| format!("{} × {}", line["quantity"], text(&line["sku"]));
    let lines: Vec<_> = order["line_items"].as_array()?.iter().map(line).collect();
    let status = text(&order["status"]);
    let is_open = matches!(status.as_str(), "processing" | "on-hold");
    Some(Row {
        number: id.to_string(),
        reference: String::new(),
        lines: lines.join(", "),
        state: status,
        button: is_open.then(|| Button {
            action: "/cancellations",
            words: words.say("demo-cancel"),
            fields: vec![("shop", at.to_string()), ("order", id.to_string())],
        }),
    })
}
