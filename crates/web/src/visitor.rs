//! Who asks. The one place where a signed-in user becomes their account.
use std::{future::Ready, future::ready, ops::Deref, rc::Rc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web::Data};
use app::{Caller, Ctx, Language, Words};
use store::{
    AccountId, System, Tenant,
    account::{self, Account},
    session::Session,
    user::Role,
};

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

/// Somebody who runs Varebro, and so may see every account. To everybody else their pages are not there.
#[derive(Clone)]
pub(crate) struct Operator {
    pub system: System,
    visitor: Visitor,
}

impl Deref for Operator {
    type Target = Visitor;

    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl Operator {
    /// One account, to be looked into; `NotFound` when there is none.
    pub(crate) async fn account(&self, id: AccountId) -> Result<(Account, Tenant), Error> {
        let tenant = self.system.tenant(id);
        Ok((account::find(&tenant).await?, tenant))
    }

    /// As their acts are signed.
    pub(crate) fn who(&self) -> app::operator::Who<'_> {
        app::operator::Who {
            user: self.session.user,
            email: &self.session.email,
            address: self.caller.address,
        }
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

    pub(crate) fn is_operator(&self) -> bool {
        let session = self.visitor.as_ref().map(|(session, _)| session);
        session.is_some_and(|session| session.is_operator)
    }

    /// A reader may look, sign out, and keep their own locks.
    pub(crate) fn may_post(&self, path: &str) -> bool {
        const OWN: [&str; 4] = ["/sign-out", "/language", "/security/", "/sessions/"];
        let Some((session, _)) = &self.visitor else {
            return true;
        };
        // What an operator is in an account of their own says nothing about their pages.
        session.role > Role::Reader
            || OWN.iter().any(|own| path.starts_with(own))
            || (session.is_operator && is_operators(path))
    }
}

/// Whether this is an address of the operators' pages.
pub(crate) fn is_operators(path: &str) -> bool {
    path == "/admin" || path.starts_with("/admin/")
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
            is_operator: session.is_operator,
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
        ready(signed_in(request).ok_or(Error::SignedOut))
    }
}

impl FromRequest for Operator {
    type Error = Error;
    type Future = Ready<Result<Self, Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let ctx = request.app_data::<Data<Ctx>>();
        let visitor = signed_in(request).filter(|visitor| visitor.session.is_operator);
        let operator = ctx.zip(visitor).map(|(ctx, visitor)| Self {
            system: ctx.store.clone(),
            visitor,
        });
        ready(operator.ok_or(Error::NotFound))
    }
}

fn signed_in(request: &HttpRequest) -> Option<Visitor> {
    let known = request.extensions().get::<Rc<Known>>().cloned()?;
    let (session, tenant) = known.visitor.clone()?;
    Some(Visitor {
        session,
        tenant,
        guest: known.guest.clone(),
    })
}
