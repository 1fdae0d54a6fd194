//! What can go wrong below this line, named by what the caller can do about it.
use std::{error, fmt, sync::Arc};

use sea_orm::{DbErr, RuntimeErr};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no such row")]
    NotFound,
    #[error("the row exists already")]
    Conflict,
    #[error("the database failed")]
    Database(#[source] DbErr),
    /// A row holds text that this version cannot read.
    #[error("a row cannot be read")]
    Unreadable(#[source] serde_json::Error),
    /// A sealed value does not open with any key we have.
    #[error("a secret cannot be opened: its key is not the one in VAREBRO_SECRET_KEY")]
    Sealed,
    /// The process is on its way down, and nobody is left to write.
    #[error("stopping")]
    Stopping,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

/// An error and all that caused it, for one line of the log.
#[must_use]
pub fn with_causes(error: &dyn error::Error) -> impl fmt::Display {
    let mut told = error.to_string();
    for cause in std::iter::successors(error.source(), |cause| cause.source()) {
        let cause = cause.to_string();
        // Some errors tell their causes themselves.
        if !told.contains(&cause) {
            told = format!("{told}: {cause}");
        }
    }
    told
}

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => Self::Database(error),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error))))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error)
    }
}
