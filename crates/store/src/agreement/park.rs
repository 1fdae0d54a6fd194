//! A Rackbeat that does not answer is parked, as a shop is.
use chrono::{DateTime, Utc};

use super::sql;
use crate::{Result, Rows, Tenant, shop::Parking};

/// Counts a failure of the connection and, once `limit` came in a row, parks Rackbeat.
/// True when this very failure parked it.
pub async fn fail<R: Rows>(tenant: &Tenant<R>, parking: Parking) -> Result<bool> {
    let count = "UPDATE agreements SET failures = failures + 1 WHERE account_id = $1";
    sql::run(tenant.writer(), count, vec![tenant.account().into()]).await?;
    let park = "UPDATE agreements SET parked_at = $3, parked_reason = $4, probe_at = $5, probes = 0
        WHERE account_id = $1 AND failures >= $2 AND parked_at IS NULL
        AND disconnected_at IS NULL";
    let values = vec![
        tenant.account().into(),
        parking.limit.into(),
        sql::ms(parking.now).into(),
        parking.reason.into(),
        sql::ms(parking.probe_at).into(),
    ];
    Ok(sql::run(tenant.writer(), park, values).await? == 1)
}

/// Rackbeat answered. True when that took it out of its parking.
pub async fn succeed<R: Rows>(tenant: &Tenant<R>) -> Result<bool> {
    let text = "UPDATE agreements SET failures = 0, parked_at = NULL, parked_reason = NULL,
        probe_at = NULL, probes = 0 WHERE account_id = $1 AND parked_at IS NOT NULL";
    let values = vec![tenant.account().into()];
    if sql::run(tenant.writer(), text, values.clone()).await? == 1 {
        return Ok(true);
    }
    let text = "UPDATE agreements SET failures = 0 WHERE account_id = $1 AND failures > 0";
    sql::run(tenant.writer(), text, values).await?;
    Ok(false)
}

/// A probe failed: the next one when `next` says, told how many there were.
pub async fn probed<R: Rows>(
    tenant: &Tenant<R>,
    next: impl Fn(i64) -> DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE agreements SET probes = probes + 1 WHERE account_id = $1
        AND parked_at IS NOT NULL RETURNING probes";
    let values = vec![tenant.account().into()];
    let Some(probes) = sql::value::<i64>(tenant.writer(), text, values).await? else {
        return Ok(());
    };
    let text = "UPDATE agreements SET probe_at = $2 WHERE account_id = $1";
    let values = vec![tenant.account().into(), sql::ms(next(probes)).into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}
