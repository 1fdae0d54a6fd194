//! Work by the clock, for no account: a row per chore and time, so that of many processes one does it.
use std::time::Duration;

use chrono::{DateTime, Days, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{Europe::Oslo, Tz};
use store::{auth_state, chore, inbox, order_link, outcome};

use crate::{Ctx, digest, session};

/// After midnight, when people sleep: nightly compares, forgetting, the digest at the end of it.
const NIGHT: TimeDelta = TimeDelta::hours(3);
/// Before the shop opens.
const MORNING: TimeDelta = TimeDelta::hours(7);
/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(30);

/// What is kept, and for how long.
const MESSAGES_KEPT: TimeDelta = TimeDelta::days(7);
const LINES_KEPT: TimeDelta = TimeDelta::days(90);
const PEOPLE_KEPT: TimeDelta = TimeDelta::days(90);

/// A chore: its name, when it is next due, and its verb.
struct Chore {
    name: &'static str,
    due: fn(DateTime<Utc>) -> DateTime<Utc>,
}

const CHORES: [Chore; 2] = [
    Chore {
        name: "forget",
        due: last_night,
    },
    Chore {
        name: "digest",
        due: last_morning,
    },
];

/// Does the chores until the process stops.
pub async fn keep(ctx: Ctx) {
    loop {
        tick(&ctx).await;
        tokio::time::sleep(ctx.clock.real(TICK)).await;
    }
}

/// Does what is due and nobody else has done.
pub async fn tick(ctx: &Ctx) {
    for one in &CHORES {
        if let Err(error) = attend(ctx, one).await {
            tracing::warn!(%error, chore = one.name, "A chore failed");
        }
    }
}

/// Claimed, done, and only then noted as done: a run that fails or is killed is claimed anew later.
async fn attend(ctx: &Ctx, one: &Chore) -> Result<(), store::Error> {
    let due_at = (one.due)(ctx.now());
    if !chore::claim(&ctx.store, one.name, due_at, ctx.now()).await? {
        return Ok(());
    }
    match one.name {
        "forget" => forget(ctx).await?,
        _ => digest::post(ctx, due_at).await?,
    }
    chore::finish(&ctx.store, one.name, due_at, ctx.now()).await
}

async fn forget(ctx: &Ctx) -> Result<(), store::Error> {
    let now = ctx.now();
    inbox::forget(&ctx.store, now - MESSAGES_KEPT).await?;
    outcome::forget(&ctx.store, now - LINES_KEPT).await?;
    order_link::forget_people(&ctx.store, now - PEOPLE_KEPT).await?;
    chore::forget(&ctx.store, now - MESSAGES_KEPT).await?;
    auth_state::forget(&ctx.store, now).await?;
    session::forget(ctx).await
}

/// The next three o'clock at night in Oslo.
#[must_use]
pub fn next_night(now: DateTime<Utc>) -> DateTime<Utc> {
    let night = last_night(now).with_timezone(&Oslo);
    at(Oslo, night.date_naive() + Days::new(1), NIGHT)
}

fn last_night(now: DateTime<Utc>) -> DateTime<Utc> {
    last(now, NIGHT)
}

fn last_morning(now: DateTime<Utc>) -> DateTime<Utc> {
    last(now, MORNING)
}

fn last(now: DateTime<Utc>, time: TimeDelta) -> DateTime<Utc> {
    let today = now.with_timezone(&Oslo).date_naive();
    let tonight = at(Oslo, today, time);
    if tonight <= now {
        return tonight;
    }
    at(Oslo, today - Days::new(1), time)
}

/// The night the clocks go forward has no 02:00–03:00; our times lie outside it.
fn at(zone: Tz, date: chrono::NaiveDate, time: TimeDelta) -> DateTime<Utc> {
    let local = date.and_time(NaiveTime::MIN) + time;
    let instant = zone.from_local_datetime(&local).latest();
    instant.map_or_else(|| local.and_utc(), |at| at.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_night_is_oslos_summer_and_winter() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        assert_eq!(
            next_night(at("2026-07-01T12:00:00Z")),
            at("2026-07-02T01:00:00Z")
        );
        assert_eq!(
            next_night(at("2026-12-01T12:00:00Z")),
            at("2026-12-02T02:00:00Z")
        );
        assert_eq!(
            next_night(at("2026-10-24T20:00:00Z")),
            at("2026-10-25T02:00:00Z")
        );
    }
}
