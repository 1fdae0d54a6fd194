//! Amounts as the shop prints and reads them.

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

/// `12.5` at two decimals is `"12.50"`.
pub fn fixed(amount: Decimal, decimals: u32) -> String {
    let rounded = round(amount, decimals);
    let width = usize::try_from(decimals).unwrap_or_default();
    format!("{rounded:.width$}")
}

/// Rounds half away from zero, and never to a negative zero.
pub fn round(amount: Decimal, decimals: u32) -> Decimal {
    let rounded = amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    if rounded.is_zero() {
        Decimal::ZERO
    } else {
        rounded
    }
}

/// A line's tax: half goes down where prices include tax.
pub fn round_tax(amount: Decimal, prices_include_tax: bool, decimals: u32) -> Decimal {
    let strategy = if prices_include_tax {
        RoundingStrategy::MidpointTowardZero
    } else {
        RoundingStrategy::MidpointAwayFromZero
    };
    amount.round_dp_with_strategy(decimals, strategy)
}

/// Without superfluous zeros: `"159.6"`.
pub fn raw(amount: Decimal) -> String {
    amount.normalize().to_string()
}

/// A JSON number: whole ones without a point.
pub fn number(amount: Decimal) -> Value {
    serde_json::from_str(&raw(amount)).unwrap_or(Value::Null)
}

/// What the shop makes of a price that somebody sent: everything but digits, minus and the last point goes.
pub fn price(text: &str) -> String {
    let text = text.replace(',', ".");
    let last = text.rfind('.');
    let keeps =
        |(at, c): &(usize, char)| c.is_ascii_digit() || *c == '-' || *c == '.' && Some(*at) == last;
    text.char_indices().filter(keeps).map(|(_, c)| c).collect()
}

/// Reads a JSON string or number exactly; anything else is nothing.
pub fn read(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => price(text).parse().ok(),
        Value::Number(number) => {
            let text = number.to_string();
            text.parse()
                .ok()
                .or_else(|| Decimal::from_scientific(&text).ok())
        }
        _ => None,
    }
}
