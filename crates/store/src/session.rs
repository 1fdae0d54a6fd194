//! Who is signed in where. Only the hash of the browser's token is kept.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{AccountId, Result, SessionId, System, UserId, sql, user::Role};

/// A session that holds, and whose it is.
#[derive(Clone, Debug)]
pub struct Session {
    pub id: SessionId,
    pub user: UserId,
    pub account: AccountId,
    pub email: String,
    pub role: Role,
    pub language: String,
    pub is_operator: bool,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

/// Where somebody signed in from.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// One line of the list of sessions.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: SessionId,
    pub address: String,
    pub agent: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Row {
    id: SessionId,
    user_id: UserId,
    account_id: AccountId,
    email: String,
    role: String,
    language: String,
    operator_at: Option<i64>,
    created_at: i64,
    seen_at: i64,
}

#[derive(FromQueryResult)]
struct Listed {
    id: SessionId,
    address: String,
    agent: String,
    created_at: i64,
    seen_at: i64,
}

/// Since when a session must have been begun, and seen, to hold still.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    pub created_after: DateTime<Utc>,
    pub seen_after: DateTime<Utc>,
}

pub async fn add(
    system: &System,
    user: UserId,
    hash: &str,
    place: Place<'_>,
    now: DateTime<Utc>,
) -> Result<SessionId> {
    let id = SessionId::new();
    let text = "INSERT INTO sessions (id, hash, user_id, address, agent, created_at, seen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $6)";
    let values = vec![
        id.into(),
        hash.into(),
        user.into(),
        place.address.into(),
        place.agent.into(),
        sql::ms(now).into(),
    ];
    sql::run(system.writer(), text, values).await?;
    Ok(id)
}

/// `None`: no such session, too old, or its user may not sign in any more.
pub async fn find(system: &System, hash: &str, limits: Limits) -> Result<Option<Session>> {
    let text = "SELECT sessions.id, sessions.user_id, users.account_id, users.email, users.role,
        users.language, users.operator_at, sessions.created_at, sessions.seen_at
        FROM sessions JOIN users ON users.id = sessions.user_id
        WHERE sessions.hash = $1 AND sessions.created_at > $2 AND sessions.seen_at > $3
        AND users.disabled_at IS NULL";
    let values = vec![
        hash.into(),
        sql::ms(limits.created_after).into(),
        sql::ms(limits.seen_after).into(),
    ];
    let row: Option<Row> = sql::one(system.reader(), text, values).await?;
    Ok(row.map(Session::from))
}

pub async fn seen(system: &System, id: SessionId, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE sessions SET seen_at = $1 WHERE id = $2 AND seen_at < $1";
    sql::run(system.writer(), text, vec![sql::ms(now).into(), id.into()]).await?;
    Ok(())
}

/// The user's sessions that hold, the one seen last first.
pub async fn all(system: &System, user: UserId, limits: Limits) -> Result<Vec<Entry>> {
    let text = "SELECT id, address, agent, created_at, seen_at FROM sessions
        WHERE user_id = $1 AND created_at > $2 AND seen_at > $3 ORDER BY seen_at DESC, id";
    let values = vec![
        user.into(),
        sql::ms(limits.created_after).into(),
        sql::ms(limits.seen_after).into(),
    ];
    let rows: Vec<Listed> = sql::all(system.reader(), text, values).await?;
    Ok(rows.into_iter().map(Entry::from).collect())
}

/// Ends one of the user's own sessions; somebody else's is not touched.
pub async fn end(system: &System, user: UserId, id: SessionId) -> Result<u64> {
    let text = "DELETE FROM sessions WHERE user_id = $1 AND id = $2";
    sql::run(system.writer(), text, vec![user.into(), id.into()]).await
}

/// Ends all of the user's sessions but `keep`.
pub async fn end_all(system: &System, user: UserId, keep: Option<SessionId>) -> Result<u64> {
    let keep = keep.unwrap_or(SessionId::nil());
    let text = "DELETE FROM sessions WHERE user_id = $1 AND id <> $2";
    sql::run(system.writer(), text, vec![user.into(), keep.into()]).await
}

/// Forgets sessions that no longer hold.
pub async fn forget(system: &System, limits: Limits) -> Result<u64> {
    let text = "DELETE FROM sessions WHERE created_at <= $1 OR seen_at <= $2";
    let values = vec![
        sql::ms(limits.created_after).into(),
        sql::ms(limits.seen_after).into(),
    ];
    sql::run(system.writer(), text, values).await
}

impl From<Row> for Session {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            user: row.user_id,
            account: row.account_id,
            email: row.email,
            role: Role::parse(&row.role),
            language: row.language,
            is_operator: row.operator_at.is_some(),
            created_at: sql::time(row.created_at),
            seen_at: sql::time(row.seen_at),
        }
    }
}

impl From<Listed> for Entry {
    fn from(row: Listed) -> Self {
        Self {
            id: row.id,
            address: row.address,
            agent: row.agent,
            created_at: sql::time(row.created_at),
            seen_at: sql::time(row.seen_at),
        }
    }
}
