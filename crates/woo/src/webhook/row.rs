//! A webhook as `wc/v3/webhooks` lists and makes it.
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use super::Topic;
use crate::{lenient, open::open_words};

open_words! {
    /// `disabled` is the shop's doing, after seven failures in a row; only deleting and making anew sets its count back.
    WebhookStatus {
        Active = "active",
        Paused = "paused",
        Disabled = "disabled",
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Webhook {
    #[serde(deserialize_with = "lenient::known_id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    #[serde(default)]
    pub status: WebhookStatus,
    #[serde(default)]
    pub topic: Topic,
    #[serde(default, deserialize_with = "lenient::text")]
    pub delivery_url: String,
    /// Moved by every delivery; `None` before the first.
    #[serde(default, deserialize_with = "lenient::time")]
    pub date_modified_gmt: Option<DateTime<Utc>>,
}

/// A webhook to be made. The shop never shows the secret again.
#[derive(Clone, Debug, Serialize)]
pub struct NewWebhook {
    pub name: String,
    pub topic: Topic,
    pub delivery_url: String,
    /// `[A-Za-z0-9]` only.
    #[serde(serialize_with = "exposed")]
    pub secret: SecretString,
}

fn exposed<S: Serializer>(secret: &SecretString, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(secret.expose_secret())
}
