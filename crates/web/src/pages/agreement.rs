//! The Rackbeat connection: whose it is, its key, its currency, who else is at work there.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form},
};
use app::{Ctx, Hindrance, agreement as verbs};
use askama::Template;
use secrecy::SecretString;
use serde::Deserialize;
use store::{agreement, agreement::Agreement};

use super::hindered::{Notice, hindrance};
use crate::{
    error::{Error, Result},
    flash::{Flash, see_other, told},
    form::{Choice, Faults, Field},
    frame::{Frame, faulty, page},
    visitor::Visitor,
};

/// What Rackbeat's sales prices may be in.
const CURRENCIES: [&str; 7] = ["NOK", "DKK", "SEK", "EUR", "GBP", "USD", "ISK"];

#[derive(Deserialize)]
pub(crate) struct Key {
    key: String,
}

#[derive(Deserialize)]
pub(crate) struct Money {
    currency: String,
}

#[derive(Template)]
#[template(path = "pages/agreement/show.html")]
struct Show {
    frame: Frame,
    /// `None`: not connected, now.
    agreement: Option<Known>,
    /// It was connected before, to this one.
    former: Option<String>,
    key: Field,
    notice: Option<Notice>,
}

struct Known {
    company: String,
    number: i64,
    connected: String,
    is_parked: bool,
    /// Another integration seen, not yet confirmed as something else.
    other: Option<String>,
    currency: Choice,
    currency_is_asked: bool,
    webhooks: usize,
    has_shops: bool,
}

#[derive(Template)]
#[template(path = "pages/agreement/leaving.html")]
struct Leaving {
    frame: Frame,
    company: String,
}

/// `GET /rackbeat`
pub(crate) async fn show(visitor: Visitor) -> Result<HttpResponse> {
    page(&shown(&visitor, None).await?)
}

/// `POST /rackbeat` connects, or gives the connected one a new key.
pub(crate) async fn connect(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form<Key>,
) -> Result<HttpResponse> {
    let key = SecretString::from(form.into_inner().key);
    let done = verbs::connect(&ctx, &visitor.tenant, visitor.name(), &key).await;
    match done {
        Ok(agreement) => {
            let flash = Flash::good("flash-rackbeat-connected").about(&agreement.company);
            Ok(told(&request, "/rackbeat", &flash))
        }
        Err(stopped) => faulty(&shown(&visitor, Some(hindrance(stopped)?)).await?),
    }
}

/// `GET /rackbeat/disconnection` asks first.
pub(crate) async fn leaving(visitor: Visitor) -> Result<HttpResponse> {
    let agreement = agreement::find(&visitor.tenant).await?;
    if !agreement.is_connected() {
        return Ok(see_other("/rackbeat"));
    }
    page(&Leaving {
        frame: visitor.frame.clone(),
        company: agreement.company,
    })
}

/// `POST /rackbeat/disconnection`
pub(crate) async fn disconnect(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse> {
    match verbs::disconnect(&ctx, &visitor.tenant, visitor.name()).await {
        Ok(true) => Ok(told(
            &request,
            "/rackbeat",
            &Flash::good("flash-rackbeat-disconnected"),
        )),
        Ok(false) => {
            let flash = Flash::bad("flash-rackbeat-disconnected-webhooks-left");
            Ok(told(&request, "/rackbeat", &flash))
        }
        Err(stopped) => faulty(&shown(&visitor, Some(hindrance(stopped)?)).await?),
    }
}

/// `POST /rackbeat/currency`
pub(crate) async fn set_currency(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
    form: Form<Money>,
) -> Result<HttpResponse> {
    if !CURRENCIES.contains(&form.currency.as_str()) {
        return Err(Error::NotFound);
    }
    let done = verbs::set_currency(&ctx, &visitor.tenant, visitor.name(), &form.currency).await;
    if let Err(stopped) = done {
        return faulty(&shown(&visitor, Some(hindrance(stopped)?)).await?);
    }
    Ok(told(
        &request,
        "/rackbeat",
        &Flash::good("flash-rackbeat-currency"),
    ))
}

/// `POST /rackbeat/confirmation`: the other integration does something else.
pub(crate) async fn confirm_other(
    ctx: Data<Ctx>,
    visitor: Visitor,
    request: HttpRequest,
) -> Result<HttpResponse> {
    match verbs::confirm_other(&ctx, &visitor.tenant).await {
        Ok(_) => Ok(told(
            &request,
            "/rackbeat",
            &Flash::good("flash-other-confirmed"),
        )),
        Err(stopped) => faulty(&shown(&visitor, Some(hindrance(stopped)?)).await?),
    }
}

async fn shown(visitor: &Visitor, hindrance: Option<Hindrance>) -> Result<Show> {
    let frame = visitor.frame.clone();
    let found = match agreement::find(&visitor.tenant).await {
        Err(store::Error::NotFound) => None,
        found => Some(found?),
    };
    let shops = store::shop::connected(&visitor.tenant).await?;
    let (connected, former) = match found {
        Some(agreement) if agreement.is_connected() => (Some(agreement), None),
        Some(agreement) => (None, Some(agreement.company)),
        None => (None, None),
    };
    let key = Field::new("password", "key", frame.say("rackbeat-key"))
        .hinting(frame.say("rackbeat-key-hint"))
        .judged(&Faults::default());
    Ok(Show {
        agreement: connected.map(|agreement| known(&frame, &agreement, !shops.is_empty())),
        former,
        key,
        notice: hindrance.map(|hindrance| Notice::of(&frame, &hindrance)),
        frame,
    })
}

fn known(frame: &Frame, agreement: &Agreement, has_shops: bool) -> Known {
    let chosen = agreement.currency.as_deref();
    let proposed = chosen.or(verbs::proposed_currency(&agreement.country));
    let options = CURRENCIES
        .map(|code| (code.to_owned(), code.to_owned()))
        .to_vec();
    let other = agreement.other_integration.clone();
    Known {
        company: agreement.company.clone(),
        number: agreement.number,
        connected: frame.moment(&agreement.connected_at),
        is_parked: agreement.parked_at.is_some(),
        other: other.filter(|_| agreement.other_confirmed_at.is_none()),
        currency: Choice::new("currency", frame.say("rackbeat-currency"), options)
            .holding(proposed.unwrap_or("NOK"))
            .hinting(frame.say("rackbeat-currency-hint")),
        currency_is_asked: chosen.is_none(),
        webhooks: agreement.hooks().kept.len(),
        has_shops,
    }
}
