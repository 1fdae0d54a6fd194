//! What can go wrong below this line, named by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("no such row")]
    NotFound,
    #[error("the row exists already")]
    Conflict,
    #[error("the database failed")]
    Database(#[source] sea_orm::DbErr),
    /// A row holds text that this version cannot read.
    #[error("a row cannot be read")]
    Unreadable(#[source] serde_json::Error),
    /// A sealed value does not open with any key we have.
    #[error("a secret cannot be opened: its key is not the one in VAREBRO_SECRET_KEY")]
    Sealed,
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Conflict,
            _ => Self::Database(error),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(sea_orm::DbErr::Custom(error.to_string()))
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error)
    }
}
