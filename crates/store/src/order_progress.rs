//! How an order goes on after it was booked: what its shop is owed, and how far Rackbeat was asked.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use crate::{Change, OrderLinkId, Result, Rows, ShopId, Tenant, sql};

mod step;

pub use step::{
    claim_status, claim_step, free_status, free_step, invoiced, probe, settle, shipment_made,
    status_told,
};

/// An order without a row is owed nothing, and Rackbeat was asked for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Since then its shop is to be told something.
    pub owed_at: Option<DateTime<Utc>>,
    /// About to set the shop's status, or in doubt.
    pub status_claimed_at: Option<DateTime<Utc>>,
    /// When the shop said that the order was completed, as it stood at that claim.
    pub completed_before: Option<DateTime<Utc>>,
    /// Set, found set, or decided not to be.
    pub status_told_at: Option<DateTime<Utc>>,
    /// About to ship or invoice in Rackbeat, or in doubt.
    pub step_claimed_at: Option<DateTime<Utc>>,
    /// The shipment that we made.
    pub step_shipment: Option<i64>,
    /// Known since then to be invoiced.
    pub invoiced_at: Option<DateTime<Utc>>,
    /// When its shipments are next read; `None`: not by the clock.
    pub look_at: Option<DateTime<Utc>>,
    /// How often they were since it was shipped, hints between left out.
    pub looks: i64,
    /// Its tracking number is looked for wherever one could be.
    pub is_probe: bool,
}

pub async fn of<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId) -> Result<Progress> {
    #[derive(FromQueryResult)]
    struct Row {
        owed_at: Option<i64>,
        status_claimed_at: Option<i64>,
        completed_before: Option<i64>,
        status_told_at: Option<i64>,
        step_claimed_at: Option<i64>,
        step_shipment: Option<i64>,
        invoiced_at: Option<i64>,
        look_at: Option<i64>,
        looks: i64,
        is_probe: bool,
    }
    let text = "SELECT owed_at, status_claimed_at, completed_before, status_told_at,
        step_claimed_at, step_shipment, invoiced_at, look_at, looks, is_probe
        FROM order_progress WHERE account_id = $1 AND link_id = $2";
    let values = vec![tenant.account().into(), link.into()];
    // From the writer: a verb decides by what it has just written.
    let row: Option<Row> = sql::one(tenant.writer(), text, values).await?;
    Ok(row.map_or_else(Progress::default, |row| Progress {
        owed_at: row.owed_at.map(sql::time),
        status_claimed_at: row.status_claimed_at.map(sql::time),
        completed_before: row.completed_before.map(sql::time),
        status_told_at: row.status_told_at.map(sql::time),
        step_claimed_at: row.step_claimed_at.map(sql::time),
        step_shipment: row.step_shipment,
        invoiced_at: row.invoiced_at.map(sql::time),
        look_at: row.look_at.map(sql::time),
        looks: row.looks,
        is_probe: row.is_probe,
    }))
}

/// From now on the shop is to be told something of it. Ask for a look at the order in the same change.
pub async fn owe(
    change: &Change,
    (link, shop): (OrderLinkId, ShopId),
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO order_progress (link_id, account_id, shop_id, owed_at, looks)
        VALUES ($2, $1, $3, $4, 0) ON CONFLICT (link_id) DO UPDATE SET owed_at = excluded.owed_at";
    put(change, (link, shop), text, sql::ms(now).into()).await
}

/// Its shipments are to be read then; `None`: no more by the clock.
pub async fn look<R: Rows>(
    tenant: &Tenant<R>,
    whose: (OrderLinkId, ShopId),
    at: Option<DateTime<Utc>>,
) -> Result<()> {
    let text = "INSERT INTO order_progress (link_id, account_id, shop_id, look_at, looks)
        VALUES ($2, $1, $3, $4, 0) ON CONFLICT (link_id) DO UPDATE SET look_at = excluded.look_at";
    put(tenant, whose, text, at.map(sql::ms).into()).await
}

