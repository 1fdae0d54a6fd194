//! Which months are to be billed, and when: drafts on the first day of the next, final on the second.
use domain::plan::Period;
use store::{billing_period, inbox::Kind};

use super::{close::message, tell_of_broken};
use crate::{Ctx, inbox};

/// The month that is under way is billed when it is over, and so are those since the last one that was opened: nobody
/// may have been awake. No month before billing was switched on is.
pub async fn open(ctx: &Ctx) -> store::Result<()> {
    if ctx.billing.is_none() {
        return Ok(());
    }
    let now = Period::at(ctx.now());
    let opened = billing_period::all(&ctx.store).await?;
    let last = opened.first().map(|one| one.period);
    let mut period = last.map_or(now, |last| last.next().min(now));
    while period <= now {
        billing_period::open(&ctx.store, period, ctx.now()).await?;
        period = period.next();
    }
    Ok(())
}

/// Every night: shops are counted, and whoever has a shop that has long been broken is told that it counts.
pub async fn night(ctx: &Ctx) -> store::Result<()> {
    open(ctx).await?;
    inbox::accept(ctx, &[message(Kind::Count)]).await?;
    tell_of_broken(ctx).await
}

/// Asks for the drafts of every month that is over and has none.
pub async fn draft_due(ctx: &Ctx) -> store::Result<()> {
    ask(ctx, Kind::Draft).await
}

/// Asks for the close of every month that is over and is not closed.
pub async fn close_due(ctx: &Ctx) -> store::Result<()> {
    ask(ctx, Kind::Close).await
}

async fn ask(ctx: &Ctx, kind: Kind) -> store::Result<()> {
    open(ctx).await?;
    let now = Period::at(ctx.now());
    let periods = billing_period::all(&ctx.store).await?;
    let is_due = |one: &&billing_period::BillingPeriod| {
        let waits = kind == Kind::Close || one.drafted_at.is_none();
        one.period < now && one.closed_at.is_none() && waits
    };
    let mut due: Vec<_> = periods.iter().filter(is_due).collect();
    // The oldest month has the lowest numbers.
    due.reverse();
    let messages: Vec<_> = due
        .into_iter()
        .map(|one| message(kind).about(one.period.to_string()))
        .collect();
    match ctx.billing.is_some() && !messages.is_empty() {
        true => inbox::accept(ctx, &messages).await,
        false => Ok(()),
    }
}
