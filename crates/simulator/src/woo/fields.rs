//! A JSON object built field by field, in the order in which the shop sends them.

use serde_json::{Map, Value};

#[derive(Default)]
pub struct Fields(Map<String, Value>);

impl Fields {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn put(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.0.insert(name.to_owned(), value.into());
        self
    }

    /// Puts the field only where the shop has it.
    pub fn when(self, has: bool, name: &str, value: impl Into<Value>) -> Self {
        if has { self.put(name, value) } else { self }
    }

    /// Appends every field of another object.
    pub fn all(mut self, other: Value) -> Self {
        if let Value::Object(map) = other {
            self.0.extend(map);
        }
        self
    }

    pub fn done(self) -> Value {
        Value::Object(self.0)
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
