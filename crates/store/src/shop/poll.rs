//! When a shop is next looked at.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{Result, Rows, ShopId, Tenant};

/// What of a shop is due by the clock.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Due {
    pub id: ShopId,
    poll_due: i64,
    open_due: i64,
    nightly_due: i64,
    products_due: Option<i64>,
    probe_at: Option<i64>,
}

impl Due {
    /// A parked shop is only probed.
    #[must_use]
    pub fn is_probe(&self) -> bool {
        self.probe_at.is_some()
    }

    #[must_use]
    pub fn polls(&self, now: DateTime<Utc>) -> bool {
        self.poll_due <= sql::ms(now)
    }

    #[must_use]
    pub fn open_orders(&self, now: DateTime<Utc>) -> bool {
        self.open_due <= sql::ms(now)
    }

    #[must_use]
    pub fn night(&self, now: DateTime<Utc>) -> bool {
        self.nightly_due <= sql::ms(now)
    }

    /// A shop that is its products' master is asked what of them changed.
    #[must_use]
    pub fn products(&self, now: DateTime<Utc>) -> bool {
        self.products_due.is_some_and(|due| due <= sql::ms(now))
    }

    fn earliest(&self) -> i64 {
        let due = self.poll_due.min(self.open_due).min(self.nightly_due);
        let due = self.products_due.map_or(due, |products| products.min(due));
        self.probe_at.unwrap_or(due)
    }
}

async fn dues<R: Rows>(tenant: &Tenant<R>) -> Result<Vec<Due>> {
    let text = "SELECT id, poll_due, open_due, nightly_due, products_due,
        CASE WHEN parked_at IS NULL THEN NULL ELSE probe_at END AS probe_at FROM shops
        WHERE account_id = $1 AND disconnected_at IS NULL AND paused_at IS NULL
        AND keys IS NOT NULL
        UNION ALL SELECT $2, probe_at, probe_at, probe_at, NULL, probe_at FROM agreements
        WHERE account_id = $1 AND disconnected_at IS NULL AND parked_at IS NOT NULL
        AND probe_at IS NOT NULL AND key IS NOT NULL";
    let values = vec![tenant.account().into(), ShopId::nil().into()];
    sql::all(tenant.reader(), text, values).await
}

/// Shops whose poll, re-reading of open orders or probe is due; the nil shop is Rackbeat, when its probe is.
pub async fn polls_due<R: Rows>(tenant: &Tenant<R>, now: DateTime<Utc>) -> Result<Vec<Due>> {
    let mut dues = dues(tenant).await?;
    dues.retain(|due| due.earliest() <= sql::ms(now));
    Ok(dues)
}

/// When the first of them is due; `None` when there is none.
pub async fn next_due<R: Rows>(tenant: &Tenant<R>) -> Result<Option<DateTime<Utc>>> {
    let dues = dues(tenant).await?;
    Ok(dues.iter().map(Due::earliest).min().map(sql::time))
}

/// A poll begins; the next one is due then, whatever becomes of this one.
pub async fn set_polled<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    now: DateTime<Utc>,
    next: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE shops SET polled_at = $3, poll_due = $4 WHERE id = $1 AND account_id = $2";
    let values = vec![
        id.into(),
        tenant.account().into(),
        sql::ms(now).into(),
        sql::ms(next).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// An order placed then was seen: shops that sell are polled more often, and this one `by` then at the latest.
pub async fn saw_order<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    at: DateTime<Utc>,
    by: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE shops SET last_order_at = $3,
        poll_due = CASE WHEN poll_due > $4 THEN $4 ELSE poll_due END
        WHERE id = $1 AND account_id = $2 AND (last_order_at IS NULL OR last_order_at < $3)";
    let values = vec![
        id.into(),
        tenant.account().into(),
        sql::ms(at).into(),
        sql::ms(by).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// When its products are next asked about, and from when on by its own clock; `None`: no more.
pub async fn set_products_due<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    next: Option<DateTime<Utc>>,
    cursor: Option<DateTime<Utc>>,
) -> Result<()> {
    let text = "UPDATE shops SET products_due = $3,
        products_cursor = COALESCE($4, products_cursor) WHERE id = $1 AND account_id = $2";
    let values = vec![
        id.into(),
        tenant.account().into(),
        next.map(sql::ms).into(),
        cursor.map(sql::ms).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// `None`: they were never asked about.
pub async fn products_cursor<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
) -> Result<Option<DateTime<Utc>>> {
    let text = "SELECT products_cursor FROM shops WHERE id = $1 AND account_id = $2";
    let values = vec![id.into(), tenant.account().into()];
    let cursor: Option<Option<i64>> = sql::value(tenant.reader(), text, values).await?;
    Ok(cursor.flatten().map(sql::time))
}

pub async fn set_open_due<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    next: DateTime<Utc>,
) -> Result<()> {
    set(tenant, id, "open_due", next).await
}

pub async fn set_nightly_due<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    next: DateTime<Utc>,
) -> Result<()> {
    set(tenant, id, "nightly_due", next).await
}

async fn set<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    column: &'static str,
    at: DateTime<Utc>,
) -> Result<()> {
    let text = format!("UPDATE shops SET {column} = $3 WHERE id = $1 AND account_id = $2");
    let values = vec![id.into(), tenant.account().into(), sql::ms(at).into()];
    sql::run(tenant.writer(), &text, values).await?;
    Ok(())
}
