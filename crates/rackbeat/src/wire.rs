//! How Rackbeat spells numbers, texts, flags and times; read leniently, exactly, and never through a float.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use rust_decimal::Decimal;
use secrecy::SecretString;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::Error as _};
use serde_json::value::RawValue;

/// A JSON number, or a plain one within quotes; anything else is `None`.
pub fn decimal<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    let raw = raw(from)?;
    Ok(exact(&raw).or_else(|| quoted(&raw).and_then(|text| Decimal::from_str(text.trim()).ok())))
}

/// A JSON number and nothing else: a quantity that comes as text, `null` or not at all is `None`.
pub fn quantity<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Decimal>, D::Error> {
    Ok(exact(&raw(from)?))
}

/// Text; a number that stands where text belongs is taken as it is written.
pub fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let raw = raw(from)?;
    Ok(quoted(&raw).or_else(|| exact(&raw).map(|_| raw.get().to_owned())))
}

/// Text that must be there: a key such as an item's number.
pub fn key<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    text(from)?.ok_or_else(|| serde::de::Error::custom("a key is missing"))
}

/// As [`text`], kept out of every log.
pub fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<Option<SecretString>, D::Error> {
    Ok(text(from)?.map(SecretString::from))
}

/// A whole number, also within quotes.
pub fn int<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    Ok(text(from)?.and_then(|text| text.trim().parse().ok()))
}

/// A whole number that must be there.
pub fn int_key<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    int(from)?.ok_or_else(|| serde::de::Error::custom("a number is missing"))
}

/// `true`, `1`, `"true"`, `"1"` and their opposites; `None` when it does not say.
pub fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<Option<bool>, D::Error> {
    let raw = raw(from)?;
    let text = quoted(&raw).unwrap_or_else(|| raw.get().to_owned());
    Ok(match text.trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    })
}

/// A point in time with its offset. One without is read as UTC: later than the truth if it was Danish, never earlier.
pub fn time<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    let Some(text) = text(from)? else {
        return Ok(None);
    };
    let with_offset = DateTime::parse_from_rfc3339(&text).map(|time| time.to_utc());
    let plain = || NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").map(|t| t.and_utc());
    Ok(with_offset.or_else(|_| plain()).ok())
}

/// A day, also when it comes with a time behind it.
pub fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    Ok(text(from)?.and_then(|text| NaiveDate::from_str(text.get(..10)?).ok()))
}

/// A thing within a thing; `null`, `[]` and whatever else is not that thing is `None`.
pub fn nested<'de, D, T>(from: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: for<'a> Deserialize<'a>,
{
    let raw = raw(from)?;
    let is_object = raw.get().starts_with('{');
    Ok(is_object
        .then(|| serde_json::from_str(raw.get()).ok())
        .flatten())
}

/// A list; `null` is an empty one.
pub fn list<'de, D, T>(from: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Option::<Vec<T>>::deserialize(from)?.unwrap_or_default())
}

/// Writes a decimal as a JSON number, digit for digit.
pub fn number<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
    RawValue::from_string(value.normalize().to_string())
        .map_err(S::Error::custom)?
        .serialize(to)
}

/// As [`number`]; the field is skipped when there is none.
pub fn number_if_any<S: Serializer>(value: &Option<Decimal>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => number(value, to),
        None => to.serialize_none(),
    }
}

fn raw<'de, D: Deserializer<'de>>(from: D) -> Result<Box<RawValue>, D::Error> {
    Box::<RawValue>::deserialize(from)
}

fn exact(raw: &RawValue) -> Option<Decimal> {
    let text = raw.get();
    if !text.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return None;
    }
    Decimal::from_str(text)
        .or_else(|_| Decimal::from_scientific(text))
        .ok()
}

/// Without NUL, which PostgreSQL keeps in no text.
fn quoted(raw: &RawValue) -> Option<String> {
    let mut text: String = serde_json::from_str(raw.get()).ok()?;
    text.retain(|one| one != '\0');
    Some(text)
}
