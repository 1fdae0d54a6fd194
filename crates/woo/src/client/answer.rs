//! What came back: status, the few headers that matter, and the body up to the cap.
use std::time::{Duration, UNIX_EPOCH};

use bytes::BytesMut;
use chrono::{DateTime, Utc};
use reqwest::{Response, header};

use super::Error;

/// Waits longer than a day are not believed.
const LONGEST_WAIT: Duration = Duration::from_secs(24 * 60 * 60);

pub(super) struct Answer {
    pub status: u16,
    pub total: Option<u64>,
    pub pages: Option<u64>,
    /// The shop's own clock.
    pub date: Option<DateTime<Utc>>,
    pub retry_after: Option<Duration>,
    /// Where a redirect points, without query and fragment.
    pub location: Option<String>,
    /// Says itself that it is HTML.
    pub is_html: bool,
    pub body: String,
}

impl Answer {
    pub async fn read(response: Response, max_body: usize) -> Result<Self, Error> {
        let date = header_of(&response, "date").and_then(http_date);
        let answer = Self {
            status: response.status().as_u16(),
            total: number(&response, "x-wp-total"),
            pages: number(&response, "x-wp-totalpages"),
            date,
            retry_after: header_of(&response, "retry-after").and_then(|text| wait(text, date)),
            location: header_of(&response, "location").map(without_query),
            is_html: header_of(&response, header::CONTENT_TYPE.as_str())
                .is_some_and(|kind| kind.to_ascii_lowercase().contains("html")),
            body: String::new(),
        };
        let body = body(response, max_body).await?;
        Ok(Self { body, ..answer })
    }
}

async fn body(mut response: Response, max_body: usize) -> Result<String, Error> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > max_body {
            return Err(Error::Unexpected(format!("longer than {max_body} bytes")));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&body).into_owned())
}

fn header_of<'a>(response: &'a Response, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

fn number(response: &Response, name: &str) -> Option<u64> {
    header_of(response, name)?.trim().parse().ok()
}

fn http_date(text: &str) -> Option<DateTime<Utc>> {
    let since = httpdate::parse_http_date(text)
        .ok()?
        .duration_since(UNIX_EPOCH)
        .ok()?;
    DateTime::from_timestamp(i64::try_from(since.as_secs()).ok()?, 0)
}

/// Seconds, or a date as seen from the answer's own date.
fn wait(text: &str, now: Option<DateTime<Utc>>) -> Option<Duration> {
    let wait = match text.trim().parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => (http_date(text.trim())? - now?)
            .to_std()
            .unwrap_or_default(),
    };
    Some(wait.min(LONGEST_WAIT))
}

fn without_query(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    address[..end].to_owned()
}
