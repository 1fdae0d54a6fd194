//! The lists of orders on every side, with the buttons of what can be done with them.
use app::Words;
use serde_json::Value;
use simulator::{rackbeat::Order, woo::Shop};

use super::{button_form, escaped, name};
use crate::demo::stage::{Side, Stage};

pub fn of_rackbeat(stage: &Stage, words: Words) -> String {
    let orders = stage.agreement.orders();
    let rows = orders.iter().rev().map(|order| rackbeat_row(words, order));
    table(words, Side::Rackbeat, &rows.collect::<String>())
}

pub fn of_shop(stage: &Stage, words: Words, at: usize) -> String {
    let shop = &stage.shops[at];
    let rows = shop.order_ids().into_iter().rev();
    let rows = rows.filter_map(|order| shop_row(words, shop, (at, order)));
    table(words, Side::Shop(at), &rows.collect::<String>())
}

fn rackbeat_row(words: Words, order: &Order) -> String {
    let state = match (order.is_cancelled(), order.is_shipped(), order.is_booked()) {
        (true, ..) => "demo-cancelled",
        (_, true, _) => "demo-shipped",
        (_, _, true) => "demo-booked",
        _ => "demo-draft",
    };
    let ship = match state {
        "demo-booked" => button_form(
            "/shipments",
            &[("number", order.number.to_string())],
            &words.say("demo-ship"),
        ),
        _ => String::new(),
    };
    let lines = order.lines.iter();
    let lines = lines.map(|line| format!("{} × {}", line.quantity.normalize(), line.item));
    let reference = order.their_reference.as_deref().unwrap_or_default();
    let title = format!("{} <small>{}</small>", order.number, escaped(reference));
    row(&title, &lines.collect::<Vec<_>>(), &words.say(state), &ship)
}

fn shop_row(words: Words, shop: &Shop, (at, id): (usize, u64)) -> Option<String> {
    let order = shop.order(id)?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |line: &Value| format!("{} × {}", line["quantity"], text(&line["sku"]));
    let lines = order["line_items"].as_array()?.iter().map(line);
    let status = text(&order["status"]);
    let cancel = match status.as_str() {
        "processing" | "on-hold" => {
            let fields = [("shop", at.to_string()), ("order", id.to_string())];
            button_form("/cancellations", &fields, &words.say("demo-cancel"))
        }
        _ => String::new(),
    };
    Some(row(
        &id.to_string(),
        &lines.collect::<Vec<_>>(),
        &escaped(&status),
        &cancel,
    ))
}

fn table(words: Words, side: Side, rows: &str) -> String {
    let title = words.with("demo-orders-of", &[("side", name(words, side))]);
    if rows.is_empty() {
        let none = words.say("demo-no-orders");
        return format!("<section><h2>{title}</h2><p>{none}</p></section>");
    }
    let heads = ["demo-order", "demo-lines", "demo-state"];
    let heads = heads.map(|key| format!("<th scope=\"col\">{}</th>", words.say(key)));
    format!(
        "<section class=\"wide\" tabindex=\"0\" aria-label=\"{title}\"><h2>{title}</h2><table><thead><tr>{}<td></td></tr></thead><tbody>{rows}</tbody></table></section>",
        heads.concat()
    )
}

fn row(title: &str, lines: &[String], state: &str, button: &str) -> String {
    let lines = escaped(&lines.join(", "));
    format!(
        "<tr><th scope=\"row\">{title}</th><td>{lines}</td><td>{state}</td><td>{button}</td></tr>"
    )
}
