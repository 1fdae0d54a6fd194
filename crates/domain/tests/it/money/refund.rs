//! Refunds by dice, with what each of them takes off, reckoned apart from the mapping.
use rand::{Rng, rngs::StdRng, seq::IndexedRandom};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::shop::{half_up, six};

pub struct Refund {
    pub shown: Value,
    /// What its lines take off, without tax, and their tax.
    pub net: Decimal,
    pub tax: Decimal,
    /// With tax, and on no line.
    pub loose: Decimal,
}

/// One or two, never more together than was paid.
pub fn some(dice: &mut StdRng, order: &Value) -> Vec<Refund> {
    let mut refunds = vec![one(dice, order)];
    if dice.random_bool(0.3) {
        // The other takes what the first can hardly have taken.
        refunds.push(money(dice, order));
    }
    refunds.into_iter().flatten().collect()
}

fn one(dice: &mut StdRng, order: &Value) -> Option<Refund> {
    match dice.random_range(0..10) {
        0..6 => goods(dice, order),
        6 | 7 => freight(order),
        _ => money(dice, order),
    }
}

/// Whole pieces of one line, for their share of what was paid.
fn goods(dice: &mut StdRng, order: &Value) -> Option<Refund> {
    let line = order["line_items"].as_array()?.choose(dice)?;
    let pieces = line["quantity"].as_i64()?;
    let many = dice.random_range(1..=pieces);
    let share = |name: &str| {
        let sum: Decimal = line[name].as_str()?.parse().ok()?;
        Some(half_up(
            sum * Decimal::from(many) / Decimal::from(pieces),
            2,
        ))
    };
    of_line(
        line,
        "line_items",
        many,
        (share("total")?, share("total_tax")?),
    )
}

fn freight(order: &Value) -> Option<Refund> {
    let line = order["shipping_lines"].get(0)?;
    let sum = |name: &str| -> Option<Decimal> { line[name].as_str()?.parse().ok() };
    let (net, tax) = (half_up(sum("total")?, 2), half_up(sum("total_tax")?, 2));
    of_line(line, "shipping_lines", 0, (net, tax))
}

fn of_line(line: &Value, kind: &str, many: i64, (net, tax): (Decimal, Decimal)) -> Option<Refund> {
    if net.is_zero() && tax.is_zero() && many == 0 {
        return None;
    }
    let row = json!({
        "id": 700, "quantity": -many, "total": six(-net), "total_tax": six(-tax),
        "taxes": [{ "id": line["taxes"][0]["id"], "total": six(-tax) }],
        "meta_data": [{ "id": 1, "key": "_refunded_item_id", "value": line["id"].to_string() }],
    });
    Some(Refund {
        shown: json!({ "id": 800, "amount": six(net + tax), kind: [row] }),
        net,
        tax,
        loose: Decimal::ZERO,
    })
}

fn money(dice: &mut StdRng, order: &Value) -> Option<Refund> {
    let total: Decimal = order["total"].as_str()?.parse().ok()?;
    let part = Decimal::new(dice.random_range(1..300), 3);
    let loose = half_up(total * part, 2);
    (loose > Decimal::new(5, 2)).then(|| Refund {
        shown: json!({ "id": 801, "amount": six(loose) }),
        net: Decimal::ZERO,
        tax: Decimal::ZERO,
        loose,
    })
}
