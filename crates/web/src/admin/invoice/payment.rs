//! An invoice is marked as paid, or that is taken back.
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Data, Form, Path},
};
use app::{Ctx, operator};
use domain::plan;
use serde::Deserialize;
use store::invoice::{self, Invoice, Standing};

use super::{super::typed, find, own, shown};
use crate::{
    error::Result,
    flash::{Flash, told},
    form::{Faults, Field},
    frame::{Frame, faulty},
    visitor::Operator,
};

pub(super) struct Pay {
    pub day: Field,
    pub amount: Field,
    pub note: Field,
}

/// What came with a form, and what is wrong with it.
#[derive(Default)]
pub(super) struct Typed {
    paid: Option<Paid>,
    why: String,
    faults: Faults,
}

/// As the form sends it.
#[derive(Clone, Default, Deserialize)]
pub(crate) struct Paid {
    day: String,
    amount: String,
    note: String,
}

#[derive(Deserialize)]
pub(crate) struct Unpaid {
    why: String,
}

/// `POST /admin/invoices/{invoice}/payment`
pub(crate) async fn pay(
    ctx: Data<Ctx>,
    operator: Operator,
    request: HttpRequest,
    (id, form): (Path<String>, Form<Paid>),
) -> Result<HttpResponse> {
    let (invoice, tenant) = find(&operator, &id).await?;
    let owed = invoice::standing(&operator.system, invoice.id)
        .await?
        .unpaid;
    let today = plan::day_at(ctx.now());
    let day = typed::day(&form.day).filter(|day| *day <= today && *day >= invoice.document.issued);
    let is_all = typed::amount(&form.amount) == Some(owed) && owed > 0;
    let remark = typed::remark(&form.note);
    if let (Some(day), true, Some(remark)) = (day, is_all, &remark) {
        let of = (&tenant, &invoice);
        let paid = operator::pay(&ctx, operator.who(), of, (day, remark)).await;
        return changed(&request, &invoice, paid, "flash-invoice-paid");
    }
    let (frame, mut faults) = (&operator.frame, Faults::default());
    if day.is_none() {
        faults.add("day", frame.say("bill-pay-day-bad"));
    }
    if !is_all {
        faults.add("amount", frame.say("bill-pay-amount-bad"));
    }
    if remark.is_none() {
        faults.add("note", frame.say("bill-pay-note-bad"));
    }
    let typed = Typed {
        paid: Some(form.into_inner()),
        faults,
        ..Typed::default()
    };
    faulty(&shown(&ctx, &operator, (&invoice, &tenant), &typed).await?)
}

/// `POST /admin/invoices/{invoice}/payment/delete`
pub(crate) async fn unpay(
    ctx: Data<Ctx>,
    operator: Operator,
    request: HttpRequest,
    (id, form): (Path<String>, Form<Unpaid>),
) -> Result<HttpResponse> {
    let (invoice, tenant) = find(&operator, &id).await?;
    let Some(why) = typed::reason(&form.why) else {
        let mut faults = Faults::default();
        faults.add("why", operator.frame.say("agreed-why-bad"));
        let typed = Typed {
            why: form.into_inner().why,
            faults,
            ..Typed::default()
        };
        return faulty(&shown(&ctx, &operator, (&invoice, &tenant), &typed).await?);
    };
    let done = operator::unpay(&ctx, operator.who(), (&tenant, &invoice), &why).await;
    changed(&request, &invoice, done, "flash-invoice-unpaid")
}

fn changed(
    request: &HttpRequest,
    invoice: &Invoice,
    done: store::Result<()>,
    good: &str,
) -> Result<HttpResponse> {
    let flash = match done {
        Ok(()) => Flash::good(good),
        Err(store::Error::Conflict) => Flash::bad("flash-invoice-not-changed"),
        Err(error) => return Err(error.into()),
    };
    Ok(told(request, &own(invoice), &flash))
}

pub(super) fn fields(
    frame: &Frame,
    standing: &Standing,
    Typed { paid, faults, .. }: &Typed,
) -> Pay {
    let owed = domain::money::from_minor(standing.unpaid, standing.currency.code());
    let proposed = Paid {
        amount: frame.words.amount(owed),
        ..Paid::default()
    };
    let held = paid.clone().unwrap_or(proposed);
    let field = |kind, name, key, value: &str| {
        Field::new(kind, name, frame.say(key))
            .holding(value)
            .judged(faults)
    };
    Pay {
        day: field("date", "day", "bill-pay-day", &held.day),
        amount: field("text", "amount", "bill-pay-amount", &held.amount),
        note: field("text", "note", "bill-pay-note", &held.note).optional(),
    }
}

/// Why a payment is taken back.
pub(super) fn why(frame: &Frame, typed: &Typed) -> Field {
    Field::new("text", "why", frame.say("bill-unpay-why"))
        .holding(&typed.why)
        .judged(&typed.faults)
}
