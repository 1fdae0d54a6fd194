//! Why a try failed: nobody's choice, so it is tried again.
use serde::{Deserialize, Serialize};

use crate::{Sentence, Side};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum FailureReason {
    /// No connection: name not found, connection refused, TLS, reset.
    Unreachable {
        side: Side,
    },
    TimedOut {
        side: Side,
    },
    /// An answer of 500 or above.
    ServerError {
        side: Side,
        status: u16,
    },
    /// A web page where data should be: a log-in page, a firewall, a maintenance page.
    WebPage {
        side: Side,
    },
    /// Data that could not be read.
    Unreadable {
        side: Side,
    },
    RateLimited {
        side: Side,
    },
    KeysRefused {
        side: Side,
    },
    /// The shop's REST interface is not there (`rest_no_route`).
    NoRoute,
    /// The shop answers from another address; `to` is empty when it did not say which.
    Redirected {
        to: String,
    },
    /// The shop's address leads to a private network.
    PrivateAddress,
    TooLarge {
        side: Side,
    },
    /// Our own trouble, such as a failing database.
    Ours,
}

impl FailureReason {
    pub fn key(&self) -> &'static str {
        use Side::{Rackbeat, Shop};
        match self {
            Self::Unreachable { side: Shop } => "failure-shop-unreachable",
            Self::Unreachable { side: Rackbeat } => "failure-rackbeat-unreachable",
            Self::TimedOut { side: Shop } => "failure-shop-timed-out",
            Self::TimedOut { side: Rackbeat } => "failure-rackbeat-timed-out",
            Self::ServerError { side: Shop, .. } => "failure-shop-server-error",
            Self::ServerError { side: Rackbeat, .. } => "failure-rackbeat-server-error",
            Self::WebPage { side: Shop } => "failure-shop-web-page",
            Self::WebPage { side: Rackbeat } => "failure-rackbeat-web-page",
            Self::Unreadable { side: Shop } => "failure-shop-unreadable",
            Self::Unreadable { side: Rackbeat } => "failure-rackbeat-unreadable",
            Self::RateLimited { side: Shop } => "failure-shop-rate-limited",
            Self::RateLimited { side: Rackbeat } => "failure-rackbeat-rate-limited",
            Self::KeysRefused { side: Shop } => "failure-shop-keys-refused",
            Self::KeysRefused { side: Rackbeat } => "failure-rackbeat-keys-refused",
            Self::NoRoute => "failure-no-route",
            Self::Redirected { .. } => "failure-redirected",
            Self::PrivateAddress => "failure-private-address",
            Self::TooLarge { side: Shop } => "failure-shop-too-large",
            Self::TooLarge { side: Rackbeat } => "failure-rackbeat-too-large",
            Self::Ours => "failure-ours",
        }
    }

    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ServerError { status, .. } => vec![("status", status.to_string())],
            Self::Redirected { to } => vec![("to", to.clone())],
            _ => Vec::new(),
        }
    }

    pub fn sentence(&self) -> Sentence {
        Sentence::new(self.key(), self.args())
    }

    /// What the account can do; `None` where waiting is all there is to do.
    pub fn remedy_key(&self) -> Option<&'static str> {
        use Side::{Rackbeat, Shop};
        match self {
            Self::KeysRefused { side: Shop } => Some("remedy-shop-keys"),
            Self::KeysRefused { side: Rackbeat } => Some("remedy-rackbeat-key"),
            Self::Unreachable { side: Shop }
            | Self::TimedOut { side: Shop }
            | Self::ServerError { side: Shop, .. } => Some("remedy-shop-hosting"),
            Self::WebPage { side: Shop }
            | Self::Unreadable { side: Shop }
            | Self::TooLarge { side: Shop } => Some("remedy-shop-web-page"),
            Self::NoRoute => Some("remedy-no-route"),
            Self::Redirected { .. } | Self::PrivateAddress => Some("remedy-shop-address"),
            Self::Unreachable { side: Rackbeat }
            | Self::TimedOut { side: Rackbeat }
            | Self::ServerError { side: Rackbeat, .. }
            | Self::WebPage { side: Rackbeat }
            | Self::Unreadable { side: Rackbeat }
            | Self::TooLarge { side: Rackbeat }
            | Self::RateLimited { .. }
            | Self::Ours => None,
        }
    }

    /// One of each, for the test that every key has words.
    pub fn samples() -> Vec<Self> {
        let both = [Side::Shop, Side::Rackbeat];
        let mut all = vec![
            Self::NoRoute,
            Self::Redirected {
                to: "https://x".to_owned(),
            },
            Self::PrivateAddress,
            Self::Ours,
        ];
        for side in both {
            all.extend([
                Self::Unreachable { side },
                Self::TimedOut { side },
                Self::ServerError { side, status: 500 },
                Self::WebPage { side },
                Self::Unreadable { side },
                Self::RateLimited { side },
                Self::KeysRefused { side },
                Self::TooLarge { side },
            ]);
        }
        all
    }
}
