//! Our cookies: out of reach of scripts and of other sites, and bound to the host where TLS allows.
use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
    web::Data,
};
use app::Ctx;

/// Which of our cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Whose session it is.
    Session,
    /// Stands for a browser that is not signed in, so that its forms have a token too.
    Guest,
    /// One sentence for the next page.
    Flash,
    /// The language chosen by somebody who is not signed in.
    Language,
}

impl Kind {
    fn name(self, is_secure: bool) -> &'static str {
        match (self, is_secure) {
            (Self::Session, true) => "__Host-varebro_session",
            (Self::Session, false) => "varebro_session",
            (Self::Guest, true) => "__Host-varebro_guest",
            (Self::Guest, false) => "varebro_guest",
            (Self::Flash, true) => "__Host-varebro_flash",
            (Self::Flash, false) => "varebro_flash",
            (Self::Language, true) => "__Host-varebro_language",
            (Self::Language, false) => "varebro_language",
        }
    }

    fn lasts(self) -> Duration {
        match self {
            Self::Session => Duration::days(90),
            Self::Guest => Duration::days(1),
            Self::Flash => Duration::minutes(1),
            Self::Language => Duration::days(365),
        }
    }
}

pub(crate) fn read(request: &HttpRequest, kind: Kind) -> Option<String> {
    let cookie = request.cookie(kind.name(is_secure(request)))?;
    Some(cookie.value().to_owned()).filter(|value| !value.is_empty())
}

pub(crate) fn make(request: &HttpRequest, kind: Kind, value: String) -> Cookie<'static> {
    let is_secure = is_secure(request);
    Cookie::build(kind.name(is_secure), value)
        .path("/")
        .http_only(true)
        .secure(is_secure)
        .same_site(SameSite::Lax)
        .max_age(kind.lasts())
        .finish()
}

/// The cookie that makes the browser drop it.
pub(crate) fn gone(request: &HttpRequest, kind: Kind) -> Cookie<'static> {
    let mut cookie = make(request, kind, String::new());
    cookie.make_removal();
    cookie
}

/// Whether people reach us over https. On http://localhost a browser would refuse `__Host-`.
pub(crate) fn is_secure(request: &HttpRequest) -> bool {
    let ctx = request.app_data::<Data<Ctx>>();
    ctx.is_none_or(|ctx| ctx.public_url.scheme() == "https")
}
