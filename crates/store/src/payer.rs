//! Accounts as payers: what an invoice needs to know of each, in pages.
use std::collections::HashMap;

use domain::BillingDetails;
use sea_orm::{ConnectionTrait, FromQueryResult, StreamTrait};

use crate::{AccountId, Error, Result, Rows, System, Tenant, sql};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payer {
    pub account: AccountId,
    pub name: String,
    /// ISO 3166, two letters.
    pub country: String,
    /// The first owner's address and language; empty when there is none.
    pub owner: String,
    pub language: String,
    /// `None`: nobody has written any yet.
    pub details: Option<BillingDetails>,
}

impl Payer {
    /// Whom to bill, as it was written; before that, the account's name and its first owner's address.
    #[must_use]
    pub fn billed(&self) -> BillingDetails {
        let unwritten = || BillingDetails::unwritten(&self.name, &self.owner);
        self.details.clone().unwrap_or_else(unwritten)
    }
}

pub async fn find<R: Rows>(tenant: &Tenant<R>) -> Result<Payer> {
    let account = tenant.account();
    let found = read(tenant.reader(), (account, account)).await?.pop();
    found.ok_or(Error::NotFound)
}

/// The accounts from the first to the last by their ids, both included.
pub async fn all_of(system: &System, range: (AccountId, AccountId)) -> Result<Vec<Payer>> {
    read(system.reader(), range).await
}

async fn read(
    db: &(impl ConnectionTrait + StreamTrait),
    (first, last): (AccountId, AccountId),
) -> Result<Vec<Payer>> {
    let owners = "SELECT account_id, email, language FROM users
        WHERE account_id >= $1 AND account_id <= $2 AND role = 'owner' AND disabled_at IS NULL
        ORDER BY account_id, created_at DESC, id DESC";
    let range = || vec![first.into(), last.into()];
    let owners: Vec<Owner> = sql::all(db, owners, range()).await?;
    // The first one comes last, and stays.
    let owner = |one: Owner| (one.account_id, (one.email, one.language));
    let mut owners: HashMap<_, _> = owners.into_iter().map(owner).collect();
    let text = "SELECT accounts.id, name, country, details FROM accounts
        LEFT JOIN billing_details ON account_id = accounts.id
        WHERE accounts.id >= $1 AND accounts.id <= $2 ORDER BY accounts.id";
    let rows: Vec<Row> = sql::all(db, text, range()).await?;
    let mut payers = Vec::with_capacity(rows.len());
    for row in rows {
        let (owner, language) = owners.remove(&row.id).unwrap_or_default();
        let details = row.details.map(|text| serde_json::from_str(&text));
        payers.push(Payer {
            account: row.id,
            name: row.name,
            country: row.country,
            owner,
            language,
            details: details.transpose()?,
        });
    }
    Ok(payers)
}

#[derive(FromQueryResult)]
struct Row {
    id: AccountId,
    name: String,
    country: String,
    details: Option<String>,
}

#[derive(FromQueryResult)]
struct Owner {
    account_id: AccountId,
    email: String,
    language: String,
}
