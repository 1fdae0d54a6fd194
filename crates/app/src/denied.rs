//! Why somebody was not let in. The same for known and unknown addresses.
use crate::password::Weakness;

#[derive(Debug, thiserror::Error)]
pub enum Denied {
    #[error("wrong e-mail or password")]
    Wrong,
    #[error("too many tries")]
    TooMany,
    /// The link was used, ran out, or never was.
    #[error("the link is no longer good")]
    Stale,
    #[error("a weak password")]
    Weak(Weakness),
    /// Nothing is ever allowed because something of ours failed.
    #[error("something of ours failed")]
    Broken(#[source] store::Error),
}

impl From<store::Error> for Denied {
    fn from(error: store::Error) -> Self {
        Self::Broken(error)
    }
}
