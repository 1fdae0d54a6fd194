//! Accept a message; process a message; write down how it went. Every sync starts here.
use std::panic::AssertUnwindSafe;

use domain::{FailureReason, Outcome, Side};
use futures::FutureExt;
use store::{
    AccountId, Tenant, inbox,
    inbox::{Kind, Message, NewMessage, PutBack},
    order_link, outcome,
    outcome::Line,
};

use crate::{Ctx, Error, Work, job, park, retry};

/// An account's rows, for a job that carries its id: there is no third way past the wall.
pub(crate) fn tenant(ctx: &Ctx, account: AccountId) -> Tenant {
    ctx.store.tenant(account)
}

/// Stores the messages and wakes the dispatcher. One already waiting says the same.
pub async fn accept(ctx: &Ctx, messages: &[NewMessage]) -> Result<(), store::Error> {
    inbox::add(&ctx.store, messages, ctx.now()).await?;
    ctx.wake.now();
    Ok(())
}

/// A person pressed the button: look at it now, however long it was to wait.
pub async fn hurry(ctx: &Ctx, tenant: &Tenant, message: NewMessage) -> Result<(), store::Error> {
    let change = tenant.begin().await?;
    inbox::hurry(&change, &[message], ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

/// Does what the message asks for and writes down how it went, whichever way it went.
pub(crate) async fn process(work: &Work, picked: Message) -> Result<(), store::Error> {
    let claimed = match picked.was_abandoned() {
        true => take_over(work, &picked).await?,
        false => inbox::claim(&work.tenant, picked.id, work.lease.turn()).await?,
    };
    let Some(message) = claimed else {
        return Ok(());
    };
    let done = AssertUnwindSafe(job::verb(work, &message))
        .catch_unwind()
        .await;
    match done.unwrap_or_else(|_| Err(panicked(&message))) {
        Ok(outcomes) => settle(work, &message, &outcomes).await,
        Err(error) => fail(work, &message, error).await,
    }
}

/// Whoever had it went away in the middle. The line goes with the claim, or a death between the two
/// would leave that try untold.
async fn take_over(work: &Work, picked: &Message) -> Result<Option<Message>, store::Error> {
    let change = work.tenant.begin().await?;
    let claimed = inbox::claim(&change, picked.id, work.lease.turn()).await?;
    if let Some(message) = &claimed {
        let outcome = Outcome::Interrupted;
        outcome::record(&change, Line::of(message), &outcome, work.now()).await?;
    }
    change.commit().await?;
    Ok(claimed)
}

fn panicked(message: &Message) -> Error {
    tracing::error!(message.id = %message.id, kind = message.kind_word(), "A verb panicked");
    Error::Retry {
        reason: FailureReason::Ours,
        after: None,
    }
}

async fn settle(work: &Work, message: &Message, outcomes: &[Outcome]) -> Result<(), store::Error> {
    let now = work.now();
    if outcomes.is_empty() {
        inbox::settle(&work.tenant, message.id, work.lease.turn(), now).await?;
        return Ok(());
    }
    let change = work.tenant.begin().await?;
    for outcome in outcomes {
        outcome::record(&change, Line::of(message), outcome, now).await?;
        tell_order(&change, message, outcome, None).await?;
    }
    if inbox::settle(&change, message.id, work.lease.turn(), now).await? {
        change.commit().await?;
    }
    Ok(())
}

async fn fail(work: &Work, message: &Message, error: Error) -> Result<(), store::Error> {
    let now = work.now();
    let (outcome, back) = match error {
        Error::Lost => return Ok(()),
        Error::Store(error) => return Err(error),
        Error::Wait { side } => (Outcome::WaitsForSide { side }, put_back(now, side, false)),
        Error::Rest { until } => (Outcome::Resting { until }, at(until, false)),
        Error::Park { side, reason } => {
            park::failed(work, side, message.shop_id, &reason).await?;
            let due = retry::next(message.attempts, now);
            (failed(reason, due), put_back(due, side, true))
        }
        Error::Retry { reason, after } => {
            let due = after.map_or_else(
                || retry::next(message.attempts, now),
                |wait| retry::after(wait, now),
            );
            (failed(reason, due), at(due, after.is_none()))
        }
    };
    wait(work, message, &outcome, back).await
}

/// The line and the way back in one transaction; where a newer message waits, this one is done.
async fn wait(
    work: &Work,
    message: &Message,
    outcome: &Outcome,
    back: PutBack,
) -> Result<(), store::Error> {
    let (now, turn) = (work.now(), work.lease.turn());
    let change = work.tenant.begin().await?;
    outcome::record(&change, Line::of(message), outcome, now).await?;
    tell_order(&change, message, outcome, Some(back.due_at)).await?;
    match inbox::put_back(&change, message.id, turn, back).await {
        Ok(()) => change.commit().await,
        Err(store::Error::Conflict) => {
            drop(change);
            settle(work, message, std::slice::from_ref(outcome)).await
        }
        Err(error) => Err(error),
    }
}

/// The order's own row says how it stands, so that the list of orders need not read the log.
async fn tell_order(
    change: &Tenant<impl store::Rows>,
    message: &Message,
    outcome: &Outcome,
    next_try: Option<chrono::DateTime<chrono::Utc>>,
) -> Result<(), store::Error> {
    match (message.kind(), message.subject.parse()) {
        (Some(Kind::Order), Ok(order)) => {
            order_link::tell(change, (message.shop_id, order), outcome, next_try).await
        }
        _ => Ok(()),
    }
}

fn failed(reason: FailureReason, due: chrono::DateTime<chrono::Utc>) -> Outcome {
    Outcome::Failed {
        reason,
        next_try: Some(due),
    }
}

fn at(due_at: chrono::DateTime<chrono::Utc>, counts: bool) -> PutBack {
    PutBack {
        due_at,
        waits_for_rackbeat: false,
        counts,
    }
}

fn put_back(due_at: chrono::DateTime<chrono::Utc>, side: Side, counts: bool) -> PutBack {
    PutBack {
        due_at,
        waits_for_rackbeat: side == Side::Rackbeat,
        counts,
    }
}
