//! The connected Rackbeat: one agreement per account, one account per agreement.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use secrecy::SecretString;

use crate::{AccountId, AgreementId, Error, Result, Rows, System, Tenant, sql};

mod connect;
mod hooks;
mod park;
mod tally;

pub use connect::{
    NewAgreement, confirm_other, connect, disconnect, replace_key, set_currency, set_hooks,
    set_other_integration, set_picked,
};
pub use hooks::{Hook, Hooks};
pub use park::{fail, probed, succeed};
pub use tally::{Tally, note, raise, set_nightly_due, set_swept, sweep_due};

#[derive(Clone, Debug)]
pub struct Agreement {
    pub id: AgreementId,
    pub account: AccountId,
    /// Rackbeat's `user_account.id`, which customers know as the agreement number.
    pub number: i64,
    pub company: String,
    pub country: String,
    /// The currency of its sales prices; `None` until it is asked.
    pub currency: Option<String>,
    pub connected_at: DateTime<Utc>,
    pub disconnected_at: Option<DateTime<Utc>>,
    /// Another integration seen at work; it stops the start until confirmed as something else.
    pub other_integration: Option<String>,
    pub other_confirmed_at: Option<DateTime<Utc>>,
    pub swept_at: Option<DateTime<Utc>>,
    pub sweep_due: DateTime<Utc>,
    pub nightly_due: DateTime<Utc>,
    pub parked_at: Option<DateTime<Utc>>,
    pub probe_at: Option<DateTime<Utc>>,
    /// Failures of the connection in a row.
    pub failures: i64,
    /// Our webhooks there: ids, sealed tokens and refused names (JSON).
    pub hooks: String,
    /// What was picked or made for the account in Rackbeat: customer, groups, products (JSON).
    pub picked: String,
    key: Option<String>,
    door_secret: String,
    door_hash: String,
}

impl Agreement {
    #[must_use]
    pub fn is_connected(&self) -> bool {
        self.disconnected_at.is_none() && self.key.is_some()
    }

    /// The API key, opened; `NotFound` after a disconnection.
    pub fn key<R: Rows>(&self, tenant: &Tenant<R>) -> Result<SecretString> {
        let sealed = self.key.as_deref().ok_or(Error::NotFound)?;
        tenant.keyring().open(tenant.account(), sealed)
    }

    /// What stands in the address that Rackbeat's webhooks come to.
    pub fn door_secret<R: Rows>(&self, tenant: &Tenant<R>) -> Result<SecretString> {
        tenant.keyring().open(tenant.account(), &self.door_secret)
    }

    /// The hash of the same, to compare with what a caller brought.
    #[must_use]
    pub fn door_hash(&self) -> &str {
        &self.door_hash
    }
}

/// The account's agreement, connected or not; `NotFound` when there never was one.
pub async fn find<R: Rows>(tenant: &Tenant<R>) -> Result<Agreement> {
    let text = format!("SELECT {COLUMNS} FROM agreements WHERE account_id = $1");
    let row: Option<Row> = sql::one(tenant.reader(), &text, vec![tenant.account().into()]).await?;
    row.map(Agreement::from).ok_or(Error::NotFound)
}

/// Finds the agreement a webhook belongs to, before we know whose it is.
pub async fn find_anywhere(system: &System, id: AgreementId) -> Result<Agreement> {
    let text =
        format!("SELECT {COLUMNS} FROM agreements WHERE id = $1 AND disconnected_at IS NULL");
    let row: Option<Row> = sql::one(system.reader(), &text, vec![id.into()]).await?;
    row.map(Agreement::from).ok_or(Error::NotFound)
}

const COLUMNS: &str = "id, account_id, number, company, country, currency, connected_at,
    disconnected_at, other_integration, other_confirmed_at, swept_at, sweep_due, nightly_due,
    parked_at, probe_at, failures, hooks, picked, key, door_secret, door_hash";

#[derive(FromQueryResult)]
struct Row {
    id: AgreementId,
    account_id: AccountId,
    number: i64,
    company: String,
    country: String,
    currency: Option<String>,
    connected_at: i64,
    disconnected_at: Option<i64>,
    other_integration: Option<String>,
    other_confirmed_at: Option<i64>,
    swept_at: Option<i64>,
    sweep_due: i64,
    nightly_due: i64,
    parked_at: Option<i64>,
    probe_at: Option<i64>,
    failures: i64,
    hooks: String,
    picked: String,
    key: Option<String>,
    door_secret: String,
    door_hash: String,
}

impl From<Row> for Agreement {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            number: row.number,
            company: row.company,
            country: row.country,
            currency: row.currency,
            connected_at: sql::time(row.connected_at),
            disconnected_at: row.disconnected_at.map(sql::time),
            other_integration: row.other_integration,
            other_confirmed_at: row.other_confirmed_at.map(sql::time),
            swept_at: row.swept_at.map(sql::time),
            sweep_due: sql::time(row.sweep_due),
            nightly_due: sql::time(row.nightly_due),
            parked_at: row.parked_at.map(sql::time),
            probe_at: row.probe_at.map(sql::time),
            failures: row.failures,
            hooks: row.hooks,
            picked: row.picked,
            key: row.key,
            door_secret: row.door_secret,
            door_hash: row.door_hash,
        }
    }
}
