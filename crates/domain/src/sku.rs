//! What makes a shop's SKU usable as a Rackbeat number.

/// The longest number that Rackbeat takes, in characters (`rackbeat-api.md` 2.9).
pub const MAX_CHARS: usize = 25;

/// The SKU without outer blanks; `None` when nothing is left.
pub fn trimmed(sku: &str) -> Option<&str> {
    let sku = sku.trim();
    (!sku.is_empty()).then_some(sku)
}

pub fn is_too_long(sku: &str) -> bool {
    sku.trim().chars().count() > MAX_CHARS
}

/// The SKU as a number that Rackbeat can hold: trimmed; `None` when empty or too long.
pub fn number(sku: &str) -> Option<&str> {
    trimmed(sku).filter(|sku| !is_too_long(sku))
}

/// Equal but for capitals: told, never linked.
pub fn differs_only_in_case(one: &str, other: &str) -> bool {
    let (one, other) = (one.trim(), other.trim());
    one != other && one.to_lowercase() == other.to_lowercase()
}
