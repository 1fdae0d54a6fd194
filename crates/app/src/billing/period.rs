//! Which months are to be billed, and when: drafts on the first day of the next, final on the second.
use chrono::{DateTime, Utc};
use domain::plan::Period;
use store::{
    billing_period::{self, BillingPeriod},
    inbox::Kind,
    invoice,
};

use super::{close::message, tell_of_broken};
use crate::{Ctx, inbox};

/// The month that is under way is billed when it is over, and so are those since the last one that was opened: nobody
/// may have been awake. No month before billing was switched on is, and none after it was seen switched off.
pub async fn open(ctx: &Ctx) -> store::Result<()> {
    if ctx.billing.is_none() {
        return billing_period::seen_off(&ctx.store, ctx.now()).await;
    }
    let now = Period::at(ctx.now());
    let opened = billing_period::all(&ctx.store).await?;
    let last = opened.first().filter(|last| last.off_at.is_none());
    let mut period = last.map_or(now, |last| last.period.next().min(now));
    while period <= now {
        billing_period::open(&ctx.store, period, ctx.now()).await?;
        period = period.next();
    }
    billing_period::seen_on(&ctx.store, now).await
}

/// Every night: shops are counted, invoices that were held back are looked at again, and whoever has a shop that has long
/// been broken is told that it counts.
pub async fn night(ctx: &Ctx) -> store::Result<()> {
    open(ctx).await?;
    inbox::accept(ctx, &[message(Kind::Count)]).await?;
    let late = invoice::late(&ctx.store).await?;
    let late = late
        .iter()
        .map(|month| message(Kind::Close).about(month.to_string()));
    inbox::accept(ctx, &late.collect::<Vec<_>>()).await?;
    tell_of_broken(ctx).await
}

/// Asks for the drafts of every month that was over by then and has none.
pub async fn draft_due(ctx: &Ctx, due_at: DateTime<Utc>) -> store::Result<()> {
    ask(ctx, Kind::Draft, due_at).await
}

/// Asks for the close of every month that was over by then and is not closed.
pub async fn close_due(ctx: &Ctx, due_at: DateTime<Utc>) -> store::Result<()> {
    ask(ctx, Kind::Close, due_at).await
}

/// By then, and not by now: a chore that comes late must not close a month that its own day has not come for.
async fn ask(ctx: &Ctx, kind: Kind, due_at: DateTime<Utc>) -> store::Result<()> {
    open(ctx).await?;
    let then = Period::at(due_at);
    let periods = billing_period::all(&ctx.store).await?;
    let is_due = |one: &&BillingPeriod| {
        let waits = kind == Kind::Close || one.drafted_at.is_none();
        one.period < then && one.closed_at.is_none() && waits
    };
    // The oldest month has the lowest numbers.
    let due = periods.iter().rev().filter(is_due);
    let messages: Vec<_> = due
        .map(|one| message(kind).about(one.period.to_string()))
        .collect();
    match ctx.billing.is_some() && !messages.is_empty() {
        true => inbox::accept(ctx, &messages).await,
        false => Ok(()),
    }
}
