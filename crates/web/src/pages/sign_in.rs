//! Signing in and out.
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Data, Form, Query},
};
use app::{Ctx, Denied, Email, session};
use askama::Template;
use serde::Deserialize;

use crate::{
    cookie::{self, Kind},
    error::Result,
    flash::{Flash, own_path, see_other, told},
    form::{Faults, Field},
    frame::{Frame, faulty, page},
    visitor::{Guest, Visitor},
};

#[derive(Deserialize)]
pub(crate) struct SignIn {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "pages/sign_in/new.html")]
struct New {
    frame: Frame,
    email: Field,
    password: Field,
    next: String,
    /// What is wrong with the two together; never which of them.
    fault: Option<String>,
}

/// `GET /sign-in`
pub(crate) async fn new(guest: Guest, query: Query<Next>) -> Result<HttpResponse> {
    if guest.frame.who.is_some() {
        return Ok(see_other(own_path(&query.next)));
    }
    page(&shown(guest.frame, "", &query.next, None))
}

/// `POST /sign-in`
pub(crate) async fn create(
    ctx: Data<Ctx>,
    guest: Guest,
    request: HttpRequest,
    form: Form<SignIn>,
) -> Result<HttpResponse> {
    let form = form.into_inner();
    let frame = guest.frame.clone();
    let Ok(email) = form.email.parse::<Email>() else {
        let wrong = frame.say("sign-in-wrong");
        return faulty(&shown(frame, &form.email, &form.next, Some(wrong)));
    };
    let password = form.password.into();
    let fault = match session::sign_in(&ctx, &email, password, &guest.caller).await {
        Ok(session) => return Ok(signed_in(&request, session, own_path(&form.next))),
        Err(Denied::Wrong) => frame.say("sign-in-wrong"),
        Err(Denied::TooMany) => frame.say("form-too-many"),
        Err(denied) => return Err(denied.into()),
    };
    faulty(&shown(frame, &form.email, &form.next, Some(fault)))
}

/// `POST /sign-out`
pub(crate) async fn delete(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse> {
    session::sign_out(&ctx, &visitor.session, &visitor.caller).await?;
    let mut response = told(&request, "/sign-in", &Flash::good("flash-signed-out"));
    let _ = response.add_cookie(&cookie::gone(&request, Kind::Session));
    let clear = header::HeaderValue::from_static("\"cache\"");
    let name = header::HeaderName::from_static("clear-site-data");
    response.headers_mut().insert(name, clear);
    Ok(response)
}

/// Gives the browser its new session, and leads on.
pub(crate) fn signed_in(request: &HttpRequest, token: session::Token, to: &str) -> HttpResponse {
    let mut response = see_other(to);
    let _ = response.add_cookie(&cookie::make(request, Kind::Session, token.0));
    response
}

fn shown(frame: Frame, email: &str, next: &str, fault: Option<String>) -> New {
    let faults = Faults::default();
    New {
        email: Field::new("email", "email", frame.say("email-label"))
            .holding(email)
            .completed_by("username")
            .judged(&faults),
        password: Field::new("password", "password", frame.say("password-label"))
            .completed_by("current-password")
            .judged(&faults),
        next: own_path(next).to_owned(),
        fault,
        frame,
    }
}
