//! Where to go after a form, and one sentence for the page that comes then.
use actix_web::{HttpRequest, HttpResponse, http::header};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};

use crate::cookie::{self, Kind};

/// A sentence told once. Its key begins with `flash-`, so that a planted cookie can say nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flash {
    pub key: String,
    /// True: it went well.
    pub is_good: bool,
    /// What the sentence is filled with, as `name`.
    pub name: String,
}

impl Flash {
    pub(crate) fn good(key: &str) -> Self {
        Self::new(key, true)
    }

    pub(crate) fn bad(key: &str) -> Self {
        Self::new(key, false)
    }

    /// Fills `{ $name }`.
    pub(crate) fn about(mut self, name: &str) -> Self {
        self.name = name.chars().take(100).collect();
        self
    }

    fn new(key: &str, is_good: bool) -> Self {
        Self {
            key: key.to_owned(),
            is_good,
            name: String::new(),
        }
    }

    pub(crate) fn read(request: &HttpRequest) -> Option<Self> {
        let value = BASE64.decode(cookie::read(request, Kind::Flash)?).ok()?;
        let value = String::from_utf8(value).ok()?;
        let mut parts = value.splitn(3, '|');
        let (is_good, key, name) = (parts.next()?, parts.next()?, parts.next()?);
        let flash = Self::new(key, is_good == "+").about(name);
        key.starts_with("flash-").then_some(flash)
    }

    fn text(&self) -> String {
        let sign = if self.is_good { '+' } else { '-' };
        BASE64.encode(format!("{sign}|{}|{}", self.key, self.name))
    }
}

/// The answer to every form that went well.
pub(crate) fn see_other(to: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .finish()
}

/// Goes there, and says this there.
pub(crate) fn told(request: &HttpRequest, to: &str, flash: &Flash) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, to))
        .cookie(cookie::make(request, Kind::Flash, flash.text()))
        .finish()
}

/// Only an address of our own; anything else leads to the front page.
pub(crate) fn own_path(path: &str) -> &str {
    let is_own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t', '\0'])
        && !path.to_ascii_lowercase().starts_with("/%2f")
        && !path.to_ascii_lowercase().starts_with("/%5c");
    if is_own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detour_leads_only_to_our_own_pages() {
        assert_eq!(own_path("/shops/1?x=2"), "/shops/1?x=2");
        for evil in [
            "//evil.no",
            "/\\evil.no",
            "\\evil.no",
            "https://evil.no",
            "/%2fevil.no",
            "/%5Cevil.no",
            "/\t/evil.no",
            "",
            "javascript:alert(1)",
        ] {
            assert_eq!(own_path(evil), "/", "{evil}");
        }
    }
}
