//! A shop's keys, and how a shop hands them out: `/wc-auth/v1/authorize` and the call that follows (woocommerce-api.md 2).
use secrecy::SecretString;
use serde::{Deserialize, Deserializer};
use url::Url;

use crate::{Site, lenient, open::open_words};

/// What we sign in to a shop with.
#[derive(Clone, Debug)]
pub struct Keys {
    /// `ck_…`
    pub key: SecretString,
    /// `cs_…`
    pub secret: SecretString,
}

/// What the shop's owner is asked to approve.
#[derive(Clone, Debug)]
pub struct Ask {
    /// Shown to the owner, and in the key's description.
    pub app_name: String,
    /// Comes back untouched; `[A-Za-z0-9_-]`, and not `0`, which the shop takes for missing.
    pub user_id: String,
    /// Where the owner's browser goes afterwards, with `success=0|1` and `user_id` added.
    pub return_url: Url,
    /// Where the shop posts the keys; https, any state in its path. Only exactly 200 counts, and no redirect.
    pub callback_url: Url,
}

/// The address to send the owner to; asks for keys that read and write. Needs pretty permalinks.
#[must_use]
pub fn authorize_url(site: &Site, ask: &Ask) -> Url {
    let mut url = site.under_home("wc-auth/v1/authorize");
    url.query_pairs_mut()
        .append_pair("app_name", &ask.app_name)
        .append_pair("scope", "read_write")
        .append_pair("user_id", &ask.user_id)
        .append_pair("return_url", &decoded_once_more(&ask.return_url))
        .append_pair("callback_url", &decoded_once_more(&ask.callback_url));
    url
}

/// What the shop posts to the callback. Unsigned, and it does not say which shop it is: try the keys before trusting them.
#[derive(Clone, Debug, Deserialize)]
pub struct AuthKeys {
    #[serde(default, deserialize_with = "lenient::id")]
    pub key_id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub user_id: String,
    #[serde(deserialize_with = "secret")]
    consumer_key: SecretString,
    #[serde(deserialize_with = "secret")]
    consumer_secret: SecretString,
    #[serde(default)]
    pub key_permissions: Permissions,
}

impl AuthKeys {
    #[must_use]
    pub fn into_keys(self) -> Keys {
        Keys {
            key: self.consumer_key,
            secret: self.consumer_secret,
        }
    }
}

open_words! {
    /// What a key may do.
    Permissions {
        Read = "read",
        Write = "write",
        ReadWrite = "read_write",
    }
}

/// The shop decodes these two values a second time, so what that would eat is encoded once more.
fn decoded_once_more(url: &Url) -> String {
    url.as_str().replace('%', "%25").replace('+', "%2B")
}

fn secret<'de, D: Deserializer<'de>>(from: D) -> Result<SecretString, D::Error> {
    lenient::text(from).map(SecretString::from)
}
