//! How the whole is at work: what waits, what does not answer, what was done by the clock. For operators.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{AccountId, Result, System, lane::Track, sql};

/// One track of the queue.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    /// Lanes that may be taken now and are not.
    pub waiting: i64,
    /// Since when the first of them has waited.
    pub oldest: Option<DateTime<Utc>>,
}

/// A side that does not answer, and whose it is.
#[derive(Clone, Debug)]
pub struct Parked {
    pub account: AccountId,
    pub company: String,
    /// A shop's name; `None`: Rackbeat.
    pub shop: Option<String>,
    pub since: DateTime<Utc>,
}

/// The outbox.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    pub unsent: i64,
    /// When the first of them was due.
    pub oldest: Option<DateTime<Utc>>,
    /// Those that will never be sent, of the last 90 days.
    pub given_up: i64,
}

/// When a chore was last done.
#[derive(Clone, Debug)]
pub struct Chore {
    pub name: String,
    /// The newest time that was taken up.
    pub due_at: DateTime<Utc>,
    /// `None`: begun and not ended.
    pub done_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct CountRow {
    count: i64,
    oldest: Option<i64>,
}

#[derive(FromQueryResult)]
struct ParkedRow {
    account_id: AccountId,
    company: String,
    shop: Option<String>,
    parked_at: i64,
}

#[derive(FromQueryResult)]
struct ChoreRow {
    name: String,
    due_at: i64,
    done_at: Option<i64>,
}

pub async fn queue(system: &System, track: Track, now: DateTime<Utc>) -> Result<Queue> {
    let text = "SELECT COUNT(*) AS count, MIN(wake_at) AS oldest FROM lanes
        WHERE track = $1 AND wake_at <= $2";
    let values = vec![track.word().into(), sql::ms(now).into()];
    let row: Option<CountRow> = sql::one(system.reader(), text, values).await?;
    Ok(row.map_or_else(Queue::default, |row| Queue {
        waiting: row.count,
        oldest: row.oldest.map(sql::time),
    }))
}

/// Those that have been silent for longest, shops and Rackbeats together.
pub async fn parked(system: &System, limit: u32) -> Result<Vec<Parked>> {
    let shops = format!(
        "SELECT shops.account_id, accounts.name AS company, shops.name AS shop, shops.parked_at
         FROM shops JOIN accounts ON accounts.id = shops.account_id
         WHERE shops.parked_at IS NOT NULL AND shops.disconnected_at IS NULL
         ORDER BY shops.parked_at LIMIT {limit}"
    );
    let agreements = format!(
        "SELECT agreements.account_id, accounts.name AS company, NULL AS shop, agreements.parked_at
         FROM agreements JOIN accounts ON accounts.id = agreements.account_id
         WHERE agreements.parked_at IS NOT NULL AND agreements.disconnected_at IS NULL
         ORDER BY agreements.parked_at LIMIT {limit}"
    );
    let mut rows: Vec<ParkedRow> = sql::all(system.reader(), &shops, vec![]).await?;
    rows.extend(sql::all::<ParkedRow>(system.reader(), &agreements, vec![]).await?);
    rows.sort_by_key(|row| row.parked_at);
    rows.truncate(limit as usize);
    Ok(rows.into_iter().map(Parked::from).collect())
}

pub async fn parked_count(system: &System) -> Result<i64> {
    let text = "SELECT (SELECT COUNT(*) FROM shops WHERE parked_at IS NOT NULL AND disconnected_at IS NULL)
        + (SELECT COUNT(*) FROM agreements WHERE parked_at IS NOT NULL AND disconnected_at IS NULL)";
    Ok(sql::value(system.reader(), text, vec![])
        .await?
        .unwrap_or(0))
}

pub async fn outbox(system: &System) -> Result<Outbox> {
    let waiting =
        "SELECT COUNT(*) AS count, MIN(due_at) AS oldest FROM mails WHERE state = 'waiting'";
    let given_up = "SELECT COUNT(*) FROM mails WHERE state = 'given_up'";
    let row: Option<CountRow> = sql::one(system.reader(), waiting, vec![]).await?;
    let given_up = sql::value(system.reader(), given_up, vec![]).await?;
    Ok(Outbox {
        unsent: row.as_ref().map_or(0, |row| row.count),
        oldest: row.and_then(|row| row.oldest).map(sql::time),
        given_up: given_up.unwrap_or(0),
    })
}

/// The newest run of each chore.
pub async fn chores(system: &System) -> Result<Vec<Chore>> {
    let text = "SELECT name, due_at, done_at FROM chores WHERE due_at =
        (SELECT MAX(newest.due_at) FROM chores AS newest WHERE newest.name = chores.name)
        ORDER BY name";
    let rows: Vec<ChoreRow> = sql::all(system.reader(), text, vec![]).await?;
    let chore = |row: ChoreRow| Chore {
        name: row.name,
        due_at: sql::time(row.due_at),
        done_at: row.done_at.map(sql::time),
    };
    Ok(rows.into_iter().map(chore).collect())
}

impl From<ParkedRow> for Parked {
    fn from(row: ParkedRow) -> Self {
        Self {
            account: row.account_id,
            company: row.company,
            shop: row.shop,
            since: sql::time(row.parked_at),
        }
    }
}
