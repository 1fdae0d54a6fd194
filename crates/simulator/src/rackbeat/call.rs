//! One call, read: its decoded path, its query, its body.

use std::{fmt::Display, str::FromStr};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::Value;
use url::form_urlencoded;

use super::{Switches, reply::No};

pub struct Call {
    pub method: String,
    /// Below `/api/`, split, each part decoded once.
    pub path: Vec<String>,
    pub query: Vec<(String, String)>,
    /// `Null` when there is none.
    pub body: Value,
    pub now: DateTime<Utc>,
    pub switches: Switches,
}

impl Call {
    pub fn param(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn text(&self, field: &str) -> Option<String> {
        text(&self.body[field])
    }

    pub fn int(&self, field: &str) -> Option<i64> {
        self.text(field)?.trim().parse().ok()
    }

    /// `None` when it is not there; refused when it is no number.
    pub fn decimal(&self, field: &str) -> Result<Option<Decimal>, No> {
        decimal(&self.body, field, field)
    }

    pub fn flag(&self, field: &str) -> Option<bool> {
        flag(&self.body[field])
    }

    /// Asked not to fire webhooks, in the query or in the body.
    pub fn is_quiet(&self) -> bool {
        let query = self.param("suppress_webhooks");
        query.is_some_and(|value| value == "true" || value == "1")
            || self.flag("suppress_webhooks") == Some(true)
    }

    /// The call as a slice to match on.
    pub fn route(&self) -> (&str, Vec<&str>) {
        (
            self.method.as_str(),
            self.path.iter().map(String::as_str).collect(),
        )
    }
}

pub fn query(raw: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(raw.as_bytes())
        .into_owned()
        .collect()
}

/// Text, or a number as it was written.
pub fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

pub fn flag(value: &Value) -> Option<bool> {
    match text(value).as_deref() {
        _ if value.is_boolean() => value.as_bool(),
        Some("true" | "1") => Some(true),
        Some("false" | "0") => Some(false),
        _ => None,
    }
}

/// `name` is what the refusal calls it.
pub fn decimal(object: &Value, field: &str, name: &str) -> Result<Option<Decimal>, No> {
    let Some(text) = text(&object[field]) else {
        return Ok(None);
    };
    let parsed = Decimal::from_str(text.trim()).or_else(|_| Decimal::from_scientific(text.trim()));
    let number = parsed.map_err(|_| No::invalid(name, "It must be a number."))?;
    if number.normalize().scale() > 6 {
        return Err(No::invalid(name, "It may have six decimals at most."));
    }
    Ok(Some(number))
}

/// A decimal as a JSON number, with as few digits as it needs.
pub fn number(decimal: Decimal) -> Value {
    serde_json::from_str(&decimal.normalize().to_string()).unwrap_or(Value::Null)
}

/// A number that stands in a path.
pub fn key<T: FromStr<Err: Display>>(part: &str) -> Result<T, No> {
    part.parse().map_err(|_| No::not_found())
}
