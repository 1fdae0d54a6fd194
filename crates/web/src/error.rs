//! What a visitor meets when a page cannot be shown.
use actix_web::{HttpResponse, ResponseError, http::StatusCode};

use crate::frame::Frame;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not found")]
    NotFound,
    /// A reader may not change anything.
    #[error("forbidden")]
    Forbidden,
    /// Somebody must sign in first.
    #[error("signed out")]
    SignedOut,
    /// The form's token is not ours: an old page, or somebody else's.
    #[error("the form is out of date")]
    Stale,
    #[error("the form is too large")]
    TooLarge,
    #[error("too many tries")]
    TooMany,
    #[error("broken")]
    Broken(#[source] Box<dyn std::error::Error + Send + Sync>),
}

pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::NotFound => Self::NotFound,
            _ => Self::Broken(error.into()),
        }
    }
}

/// For what a form does not answer itself.
impl From<app::Denied> for Error {
    fn from(denied: app::Denied) -> Self {
        match denied {
            app::Denied::Broken(error) => error.into(),
            app::Denied::TooMany => Self::TooMany,
            app::Denied::Wrong | app::Denied::Weak(_) => Self::Forbidden,
            app::Denied::Stale => Self::Stale,
        }
    }
}

impl From<app::Error> for Error {
    fn from(error: app::Error) -> Self {
        match error {
            app::Error::Store(error) => error.into(),
            error => Self::Broken(error.into()),
        }
    }
}

/// For what no page tells beside its form.
impl From<app::Stopped> for Error {
    fn from(stopped: app::Stopped) -> Self {
        match stopped {
            app::Stopped::NotFound => Self::NotFound,
            app::Stopped::Ours(error) => error.into(),
            app::Stopped::By(_) => Self::Broken(stopped.into()),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.into())
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden | Self::Stale => StatusCode::FORBIDDEN,
            Self::SignedOut => StatusCode::UNAUTHORIZED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Broken(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Bare: the gate puts the page around it, in the visitor's language.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// Which sentence a status has: `error-…-title` and `error-…-text`.
pub(crate) fn words(error: Option<&Error>, status: StatusCode) -> [&'static str; 2] {
    match (error, status) {
        (Some(Error::Stale), _) => ["error-stale-title", "error-stale-text"],
        (_, StatusCode::FORBIDDEN) => ["error-forbidden-title", "error-forbidden-text"],
        (_, StatusCode::TOO_MANY_REQUESTS) => ["error-too-many-title", "error-too-many-text"],
        (_, status) if status.is_server_error() => ["error-broken-title", "error-broken-text"],
        (_, StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED) => {
            ["error-not-found-title", "error-not-found-text"]
        }
        _ => ["error-form-title", "error-form-text"],
    }
}

#[derive(askama::Template)]
#[template(path = "pages/error/show.html")]
pub(crate) struct Page {
    pub frame: Frame,
    pub title: String,
    pub text: String,
}
