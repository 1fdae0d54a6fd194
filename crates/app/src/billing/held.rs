//! Invoices that are held back, since what they must say of their payers is lacking: asked for, and made when it is known.
use chrono::NaiveDate;
use domain::{DetailFault, plan::Period};
use store::{AccountId, Tenant, billing_detail, invoice, payer};

use super::{
    Month,
    close::{adds_up, enter},
    draw::Drawing,
    month,
};
use crate::{
    Ctx, Work,
    error::Result,
    inbox,
    mail::{self, Mail},
};

/// Accounts read at a time.
const PAGE: u32 = 100;

/// What is lacking of the account's details and will be needed, since the month comes to something or an invoice waits.
pub async fn asked_for(tenant: &Tenant, month: &Month) -> store::Result<Vec<DetailFault>> {
    let lacking = lacking(tenant).await?;
    let is_needed = !lacking.is_empty()
        && (month.estimate.total > 0 || !invoice::held_back(tenant).await?.is_empty());
    Ok(if is_needed { lacking } else { Vec::new() })
}

/// What an invoice must say of the account, and cannot.
pub async fn lacking(tenant: &Tenant) -> store::Result<Vec<DetailFault>> {
    let payer = payer::find(tenant).await?;
    Ok(payer.billed().lacks(&payer.country))
}

/// Whoever has an extra shop that counts for the first time, and has to pay for it, is asked for its details once. One
/// that is missed here is asked when the month's drafts are made.
pub(super) async fn tell_new(ctx: &Ctx, day: NaiveDate) -> store::Result<()> {
    let mut after = AccountId::nil();
    loop {
        let page = billing_detail::unwritten(&ctx.store, day, after, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = *last;
        for account in page {
            let tenant = inbox::tenant(ctx, account);
            let month = month(ctx, &tenant, Period::of(day)).await?;
            let lacks = asked_for(&tenant, &month).await?;
            if !lacks.is_empty() {
                let news = Mail::Details { held: None, lacks };
                mail::post(ctx, &tenant, "details", &news).await?;
            }
        }
    }
}

/// Whoever the month's invoice is held back for is told what is lacking, once.
pub(super) async fn tell(work: &Work, period: Period) -> Result<()> {
    let (ctx, mut after) = (&work.ctx, AccountId::nil());
    loop {
        work.lease.renew().await?;
        let page = invoice::held(&ctx.store, period, after, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.account;
        for draft in &page {
            let news = Mail::Details {
                held: Some((period.first(), period.last())),
                lacks: draft.document.buyer.lacks(),
            };
            let once = format!("details:{period}");
            mail::post(ctx, &inbox::tenant(ctx, draft.account), &once, &news).await?;
        }
    }
}

/// Of a month that is closed, makes the invoices of those that are known by now.
pub(super) async fn follow(work: &Work, period: Period) -> Result<()> {
    let (ctx, mut after) = (&work.ctx, AccountId::nil());
    let Some(sales) = ctx.billing.clone() else {
        return Ok(());
    };
    let drawing = Drawing {
        sales,
        period,
        is_final: true,
        now: ctx.now(),
    };
    loop {
        let page = invoice::held(&ctx.store, period, after, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        after = last.account;
        for draft in &page {
            work.lease.renew().await?;
            let range = (draft.account, draft.account);
            let mut drawn = drawing.page(&ctx.store, range).await?;
            drawn.retain(|one| one.is_final && adds_up(one));
            if !drawn.is_empty() {
                enter(ctx, &drawing, range, drawn).await?;
            }
        }
    }
}
