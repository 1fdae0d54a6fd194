//! The orders that a run has taken along and not yet released.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{Change, OldOrderRunId, OrderLinkId, Result, ShopId, Tenant};

/// An order of a run, by what it is called on both sides.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Named {
    pub id: OrderLinkId,
    pub shop_id: ShopId,
    pub woo_id: i64,
    pub reference: String,
}

/// When the oldest of them was bought; `None`: there is none.
pub async fn oldest(tenant: &Tenant, run: OldOrderRunId) -> Result<Option<DateTime<Utc>>> {
    let text = "SELECT MIN(placed_at) FROM order_links WHERE account_id = $1 AND old_run_id = $2
        AND stage = 'seen'";
    let values = vec![tenant.account().into(), run.into()];
    let at: Option<Option<i64>> = sql::value(tenant.writer(), text, values).await?;
    Ok(at.flatten().map(sql::time))
}

/// Those of them that carry one of these references and that nobody has found yet.
pub async fn referred(
    tenant: &Tenant,
    run: OldOrderRunId,
    references: &[String],
) -> Result<Vec<Named>> {
    let mut named = Vec::new();
    for chunk in references.chunks(500) {
        let text = format!(
            "SELECT id, shop_id, woo_id, reference FROM order_links WHERE account_id = $1
             AND old_run_id = $2 AND stage = 'seen' AND reference IN {}",
            sql::list(3, chunk.len())
        );
        let mut values = vec![tenant.account().into(), run.into()];
        values.extend(chunk.iter().map(|reference| reference.as_str().into()));
        named.extend(sql::all::<Named>(tenant.writer(), &text, values).await?);
    }
    Ok(named)
}

/// It stands in Rackbeat under this number.
pub async fn found(change: &Change, id: OrderLinkId, number: i64) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'created', rackbeat_number = $3, claimed_at = NULL,
        absent_at = NULL WHERE account_id = $1 AND id = $2 AND stage = 'seen' AND claims = 0";
    let values = vec![change.account().into(), id.into(), number.into()];
    Ok(sql::run(change.writer(), text, values).await? == 1)
}

/// All the others are not there: they may be posted without another look. Not one that was claimed meanwhile.
pub async fn absent(change: &Change, run: OldOrderRunId, now: DateTime<Utc>) -> Result<u64> {
    let text = "UPDATE order_links SET absent_at = $3 WHERE account_id = $1 AND old_run_id = $2
        AND stage = 'seen' AND claims = 0";
    let values = vec![change.account().into(), run.into(), sql::ms(now).into()];
    sql::run(change.writer(), text, values).await
}

/// The next few, the lowest ids first, from here on like any other.
pub async fn release(change: &Change, run: OldOrderRunId, limit: usize) -> Result<Vec<Named>> {
    let text = format!(
        "UPDATE order_links SET old_run_id = NULL WHERE account_id = $1 AND id IN
         (SELECT id FROM order_links WHERE old_run_id = $2 ORDER BY woo_id LIMIT {limit})
         RETURNING id, shop_id, woo_id, reference"
    );
    let values = vec![change.account().into(), run.into()];
    sql::all(change.writer(), &text, values).await
}

/// The next few that may be put back as they were: those that are not in Rackbeat, nor on their way.
pub async fn put_back(
    change: &Change,
    run: OldOrderRunId,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<Named>> {
    let text = format!(
        "UPDATE order_links SET old_run_id = NULL, is_old = TRUE, closed_at = $3, absent_at = NULL
         WHERE account_id = $1 AND id IN (SELECT id FROM order_links WHERE old_run_id = $2
             AND stage = 'seen' AND claims = 0 ORDER BY woo_id LIMIT {limit})
         RETURNING id, shop_id, woo_id, reference"
    );
    let values = vec![change.account().into(), run.into(), sql::ms(now).into()];
    sql::all(change.writer(), &text, values).await
}

/// Whether any waits still.
pub async fn waits(change: &Change, run: OldOrderRunId) -> Result<bool> {
    let text = "SELECT 1 FROM order_links WHERE account_id = $1 AND old_run_id = $2 LIMIT 1";
    let values = vec![change.account().into(), run.into()];
    let one: Option<i32> = sql::value(change.writer(), text, values).await?;
    Ok(one.is_some())
}
