//! A user's own locks: the password, and where they are signed in.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, Denied, session};
use askama::Template;
use serde::Deserialize;
use store::SessionId;

use crate::{
    error::{Error, Result},
    flash::{Flash, told},
    form::{Faults, Field},
    frame::{Frame, faulty, page},
    visitor::Visitor,
};

#[derive(Deserialize)]
pub(crate) struct Change {
    old: String,
    new: String,
}

#[derive(Template)]
#[template(path = "pages/security/show.html")]
struct Show {
    frame: Frame,
    email: String,
    old: Field,
    new: Field,
    sessions: Vec<Place>,
    too_many: bool,
}

/// One place where the user is signed in.
struct Place {
    id: String,
    agent: String,
    address: String,
    began: String,
    seen: String,
    is_this: bool,
}

/// `GET /security`
pub(crate) async fn show(ctx: Data<Ctx>, visitor: Visitor) -> Result<HttpResponse> {
    page(&shown(&ctx, &visitor, &Faults::default()).await?)
}

/// `POST /security/password`
pub(crate) async fn change_password(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form<Change>,
) -> Result<HttpResponse> {
    let form = form.into_inner();
    let passwords = (form.old.into(), form.new.into());
    let done = session::change_password(&ctx, &visitor.session, passwords, &visitor.caller).await;
    let mut faults = Faults::default();
    let mut too_many = false;
    match done {
        Ok(()) => {
            let flash = Flash::good("flash-password-changed");
            return Ok(told(&request, "/security", &flash));
        }
        Err(Denied::Wrong) => faults.add("old", visitor.frame.say("security-old-wrong")),
        Err(Denied::Weak(weakness)) => faults.add("new", visitor.frame.say(weakness.key())),
        Err(Denied::TooMany) => too_many = true,
        Err(denied) => return Err(denied.into()),
    }
    faulty(&Show {
        too_many,
        ..shown(&ctx, &visitor, &faults).await?
    })
}

/// `POST /sessions/{id}/delete`
pub(crate) async fn end_session(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    id: Path<String>,
) -> Result<HttpResponse> {
    let id = id.parse::<SessionId>().map_err(|_| Error::NotFound)?;
    session::end(&ctx, &visitor.session, id, &visitor.caller).await?;
    let flash = Flash::good("flash-session-ended");
    Ok(told(&request, "/security", &flash))
}

async fn shown(ctx: &Ctx, visitor: &Visitor, faults: &Faults) -> Result<Show> {
    let frame = visitor.frame.clone();
    let sessions = session::all(ctx, visitor.session.user).await?;
    let place = |entry: store::session::Entry| Place {
        is_this: entry.id == visitor.session.id,
        id: entry.id.to_string(),
        began: frame.words.moment(entry.created_at),
        seen: frame.words.moment(entry.seen_at),
        address: entry.address,
        agent: entry.agent,
    };
    Ok(Show {
        email: visitor.session.email.clone(),
        old: Field::new("password", "old", frame.say("security-old"))
            .completed_by("current-password")
            .judged(faults),
        new: Field::new("password", "new", frame.say("password-new"))
            .hinting(frame.say("password-hint"))
            .completed_by("new-password")
            .judged(faults),
        sessions: sessions.into_iter().map(place).collect(),
        too_many: false,
        frame,
    })
}
