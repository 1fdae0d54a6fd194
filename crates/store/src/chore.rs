//! Work by the clock: a row per chore and time, so that of many processes one does it.
use chrono::{DateTime, Utc};

use crate::{Result, System, sql};

/// True for the one caller that may do this chore for this time.
pub async fn claim(
    system: &System,
    name: &str,
    due_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text =
        "INSERT INTO chores (name, due_at, claimed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    let values = vec![name.into(), sql::ms(due_at).into(), sql::ms(now).into()];
    Ok(sql::run(system.writer(), text, values).await? == 1)
}

/// Forgets claims older than this.
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM chores WHERE claimed_at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}
