//! What goes back over the wire, and the shop's error envelope.

use serde_json::{Value, json};

use super::fields::Fields;

/// One answer, before it becomes HTTP.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub content_type: &'static str,
    pub body: String,
}

pub const JSON: &str = "application/json; charset=UTF-8";
pub const HTML: &str = "text/html; charset=UTF-8";

impl Answer {
    pub fn json(status: u16, body: &Value) -> Self {
        Self {
            status,
            headers: Vec::new(),
            content_type: JSON,
            body: php_json(body),
        }
    }

    pub fn ok(body: &Value) -> Self {
        Self::json(200, body)
    }

    pub fn html(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            headers: Vec::new(),
            content_type: HTML,
            body: body.into(),
        }
    }

    pub fn redirect(status: u16, to: String) -> Self {
        Self::html(status, "").with("Location", to)
    }

    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }
}

/// What the shop says when it refuses; boxed, since it travels in many results.
#[derive(Clone, Debug)]
pub struct Failure(Box<Said>);

#[derive(Clone, Debug)]
struct Said {
    status: u16,
    code: String,
    message: String,
    data: Value,
}

pub type Reply<T = Answer> = Result<T, Failure>;

impl Failure {
    pub fn new(status: u16, code: &str, message: &str) -> Self {
        Self::with_data(status, code, message, json!({ "status": status }))
    }

    pub fn with_data(status: u16, code: &str, message: &str, data: Value) -> Self {
        Self(Box::new(Said {
            status,
            code: code.to_owned(),
            message: message.to_owned(),
            data,
        }))
    }

    pub fn no_route() -> Self {
        Self::new(
            404,
            "rest_no_route",
            "No route was found matching the URL and request method.",
        )
    }

    pub fn invalid_id(status: u16, thing: &str) -> Self {
        let code = format!("woocommerce_rest_{thing}_invalid_id");
        Self::new(status, &code, "Invalid ID.")
    }

    pub fn status(&self) -> u16 {
        self.0.status
    }

    /// Adds a field to `data`.
    pub fn also(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Value::Object(data) = &mut self.0.data {
            data.insert(name.to_owned(), value.into());
        }
        self
    }

    pub fn body(&self) -> Value {
        Fields::new()
            .put("code", self.0.code.clone())
            .put("message", self.0.message.clone())
            .put("data", self.0.data.clone())
            .done()
    }
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        Self::json(failure.status(), &failure.body())
    }
}

/// JSON as PHP writes it: slashes and everything beyond ASCII escaped.
pub fn php_json(value: &Value) -> String {
    let plain = value.to_string();
    let mut out = String::with_capacity(plain.len() + plain.len() / 8);
    for c in plain.chars() {
        match c {
            '/' => out.push_str("\\/"),
            c if c.is_ascii() => out.push(c),
            c => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out
}
