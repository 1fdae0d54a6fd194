//! Work by the clock, for no account: a row per chore and time, so that of many processes one does it.
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use store::{auth_state, chore, inbox, order_link, outcome, with_causes};

use crate::{Ctx, digest, order, oslo, product, session};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(30);

/// What is kept, and for how long.
const MESSAGES_KEPT: TimeDelta = TimeDelta::days(7);
const LINES_KEPT: TimeDelta = TimeDelta::days(90);
const PEOPLE_KEPT: TimeDelta = TimeDelta::days(90);

/// What is done by the clock. A row carries its name.
#[derive(Clone, Copy)]
enum Chore {
    Forget,
    Digest,
}

impl Chore {
    const ALL: [Self; 2] = [Self::Forget, Self::Digest];

    fn name(self) -> &'static str {
        match self {
            Self::Forget => "forget",
            Self::Digest => "digest",
        }
    }

    /// The last time that has come.
    fn due(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Forget => oslo::last_night(now),
            Self::Digest => oslo::last_morning(now),
        }
    }

    async fn run(self, ctx: &Ctx, due_at: DateTime<Utc>) -> Result<(), store::Error> {
        match self {
            Self::Forget => forget(ctx).await,
            Self::Digest => digest::post(ctx, due_at).await,
        }
    }
}

/// Does the chores until the process stops.
pub async fn keep(ctx: Ctx) {
    loop {
        tick(&ctx).await;
        tokio::time::sleep(ctx.clock.real(TICK)).await;
    }
}

/// Does what is due and nobody else has done.
pub async fn tick(ctx: &Ctx) {
    for one in Chore::ALL {
        if let Err(error) = attend(ctx, one).await {
            tracing::warn!(error = %with_causes(&error), chore = one.name(), "A chore failed");
        }
    }
}

/// Claimed, done, and only then noted as done: a run that fails or is killed is claimed anew later.
async fn attend(ctx: &Ctx, one: Chore) -> Result<(), store::Error> {
    let due_at = one.due(ctx.now());
    if !chore::claim(&ctx.store, one.name(), due_at, ctx.now()).await? {
        return Ok(());
    }
    one.run(ctx, due_at).await?;
    chore::finish(&ctx.store, one.name(), due_at, ctx.now()).await
}

async fn forget(ctx: &Ctx) -> Result<(), store::Error> {
    let now = ctx.now();
    inbox::forget(&ctx.store, now - MESSAGES_KEPT).await?;
    outcome::forget(&ctx.store, now - LINES_KEPT).await?;
    order::end(ctx).await?;
    product::end(ctx).await?;
    order_link::forget_people(&ctx.store, now - PEOPLE_KEPT).await?;
    chore::forget(&ctx.store, now - MESSAGES_KEPT).await?;
    auth_state::forget(&ctx.store, now).await?;
    session::forget(ctx).await
}
