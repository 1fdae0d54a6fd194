//! One invoice or credit note: what stands on it, how it stands, and its payment.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Path},
};
use app::{Ctx, operator};
use askama::Template;
use domain::{invoice::Document, plan};
use store::{
    AccountId, Tenant,
    invoice::{self, Event, Invoice},
};

use super::bills::BILLS;
use crate::{
    error::{Error, Result},
    form::Field,
    frame::{Frame, page},
    pages::{
        badge::Badge,
        figure,
        subscription::{bill, paper as papers},
    },
    visitor::Operator,
};

pub(crate) mod credit;
mod lines;
pub(crate) mod payment;

pub(super) use lines::{Line, facts, lines};
use payment::{Pay, Typed};

#[derive(Template)]
#[template(path = "admin/invoice/show.html")]
struct Show {
    frame: Frame,
    address: String,
    account: AccountId,
    name: String,
    badge: Badge,
    facts: Vec<(String, String)>,
    lines: Vec<Line>,
    events: Vec<Told>,
    related: Vec<(String, String)>,
    pay: Option<Pay>,
    /// Why a payment is taken back, where there is one.
    unpay: Option<Field>,
    can_credit: bool,
}

/// One thing that happened.
struct Told {
    at: String,
    what: String,
    about: String,
}

/// `GET /admin/invoices/{invoice}`
pub(crate) async fn show(
    ctx: Data<Ctx>,
    operator: Operator,
    id: Path<String>,
) -> Result<HttpResponse> {
    let (invoice, tenant) = find(&operator, &id).await?;
    page(&shown(&ctx, &operator, (&invoice, &tenant), &Typed::default()).await?)
}

/// `GET /admin/invoices/{invoice}/{paper}`
pub(crate) async fn paper(
    ctx: Data<Ctx>,
    operator: Operator,
    request: HttpRequest,
    path: Path<(String, String)>,
) -> Result<HttpResponse> {
    let (invoice, tenant) = find(&operator, &path.0).await?;
    let from = own(&invoice);
    let answer = papers::answer(&tenant, &request, (invoice.id, &path.1), &from).await?;
    // Where there is none to take, nothing was taken.
    if answer.status().is_success() {
        let about = format!("{} · {}", invoice.document.number, path.1);
        let taken = ("act-paper-taken", about.as_str());
        operator::takes(&ctx, operator.who(), Some(&tenant), taken).await?;
    }
    Ok(answer)
}

/// A final one; a draft has no page.
async fn find(operator: &Operator, id: &str) -> Result<(Invoice, Tenant)> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let invoice = invoice::find_anywhere(&operator.system, id).await?;
    if invoice.final_at.is_none() {
        return Err(Error::NotFound);
    }
    let (_, tenant) = operator.account(invoice.account).await?;
    Ok((invoice, tenant))
}

fn own(invoice: &Invoice) -> String {
    format!("{BILLS}/{}", invoice.id)
}

async fn shown(
    ctx: &Ctx,
    operator: &Operator,
    (invoice, tenant): (&Invoice, &Tenant),
    typed: &Typed,
) -> Result<Show> {
    let frame = operator.frame.clone();
    let standing = invoice::standing(&operator.system, invoice.id).await?;
    let notes = invoice::credit_notes(&operator.system, invoice.id).await?;
    let related = match invoice.credits {
        Some(credited) => vec![invoice::find_anywhere(&operator.system, credited).await?],
        None => notes,
    };
    let document: &Document = &invoice.document;
    let events = invoice::events(tenant, invoice.id).await?;
    let left = document.net - related.iter().map(|note| note.document.net).sum::<i64>();
    Ok(Show {
        address: own(invoice),
        account: invoice.account,
        name: bill::name(&frame, invoice.kind, document.number),
        badge: bill::badge(&frame, &standing, plan::day_at(ctx.now())),
        facts: facts(&frame, document, Some(&standing)),
        lines: lines(&frame, document),
        events: events
            .iter()
            .map(|event| event_told(&frame, event, document))
            .collect(),
        pay: (standing.unpaid > 0).then(|| payment::fields(&frame, &standing, typed)),
        unpay: standing.paid_on.map(|_| payment::why(&frame, typed)),
        can_credit: invoice.credits.is_none() && left > 0,
        related: related
            .iter()
            .map(|one| (own(one), bill::name(&frame, one.kind, one.document.number)))
            .collect(),
        frame,
    })
}

fn event_told(frame: &Frame, event: &Event, document: &Document) -> Told {
    let key = match event.kind.as_str() {
        "mailed" => "bill-event-mailed",
        "sent" => "bill-event-sent",
        "paid" => "bill-event-paid",
        "unpaid" => "bill-event-unpaid",
        _ => "bill-event-other",
    };
    let amount = figure::amount(frame.words, event.amount, document.currency.code());
    let parts = [
        event.day.map(figure::day).unwrap_or_default(),
        if event.amount == 0 {
            String::new()
        } else {
            amount
        },
        event.who.clone(),
        event.note.clone(),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Told {
        at: frame.moment(&event.at),
        what: frame.say(key),
        about: parts.join(" · "),
    }
}
