//! What went wrong, named by what the caller does next.
use std::time::Duration;

use super::Trouble;
use crate::Said;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// 401 or 403 about our keys, or about the WordPress user behind them.
    #[error("the shop rejected our keys: {0}")]
    Unauthorized(Said),
    /// The shop knows no such thing.
    #[error("the shop does not have it: {0}")]
    NotFound(Said),
    /// `rest_no_route`: WooCommerce is switched off, or too old for this endpoint.
    #[error("the shop has no such endpoint")]
    NoRoute,
    /// What we sent is refused; the same again is refused again.
    #[error("the shop refused it: {0}")]
    Invalid(Said),
    /// Another product holds the SKU; `Said::resource_id` may tell which.
    #[error("another product has this SKU: {0}")]
    Conflict(Said),
    /// Send less at a time.
    #[error("too much in one call")]
    TooLarge,
    /// Wait this long; `None`: the shop did not say how long.
    #[error("the shop asks us to wait")]
    RateLimited(Option<Duration>),
    /// No answer, or one that says the shop is out of order.
    #[error("the shop is not available: {0}")]
    Unavailable(#[source] Trouble),
    /// A web page where JSON belongs: a log-in page, a firewall, plain permalinks.
    #[error("the shop answered with a web page")]
    WebPage,
    /// Where it wants us to go, without its query; never followed.
    #[error("the shop sent us elsewhere")]
    Redirected(Option<String>),
    /// JSON cut short or of another shape, or an answer longer than the cap.
    #[error("the shop's answer cannot be read: {0}")]
    Unexpected(String),
    /// The guard on outgoing connections said no: the address is private.
    #[error("the shop's address may not be connected to")]
    Refused,
}

impl Error {
    /// Of a write: may it have taken effect?
    #[must_use]
    pub fn in_doubt(&self) -> bool {
        match self {
            Self::Unavailable(trouble) => trouble.in_doubt(),
            Self::WebPage | Self::Unexpected(_) => true,
            Self::Unauthorized(_)
            | Self::NotFound(_)
            | Self::NoRoute
            | Self::Invalid(_)
            | Self::Conflict(_)
            | Self::TooLarge
            | Self::RateLimited(_)
            | Self::Redirected(_)
            | Self::Refused => false,
        }
    }

    /// Nobody's order or product is to blame, but the way to the shop.
    #[must_use]
    pub fn is_connections_fault(&self) -> bool {
        match self {
            Self::Unauthorized(_)
            | Self::NoRoute
            | Self::RateLimited(_)
            | Self::Unavailable(_)
            | Self::WebPage
            | Self::Redirected(_)
            | Self::Refused => true,
            Self::NotFound(_)
            | Self::Invalid(_)
            | Self::Conflict(_)
            | Self::TooLarge
            | Self::Unexpected(_) => false,
        }
    }
}
