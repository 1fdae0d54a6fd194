//! What those who run Varebro do in their pages: noted before it is done, so that nothing is done unnoted.
use std::net::IpAddr;

use chrono::NaiveDate;
use domain::{
    invoice::Credited,
    plan::{Agreed, Period},
};
use store::{
    AccountId, AgreedPriceId, InvoiceId, Tenant, UserId, agreed_price, billing_period,
    invoice::{self, Invoice, Payment},
    operator_act,
};

use crate::{
    Ctx,
    billing::{self, Decided, NotCredited},
};

/// Who does it, as the log names them.
#[derive(Clone, Copy, Debug)]
pub struct Who<'a> {
    pub user: UserId,
    pub email: &'a str,
    pub address: IpAddr,
}

/// Writes down what is about to be done. A log that cannot be written stops it.
///
/// `what` is the key of its words, `about` which thing and why.
pub async fn note(
    ctx: &Ctx,
    who: Who<'_>,
    account: AccountId,
    what: &str,
    about: &str,
) -> store::Result<()> {
    let act = operator_act::NewAct {
        user: who.user,
        email: who.email,
        account,
        what,
        about,
        address: &who.address.to_string(),
    };
    operator_act::note(&ctx.store, act, ctx.now()).await
}

/// The account pays another price than the list's from now on, or nothing.
pub async fn give_price(
    ctx: &Ctx,
    who: Who<'_>,
    tenant: &Tenant,
    (agreed, why): (Agreed, &str),
) -> store::Result<AgreedPriceId> {
    let last = agreed.last.map(|day| day.to_string());
    let about = format!(
        "{} – {}: {} / 100. {why}",
        agreed.first,
        last.unwrap_or_default(),
        agreed.monthly
    );
    note(ctx, who, tenant.account(), "act-price-given", &about).await?;
    let new = agreed_price::NewPrice {
        agreed,
        who: who.email,
        why,
    };
    agreed_price::add(tenant, new, ctx.now()).await
}

/// This is its last day. `NotFound`: it has ended already.
pub async fn end_price(
    ctx: &Ctx,
    who: Who<'_>,
    tenant: &Tenant,
    (id, last): (AgreedPriceId, NaiveDate),
) -> store::Result<()> {
    let about = last.to_string();
    note(ctx, who, tenant.account(), "act-price-ended", &about).await?;
    agreed_price::end(tenant, id, last, who.email, ctx.now()).await
}

/// The last day that is billed, and so can have no other price any more; `None` while no month is closed.
pub async fn billed_until(ctx: &Ctx) -> store::Result<Option<NaiveDate>> {
    let periods = billing_period::all(&ctx.store).await?;
    let closed = periods.into_iter().find(|one| one.closed_at.is_some());
    Ok(closed.map(|one| one.period.last()))
}

/// All that is owed of the invoice was paid on this day. `Conflict`: nothing is owed.
pub async fn pay(
    ctx: &Ctx,
    who: Who<'_>,
    invoice: &Invoice,
    (day, remark): (NaiveDate, &str),
) -> store::Result<()> {
    let about = format!("{} · {day}. {remark}", invoice.document.number);
    note(ctx, who, invoice.account, "act-invoice-paid", &about).await?;
    let payment = Payment {
        day,
        who: who.email,
        note: remark,
    };
    invoice::pay(&ctx.store, invoice.id, payment, ctx.now()).await
}

/// That it was paid was a mistake. `Conflict`: it was not marked so.
pub async fn unpay(ctx: &Ctx, who: Who<'_>, invoice: &Invoice, why: &str) -> store::Result<()> {
    let about = format!("{}. {why}", invoice.document.number);
    note(ctx, who, invoice.account, "act-invoice-unpaid", &about).await?;
    let payment = Payment {
        day: NaiveDate::default(),
        who: who.email,
        note: why,
    };
    invoice::unpay(&ctx.store, invoice.id, payment, ctx.now()).await
}

/// Gives back all of an invoice, or a part.
pub async fn credit(
    ctx: &Ctx,
    who: Who<'_>,
    (tenant, invoice): (&Tenant, &Invoice),
    decided: Decided<'_>,
) -> Result<InvoiceId, NotCredited> {
    let amount = match decided.what {
        Credited::Amount(net) => format!(" · {net} / 100"),
        Credited::All | Credited::Lines(_) => String::new(),
    };
    let about = format!("{}{amount}. {}", invoice.document.number, decided.reason);
    note(ctx, who, invoice.account, "act-credit-made", &about).await?;
    billing::credit(ctx, tenant, invoice.id, decided).await
}

/// The month's drafts are made anew, for a look. False: it is not over, or nobody is billed.
pub async fn draft_month(ctx: &Ctx, who: Who<'_>, period: Period) -> store::Result<bool> {
    let (nobody, about) = (AccountId::nil(), period.to_string());
    note(ctx, who, nobody, "act-month-drafted", &about).await?;
    billing::preview(ctx, period).await
}

/// The month is closed without waiting for the clock. False as above.
pub async fn close_month(ctx: &Ctx, who: Who<'_>, period: Period) -> store::Result<bool> {
    let (nobody, about) = (AccountId::nil(), period.to_string());
    note(ctx, who, nobody, "act-month-closed", &about).await?;
    billing::ask(ctx, who.email, period).await
}
