//! Forgotten passwords: a link by mail, then a new one.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, Denied, Email, session};
use askama::Template;
use serde::Deserialize;

use crate::{
    error::Result,
    flash::see_other,
    form::{Faults, Field},
    frame::{Frame, faulty, page},
    pages::sign_in,
    visitor::Guest,
};

#[derive(Deserialize)]
pub(crate) struct Request {
    email: String,
}

#[derive(Deserialize)]
pub(crate) struct Reset {
    password: String,
}

#[derive(Template)]
#[template(path = "pages/reset/ask.html")]
struct Ask {
    frame: Frame,
    email: Field,
    too_many: bool,
}

#[derive(Template)]
#[template(path = "pages/reset/sent.html")]
struct Sent {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "pages/reset/new.html")]
struct New {
    frame: Frame,
    token: String,
    email: String,
    password: Field,
}

#[derive(Template)]
#[template(path = "pages/reset/stale.html")]
struct Stale {
    frame: Frame,
}

/// `GET /reset`
pub(crate) async fn ask(guest: Guest) -> Result<HttpResponse> {
    page(&asked(guest.frame, "", &Faults::default(), false))
}

/// `POST /reset`
pub(crate) async fn send(
    ctx: Data<Ctx>,
    guest: Guest,
    form: Form<Request>,
) -> Result<HttpResponse> {
    let frame = guest.frame.clone();
    let Ok(email) = form.email.parse::<Email>() else {
        let mut faults = Faults::default();
        faults.add("email", frame.say("email-bad"));
        return faulty(&asked(frame, &form.email, &faults, false));
    };
    let language = frame.words.language;
    match session::request_reset(&ctx, &email, language, &guest.caller).await {
        Ok(()) => Ok(see_other("/reset/sent")),
        Err(Denied::TooMany) => faulty(&asked(frame, &form.email, &Faults::default(), true)),
        Err(denied) => Err(denied.into()),
    }
}

/// `GET /reset/sent`
pub(crate) async fn sent(guest: Guest) -> Result<HttpResponse> {
    page(&Sent { frame: guest.frame })
}

/// `GET /reset/{token}`
pub(crate) async fn new(ctx: Data<Ctx>, guest: Guest, token: Path<String>) -> Result<HttpResponse> {
    match session::resetting(&ctx, &token).await {
        Ok(user) => page(&shown(guest.frame, &token, user.email, &Faults::default())),
        Err(Denied::Stale) => faulty(&Stale { frame: guest.frame }),
        Err(denied) => Err(denied.into()),
    }
}

/// `POST /reset/{token}`
pub(crate) async fn create(
    ctx: Data<Ctx>,
    guest: Guest,
    request: HttpRequest,
    token: Path<String>,
    form: Form<Reset>,
) -> Result<HttpResponse> {
    let frame = guest.frame.clone();
    let password = form.into_inner().password.into();
    match session::reset(&ctx, &token, password, &guest.caller).await {
        Ok(session) => Ok(sign_in::signed_in(&request, session, "/")),
        Err(Denied::Weak(weakness)) => {
            let mut faults = Faults::default();
            faults.add("password", frame.say(weakness.key()));
            let user = session::resetting(&ctx, &token).await?;
            faulty(&shown(frame, &token, user.email, &faults))
        }
        Err(Denied::Stale) => faulty(&Stale { frame }),
        Err(denied) => Err(denied.into()),
    }
}

fn asked(frame: Frame, email: &str, faults: &Faults, too_many: bool) -> Ask {
    Ask {
        email: Field::new("email", "email", frame.say("email-label"))
            .holding(email)
            .completed_by("username")
            .judged(faults),
        too_many,
        frame,
    }
}

fn shown(frame: Frame, token: &str, email: String, faults: &Faults) -> New {
    New {
        password: Field::new("password", "password", frame.say("password-new"))
            .hinting(frame.say("password-hint"))
            .completed_by("new-password")
            .judged(faults),
        token: token.to_owned(),
        email,
        frame,
    }
}
