//! Who did what to an account's locks, and from where. Lines are only added.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{AccountId, Result, System, Tenant, UserId, sql};

/// One thing that was done.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    pub account: AccountId,
    pub user: UserId,
    /// `signed-in`, `sign-in-refused`, `password-changed` …
    pub what: &'a str,
    /// The network address it came from.
    pub address: &'a str,
}

#[derive(Clone, Debug, FromQueryResult)]
pub struct Line {
    pub user_id: UserId,
    pub what: String,
    pub address: String,
    /// Milliseconds UTC.
    pub at: i64,
}

pub async fn note(system: &System, deed: Deed<'_>, now: DateTime<Utc>) -> Result<()> {
    let text = "INSERT INTO audit_lines (id, account_id, user_id, what, address, at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    let values = vec![
        Uuid::now_v7().into(),
        deed.account.into(),
        deed.user.into(),
        deed.what.into(),
        deed.address.into(),
        sql::ms(now).into(),
    ];
    sql::run(system.writer(), text, values).await?;
    Ok(())
}

/// The account's newest lines.
pub async fn latest(tenant: &Tenant, limit: u32) -> Result<Vec<Line>> {
    let text = format!(
        "SELECT user_id, what, address, at FROM audit_lines WHERE account_id = $1
        ORDER BY id DESC LIMIT {limit}"
    );
    sql::all(tenant.reader(), &text, vec![tenant.account().into()]).await
}
