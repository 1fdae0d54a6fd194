//! A "no" in WooCommerce's own words.
use std::fmt;

use serde::Deserialize;
use serde_json::Value;

/// The longest message kept, in characters.
const LONGEST: usize = 200;

/// Status and code are what decides; the message is translated and only for people (woocommerce-api.md 4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub status: u16,
    /// Empty when the answer was no error object.
    pub code: String,
    /// Without tags, at most 200 characters.
    pub message: String,
    /// `data.resource_id`: who holds the SKU we asked for.
    pub resource_id: Option<i64>,
}

impl Said {
    #[must_use]
    pub fn new(status: u16, code: &str, message: &str) -> Self {
        Self {
            status,
            code: code.to_owned(),
            message: plain(message),
            resource_id: None,
        }
    }

    /// Reads an error object with the status it names itself, 0 when none; `None` when the text is no error object.
    #[must_use]
    pub fn read(body: &str) -> Option<Self> {
        let envelope: Envelope = serde_json::from_str(body).ok()?;
        let status = envelope.status();
        Some(envelope.said(status))
    }

    /// An error object in an answer that calls itself a success; its own `data.status` then counts.
    #[must_use]
    pub fn disguised(body: &str) -> Option<Self> {
        let body = body.trim_start_matches('\u{feff}').trim_start();
        if !body.starts_with("{\"code\":") {
            return None;
        }
        Self::read(body).filter(|said| said.status >= 400)
    }
}

impl fmt::Display for Said {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{} {}: {}", self.status, self.code, self.message)
    }
}

/// `{code, message, data}`; `data` is an object, an integer (refunds), a text or `null`.
#[derive(Deserialize)]
pub(crate) struct Envelope {
    code: String,
    #[serde(default, deserialize_with = "crate::lenient::text")]
    message: String,
    #[serde(default)]
    data: Value,
}

impl Envelope {
    pub(crate) fn said(self, status: u16) -> Said {
        Said {
            resource_id: self.data.get("resource_id").and_then(Value::as_i64),
            ..Said::new(status, &self.code, &self.message)
        }
    }

    /// The status the shop names inside the body, 0 when none.
    pub(crate) fn status(&self) -> u16 {
        let status = self.data.get("status").unwrap_or(&self.data);
        status
            .as_u64()
            .and_then(|status| u16::try_from(status).ok())
            .unwrap_or_default()
    }
}

fn plain(message: &str) -> String {
    let mut inside = false;
    let text = message.chars().filter(|letter| match letter {
        '<' => {
            inside = true;
            false
        }
        '>' if inside => {
            inside = false;
            false
        }
        _ => !inside,
    });
    let text: String = text.take(LONGEST).collect();
    without_keys(text.trim())
}

/// A key that a shop repeats to us is not kept.
fn without_keys(text: &str) -> String {
    let word = |word: &str| {
        let secret = word.contains("ck_") || word.contains("cs_");
        if secret { "…" } else { word }.to_owned()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}
