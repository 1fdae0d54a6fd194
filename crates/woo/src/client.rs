//! One shop's REST API: a method per endpoint, every answer classified by what to do next.
mod answer;
mod classify;
mod error;
mod http;
mod index;
mod orders;
mod page;
mod products;
mod query;
mod salvage;
mod settings;
mod trouble;
mod webhooks;

use std::{fmt, sync::Arc, time::Duration};

pub use error::Error;
pub use index::discover;
pub use page::Page;
pub use query::{OrderQuery, ProductQuery};
pub use trouble::Trouble;

use crate::{Keys, Site};

/// One shop's REST API. Cheap to clone.
///
/// The HTTP client it is given must follow no redirects: a POST would come out as a GET.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    shop: Arc<Shop>,
    manner: Manner,
}

struct Shop {
    site: Site,
    keys: Keys,
}

/// How to talk to a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manner {
    pub keys_in: KeysIn,
    /// From the first byte out to the last byte in.
    pub timeout: Duration,
    /// Bytes of an answer, unpacked; a longer one is not read to its end.
    pub max_body: usize,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            keys_in: KeysIn::Header,
            timeout: Duration::from_secs(20),
            max_body: 32 << 20,
        }
    }
}

/// Where the keys travel. Some hosts strip the header; then the query string is all that is left (https only).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum KeysIn {
    Header,
    Query,
}

impl Client {
    #[must_use]
    pub fn new(http: reqwest::Client, site: Site, keys: Keys, manner: Manner) -> Self {
        Self {
            http,
            shop: Arc::new(Shop { site, keys }),
            manner,
        }
    }

    /// The same shop, with its keys somewhere else.
    #[must_use]
    pub fn with_keys_in(&self, keys_in: KeysIn) -> Self {
        let mut other = self.clone();
        other.manner.keys_in = keys_in;
        other
    }

    /// The same shop, with another patience; a batch needs more than a look.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        let mut other = self.clone();
        other.manner.timeout = timeout;
        other
    }

    #[must_use]
    pub fn site(&self) -> &Site {
        &self.shop.site
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.debug_struct("Client")
            .field("site", &self.shop.site.to_string())
            .field("manner", &self.manner)
            .finish_non_exhaustive()
    }
}
