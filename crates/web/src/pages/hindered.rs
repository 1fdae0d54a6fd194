//! Why something could not be connected, in the visitor's language, where they tried it.
use app::{Hindrance, Stopped};
use askama::Template;

use crate::{
    error::{Error, Result},
    frame::Frame,
};

/// In a template: `{{ notice|safe }}`; it escapes its own parts.
#[derive(Clone, Debug, Template)]
#[template(path = "partials/notice.html")]
pub(crate) struct Notice {
    said: String,
    remedy: String,
}

impl Notice {
    pub(crate) fn of(frame: &Frame, hindrance: &Hindrance) -> Self {
        Self {
            said: frame.sentence(&hindrance.sentence()),
            remedy: frame.sentence(&hindrance.remedy()),
        }
    }
}

/// What a person can be told; our own faults end the page.
pub(crate) fn hindrance(stopped: Stopped) -> Result<Hindrance> {
    match stopped {
        Stopped::By(hindrance) => Ok(hindrance),
        Stopped::NotFound => Err(Error::NotFound),
        Stopped::Ours(app::Error::Store(error)) => Err(error.into()),
        Stopped::Ours(error) => Err(Error::Broken(error.into())),
    }
}
