//! A shop that does not answer is parked; a person may pause it.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{AccountId, Result, Rows, ShopId, System, Tenant};

/// When a side is parked, and when it is tried again.
#[derive(Clone, Copy, Debug)]
pub struct Parking {
    /// Failures in a row that park it.
    pub limit: i64,
    /// The key of the sentence that says why.
    pub reason: &'static str,
    pub now: DateTime<Utc>,
    pub probe_at: DateTime<Utc>,
}

/// Counts a failure of the connection and, once `limit` came in a row, parks the shop.
/// True when this very failure parked it.
pub async fn fail<R: Rows>(tenant: &Tenant<R>, id: ShopId, parking: Parking) -> Result<bool> {
    let count = "UPDATE shops SET failures = failures + 1 WHERE id = $1 AND account_id = $2";
    let values = vec![id.into(), tenant.account().into()];
    sql::run(tenant.writer(), count, values).await?;
    let park = "UPDATE shops SET parked_at = $4, parked_reason = $5, probe_at = $6, probes = 0
        WHERE id = $1 AND account_id = $2 AND failures >= $3 AND parked_at IS NULL
        AND disconnected_at IS NULL";
    let values = vec![
        id.into(),
        tenant.account().into(),
        parking.limit.into(),
        sql::ms(parking.now).into(),
        parking.reason.into(),
        sql::ms(parking.probe_at).into(),
    ];
    Ok(sql::run(tenant.writer(), park, values).await? == 1)
}

/// The shop answered. True when that took it out of its parking.
pub async fn succeed<R: Rows>(tenant: &Tenant<R>, id: ShopId) -> Result<bool> {
    let text = "UPDATE shops SET failures = 0, parked_at = NULL, parked_reason = NULL,
        probe_at = NULL, probes = 0 WHERE id = $1 AND account_id = $2 AND parked_at IS NOT NULL";
    let values = vec![id.into(), tenant.account().into()];
    if sql::run(tenant.writer(), text, values.clone()).await? == 1 {
        return Ok(true);
    }
    let text = "UPDATE shops SET failures = 0 WHERE id = $1 AND account_id = $2 AND failures > 0";
    sql::run(tenant.writer(), text, values).await?;
    Ok(false)
}

/// A probe failed: the next one at that time. The number of probes so far.
pub async fn probed<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    next: impl Fn(i64) -> DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE shops SET probes = probes + 1 WHERE id = $1 AND account_id = $2
        AND parked_at IS NOT NULL RETURNING probes";
    let values = vec![id.into(), tenant.account().into()];
    let Some(probes) = sql::value::<i64>(tenant.writer(), text, values).await? else {
        return Ok(());
    };
    let text = "UPDATE shops SET probe_at = $3 WHERE id = $1 AND account_id = $2";
    let values = vec![
        id.into(),
        tenant.account().into(),
        sql::ms(next(probes)).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// Shops of any account that have been parked since between these times.
pub async fn parked_between(
    system: &System,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Parked>> {
    let text = "SELECT id, account_id, name, parked_at FROM shops WHERE parked_at IS NOT NULL
        AND parked_at > $1 AND parked_at <= $2 AND disconnected_at IS NULL ORDER BY parked_at, id";
    let values = vec![sql::ms(from).into(), sql::ms(until).into()];
    sql::all(system.reader(), text, values).await
}

/// A shop that does not answer.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Parked {
    pub id: ShopId,
    pub account_id: AccountId,
    pub name: String,
    /// Milliseconds UTC.
    pub parked_at: i64,
}

pub async fn pause<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    who: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE shops SET paused_at = $3, paused_by = $4
        WHERE id = $1 AND account_id = $2 AND paused_at IS NULL";
    let values = vec![
        id.into(),
        tenant.account().into(),
        sql::ms(now).into(),
        who.into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

pub async fn resume<R: Rows>(tenant: &Tenant<R>, id: ShopId) -> Result<()> {
    let text = "UPDATE shops SET paused_at = NULL, paused_by = NULL
        WHERE id = $1 AND account_id = $2";
    let values = vec![id.into(), tenant.account().into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}
