//! Work by the clock: a row per chore and time, so that of many processes one does it.
use chrono::{DateTime, TimeDelta, Utc};

use crate::{Result, System, sql};

/// A claim that has not come to its end by then is another's to take: whoever had it was killed, or failed.
const AGAIN: TimeDelta = TimeDelta::minutes(15);

/// True for the one caller that may do this chore for this time.
pub async fn claim(
    system: &System,
    name: &str,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "INSERT INTO chores (name, due_at, claimed_at) VALUES ($1, $2, $3)
        ON CONFLICT (name, due_at) DO UPDATE SET claimed_at = excluded.claimed_at
        WHERE chores.done_at IS NULL AND chores.claimed_at <= $4";
    let values = vec![
        name.into(),
        sql::ms(due_at).into(),
        sql::ms(now).into(),
        sql::ms(now - AGAIN).into(),
    ];
    Ok(sql::run(system.writer(), text, values).await? == 1)
}

/// This chore is done for this time.
pub async fn finish(
    system: &System,
    name: &str,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE chores SET done_at = $3 WHERE name = $1 AND due_at = $2";
    let values = vec![name.into(), sql::ms(due_at).into(), sql::ms(now).into()];
    sql::run(system.writer(), text, values).await?;
    Ok(())
}

/// Forgets claims older than this.
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM chores WHERE claimed_at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}
