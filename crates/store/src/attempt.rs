//! Tries that are counted, so that nobody can guess for long.
use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::{Result, System, sql};

/// A try that was counted; taken back when it turned out to be rightful.
#[derive(Clone, Copy, Debug)]
pub struct Attempt(Uuid);

/// Counts a try, and says whether it is within `limit` since `since`. The row is written before
/// the counting, so fifty at once get no more through than one after the other; one that is
/// turned away is not counted, so that turning away never lasts longer than the window.
pub async fn count(
    system: &System,
    (kind, key): (&str, &str),
    limit: i64,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<Attempt>> {
    let attempt = Attempt(Uuid::now_v7());
    let add = "INSERT INTO attempts (id, kind, key, at) VALUES ($1, $2, $3, $4)";
    let values = vec![
        attempt.0.into(),
        kind.into(),
        key.into(),
        sql::ms(now).into(),
    ];
    sql::run(system.writer(), add, values).await?;
    let text = "SELECT COUNT(*) FROM attempts WHERE kind = $1 AND key = $2 AND at > $3";
    let values = vec![kind.into(), key.into(), sql::ms(since).into()];
    let made: Option<i64> = sql::value(system.writer(), text, values).await?;
    if made.unwrap_or_default() <= limit {
        return Ok(Some(attempt));
    }
    take_back(system, attempt).await?;
    Ok(None)
}

pub async fn take_back(system: &System, attempt: Attempt) -> Result<()> {
    let text = "DELETE FROM attempts WHERE id = $1";
    sql::run(system.writer(), text, vec![attempt.0.into()]).await?;
    Ok(())
}

/// Forgets all tries of this kind with this key.
pub async fn clear(system: &System, kind: &str, key: &str) -> Result<()> {
    let text = "DELETE FROM attempts WHERE kind = $1 AND key = $2";
    sql::run(system.writer(), text, vec![kind.into(), key.into()]).await?;
    Ok(())
}

/// Forgets tries older than this.
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM attempts WHERE at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}
