//! Accounts: who pays, and who owns the rows.
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{
    AccountId, Error, Result, Rows, System, Tenant, UserId, sql, token,
    user::{self, NewUser},
};

mod list;

pub use list::{Listed, count, count_shops, page};

#[derive(Clone, Debug, FromQueryResult)]
pub struct Account {
    pub id: AccountId,
    pub name: String,
    /// ISO 3166, two letters.
    pub country: String,
}

pub async fn add(
    system: &System,
    name: &str,
    country: &str,
    now: DateTime<Utc>,
) -> Result<AccountId> {
    insert(system.writer(), name, country, now).await
}

/// An account and its owner at once. With the hash of a sign-up's token, which is used up by it:
/// `NotFound` when it was used before. `Conflict` when the address already belongs to a user.
pub async fn open(
    system: &System,
    account: (&str, &str),
    owner: NewUser<'_>,
    sign_up: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(AccountId, UserId)> {
    let rows = system.begin().await?;
    if let Some(hash) = sign_up {
        token::spend(&rows, hash, now).await?;
    }
    let (name, country) = account;
    let id = insert(&rows, name, country, now).await?;
    let owner = user::insert(&rows, id, owner, now).await?;
    rows.commit().await?;
    Ok((id, owner))
}

pub async fn find(tenant: &Tenant<impl Rows>) -> Result<Account> {
    let text = "SELECT id, name, country FROM accounts WHERE id = $1";
    let account = sql::one(tenant.reader(), text, vec![tenant.account().into()]).await?;
    account.ok_or(Error::NotFound)
}

async fn insert(
    db: &impl ConnectionTrait,
    name: &str,
    country: &str,
    now: DateTime<Utc>,
) -> Result<AccountId> {
    let id = AccountId::new();
    let text = "INSERT INTO accounts (id, name, country, created_at) VALUES ($1, $2, $3, $4)";
    let values = vec![id.into(), name.into(), country.into(), sql::ms(now).into()];
    sql::run(db, text, values).await?;
    Ok(id)
}
