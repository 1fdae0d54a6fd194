//! Amounts: decimals in the rules, whole øre in rows and columns.
use rust_decimal::{Decimal, RoundingStrategy};

/// Half away from zero, which is half up and the same for a refund as for its sale.
pub fn round(amount: Decimal, decimals: u32) -> Decimal {
    amount.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// Decimals that are kept of an amount in this currency.
///
/// Two also where the currency has none, because a shop may be set to show them; three for
/// the few that have them (ISO 4217).
pub fn decimals(currency: &str) -> u32 {
    match currency {
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    }
}

/// Øre, rounded; `None` when the amount is too large for a row.
pub fn to_minor(amount: Decimal, currency: &str) -> Option<i64> {
    let decimals = decimals(currency);
    let scaled = round(amount, decimals).checked_mul(Decimal::from(10_i64.pow(decimals)))?;
    i64::try_from(scaled).ok()
}

pub fn from_minor(minor: i64, currency: &str) -> Decimal {
    Decimal::new(minor, decimals(currency))
}

/// An amount as a sentence is given it: a point and at least two decimals.
pub fn shown(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    amount.rescale(amount.scale().max(2));
    amount.to_string()
}
