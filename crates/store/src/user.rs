//! People with a login in an account.
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{AccountId, Error, Result, System, Tenant, UserId, sql};

/// What a user may do in the account. Readers see everything and change nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Reader,
    Administrator,
    Owner,
}

impl Role {
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Administrator => "administrator",
            Self::Owner => "owner",
        }
    }

    /// A word we do not know gives the least.
    pub(crate) fn parse(word: &str) -> Self {
        match word {
            "owner" => Self::Owner,
            "administrator" => Self::Administrator,
            _ => Self::Reader,
        }
    }
}

#[derive(Clone, Debug)]
pub struct User {
    pub id: UserId,
    pub account: AccountId,
    pub email: String,
    pub role: Role,
    /// A PHC text; `None`: invited, has not chosen one yet.
    pub password: Option<String>,
    /// `nb` or `en`.
    pub language: String,
    pub is_operator: bool,
}

/// A person to be added; `email` in lower case.
#[derive(Clone, Copy, Debug)]
pub struct NewUser<'a> {
    pub email: &'a str,
    pub role: Role,
    pub password: Option<&'a str>,
    pub language: &'a str,
}

#[derive(FromQueryResult)]
struct Row {
    id: UserId,
    account_id: AccountId,
    email: String,
    role: String,
    password: Option<String>,
    language: String,
    operator_at: Option<i64>,
}

const COLUMNS: &str = "id, account_id, email, role, password, language, operator_at";

/// Whoever signs in is found by address, before there is an account to ask within.
pub async fn by_email(system: &System, email: &str) -> Result<Option<User>> {
    let text = format!("SELECT {COLUMNS} FROM users WHERE email = $1 AND disabled_at IS NULL");
    let row: Option<Row> = sql::one(system.reader(), &text, vec![email.into()]).await?;
    Ok(row.map(User::from))
}

pub async fn by_id(system: &System, id: UserId) -> Result<User> {
    let text = format!("SELECT {COLUMNS} FROM users WHERE id = $1 AND disabled_at IS NULL");
    let row: Option<Row> = sql::one(system.reader(), &text, vec![id.into()]).await?;
    row.map(User::from).ok_or(Error::NotFound)
}

/// Everybody in the account, the first one first.
pub async fn all(tenant: &Tenant) -> Result<Vec<User>> {
    let text = format!(
        "SELECT {COLUMNS} FROM users WHERE account_id = $1 AND disabled_at IS NULL
        ORDER BY created_at, id"
    );
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, vec![tenant.account().into()]).await?;
    Ok(rows.into_iter().map(User::from).collect())
}

/// Adds somebody to an account that stands. `Conflict`: the address has a login already.
pub async fn add(tenant: &Tenant, user: NewUser<'_>, now: DateTime<Utc>) -> Result<UserId> {
    insert(tenant.writer(), tenant.account(), user, now).await
}

pub async fn set_password(system: &System, id: UserId, phc: &str) -> Result<()> {
    let text = "UPDATE users SET password = $1 WHERE id = $2";
    sql::run(system.writer(), text, vec![phc.into(), id.into()]).await?;
    Ok(())
}

pub async fn set_language(system: &System, id: UserId, language: &str) -> Result<()> {
    let text = "UPDATE users SET language = $1 WHERE id = $2";
    sql::run(system.writer(), text, vec![language.into(), id.into()]).await?;
    Ok(())
}

pub async fn make_operator(system: &System, id: UserId, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE users SET operator_at = $1 WHERE id = $2 AND operator_at IS NULL";
    sql::run(system.writer(), text, vec![sql::ms(now).into(), id.into()]).await?;
    Ok(())
}

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    account: AccountId,
    user: NewUser<'_>,
    now: DateTime<Utc>,
) -> Result<UserId> {
    let id = UserId::new();
    let text = "INSERT INTO users (id, account_id, email, role, password, language, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        id.into(),
        account.into(),
        user.email.into(),
        user.role.word().into(),
        user.password.into(),
        user.language.into(),
        sql::ms(now).into(),
    ];
    sql::run(db, text, values).await?;
    Ok(id)
}

impl From<Row> for User {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            email: row.email,
            role: Role::parse(&row.role),
            password: row.password,
            language: row.language,
            is_operator: row.operator_at.is_some(),
        }
    }
}
