//! A call as the shop's code sees it.

use serde_json::{Map, Value, json};

use super::answer::{Failure, Reply};

#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// Without the query, still percent-encoded.
    pub path: String,
    pub query: Vec<(String, String)>,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key == name)?;
        Some(&found.1)
    }

    /// The last value of a query parameter.
    pub fn q(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().rev().find(|(key, _)| key == name)?;
        Some(&found.1)
    }

    /// A list parameter: `a=1,2`, `a[]=1&a[]=2` or `a[0]=1`.
    pub fn q_list(&self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (key, value) in &self.query {
            if key == name {
                found.extend(value.split(',').map(|part| part.trim().to_owned()));
            } else if key.starts_with(name) && key[name.len()..].starts_with('[') {
                found.push(value.trim().to_owned());
            }
        }
        found.retain(|part| !part.is_empty());
        found
    }

    pub fn q_ids(&self, name: &str) -> Vec<u64> {
        let list = self.q_list(name);
        list.iter().filter_map(|part| part.parse().ok()).collect()
    }

    pub fn q_true(&self, name: &str) -> bool {
        matches!(self.q(name), Some("true" | "1"))
    }

    /// The verb after WordPress' two ways to override it.
    pub fn verb(&self) -> String {
        let sent = self.method.to_uppercase();
        if sent != "POST" {
            return sent;
        }
        let other = self
            .q("_method")
            .or_else(|| self.header("x-http-method-override"));
        other.map_or(sent, str::to_uppercase)
    }

    /// The body's fields, from JSON or from a form.
    pub fn fields(&self) -> Reply<Map<String, Value>> {
        let kind = self.header("content-type").unwrap_or_default();
        if kind.starts_with("application/x-www-form-urlencoded") {
            let pairs = url::form_urlencoded::parse(&self.body);
            return Ok(pairs
                .map(|(k, v)| (k.into_owned(), Value::from(v.into_owned())))
                .collect());
        }
        if self.body.is_empty() || !kind.starts_with("application/json") {
            return Ok(Map::new());
        }
        match serde_json::from_slice(&self.body) {
            Ok(Value::Object(map)) => Ok(map),
            Ok(_) => Ok(Map::new()),
            Err(_) => Err(Failure::with_data(
                400,
                "rest_invalid_json",
                "Invalid JSON body passed.",
                json!({ "status": 400, "json_error_code": 4, "json_error_message": "Syntax error" }),
            )),
        }
    }
}
