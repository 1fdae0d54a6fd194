//! Giving an invoice back, all of it or a part: seen first, then made, and never changed.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{
    Ctx,
    billing::{Decided, NotCredited},
    operator,
};
use askama::Template;
use domain::{
    invoice::{Credited, Document, NoCredit},
    plan,
};
use serde::Deserialize;
use store::{
    InvoiceId, Tenant,
    invoice::{self, Invoice},
};

use super::{Line, facts, find, lines, own};
use crate::{
    admin::{bills::BILLS, typed},
    error::{Error, Result},
    flash::{Flash, told},
    form::{Faults, Field},
    frame::{Frame, faulty, page},
    pages::figure,
    visitor::Operator,
};

/// As the form sends it.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct Typed {
    amount: String,
    reason: String,
    /// Empty until the preview was seen.
    #[serde(default)]
    confirmed: String,
    /// How many credit notes there were when it was seen.
    #[serde(default)]
    notes: usize,
}

#[derive(Template)]
#[template(path = "admin/invoice/credit.html")]
struct New {
    frame: Frame,
    address: String,
    number: u64,
    amount: Field,
    reason: Field,
    /// What was made since the preview that was confirmed.
    meanwhile: Option<String>,
    preview: Option<Preview>,
}

/// What a look at the invoice gave.
#[derive(Default)]
struct Seen<'a> {
    /// As it would be.
    note: Option<&'a Document>,
    /// How many credit notes there are.
    notes: usize,
    /// The one that was made between the preview and its confirmation.
    meanwhile: Option<&'a Document>,
}

/// The note as it would be, and what was typed for it.
struct Preview {
    facts: Vec<(String, String)>,
    lines: Vec<Line>,
    amount: String,
    reason: String,
    notes: usize,
}

/// `GET /admin/invoices/{invoice}/credit`
pub(crate) async fn new(operator: Operator, id: Path<String>) -> Result<HttpResponse> {
    let (invoice, _) = find(&operator, &id).await?;
    if invoice.credits.is_some() {
        return Err(Error::NotFound);
    }
    let nothing = (Typed::default(), Faults::default());
    page(&shown(&operator.frame, &invoice, &nothing, Seen::default()))
}

/// `POST /admin/invoices/{invoice}/credit` shows what it would be, and makes it once that was seen.
pub(crate) async fn create(
    ctx: Data<Ctx>,
    operator: Operator,
    request: HttpRequest,
    (id, form): (Path<String>, Form<Typed>),
) -> Result<HttpResponse> {
    let (invoice, tenant) = find(&operator, &id).await?;
    let (frame, typed) = (&operator.frame, form.into_inner());
    let (what, reason) = match judge(frame, &typed) {
        Ok(judged) => judged,
        Err(faults) => return faulty(&shown(frame, &invoice, &(typed, faults), Seen::default())),
    };
    let mut is_late = false;
    if !typed.confirmed.is_empty() {
        let decided = Decided {
            what: &what,
            reason: &reason,
            notes: typed.notes,
        };
        let (who, of) = (operator.who(), (&tenant, &invoice));
        match operator::credit(&ctx, who, of, decided).await {
            Ok(id) => return made(&request, &tenant, id).await,
            Err(NotCredited::Store(error)) => return Err(error.into()),
            Err(NotCredited::Another) => is_late = true,
            // What is wrong with it is found again by the preview.
            Err(NotCredited::Draft | NotCredited::No(_)) => {}
        }
    }
    let before = invoice::credit_notes(&operator.system, invoice.id).await?;
    let before: Vec<Document> = before.into_iter().map(|note| note.document).collect();
    // Its number is given when it is made.
    let as_if = (0, plan::day_at(ctx.now()));
    let (note, faults) = match invoice.document.credit(&what, &before, as_if, &reason) {
        Ok(note) => (Some(note), Faults::default()),
        Err(no) => (None, refused(frame, no, &invoice.document)),
    };
    let is_good = faults.is_empty() && !is_late;
    let seen = Seen {
        note: note.as_ref(),
        notes: before.len(),
        meanwhile: before.last().filter(|_| is_late),
    };
    let shown = shown(frame, &invoice, &(typed, faults), seen);
    match is_good {
        true => page(&shown),
        false => faulty(&shown),
    }
}

async fn made(request: &HttpRequest, tenant: &Tenant, id: InvoiceId) -> Result<HttpResponse> {
    let made = invoice::find(tenant, id).await?;
    let flash = Flash::good("flash-credit-made").about(&made.document.number.to_string());
    Ok(told(request, &format!("{BILLS}/{id}"), &flash))
}

fn judge(frame: &Frame, typed: &Typed) -> Result<(Credited, String), Faults> {
    let mut faults = Faults::default();
    let what = match typed.amount.trim() {
        "" => Some(Credited::All),
        text => typed::amount(text)
            .filter(|net| *net > 0)
            .map(Credited::Amount),
    };
    let reason = typed::reason(&typed.reason);
    if what.is_none() {
        faults.add("amount", frame.say("credit-amount-bad"));
    }
    if reason.is_none() {
        faults.add("reason", frame.say("credit-reason-bad"));
    }
    what.zip(reason).ok_or(faults)
}

fn refused(frame: &Frame, no: NoCredit, document: &Document) -> Faults {
    let mut faults = Faults::default();
    let text = match no {
        NoCredit::MoreThanLeft(left) if left > 0 => {
            let price = figure::amount(frame.words, left, document.currency.code());
            frame.about("credit-too-much", "price", price)
        }
        NoCredit::MoreThanLeft(_)
        | NoCredit::Nothing
        | NoCredit::NotAnInvoice
        | NoCredit::NoSuchLine => frame.say("credit-nothing"),
    };
    faults.add("amount", text);
    faults
}

fn shown(
    frame: &Frame,
    invoice: &Invoice,
    (typed, faults): &(Typed, Faults),
    seen: Seen<'_>,
) -> New {
    New {
        address: own(invoice),
        number: invoice.document.number,
        amount: Field::new("text", "amount", frame.say("credit-amount"))
            .holding(&typed.amount)
            .hinting(frame.say("credit-amount-hint"))
            .optional()
            .judged(faults),
        reason: Field::new("text", "reason", frame.say("credit-reason"))
            .holding(&typed.reason)
            .judged(faults),
        meanwhile: seen
            .meanwhile
            .map(|note| frame.about("credit-meanwhile", "number", note.number)),
        preview: seen.note.map(|note| Preview {
            facts: facts(frame, note, None),
            lines: lines(frame, note),
            amount: typed.amount.clone(),
            reason: typed.reason.clone(),
            notes: seen.notes,
        }),
        frame: frame.clone(),
    }
}
