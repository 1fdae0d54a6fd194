//! The steps of an order after its booking, each written down before the call and after it.
use chrono::{DateTime, Utc};

use super::put;
use crate::{OrderLinkId, Result, Rows, ShopId, Tenant, sql};

/// Before the shop's status is set: from here on its customer may have been mailed. `completed`: when the order was, as
/// it was read just before.
pub async fn claim_status<R: Rows>(
    tenant: &Tenant<R>,
    (link, shop): (OrderLinkId, ShopId),
    completed: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO order_progress
        (link_id, account_id, shop_id, status_claimed_at, completed_before, looks)
        VALUES ($2, $1, $3, $4, $5, 0) ON CONFLICT (link_id) DO UPDATE SET
        status_claimed_at = excluded.status_claimed_at,
        completed_before = excluded.completed_before";
    let values = vec![
        tenant.account().into(),
        link.into(),
        shop.into(),
        sql::ms(now).into(),
        completed.map(sql::ms).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// It certainly was not set.
pub async fn free_status<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId) -> Result<()> {
    set(tenant, link, "status_claimed_at = NULL", None).await
}

/// Set, found set, or decided not to be.
pub async fn status_told<R: Rows>(
    tenant: &Tenant<R>,
    whose: (OrderLinkId, ShopId),
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO order_progress (link_id, account_id, shop_id, status_told_at, looks)
        VALUES ($2, $1, $3, $4, 0) ON CONFLICT (link_id) DO UPDATE SET
        status_told_at = excluded.status_told_at, status_claimed_at = NULL";
    put(tenant, whose, text, sql::ms(now).into()).await
}

/// Its tracking number is looked for wherever one could be, this time and every other.
pub async fn probe<R: Rows>(tenant: &Tenant<R>, whose: (OrderLinkId, ShopId)) -> Result<()> {
    let text = "INSERT INTO order_progress (link_id, account_id, shop_id, is_probe, looks)
        VALUES ($2, $1, $3, $4, 0) ON CONFLICT (link_id) DO UPDATE SET is_probe = excluded.is_probe";
    put(tenant, whose, text, true.into()).await
}

/// The shop is owed nothing more, unless something came since `owed_at` was read.
pub async fn settle<R: Rows>(
    tenant: &Tenant<R>,
    link: OrderLinkId,
    owed_at: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE order_progress SET owed_at = NULL
        WHERE account_id = $1 AND link_id = $2 AND owed_at = $3";
    let values = vec![
        tenant.account().into(),
        link.into(),
        sql::ms(owed_at).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// Before it is shipped or invoiced in Rackbeat: from here on it may be.
pub async fn claim_step<R: Rows>(
    tenant: &Tenant<R>,
    whose: (OrderLinkId, ShopId),
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO order_progress (link_id, account_id, shop_id, step_claimed_at, looks)
        VALUES ($2, $1, $3, $4, 0)
        ON CONFLICT (link_id) DO UPDATE SET step_claimed_at = excluded.step_claimed_at";
    put(tenant, whose, text, sql::ms(now).into()).await
}

/// Rackbeat answered, or was read back.
pub async fn free_step<R: Rows>(tenant: &Tenant<R>, link: OrderLinkId) -> Result<()> {
    set(tenant, link, "step_claimed_at = NULL", None).await
}

/// Rackbeat answered with the shipment that we asked for, or a look found it.
pub async fn shipment_made<R: Rows>(
    tenant: &Tenant<R>,
    link: OrderLinkId,
    shipment: i64,
) -> Result<()> {
    let what = "step_shipment = $3, step_claimed_at = NULL";
    set(tenant, link, what, Some(shipment)).await
}

/// Rackbeat says that it is invoiced; by which invoice, where one was found. True when that is news.
pub async fn invoiced<R: Rows>(
    tenant: &Tenant<R>,
    (link, shop): (OrderLinkId, ShopId),
    invoice: Option<i64>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "INSERT INTO order_progress (link_id, account_id, shop_id, invoiced_at, looks)
        VALUES ($2, $1, $3, $4, 0) ON CONFLICT (link_id) DO UPDATE SET
        invoiced_at = excluded.invoiced_at, step_claimed_at = NULL
        WHERE order_progress.invoiced_at IS NULL";
    let values = vec![
        tenant.account().into(),
        link.into(),
        shop.into(),
        sql::ms(now).into(),
    ];
    let is_news = sql::run(tenant.writer(), text, values).await? == 1;
    // Shipped as well, that is the end of its way; until then it is followed as what it is.
    let text = "UPDATE order_links SET invoice_number = COALESCE($3, invoice_number),
        stage = CASE WHEN stage = 'shipped' THEN 'invoiced' ELSE stage END
        WHERE account_id = $1 AND id = $2";
    let values = vec![tenant.account().into(), link.into(), invoice.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(is_news)
}

async fn set<R: Rows>(
    tenant: &Tenant<R>,
    link: OrderLinkId,
    what: &'static str,
    value: Option<i64>,
) -> Result<()> {
    let text = format!("UPDATE order_progress SET {what} WHERE account_id = $1 AND link_id = $2");
    let mut values = vec![tenant.account().into(), link.into()];
    values.extend(value.map(sea_orm::Value::from));
    sql::run(tenant.writer(), &text, values).await?;
    Ok(())
}
