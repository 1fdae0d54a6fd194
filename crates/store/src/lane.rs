//! The queue: a lane per account and track. Whoever holds its turn works the account's messages.
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, FromQueryResult};

use crate::{AccountId, Result, System, sql};

/// Never due by itself: somebody must bring news.
const NEVER: i64 = i64::MAX;

/// `Realtime` carries orders, stock and single products, and alone writes to shops; `Bulk` finds and marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Track {
    Realtime,
    Bulk,
}

impl Track {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Realtime => "realtime",
            Self::Bulk => "bulk",
        }
    }
}

/// A lane taken to work on. `turn` fences: a later turn means that somebody took it over.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Turn {
    pub account_id: AccountId,
    pub turn: i64,
    /// The lane's counter of news as it stood when last looked at.
    pub news: i64,
}

/// What becomes of a lane that has news. One that is queued already is only held until the commit, so that
/// nobody claims it before the news can be seen: a claim passes over rows that are held.
pub(crate) const NEWS: &str = "ON CONFLICT (account_id, track) DO UPDATE SET news = lanes.news + 1,
     wake_at = CASE lanes.state WHEN 'idle' THEN excluded.wake_at ELSE lanes.wake_at END,
     state = CASE lanes.state WHEN 'idle' THEN 'queued' ELSE lanes.state END
     WHERE lanes.state <> 'queued'";

/// Marks the lanes as having news, creating those that are not there. In the order of their ids,
/// so that two transactions can never wait for each other.
pub(crate) async fn mark(
    db: &DatabaseTransaction,
    lanes: impl IntoIterator<Item = (AccountId, Track)>,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut lanes: Vec<_> = lanes.into_iter().collect();
    lanes.sort_unstable();
    lanes.dedup();
    for chunk in lanes.chunks(500) {
        let rows = sql::places(2, chunk.len(), 2).replace(')', ", 'queued', 1, 0, $1)");
        let text = format!(
            "INSERT INTO lanes (account_id, track, state, news, turn, wake_at) VALUES {rows} {NEWS}"
        );
        let mut values = vec![sql::ms(now).into()];
        for (account, track) in chunk {
            values.extend([(*account).into(), track.word().into()]);
        }
        sql::run(db, &text, values).await?;
    }
    Ok(())
}

/// Takes up to `count` lanes that are queued, due or abandoned, the longest waiting first.
pub async fn claim(
    system: &System,
    track: Track,
    count: usize,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
) -> Result<Vec<Turn>> {
    let db = system.writer();
    let lock = match sea_orm::ConnectionTrait::get_database_backend(db) {
        sea_orm::DbBackend::Postgres => "FOR UPDATE SKIP LOCKED",
        // Spares an idle dispatcher the one writing connection.
        _ if !any_due(system, track, now).await? => return Ok(Vec::new()),
        _ => "",
    };
    let text = format!(
        "UPDATE lanes SET state = 'working', turn = turn + 1, wake_at = $3
         WHERE (account_id, track) IN (SELECT account_id, track FROM lanes
             WHERE track = $1 AND wake_at <= $2 ORDER BY wake_at LIMIT $4 {lock})
         RETURNING account_id, turn, news"
    );
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let (now, lease) = (sql::ms(now), sql::ms(lease_until));
    let values = vec![track.word().into(), now.into(), lease.into(), count.into()];
    sql::all(db, &text, values).await
}

/// True when a lane may be taken now.
pub async fn any_due(system: &System, track: Track, now: DateTime<Utc>) -> Result<bool> {
    let text = "SELECT turn FROM lanes WHERE track = $1 AND wake_at <= $2 LIMIT 1";
    let values = vec![track.word().into(), sql::ms(now).into()];
    Ok(sql::value::<i64>(system.reader(), text, values)
        .await?
        .is_some())
}

/// When the first lane may be taken; `None` while all wait for news.
pub async fn next_due(system: &System) -> Result<Option<DateTime<Utc>>> {
    let text = "SELECT wake_at FROM lanes WHERE wake_at < $1 ORDER BY wake_at LIMIT 1";
    let due: Option<i64> = sql::value(system.reader(), text, vec![NEVER.into()]).await?;
    Ok(due.map(sql::time))
}

/// The lane is ours until then. False: somebody else has it, so write nothing more.
pub async fn renew(
    system: &System,
    track: Track,
    turn: &Turn,
    lease_until: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE lanes SET wake_at = $4
        WHERE account_id = $1 AND track = $2 AND turn = $3 AND state = 'working'";
    let values = vec![
        turn.account_id.into(),
        track.word().into(),
        turn.turn.into(),
        sql::ms(lease_until).into(),
    ];
    Ok(sql::run(system.writer(), text, values).await? == 1)
}

/// The lane's counter of news now; `None` when the turn has passed to somebody else.
pub async fn news(system: &System, track: Track, turn: &Turn) -> Result<Option<i64>> {
    let text = "SELECT news FROM lanes WHERE account_id = $1 AND track = $2 AND turn = $3";
    let values = vec![
        turn.account_id.into(),
        track.word().into(),
        turn.turn.into(),
    ];
    sql::value(system.reader(), text, values).await
}

/// Leaves the lane idle until it is due or has news. False when news came meanwhile: go on.
pub async fn leave(
    system: &System,
    track: Track,
    turn: &Turn,
    next_due: Option<DateTime<Utc>>,
) -> Result<bool> {
    let text = "UPDATE lanes SET state = 'idle', wake_at = $5
        WHERE account_id = $1 AND track = $2 AND turn = $3 AND news = $4 AND state = 'working'";
    let values = vec![
        turn.account_id.into(),
        track.word().into(),
        turn.turn.into(),
        turn.news.into(),
        next_due.map_or(NEVER, sql::ms).into(),
    ];
    Ok(sql::run(system.writer(), text, values).await? == 1)
}

/// Queues the lane again, behind all that wait already.
pub async fn requeue(system: &System, track: Track, turn: &Turn, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE lanes SET state = 'queued', wake_at = $4
        WHERE account_id = $1 AND track = $2 AND turn = $3 AND state = 'working'";
    let values = vec![
        turn.account_id.into(),
        track.word().into(),
        turn.turn.into(),
        sql::ms(now).into(),
    ];
    sql::run(system.writer(), text, values).await?;
    Ok(())
}
