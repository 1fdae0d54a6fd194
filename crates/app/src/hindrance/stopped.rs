//! What stopped a verb that a person is waiting for.
use super::Hindrance;

/// Named by what the page then shows.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// Shown where the person tried.
    #[error("hindered: {}", .0.key())]
    By(Hindrance),
    /// What it was to be done to is not there, or not this account's.
    #[error("no such thing")]
    NotFound,
    /// Our own fault, nothing to show but an apology.
    #[error("our own fault")]
    Ours(#[from] crate::Error),
}

impl From<Hindrance> for Stopped {
    fn from(hindrance: Hindrance) -> Self {
        Self::By(hindrance)
    }
}

impl From<store::Error> for Stopped {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            other => Self::Ours(other.into()),
        }
    }
}

impl From<woo::Error> for Stopped {
    fn from(error: woo::Error) -> Self {
        Self::By(error.into())
    }
}

impl From<rackbeat::Error> for Stopped {
    fn from(error: rackbeat::Error) -> Self {
        Self::By(error.into())
    }
}
