//! One value that may come as string, number, bool or nothing; read by its digits, so that money never passes through a float.
use std::str::FromStr;

use chrono::{DateTime, NaiveDateTime, Utc};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::value::RawValue;

/// A text, however it came: `null`, `false` and `[]` are empty, `true` is `1`, a number is its digits.
/// Without NUL, which PostgreSQL keeps in no text.
pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let raw = Box::<RawValue>::deserialize(from)?;
    let raw = raw.get();
    Ok(match raw.as_bytes().first() {
        Some(b'"') => {
            let mut text: String = serde_json::from_str(raw).map_err(D::Error::custom)?;
            text.retain(|one| one != '\0');
            text
        }
        Some(b't') => "1".to_owned(),
        Some(b'-' | b'0'..=b'9') => raw.to_owned(),
        _ => String::new(),
    })
}

/// A text that may be missing; blank is missing too.
pub(crate) fn maybe_text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(Some(text(from)?).filter(|text| !text.trim().is_empty()))
}

/// An id where 0 is nothing, so that anything unreadable is nothing too.
pub(crate) fn id<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    Ok(whole(&text(from)?).unwrap_or_default())
}

/// The id of the thing itself; without one it is no such thing (an error body, say).
pub(crate) fn known_id<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    let text = text(from)?;
    whole(&text)
        .filter(|id| *id > 0)
        .ok_or_else(|| D::Error::custom("an id above zero is missing"))
}

/// A whole number, `None` when there is none.
pub(crate) fn whole_number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    Ok(whole(&text(from)?))
}

/// Money or a quantity; nothing is zero, anything unreadable is an error and never a guess.
pub(crate) fn amount<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    Ok(maybe_amount(from)?.unwrap_or_default())
}

/// Money or a quantity that may be unset.
pub(crate) fn maybe_amount<'de, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Decimal>, D::Error> {
    let text = text(from)?;
    match text.trim() {
        "" => Ok(None),
        digits => decimal(digits)
            .map(Some)
            .ok_or_else(|| D::Error::custom("an amount is not a number")),
    }
}

/// Yes in any of PHP's spellings.
pub(crate) fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(matches!(text(from)?.as_str(), "1" | "true" | "yes" | "on"))
}

/// A `*_gmt` moment; `None` when unset or unreadable (WordPress has `0000-00-00T00:00:00`).
pub(crate) fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let text = text(from)?;
    let moment = text.trim_end_matches('Z');
    Ok(
        NaiveDateTime::parse_from_str(moment, "%Y-%m-%dT%H:%M:%S%.f")
            .ok()
            .map(|moment| moment.and_utc()),
    )
}

pub(crate) fn decimal(digits: &str) -> Option<Decimal> {
    Decimal::from_str(digits)
        .or_else(|_| Decimal::from_scientific(digits))
        .ok()
}

fn whole(digits: &str) -> Option<i64> {
    decimal(digits.trim())
        .filter(Decimal::is_integer)
        .and_then(|number| number.to_i64())
}
