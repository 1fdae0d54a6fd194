//! Products that may have changed since they were listed, and when they are to be read again.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{Result, Rows, ShopId, Tenant};

/// A product may have changed; it is to be read again then, if nothing reads it before.
pub async fn set_stale<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    product_id: i64,
    at: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE product_links SET stale_at = COALESCE(stale_at, $4)
        WHERE account_id = $1 AND shop_id = $2 AND product_id = $3";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        product_id.into(),
        sql::ms(at).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// It is being read: not again before then.
pub async fn put_off<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    product_id: i64,
    until: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE product_links SET stale_at = $4
        WHERE account_id = $1 AND shop_id = $2 AND product_id = $3";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        product_id.into(),
        sql::ms(until).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// Products whose time to be read again has come.
pub async fn stale<R: Rows>(
    tenant: &Tenant<R>,
    now: DateTime<Utc>,
) -> Result<BTreeMap<ShopId, BTreeSet<i64>>> {
    #[derive(FromQueryResult)]
    struct Row {
        shop_id: ShopId,
        product_id: i64,
    }
    let text =
        "SELECT p.shop_id, p.product_id FROM product_links p JOIN shops s ON s.id = p.shop_id
        WHERE p.account_id = $1 AND p.stale_at <= $2 AND s.disconnected_at IS NULL
        AND s.parked_at IS NULL AND s.paused_at IS NULL";
    let values = vec![tenant.account().into(), sql::ms(now).into()];
    let rows: Vec<Row> = sql::all(tenant.reader(), text, values).await?;
    let mut stale: BTreeMap<ShopId, BTreeSet<i64>> = BTreeMap::new();
    for row in rows {
        stale.entry(row.shop_id).or_default().insert(row.product_id);
    }
    Ok(stale)
}

/// When the first of them is due; `None` when none is stale.
pub async fn next_stale<R: Rows>(tenant: &Tenant<R>) -> Result<Option<DateTime<Utc>>> {
    let text = "SELECT p.stale_at FROM product_links p JOIN shops s ON s.id = p.shop_id
        WHERE p.account_id = $1 AND p.stale_at IS NOT NULL AND s.disconnected_at IS NULL
        AND s.parked_at IS NULL AND s.paused_at IS NULL ORDER BY p.stale_at LIMIT 1";
    let due: Option<i64> = sql::value(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(due.map(sql::time))
}
