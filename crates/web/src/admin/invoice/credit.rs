//! Giving an invoice back, all of it or a part: seen first, then made, and never changed.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, billing::NotCredited, operator};
use askama::Template;
use domain::{
    invoice::{Credited, Document, NoCredit},
    plan,
};
use serde::Deserialize;
use store::invoice::{self, Invoice};

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
}

#[derive(Template)]
#[template(path = "admin/invoice/credit.html")]
struct New {
    frame: Frame,
    address: String,
    number: u64,
    amount: Field,
    reason: Field,
    preview: Option<Preview>,
}

/// The note as it would be, and what was typed for it.
struct Preview {
    facts: Vec<(String, String)>,
    lines: Vec<Line>,
    amount: String,
    reason: String,
}

/// `GET /admin/invoices/{invoice}/credit`
pub(crate) async fn new(operator: Operator, id: Path<String>) -> Result<HttpResponse> {
    let (invoice, _) = find(&operator, &id).await?;
    if invoice.credits.is_some() {
        return Err(Error::NotFound);
    }
    let nothing = (Typed::default(), Faults::default());
    page(&shown(&operator.frame, &invoice, &nothing, None))
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
    let notes = invoice::credit_notes(&operator.system, invoice.id).await?;
    let before: Vec<Document> = notes.into_iter().map(|note| note.document).collect();
    let judged = judge(frame, &typed).and_then(|(what, reason)| {
        // Its number is given when it is made.
        let made = (0, plan::day_at(ctx.now()));
        let note = invoice.document.credit(&what, &before, made, &reason);
        note.map(|note| (what, reason, note))
            .map_err(|no| refused(frame, no, &invoice.document))
    });
    let (what, reason, note) = match judged {
        Ok(judged) => judged,
        Err(faults) => return faulty(&shown(frame, &invoice, &(typed, faults), None)),
    };
    if typed.confirmed.is_empty() {
        let seen = (typed, Faults::default());
        return page(&shown(frame, &invoice, &seen, Some(&note)));
    }
    let (who, of) = (operator.who(), (&tenant, &invoice));
    match operator::credit(&ctx, who, of, (&what, &reason)).await {
        Ok(id) => {
            let made = invoice::find(&tenant, id).await?;
            let flash = Flash::good("flash-credit-made").about(&made.document.number.to_string());
            Ok(told(&request, &format!("{BILLS}/{id}"), &flash))
        }
        Err(NotCredited::Store(error)) => Err(error.into()),
        // Somebody gave it back meanwhile.
        Err(NotCredited::Draft | NotCredited::No(_)) => {
            let flash = Flash::bad("flash-invoice-not-changed");
            Ok(told(&request, &own(&invoice), &flash))
        }
    }
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
    note: Option<&Document>,
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
        preview: note.map(|note| Preview {
            facts: facts(frame, note, None),
            lines: lines(frame, note),
            amount: typed.amount.clone(),
            reason: typed.reason.clone(),
        }),
        frame: frame.clone(),
    }
}
