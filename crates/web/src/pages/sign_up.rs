//! Signing up: company, country, e-mail and password; then a link by mail.
use actix_web::{
    HttpResponse,
    web::{Data, Form},
};
use app::{Ctx, Denied, Email, account};
use askama::Template;
use serde::Deserialize;

use crate::{
    error::Result,
    flash::see_other,
    form::{Choice, Faults, Field},
    frame::{Frame, faulty, page},
    visitor::Guest,
};

/// Where the customers are first, then the rest of Rackbeat's countries.
const COUNTRIES: [(&str, &str); 10] = [
    ("NO", "country-no"),
    ("DK", "country-dk"),
    ("SE", "country-se"),
    ("FI", "country-fi"),
    ("IS", "country-is"),
    ("FO", "country-fo"),
    ("GL", "country-gl"),
    ("DE", "country-de"),
    ("NL", "country-nl"),
    ("GB", "country-gb"),
];

/// Counted in characters.
const LONGEST_NAME: usize = 100;

#[derive(Default, Deserialize)]
pub(crate) struct SignUp {
    company: String,
    country: String,
    email: String,
    password: String,
}

#[derive(Template)]
#[template(path = "pages/sign_up/new.html")]
struct New {
    frame: Frame,
    company: Field,
    country: Choice,
    email: Field,
    password: Field,
    too_many: bool,
}

#[derive(Template)]
#[template(path = "pages/sign_up/sent.html")]
struct Sent {
    frame: Frame,
}

/// `GET /sign-up`
pub(crate) async fn new(guest: Guest) -> Result<HttpResponse> {
    if guest.frame.who.is_some() {
        return Ok(see_other("/"));
    }
    let form = SignUp {
        country: "NO".to_owned(),
        ..SignUp::default()
    };
    page(&shown(guest.frame, &form, &Faults::default(), false))
}

/// `POST /sign-up`
pub(crate) async fn create(
    ctx: Data<Ctx>,
    guest: Guest,
    form: Form<SignUp>,
) -> Result<HttpResponse> {
    let frame = guest.frame.clone();
    let wanted = match parse(&frame, &form) {
        Ok(wanted) => wanted,
        Err(faults) => return faulty(&shown(frame, &form, &faults, false)),
    };
    match account::sign_up(&ctx, wanted, &guest.caller).await {
        Ok(()) => Ok(see_other("/sign-up/sent")),
        Err(Denied::Weak(weakness)) => {
            let mut faults = Faults::default();
            faults.add("password", frame.say(weakness.key()));
            faulty(&shown(frame, &form, &faults, false))
        }
        Err(Denied::TooMany) => faulty(&shown(frame, &form, &Faults::default(), true)),
        Err(denied) => Err(denied.into()),
    }
}

/// `GET /sign-up/sent`
pub(crate) async fn sent(guest: Guest) -> Result<HttpResponse> {
    page(&Sent { frame: guest.frame })
}

fn parse(frame: &Frame, form: &SignUp) -> Result<account::SignUp, Faults> {
    let mut faults = Faults::default();
    let company = form.company.trim();
    if company.is_empty() || company.chars().count() > LONGEST_NAME {
        faults.add("company", frame.say("sign-up-company-bad"));
    }
    if !COUNTRIES.iter().any(|(code, _)| *code == form.country) {
        faults.add("country", frame.say("sign-up-country-bad"));
    }
    let email = form.email.parse::<Email>();
    if email.is_err() {
        faults.add("email", frame.say("email-bad"));
    }
    let Ok(email) = email else {
        return Err(faults);
    };
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(account::SignUp {
        company: company.to_owned(),
        country: form.country.clone(),
        email,
        password: form.password.clone().into(),
        language: frame.words.language,
    })
}

fn shown(frame: Frame, form: &SignUp, faults: &Faults, too_many: bool) -> New {
    let countries = COUNTRIES.iter();
    let countries = countries.map(|(code, key)| ((*code).to_owned(), frame.say(key)));
    New {
        company: Field::new("text", "company", frame.say("sign-up-company"))
            .holding(&form.company)
            .completed_by("organization")
            .judged(faults),
        country: Choice::new("country", frame.say("sign-up-country"), countries.collect())
            .holding(&form.country)
            .judged(faults),
        email: Field::new("email", "email", frame.say("email-label"))
            .holding(&form.email)
            .completed_by("email")
            .judged(faults),
        password: Field::new("password", "password", frame.say("password-label"))
            .hinting(frame.say("password-hint"))
            .completed_by("new-password")
            .judged(faults),
        too_many,
        frame,
    }
}
