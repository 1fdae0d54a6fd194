//! Why a verb stopped, named by what happens next.
use std::time::Duration;

use chrono::{DateTime, Utc};
use domain::{FailureReason, Side};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Worth another try, at the earliest after this long if the other side said so.
    #[error("failed: {}", reason.key())]
    Retry {
        reason: FailureReason,
        after: Option<Duration>,
    },
    /// The connection's fault: counts towards parking that side; the message is never given up.
    #[error("connection: {}", reason.key())]
    Park { side: Side, reason: FailureReason },
    /// That side is parked already.
    #[error("{side:?} is parked")]
    Wait { side: Side },
    /// In doubt whether a call took effect: nothing more about it until then.
    #[error("in doubt, rests until {until}")]
    Rest { until: DateTime<Utc> },
    /// Somebody else has the lane now: write nothing.
    #[error("the lane was taken over")]
    Lost,
    /// Our own database failed; the message stays as it is and is taken over.
    #[error("our database failed")]
    Store(#[source] store::Error),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            // What was asked about is gone, or two met: a fresh look settles both. A row that cannot be
            // read or opened stays so until a person helps: told in the log, and tried ever less often.
            store::Error::NotFound
            | store::Error::Conflict
            | store::Error::Unreadable(_)
            | store::Error::Sealed => Self::Retry {
                reason: FailureReason::Ours,
                after: None,
            },
            store::Error::Database(_) | store::Error::Stopping => Self::Store(error),
        }
    }
}

impl From<woo::Error> for Error {
    fn from(error: woo::Error) -> Self {
        let (side, reason) = (Side::Shop, shop_reason(&error));
        match error {
            woo::Error::RateLimited(wait) => Self::too_many(reason, wait),
            error if error.is_connections_fault() => Self::Park { side, reason },
            _ => Self::Retry {
                reason,
                after: None,
            },
        }
    }
}

impl From<rackbeat::Error> for Error {
    fn from(error: rackbeat::Error) -> Self {
        let (side, reason) = (Side::Rackbeat, rackbeat_reason(&error));
        match error {
            rackbeat::Error::RateLimited(wait) => Self::too_many(reason, wait),
            error if error.is_connections_fault() => Self::Park { side, reason },
            _ => Self::Retry {
                reason,
                after: None,
            },
        }
    }
}

/// How long to leave a side alone that says "too many" without saying for how long.
const PATIENCE: Duration = Duration::from_secs(10);

impl Error {
    fn too_many(reason: FailureReason, wait: Option<Duration>) -> Self {
        let after = Some(wait.unwrap_or(PATIENCE));
        Self::Retry { reason, after }
    }
}

/// The words for what a shop did to us.
#[must_use]
pub fn shop_reason(error: &woo::Error) -> FailureReason {
    use woo::Error as E;
    let side = Side::Shop;
    match error {
        E::Unauthorized(_) => FailureReason::KeysRefused { side },
        E::NoRoute => FailureReason::NoRoute,
        E::RateLimited(_) => FailureReason::RateLimited { side },
        E::Unavailable(trouble) => match trouble {
            woo::Trouble::TimedOut => FailureReason::TimedOut { side },
            woo::Trouble::OutOfOrder(said) => FailureReason::ServerError {
                side,
                status: said.status,
            },
            _ => FailureReason::Unreachable { side },
        },
        E::WebPage => FailureReason::WebPage { side },
        E::Redirected(to) => FailureReason::Redirected {
            to: to.clone().unwrap_or_default(),
        },
        E::Refused => FailureReason::PrivateAddress,
        E::TooLarge => FailureReason::TooLarge { side },
        _ => FailureReason::Unreadable { side },
    }
}

/// The words for what Rackbeat did to us.
#[must_use]
pub fn rackbeat_reason(error: &rackbeat::Error) -> FailureReason {
    use rackbeat::Error as E;
    let side = Side::Rackbeat;
    match error {
        E::Unauthorized | E::Forbidden(_) => FailureReason::KeysRefused { side },
        E::RateLimited(_) => FailureReason::RateLimited { side },
        E::Unavailable(trouble) => match trouble {
            rackbeat::Trouble::TimedOut(_) => FailureReason::TimedOut { side },
            rackbeat::Trouble::Status(status) => FailureReason::ServerError {
                side,
                status: *status,
            },
            _ => FailureReason::Unreachable { side },
        },
        E::WebPage => FailureReason::WebPage { side },
        _ => FailureReason::Unreadable { side },
    }
}
