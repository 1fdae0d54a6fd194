//! Who asks. The one place where a signed-in user becomes their account.
use std::{future::Ready, future::ready, ops::Deref, rc::Rc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload};
use app::{Caller, Ctx, Language, Words};
use store::{Tenant, session::Session, user::Role};

use crate::{
    cookie::{self, Kind},
    csrf,
    error::Error,
    flash::Flash,
    frame::{Frame, Who},
};

/// Anybody, signed in or not. Every page can ask for one.
#[derive(Clone)]
pub(crate) struct Guest {
    pub frame: Frame,
    pub caller: Caller,
}

/// Somebody who is signed in, and what of theirs may be seen. A page that asks for one is shown to
/// nobody else: others are led to the sign-in page.
#[derive(Clone)]
pub(crate) struct Visitor {
    pub session: Session,
    pub tenant: Tenant,
    guest: Guest,
}

impl Deref for Visitor {
    type Target = Guest;

    fn deref(&self) -> &Guest {
        &self.guest
    }
}

impl Visitor {
    /// What stands in the log as the one who did it.
    pub(crate) fn name(&self) -> &str {
        &self.session.email
    }
}

/// Found out once per request, by the gate.
pub(crate) struct Known {
    guest: Guest,
    visitor: Option<(Session, Tenant)>,
}

impl Known {
    pub(crate) fn frame(&self) -> &Frame {
        &self.guest.frame
    }

    /// A reader may look, sign out, and keep their own locks.
    pub(crate) fn may_post(&self, path: &str) -> bool {
        const OWN: [&str; 4] = ["/sign-out", "/language", "/security/", "/sessions/"];
        let Some((session, _)) = &self.visitor else {
            return true;
        };
        session.role > Role::Reader || OWN.iter().any(|own| path.starts_with(own))
    }
}

pub(crate) async fn recognise(
    ctx: &Ctx,
    request: &HttpRequest,
    caller: Caller,
    ticket: &str,
) -> store::Result<Known> {
    let visitor = match cookie::read(request, Kind::Session) {
        Some(token) => app::session::find(ctx, &token).await?,
        None => None,
    };
    let visitor = visitor.map(|session| {
        let tenant = ctx.store.tenant(session.account);
        (session, tenant)
    });
    let who = match &visitor {
        Some((session, tenant)) => Some(Who {
            email: session.email.clone(),
            company: app::account::name(tenant).await?,
            can_change: session.role > Role::Reader,
        }),
        None => None,
    };
    let chosen = visitor
        .as_ref()
        .map(|(session, _)| session.language.clone());
    let frame = Frame {
        words: Words::new(language(request, chosen)),
        csrf: csrf::token(ticket),
        path: request.path().to_owned(),
        flash: Flash::read(request),
        who,
    };
    Ok(Known {
        guest: Guest { frame, caller },
        visitor,
    })
}

fn language(request: &HttpRequest, chosen: Option<String>) -> Language {
    let chosen = chosen.or_else(|| cookie::read(request, Kind::Language));
    let accepted = request.headers().get("accept-language");
    chosen
        .and_then(|code| Language::parse(&code))
        .unwrap_or_else(|| {
            Language::negotiate(accepted.and_then(|text| text.to_str().ok()).unwrap_or(""))
        })
}

impl FromRequest for Guest {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let known = request.extensions().get::<Rc<Known>>().cloned();
        ready(
            known
                .map(|known| known.guest.clone())
                .ok_or(Error::NotFound),
        )
    }
}

impl FromRequest for Visitor {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let known = request.extensions().get::<Rc<Known>>().cloned();
        let visitor = known.and_then(|known| {
            let (session, tenant) = known.visitor.clone()?;
            let guest = known.guest.clone();
            Some(Self {
                session,
                tenant,
                guest,
            })
        });
        ready(visitor.ok_or(Error::SignedOut))
    }
}
