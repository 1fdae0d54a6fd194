//! Rackbeat's REST client: one method per endpoint, in a file per kind of thing.

mod answer;
mod call;
mod customers;
mod envelope;
mod invoices;
mod masters;
mod orders;
mod products;
mod shipments;
mod stock;
mod webhooks;

use std::{fmt, sync::Arc, time::Duration};

use secrecy::SecretString;
use url::Url;

use crate::{Pace, Track};

/// Longest list page that Rackbeat gives.
pub const LIMIT_MAX: u32 = 1000;

/// One agreement's door. Cheap to clone.
#[derive(Clone)]
pub struct Client(Arc<Door>);

#[derive(Clone)]
struct Door {
    http: reqwest::Client,
    base: Url,
    key: SecretString,
    pace: Arc<Pace>,
    track: Track,
    /// Total, from the first byte sent to the last read.
    timeout: Duration,
}

/// One page of a list. `total` and `pages` are `None` where the list is not paginated.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// In all pages together.
    pub total: Option<u64>,
    pub pages: Option<u64>,
    pub page: Option<u64>,
}

impl Client {
    /// `base` is the API's root, such as [`crate::HOME`]. `http` must not follow redirects.
    pub fn new(
        http: reqwest::Client,
        mut base: Url,
        key: SecretString,
        pace: Arc<Pace>,
        timeout: Duration,
    ) -> Self {
        if !base.path().ends_with('/') {
            base.set_path(&format!("{}/", base.path()));
        }
        Self(Arc::new(Door {
            http,
            base,
            key,
            pace,
            track: Track::Realtime,
            timeout,
        }))
    }

    /// The same door, for work that leaves room for what people wait for.
    #[must_use]
    pub fn in_bulk(&self) -> Self {
        let mut door = Door::clone(&self.0);
        door.track = Track::Bulk;
        Self(Arc::new(door))
    }
}

impl<T> Page<T> {
    /// Is there nothing after this page? By its own count of pages, else by its being empty.
    pub fn is_last(&self) -> bool {
        match (self.page, self.pages) {
            (Some(page), Some(pages)) => page >= pages,
            (_, None) => true,
            (None, Some(_)) => self.items.is_empty(),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Client({})", self.0.base)
    }
}
