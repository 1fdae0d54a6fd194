//! A JSON object built field by field, in the order in which the shop sends them.

use serde_json::{Map, Value};

#[derive(Default)]
pub struct Fields<'a> {
    map: Map<String, Value>,
    asked: Option<&'a [String]>,
}

impl<'a> Fields<'a> {
    pub fn new() -> Self {
        Self::default()
    }

    /// Only those that `_fields` asks for (`a`, or `a.b`), all when it asks for none.
    pub fn asked(fields: &'a [String]) -> Self {
        Self {
            map: Map::new(),
            asked: Some(fields).filter(|fields| !fields.is_empty()),
        }
    }

    pub fn put(mut self, name: &str, value: impl Into<Value>) -> Self {
        if self.wants(name) {
            self.map.insert(name.to_owned(), value.into());
        }
        self
    }

    /// As `put`, for what costs time to find out.
    pub fn lazy<V: Into<Value>>(self, name: &str, value: impl FnOnce() -> V) -> Self {
        if self.wants(name) {
            self.put(name, value())
        } else {
            self
        }
    }

    /// As `all`, for fields that are found out together.
    pub fn group(self, names: &[&str], fields: impl FnOnce() -> Value) -> Self {
        if names.iter().any(|name| self.wants(name)) {
            self.all(fields())
        } else {
            self
        }
    }

    fn wants(&self, name: &str) -> bool {
        let is_it = |asked: &String| {
            asked
                .strip_prefix(name)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        self.asked.is_none_or(|fields| fields.iter().any(is_it))
    }

    /// Puts the field only where the shop has it.
    pub fn when(self, has: bool, name: &str, value: impl Into<Value>) -> Self {
        if has { self.put(name, value) } else { self }
    }

    /// Appends every field of another object.
    pub fn all(mut self, other: Value) -> Self {
        if let Value::Object(map) = other {
            self.map.extend(map);
        }
        self
    }

    pub fn done(self) -> Value {
        Value::Object(self.map)
    }
}

/// The text of a field, empty when it is missing or no text.
pub fn text(map: &Map<String, Value>, name: &str) -> String {
    match map.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A whole number, also when it came as text.
pub fn integer(value: Option<&Value>) -> Option<i64> {
    match value? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// An id, also when it came as text.
pub fn id(value: Option<&Value>) -> Option<u64> {
    integer(value).and_then(|id| u64::try_from(id).ok())
}

/// PHP's idea of a boolean.
pub fn truth(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Bool(bit)) => *bit,
        Some(Value::Number(number)) => number.as_i64() != Some(0),
        Some(Value::String(text)) => matches!(text.as_str(), "true" | "1" | "yes"),
        _ => false,
    }
}
