//! Following the link of a sign-up: the password once more, and the account is open.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, Denied, account};
use askama::Template;
use serde::Deserialize;

use crate::{
    error::Result,
    form::{Faults, Field},
    frame::{Frame, faulty, page},
    pages::sign_in,
    visitor::Guest,
};

#[derive(Deserialize)]
pub(crate) struct Confirm {
    password: String,
}

#[derive(Template)]
#[template(path = "pages/confirm/new.html")]
struct New {
    frame: Frame,
    email: String,
    token: String,
    password: Field,
    too_many: bool,
}

#[derive(Template)]
#[template(path = "pages/confirm/stale.html")]
struct Stale {
    frame: Frame,
}

/// `GET /confirm/{token}`
pub(crate) async fn new(ctx: Data<Ctx>, guest: Guest, token: Path<String>) -> Result<HttpResponse> {
    match account::pending(&ctx, &token).await {
        Ok(email) => page(&shown(guest.frame, email, &token, &Faults::default())),
        Err(Denied::Stale) => faulty(&Stale { frame: guest.frame }),
        Err(denied) => Err(denied.into()),
    }
}

/// `POST /confirm/{token}`
pub(crate) async fn create(
    ctx: Data<Ctx>,
    guest: Guest,
    request: HttpRequest,
    token: Path<String>,
    form: Form<Confirm>,
) -> Result<HttpResponse> {
    let frame = guest.frame.clone();
    let password = form.into_inner().password.into();
    let done = account::confirm(&ctx, &token, password, &guest.caller).await;
    let again = match done {
        Ok(session) => return Ok(sign_in::signed_in(&request, session, "/")),
        Err(again @ (Denied::Wrong | Denied::TooMany)) => again,
        Err(Denied::Stale) => return faulty(&Stale { frame }),
        Err(denied) => return Err(denied.into()),
    };
    let mut faults = Faults::default();
    let too_many = matches!(again, Denied::TooMany);
    if !too_many {
        faults.add("password", frame.say("confirm-wrong"));
    }
    let email = account::pending(&ctx, &token).await?;
    faulty(&New {
        too_many,
        ..shown(frame, email, &token, &faults)
    })
}

fn shown(frame: Frame, email: String, token: &str, faults: &Faults) -> New {
    New {
        password: Field::new("password", "password", frame.say("password-label"))
            .hinting(frame.say("confirm-hint"))
            .completed_by("current-password")
            .judged(faults),
        token: token.to_owned(),
        email,
        too_many: false,
        frame,
    }
}
