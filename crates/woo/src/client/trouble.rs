//! Why a shop gave no proper answer.
use std::{error, io};

use super::Error;
use crate::Said;

#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Its name leads nowhere.
    #[error("its name cannot be looked up")]
    NoSuchHost(#[source] reqwest::Error),
    /// Nobody takes the call.
    #[error("it cannot be reached")]
    Unreachable(#[source] reqwest::Error),
    /// Its certificate, or its TLS, is not to be trusted.
    #[error("no safe connection to it")]
    Tls(#[source] reqwest::Error),
    /// The call went out and nothing came back in time.
    #[error("it took too long")]
    TimedOut,
    /// The connection broke before the answer was whole.
    #[error("it broke off")]
    BrokeOff(#[source] reqwest::Error),
    /// 408 or 5xx.
    #[error("it is out of order: {0}")]
    OutOfOrder(Said),
}

impl Trouble {
    /// Did the call reach the shop, so that its work may be done?
    #[must_use]
    pub fn in_doubt(&self) -> bool {
        match self {
            Self::NoSuchHost(_) | Self::Unreachable(_) | Self::Tls(_) => false,
            Self::TimedOut | Self::BrokeOff(_) | Self::OutOfOrder(_) => true,
        }
    }
}

/// The address may hold keys, so it is taken out of the error first.
impl From<reqwest::Error> for Error {
    fn from(error: reqwest::Error) -> Self {
        let error = error.without_url();
        if io_kind(&error) == Some(io::ErrorKind::PermissionDenied) {
            return Self::Refused;
        }
        if error.is_builder() {
            return Self::Unexpected("the call could not be made".to_owned());
        }
        Self::Unavailable(if error.is_connect() {
            not_connected(error)
        } else if error.is_timeout() {
            Trouble::TimedOut
        } else {
            Trouble::BrokeOff(error)
        })
    }
}

fn not_connected(error: reqwest::Error) -> Trouble {
    if chain(&error).any(|cause| cause.to_string().starts_with("dns error")) {
        return Trouble::NoSuchHost(error);
    }
    match io_kind(&error) {
        // rustls' own errors arrive as invalid data; a server without TLS hangs up or talks nonsense.
        Some(io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => Trouble::Tls(error),
        _ => Trouble::Unreachable(error),
    }
}

/// The innermost I/O error's kind; a guard on connections says no with `PermissionDenied`.
fn io_kind(error: &reqwest::Error) -> Option<io::ErrorKind> {
    chain(error)
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .map(innermost)
        .last()
}

/// An I/O error may carry another, which `source` steps over.
fn innermost(error: &io::Error) -> io::ErrorKind {
    let carried = error
        .get_ref()
        .and_then(|carried| carried.downcast_ref::<io::Error>());
    carried.map_or_else(|| error.kind(), innermost)
}

fn chain(error: &reqwest::Error) -> impl Iterator<Item = &(dyn error::Error + 'static)> {
    std::iter::successors(error::Error::source(error), |cause| cause.source())
}
