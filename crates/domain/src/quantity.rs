//! Quantities: decimals in the rules, whole thousandths in rows.
use rust_decimal::{Decimal, RoundingStrategy};

/// Thousandths, rounded down, since a quantity too high would be sold twice.
///
/// `None` when it is too large for a row.
pub fn to_thousandths(quantity: Decimal) -> Option<i64> {
    let thousandths = quantity.checked_mul(Decimal::ONE_THOUSAND)?;
    let whole = thousandths.round_dp_with_strategy(0, RoundingStrategy::ToNegativeInfinity);
    i64::try_from(whole).ok()
}

pub fn from_thousandths(thousandths: i64) -> Decimal {
    Decimal::new(thousandths, 3)
}
