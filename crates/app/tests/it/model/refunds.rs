//! Money and goods given back in a shop, in every form there is.
use rand::{Rng, rngs::StdRng};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};
use testkit::{Shop, simulator::woo::Standing};

/// One refund; `None` when the shop took none.
pub fn refund(shop: &Shop, id: u64, dice: &mut StdRng) -> Option<&'static str> {
    let order = shop.standing(id)?;
    let (what, fields) = match dice.random_range(0..10) {
        0..5 => ("pieces", pieces(&order, dice)?),
        5 | 6 => ("freight", freight(shop, id)?),
        7 => ("amount", amount(&order, dice)?),
        _ if order.refunds.is_empty() => ("all", all(shop, id, &order, dice)?),
        _ => return shop.set_status(id, "refunded").then_some("rest by status"),
    };
    shop.refund(id, &fields).map(|_| what)
}

/// Some pieces of one line, put back on the shelf or not.
fn pieces(order: &Standing, dice: &mut StdRng) -> Option<Value> {
    let left: Vec<_> = order
        .lines
        .iter()
        .filter(|line| line.quantity > line.refunded)
        .collect();
    let line = left.get(dice.random_range(0..left.len().max(1)))?;
    let many = dice.random_range(1..=line.quantity - line.refunded);
    let share = |sum: Decimal| øre(sum * Decimal::from(many) / Decimal::from(line.quantity));
    Some(json!({
        "line_items": [row(line.id, many, share(line.total), share(line.total_tax))],
        "api_restock": dice.random_bool(0.6),
    }))
}

fn freight(shop: &Shop, id: u64) -> Option<Value> {
    let order = shop.order(id)?;
    let line = order["shipping_lines"].get(0)?;
    let amount = |name: &str| line[name].as_str()?.parse().ok();
    let given_back = row(
        line["id"].as_u64()?,
        0,
        amount("total")?,
        amount("total_tax")?,
    );
    Some(json!({ "line_items": [given_back] }))
}

/// Money and no line that says of what.
fn amount(order: &Standing, dice: &mut StdRng) -> Option<Value> {
    let back: Decimal = order.refunds.iter().map(|refund| refund.amount).sum();
    let most = ((order.total - back) / Decimal::from(3)).floor();
    let most: i64 = most.try_into().ok().filter(|most| *most > 1)?;
    Some(json!({ "amount": dice.random_range(1..most).to_string() }))
}

fn all(shop: &Shop, id: u64, order: &Standing, dice: &mut StdRng) -> Option<Value> {
    let mut rows: Vec<Value> = order
        .lines
        .iter()
        .map(|line| row(line.id, line.quantity, line.total, line.total_tax))
        .collect();
    let shown = shop.order(id)?;
    for kind in ["shipping_lines", "fee_lines"] {
        for line in shown[kind].as_array()? {
            let amount = |name: &str| line[name].as_str()?.parse().ok();
            rows.push(row(
                line["id"].as_u64()?,
                0,
                amount("total")?,
                amount("total_tax")?,
            ));
        }
    }
    Some(json!({
        "amount": order.total.to_string(), "line_items": rows, "api_restock": dice.random_bool(0.6),
    }))
}

fn row(id: u64, pieces: i64, net: Decimal, tax: Decimal) -> Value {
    json!({
        "id": id, "quantity": pieces, "refund_total": øre(net).to_string(),
        "refund_tax": [{ "id": 1, "refund_total": øre(tax).to_string() }],
    })
}

fn øre(sum: Decimal) -> Decimal {
    sum.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
