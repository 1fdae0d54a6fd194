//! Accounts: who pays, and who owns the rows.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{AccountId, Error, Result, Rows, System, Tenant, sql};

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
    let id = AccountId::new();
    let text = "INSERT INTO accounts (id, name, country, created_at) VALUES ($1, $2, $3, $4)";
    let values = vec![id.into(), name.into(), country.into(), sql::ms(now).into()];
    sql::run(system.writer(), text, values).await?;
    Ok(id)
}

pub async fn find(tenant: &Tenant<impl Rows>) -> Result<Account> {
    let text = "SELECT id, name, country FROM accounts WHERE id = $1";
    let account = sql::one(tenant.reader(), text, vec![tenant.account().into()]).await?;
    account.ok_or(Error::NotFound)
}
