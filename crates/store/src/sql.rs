//! Running statements: text with `$1` places, which SQLite and PostgreSQL read alike.
use std::pin::pin;

use chrono::{DateTime, NaiveDate, Utc};
use domain::plan::{Currency, Period};
use futures::StreamExt;
use rust_decimal::Decimal;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement, StreamTrait, Value};

use crate::Result;

fn statement(db: &impl ConnectionTrait, text: &str, values: Vec<Value>) -> Statement {
    let values = values.into_iter().map(storable);
    Statement::from_sql_and_values(db.get_database_backend(), text, values)
}

fn storable(value: Value) -> Value {
    match value {
        Value::String(Some(text)) => Value::String(Some(without_nul(text))),
        other => other,
    }
}

/// PostgreSQL answers a text that holds U+0000 with an error, and SQLite's own functions end it there. Whoever sends
/// one, in a search box or as a product's name, means nothing by it: it is left out.
pub(crate) fn without_nul(mut text: String) -> String {
    if text.contains('\0') {
        text.retain(|letter| letter != '\0');
    }
    text
}

/// Runs it; the number of rows it changed.
pub(crate) async fn run(db: &impl ConnectionTrait, text: &str, values: Vec<Value>) -> Result<u64> {
    let done = db.execute_raw(statement(db, text, values)).await?;
    Ok(done.rows_affected())
}

/// Each row is read as it comes: those of the driver are many times as large.
pub(crate) async fn all<T: FromQueryResult>(
    db: &(impl ConnectionTrait + StreamTrait),
    text: &str,
    values: Vec<Value>,
) -> Result<Vec<T>> {
    let mut rows = pin!(db.stream_raw(statement(db, text, values)).await?);
    let mut read = Vec::new();
    while let Some(row) = rows.next().await {
        read.push(T::from_query_result(&row?, "")?);
    }
    Ok(read)
}

pub(crate) async fn one<T: FromQueryResult>(
    db: &impl ConnectionTrait,
    text: &str,
    values: Vec<Value>,
) -> Result<Option<T>> {
    let row = db.query_one_raw(statement(db, text, values)).await?;
    Ok(row.map(|row| T::from_query_result(&row, "")).transpose()?)
}

/// The first column of the first row, when there is a row.
pub(crate) async fn value<T: sea_orm::TryGetable>(
    db: &impl ConnectionTrait,
    text: &str,
    values: Vec<Value>,
) -> Result<Option<T>> {
    let row = db.query_one_raw(statement(db, text, values)).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

/// `($1, $2), ($3, $4)` … for `rows` rows of `width` values, the first place being `first`.
pub(crate) fn places(first: usize, rows: usize, width: usize) -> String {
    let row = |row: usize| {
        let start = first + row * width;
        let marks: Vec<_> = (start..start + width).map(|n| format!("${n}")).collect();
        format!("({})", marks.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

/// A list for `IN`: `($4, $5, $6)`.
pub(crate) fn list(first: usize, count: usize) -> String {
    places(first, 1, count)
}

/// A pattern for `LIKE … ESCAPE '\\'` on lower-case text: anything that holds this; empty for nothing.
pub(crate) fn like(part: &str) -> String {
    like_as_is(&part.trim().to_lowercase())
}

/// As `like`, with the letters as they are.
pub(crate) fn like_as_is(part: &str) -> String {
    if part.is_empty() {
        return String::new();
    }
    let plain = part
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_");
    format!("%{plain}%")
}

/// How a time stands in a row: milliseconds UTC, which sort and compare alike on both engines.
pub(crate) fn ms(time: DateTime<Utc>) -> i64 {
    time.timestamp_millis()
}

pub(crate) fn time(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

/// How a day stands in a row: `2026-11-30`.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

/// How a month stands in a row: `2026-11`.
pub(crate) fn period(text: &str) -> Period {
    Period::parse(text).unwrap_or_else(|| Period::of(NaiveDate::default()))
}

/// How a currency of ours stands in a row: `NOK`.
pub(crate) fn currency(text: &str) -> Currency {
    match text == Currency::Dkk.code() {
        true => Currency::Dkk,
        false => Currency::Nok,
    }
}

/// How a price stands in a row: millionths of the currency's unit. `None`: there is none, or it is absurd.
pub(crate) fn millionths(price: Option<Decimal>) -> Option<i64> {
    domain::price::to_millionths(price?)
}

pub(crate) fn price(millionths: i64) -> Decimal {
    domain::price::from_millionths(millionths)
}
