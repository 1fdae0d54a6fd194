//! What goes back: wrapped things, refusals, and the plain ends of a call.

use std::time::Duration;

use actix_web::{
    HttpResponse,
    http::{StatusCode, header::RETRY_AFTER},
};
use serde_json::{Map, Value, json};

/// One answer: its status and its body, `None` when it has none.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub body: Option<Value>,
}

/// A no; it travels as an error so that `?` can carry it.
#[derive(Debug)]
pub struct No(pub Reply);

pub type Answer = Result<Reply, No>;

impl Reply {
    /// The wrapper's name comes first in the object, as some clients rely on it.
    pub fn one(status: u16, wrapper: &str, thing: Value) -> Self {
        Self::bare(status, json!({ wrapper: thing }))
    }

    pub fn bare(status: u16, body: Value) -> Self {
        Self {
            status,
            body: Some(body),
        }
    }

    pub fn done() -> Self {
        Self::bare(200, json!({ "message": "OK" }))
    }
}

impl No {
    /// A field and what is wrong with it.
    pub fn invalid(field: &str, text: impl Into<String>) -> Self {
        let mut errors = Map::new();
        errors.insert(field.to_owned(), json!([text.into()]));
        Self(Reply::bare(
            422,
            json!({ "message": "The given data was invalid.", "errors": errors }),
        ))
    }

    pub fn not_found() -> Self {
        Self::with(404, "Not found.")
    }

    pub fn with(status: u16, message: &str) -> Self {
        Self(Reply::bare(status, json!({ "message": message })))
    }
}

pub fn http(reply: Reply) -> HttpResponse {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = HttpResponse::build(status);
    match reply.body {
        Some(body) => answer.json(body),
        None => answer.finish(),
    }
}

pub fn keys_revoked() -> HttpResponse {
    http(Reply::bare(401, json!({ "message": "Unauthenticated." })))
}

pub fn rate_limited(wait: Option<Duration>) -> HttpResponse {
    let mut answer = HttpResponse::TooManyRequests();
    if let Some(wait) = wait {
        answer.insert_header((RETRY_AFTER, wait.as_secs().max(1).to_string()));
    }
    answer.json(json!({ "message": "Too Many Attempts." }))
}

pub fn broken(status: u16) -> HttpResponse {
    http(Reply::bare(status, json!({ "message": "Server Error" })))
}
