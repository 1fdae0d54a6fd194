//! Connecting and disconnecting Rackbeat, and what was found or picked there.
use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};

use super::sql;
use crate::{AgreementId, Error, Result, Rows, Tenant, secret};

/// An agreement whose key is proven.
pub struct NewAgreement {
    pub number: i64,
    pub company: String,
    pub country: String,
    pub key: SecretString,
}

/// Connects, or connects again after a disconnection. `Conflict`: another account has this agreement.
/// `NotFound`: this account stands linked to another agreement number, so the key is refused.
pub async fn connect<R: Rows>(
    tenant: &Tenant<R>,
    new: &NewAgreement,
    now: DateTime<Utc>,
) -> Result<AgreementId> {
    let door = SecretString::from(secret::new_token()?);
    let text = "INSERT INTO agreements (id, account_id, number, company, country, key, door_secret,
        door_hash, hooks, picked, tally, connected_at, sweep_due, nightly_due, failures, probes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '{}', '{}', 0, $9, $9, $9, 0, 0)
        ON CONFLICT (account_id) DO UPDATE SET company = excluded.company, key = excluded.key,
        disconnected_at = NULL, failures = 0, parked_at = NULL, probe_at = NULL,
        sweep_due = excluded.sweep_due
        WHERE agreements.number = excluded.number RETURNING id";
    let values = vec![
        AgreementId::new().into(),
        tenant.account().into(),
        new.number.into(),
        new.company.as_str().into(),
        new.country.as_str().into(),
        tenant.keyring().seal(tenant.account(), &new.key)?.into(),
        tenant.keyring().seal(tenant.account(), &door)?.into(),
        secret::hash(door.expose_secret()).into(),
        sql::ms(now).into(),
    ];
    let id = sql::value(tenant.writer(), text, values).await?;
    id.ok_or(Error::NotFound)
}

/// Another key for the same agreement; whoever calls has proven that it is the same.
pub async fn replace_key<R: Rows>(tenant: &Tenant<R>, key: &SecretString) -> Result<()> {
    let sealed = tenant.keyring().seal(tenant.account(), key)?;
    set(tenant, "key = $2", sealed.into()).await
}

/// Lets go of it: the key is forgotten, the history stays.
pub async fn disconnect<R: Rows>(tenant: &Tenant<R>, now: DateTime<Utc>) -> Result<()> {
    let change = "key = NULL, hooks = '{}', disconnected_at = $2";
    set(tenant, change, sql::ms(now).into()).await
}

pub async fn set_hooks<R: Rows>(tenant: &Tenant<R>, hooks: &str) -> Result<()> {
    set(tenant, "hooks = $2", hooks.into()).await
}

pub async fn set_picked<R: Rows>(tenant: &Tenant<R>, picked: &str) -> Result<()> {
    set(tenant, "picked = $2", picked.into()).await
}

pub async fn set_currency<R: Rows>(tenant: &Tenant<R>, currency: &str) -> Result<()> {
    set(tenant, "currency = $2", currency.into()).await
}

pub async fn set_other_integration<R: Rows>(tenant: &Tenant<R>, name: Option<&str>) -> Result<()> {
    set(tenant, "other_integration = $2", name.into()).await
}

/// The owner says that the other integration does something else.
pub async fn confirm_other<R: Rows>(tenant: &Tenant<R>, now: DateTime<Utc>) -> Result<()> {
    set(tenant, "other_confirmed_at = $2", sql::ms(now).into()).await
}

async fn set<R: Rows>(
    tenant: &Tenant<R>,
    change: &'static str,
    value: sea_orm::Value,
) -> Result<()> {
    let text = format!("UPDATE agreements SET {change} WHERE account_id = $1");
    sql::run(tenant.writer(), &text, vec![tenant.account().into(), value]).await?;
    Ok(())
}
