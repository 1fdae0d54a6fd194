//! What can go wrong with a call, named by what the caller does next.

use std::{collections::BTreeMap, fmt, time::Duration};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The key is unknown, or no longer good.
    #[error("Rackbeat rejects the key")]
    Unauthorized,
    /// The key does not reach this area.
    #[error("Rackbeat does not let this key do that: {0}")]
    Forbidden(Said),
    #[error("Rackbeat does not have it")]
    NotFound,
    /// Validation and business rules alike.
    #[error("Rackbeat refuses it: {0}")]
    Invalid(Said),
    /// The wait it asked for, or that our own pace asks for; `None` when it did not say.
    #[error("Rackbeat asks us to wait ({0:?})")]
    RateLimited(Option<Duration>),
    #[error("Rackbeat is not to be reached: {0}")]
    Unavailable(#[from] Trouble),
    #[error("a web page came instead of Rackbeat's answer")]
    WebPage,
    /// An answer that we cannot read; the text says what was wrong with it and holds nothing of it.
    #[error("Rackbeat's answer cannot be read: {0}")]
    Unexpected(String),
}

/// Why no answer came.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// No connection came about, so nothing was sent.
    #[error("no connection")]
    Connect(#[source] reqwest::Error),
    #[error("no answer in time")]
    TimedOut(#[source] reqwest::Error),
    /// The connection broke after something was sent.
    #[error("the connection broke")]
    Broken(#[source] reqwest::Error),
    #[error("status {0}")]
    Status(u16),
}

/// What Rackbeat said when it refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub status: u16,
    /// At most 200 characters.
    pub message: Option<String>,
    /// Field, dotted (`lines.0.item_id`), to its texts, each at most 200 characters.
    pub fields: BTreeMap<String, Vec<String>>,
}

impl Error {
    /// After a write: may it have taken effect, or yet take effect?
    pub fn in_doubt(&self) -> bool {
        match self {
            Self::Unavailable(Trouble::Connect(_))
            | Self::Unauthorized
            | Self::Forbidden(_)
            | Self::NotFound
            | Self::Invalid(_)
            | Self::RateLimited(_) => false,
            Self::Unavailable(_) | Self::WebPage | Self::Unexpected(_) => true,
        }
    }

    /// Is it the connection's fault, so that any other call would fare the same?
    pub fn is_connections_fault(&self) -> bool {
        match self {
            Self::Unauthorized
            | Self::Forbidden(_)
            | Self::RateLimited(_)
            | Self::Unavailable(_)
            | Self::WebPage => true,
            Self::NotFound | Self::Invalid(_) | Self::Unexpected(_) => false,
        }
    }

    /// What it said, if it refused.
    pub fn said(&self) -> Option<&Said> {
        match self {
            Self::Forbidden(said) | Self::Invalid(said) => Some(said),
            _ => None,
        }
    }
}

impl Said {
    /// Did it find fault with a field whose name, its dotted parts and all, ends so: `item_id`, `line_price`?
    pub fn faults(&self, field: &str) -> bool {
        self.fields.keys().any(|name| {
            name.strip_suffix(field)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
    }

    /// Does any of its texts hold this, whatever the case?
    pub fn mentions(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.texts().any(|said| said.to_lowercase().contains(&text))
    }

    /// An adjustment that would not change anything.
    pub fn is_no_change(&self) -> bool {
        self.mentions("no change is made")
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.values().flatten().map(String::as_str);
        fields.chain(self.message.as_deref())
    }
}

impl fmt::Display for Said {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{}", self.status)?;
        for text in self.texts() {
            write!(to, " {text}")?;
        }
        Ok(())
    }
}