/// They were read, of an order that is shipped; `at` as in [`look`].
pub async fn looked<R: Rows>(
    tenant: &Tenant<R>,
    whose: (OrderLinkId, ShopId),
    at: Option<DateTime<Utc>>,
) -> Result<()> {
    let text = "INSERT INTO order_progress (link_id, account_id, shop_id, look_at, looks)
        VALUES ($2, $1, $3, $4, 1) ON CONFLICT (link_id) DO UPDATE SET look_at = excluded.look_at,
        looks = order_progress.looks + 1";
    put(tenant, whose, text, at.map(sql::ms).into()).await
}

/// An order, by its number in Rackbeat, that is due to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DueLook {
    pub number: i64,
    /// As in [`Progress`].
    pub looks: i64,
}

/// Orders whose shipments are due to be read, the longest due first.
pub async fn looks_due<R: Rows>(
    tenant: &Tenant<R>,
    now: DateTime<Utc>,
    limit: u32,
) -> Result<Vec<DueLook>> {
    let text = format!(
        "SELECT order_links.rackbeat_number AS number, order_progress.looks AS looks
         FROM order_progress JOIN order_links ON order_links.id = order_progress.link_id
         WHERE order_progress.account_id = $1 AND order_progress.look_at <= $2
         AND order_links.rackbeat_number IS NOT NULL ORDER BY order_progress.look_at LIMIT {limit}"
    );
    let values = vec![tenant.account().into(), sql::ms(now).into()];
    sql::all(tenant.reader(), &text, values).await
}

/// The ids of a shop's orders that it is still to be told something of.
pub async fn owed<R: Rows>(tenant: &Tenant<R>, shop: ShopId, limit: u32) -> Result<Vec<i64>> {
    let text = format!(
        "SELECT order_links.woo_id AS number FROM order_progress
         JOIN order_links ON order_links.id = order_progress.link_id
         WHERE order_progress.account_id = $1 AND order_progress.shop_id = $2
         AND order_progress.owed_at IS NOT NULL AND order_links.status <> 'gone'
         AND order_links.ignored_at IS NULL AND order_links.dropped_at IS NULL
         ORDER BY order_progress.owed_at LIMIT {limit}"
    );
    let values = vec![tenant.account().into(), shop.into()];
    numbers(tenant, &text, values).await
}

/// Rackbeat's number of the newest order that is shipped and not known to be invoiced, of those seen since then.
pub async fn newest_uninvoiced<R: Rows>(
    tenant: &Tenant<R>,
    since: DateTime<Utc>,
) -> Result<Option<i64>> {
    let text = "SELECT rackbeat_number AS number FROM order_links WHERE account_id = $1
        AND stage = 'shipped' AND seen_at >= $2 AND rackbeat_number IS NOT NULL
        ORDER BY seen_at DESC LIMIT 1";
    let values = vec![tenant.account().into(), sql::ms(since).into()];
    Ok(numbers(tenant, text, values).await?.pop())
}

/// Of these numbers of Rackbeat's, the orders that are shipped and not known to be invoiced.
pub async fn uninvoiced<R: Rows>(tenant: &Tenant<R>, numbers: &[i64]) -> Result<Vec<OrderLinkId>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: OrderLinkId,
    }
    let mut ids = Vec::new();
    for chunk in numbers.chunks(500) {
        let text = format!(
            "SELECT id FROM order_links WHERE account_id = $1 AND stage = 'shipped'
             AND rackbeat_number IN {}",
            sql::list(2, chunk.len())
        );
        let mut values = vec![tenant.account().into()];
        values.extend(chunk.iter().map(|number| (*number).into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        ids.extend(rows.into_iter().map(|row| row.id));
    }
    Ok(ids)
}

async fn numbers<R: Rows>(
    tenant: &Tenant<R>,
    text: &str,
    values: Vec<sea_orm::Value>,
) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Row {
        number: i64,
    }
    let rows: Vec<Row> = sql::all(tenant.reader(), text, values).await?;
    Ok(rows.into_iter().map(|row| row.number).collect())
}

/// Makes the row, or changes it as the statement says.
pub(super) async fn put<R: Rows>(
    tenant: &Tenant<R>,
    (link, shop): (OrderLinkId, ShopId),
    text: &str,
    value: sea_orm::Value,
) -> Result<()> {
    let values = vec![tenant.account().into(), link.into(), shop.into(), value];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}
