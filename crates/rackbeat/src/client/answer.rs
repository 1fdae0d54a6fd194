//! Sorts an answer by what to do next.

use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime},
};

use bytes::{Bytes, BytesMut};
use reqwest::{
    Response, StatusCode,
    header::{CONTENT_TYPE, HeaderMap, RETRY_AFTER},
};
use serde_json::Value;

use crate::{Error, Pace, Said, Trouble};

/// Longest answer that is read, in bytes.
const BODY_MAX: usize = 32 << 20;
/// Longest text kept of a refusal, in characters.
const TEXT_MAX: usize = 200;
/// Longest wait obeyed.
const WAIT_MAX: Duration = Duration::from_secs(15 * 60);

/// The body of an answer that is good, else the error it amounts to.
/// `reads`: nothing was to change there, so an answer cut off on its way leaves no doubt.
pub async fn read(response: Response, pace: &Pace, reads: bool) -> Result<Bytes, Error> {
    let (status, headers) = (response.status(), response.headers().clone());
    pace.learn(
        count(&headers, "x-ratelimit-limit"),
        count(&headers, "x-ratelimit-remaining"),
    );
    let wait = wait(&headers);
    match status {
        StatusCode::TOO_MANY_REQUESTS => {
            pace.hold(wait);
            return Err(Error::RateLimited(wait));
        }
        StatusCode::SERVICE_UNAVAILABLE if wait.is_some() && reads => {
            return Err(Error::RateLimited(wait));
        }
        StatusCode::UNAUTHORIZED => return Err(Error::Unauthorized),
        // Of a write this may be a proxy that gave up while Rackbeat still works on it.
        _ if status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT => {
            return Err(Trouble::Status(status.as_u16()).into());
        }
        _ if status.is_redirection() || status.is_informational() => return Err(Error::WebPage),
        _ => {}
    }
    let body = body(response).await?;
    if is_web_page(&headers, &body) {
        return Err(Error::WebPage);
    }
    match status {
        _ if status.is_success() => Ok(body),
        StatusCode::NOT_FOUND => Err(Error::NotFound),
        StatusCode::FORBIDDEN => Err(Error::Forbidden(said(status, &body))),
        _ => Err(Error::Invalid(said(status, &body))),
    }
}

/// Why no answer came at all.
pub fn unanswered(error: reqwest::Error) -> Error {
    let error = error.without_url();
    Error::Unavailable(if error.is_connect() {
        Trouble::Connect(error)
    } else if error.is_timeout() {
        Trouble::TimedOut(error)
    } else {
        Trouble::Broken(error)
    })
}

async fn body(mut response: Response) -> Result<Bytes, Error> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(unanswered)? {
        if body.len() + chunk.len() > BODY_MAX {
            return Err(Error::Unexpected(format!("more than {BODY_MAX} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn is_web_page(headers: &HeaderMap, body: &[u8]) -> bool {
    let content_type = headers
        .get(CONTENT_TYPE)
        .map_or(&b""[..], |value| value.as_bytes());
    content_type.starts_with(b"text/html") || body.trim_ascii_start().starts_with(b"<")
}

/// Seconds, or a date.
fn wait(headers: &HeaderMap) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let seconds = text.parse().ok().map(Duration::from_secs);
    let until = || {
        let time = httpdate::parse_http_date(text).ok()?;
        Some(time.duration_since(SystemTime::now()).unwrap_or_default())
    };
    seconds.or_else(until).map(|wait| wait.min(WAIT_MAX))
}

fn count(headers: &HeaderMap, name: &str) -> Option<usize> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}

/// `{"message": "…", "errors": {"lines.0.item_id": ["…"]}}`, either part of it, or neither.
fn said(status: StatusCode, body: &[u8]) -> Said {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    let fields = body["errors"].as_object().into_iter().flatten();
    let fields: BTreeMap<_, _> = fields
        .map(|(field, said)| (field.clone(), texts(said)))
        .collect();
    let message = [&body["message"], &body["error"], &body["errors"]];
    Said {
        status: status.as_u16(),
        message: message.into_iter().find_map(Value::as_str).map(short),
        fields,
    }
}

fn texts(said: &Value) -> Vec<String> {
    let several = said.as_array().into_iter().flatten();
    several
        .chain([said])
        .filter_map(Value::as_str)
        .map(short)
        .collect()
}

fn short(text: &str) -> String {
    // No text with NUL can be kept.
    let text = text.chars().filter(|one| *one != '\0');
    text.take(TEXT_MAX).collect()
}
