//! Work by the clock, for no account: a row per chore and time, so that of many processes one does it.
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use store::{auth_state, chore, inbox, order_link, outcome, shop_day, with_causes};

use crate::{Ctx, billing, digest, order, oslo, product, session};

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(30);

/// What is kept, and for how long.
const MESSAGES_KEPT: TimeDelta = TimeDelta::days(7);
/// Longer than a month, or what comes once a month would be done again.
const CHORES_KEPT: TimeDelta = TimeDelta::days(70);
const LINES_KEPT: TimeDelta = TimeDelta::days(90);
const PEOPLE_KEPT: TimeDelta = TimeDelta::days(90);
/// The ledger can give them back.
const DAYS_KEPT: TimeDelta = TimeDelta::days(400);

/// What is done by the clock. A row carries its name.
#[derive(Clone, Copy)]
enum Chore {
    Forget,
    Digest,
    /// Shops are counted for yesterday.
    Count,
    /// Drafts of the month that is over.
    Draft,
    /// They are made final.
    Close,
}

impl Chore {
    const ALL: [Self; 5] = [
        Self::Forget,
        Self::Digest,
        Self::Count,
        Self::Draft,
        Self::Close,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Forget => "forget",
            Self::Digest => "digest",
            Self::Count => "count",
            Self::Draft => "draft",
            Self::Close => "close",
        }
    }

    /// What people call it.
    fn key(self) -> &'static str {
        match self {
            Self::Forget => "chore-forget",
            Self::Digest => "chore-digest",
            Self::Count => "chore-count",
            Self::Draft => "chore-draft",
            Self::Close => "chore-close",
        }
    }

    /// The last time that has come.
    fn due(self, now: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Forget | Self::Count => oslo::last_night(now),
            Self::Draft => oslo::last_of_month(1, now),
            Self::Close => oslo::last_of_month(2, now),
            Self::Digest => oslo::last_morning(now),
        }
    }

    async fn run(self, ctx: &Ctx, due_at: DateTime<Utc>) -> Result<(), store::Error> {
        match self {
            Self::Forget => forget(ctx).await,
            Self::Digest => digest::post(ctx, due_at).await,
            Self::Count => billing::night(ctx).await,
            Self::Draft => billing::draft_due(ctx, due_at).await,
            Self::Close => billing::close_due(ctx, due_at).await,
        }
    }
}

/// What people call the chore of this name; `None`: one of another version.
#[must_use]
pub fn key(name: &str) -> Option<&'static str> {
    let found = Chore::ALL.into_iter().find(|one| one.name() == name);
    found.map(Chore::key)
}

/// Does the chores until the process stops.
pub async fn keep(ctx: Ctx) {
    // Billing may just have been switched on, and the month that is under way is the first to be billed.
    if let Err(error) = billing::open(&ctx).await {
        tracing::warn!(error = %with_causes(&error), "The month that is under way could not be opened");
    }
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
    chore::forget(&ctx.store, now - CHORES_KEPT).await?;
    auth_state::forget(&ctx.store, now).await?;
    shop_day::forget(&ctx.store, (now - DAYS_KEPT).date_naive()).await?;
    session::forget(ctx).await
}
