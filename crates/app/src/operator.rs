//! What those who run Varebro do in their pages: done and noted in one transaction, or neither.
use std::net::IpAddr;

use chrono::NaiveDate;
use domain::{
    invoice::Credited,
    plan::{Agreed, Period},
};
use rust_decimal::Decimal;
use store::{
    AgreedPriceId, InvoiceId, Tenant, UserId, agreed_price, billing_period,
    invoice::{self, Invoice, Payment},
    operator_act::{self, NewAct},
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

impl<'a> Who<'a> {
    /// `what` is the key of its words, `about` which thing and why.
    fn does(self, what: &'a str, about: &'a str) -> NewAct<'a> {
        NewAct {
            user: self.user,
            email: self.email,
            what,
            about,
            address: self.address,
        }
    }
}

/// Something is about to be taken home: a line that cannot be written stops it. `None`: it concerns no account.
pub async fn takes(
    ctx: &Ctx,
    who: Who<'_>,
    tenant: Option<&Tenant>,
    (what, about): (&str, &str),
) -> store::Result<()> {
    let act = who.does(what, about);
    match tenant {
        Some(tenant) => operator_act::note(tenant, act, ctx.now()).await,
        None => operator_act::note(&billing::house(ctx), act, ctx.now()).await,
    }
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
        "{} – {}: {}. {why}",
        agreed.first,
        last.unwrap_or_default(),
        Decimal::new(agreed.monthly, 2)
    );
    let new = agreed_price::NewPrice {
        agreed,
        who: who.email,
        why,
    };
    let (change, now) = (tenant.begin().await?, ctx.now());
    let id = agreed_price::add(&change, new, now).await?;
    operator_act::note(&change, who.does("act-price-given", &about), now).await?;
    change.commit().await?;
    Ok(id)
}

/// This is its last day. `NotFound`: it has ended already.
pub async fn end_price(
    ctx: &Ctx,
    who: Who<'_>,
    tenant: &Tenant,
    (id, last): (AgreedPriceId, NaiveDate),
) -> store::Result<()> {
    let about = last.to_string();
    let (change, now) = (tenant.begin().await?, ctx.now());
    agreed_price::end(&change, id, last, who.email, now).await?;
    operator_act::note(&change, who.does("act-price-ended", &about), now).await?;
    change.commit().await
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
    (tenant, invoice): (&Tenant, &Invoice),
    (day, remark): (NaiveDate, &str),
) -> store::Result<()> {
    let about = format!("{} · {day}. {remark}", invoice.document.number);
    let payment = Payment {
        day,
        who: who.email,
        note: remark,
    };
    let (change, now) = (tenant.begin().await?, ctx.now());
    invoice::pay(&change, invoice.id, payment, now).await?;
    operator_act::note(&change, who.does("act-invoice-paid", &about), now).await?;
    change.commit().await
}

/// That it was paid was a mistake. `Conflict`: it was not marked so.
pub async fn unpay(
    ctx: &Ctx,
    who: Who<'_>,
    (tenant, invoice): (&Tenant, &Invoice),
    why: &str,
) -> store::Result<()> {
    let about = format!("{}. {why}", invoice.document.number);
    let payment = Payment {
        day: NaiveDate::default(),
        who: who.email,
        note: why,
    };
    let (change, now) = (tenant.begin().await?, ctx.now());
    invoice::unpay(&change, invoice.id, payment, now).await?;
    operator_act::note(&change, who.does("act-invoice-unpaid", &about), now).await?;
    change.commit().await
}

/// Gives back all of an invoice, or a part.
pub async fn credit(
    ctx: &Ctx,
    who: Who<'_>,
    (tenant, invoice): (&Tenant, &Invoice),
    decided: Decided<'_>,
) -> Result<InvoiceId, NotCredited> {
    let amount = match decided.what {
        Credited::Amount(net) => format!(" · {}", Decimal::new(*net, 2)),
        Credited::All | Credited::Lines(_) => String::new(),
    };
    let about = format!("{}{amount}. {}", invoice.document.number, decided.reason);
    let act = who.does("act-credit-made", &about);
    billing::credit(ctx, tenant, invoice.id, decided, act).await
}

/// The month's drafts are made anew, for a look. False: it is not over, is closed, or nobody is billed.
pub async fn draft_month(ctx: &Ctx, who: Who<'_>, period: Period) -> store::Result<bool> {
    let about = period.to_string();
    billing::preview(ctx, who.does("act-month-drafted", &about), period).await
}

/// The month is closed without waiting for the clock. False: as [`billing::ask`].
pub async fn close_month(ctx: &Ctx, who: Who<'_>, period: Period) -> store::Result<bool> {
    let about = period.to_string();
    billing::ask(ctx, who.does("act-month-closed", &about), period).await
}
