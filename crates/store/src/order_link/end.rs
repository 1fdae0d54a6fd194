//! Open orders: which are read again and when, what ends them, and what is forgotten after that.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::{COLUMNS, OrderLink, Row, sql, step::step};
use crate::{AccountId, Change, OrderLinkId, Result, Rows, ShopId, System, Tenant};

/// Stages at which no booking in Rackbeat counts an order.
const UNBOOKED: &str = "('seen', 'claimed', 'created', 'released')";

/// The state of what stood still and is closed: nobody is asked to move it any more.
const STILL: &str =
    "CASE WHEN state IN ('waiting', 'not_sent', 'failed') THEN 'info' ELSE state END";

/// Orders of a shop that may still change, oldest first.
pub async fn open<R: Rows>(tenant: &Tenant<R>, shop: Option<ShopId>) -> Result<Vec<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND closed_at IS NULL
         AND ($2 = $3 OR shop_id = $2) ORDER BY woo_id"
    );
    let shop = shop.unwrap_or(ShopId::nil());
    let values = vec![tenant.account().into(), shop.into(), ShopId::nil().into()];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(OrderLink::try_from).collect()
}

/// The shop's open orders that are to be read again now, oldest first.
pub async fn due_again(
    tenant: &Tenant,
    shop: ShopId,
    now: DateTime<Utc>,
) -> Result<Vec<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND shop_id = $2
         AND closed_at IS NULL AND NOT is_old AND old_run_id IS NULL
         AND (next_read_at IS NULL OR next_read_at <= $3)
         ORDER BY woo_id"
    );
    let values = vec![tenant.account().into(), shop.into(), sql::ms(now).into()];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(OrderLink::try_from).collect()
}

/// Not before then, unless the shop changes it.
pub async fn set_next_read<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    at: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET next_read_at = $3 WHERE account_id = $1 AND id = $2";
    step(tenant, id, text, vec![sql::ms(at).into()]).await
}

/// Nothing about it is awaited any more.
pub async fn close<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET closed_at = $3
        WHERE account_id = $1 AND id = $2 AND closed_at IS NULL";
    step(tenant, id, text, vec![sql::ms(now).into()]).await
}

/// An open order that nothing has happened to for long.
#[derive(FromQueryResult)]
pub struct Idle {
    pub account_id: AccountId,
    pub shop_id: ShopId,
    pub id: OrderLinkId,
    pub woo_id: i64,
}

/// Of all accounts: what has not changed in its shop since `before`, or, where the shop itself is done
/// with it, since `done_before`.
pub async fn idle(
    system: &System,
    before: DateTime<Utc>,
    done_before: DateTime<Utc>,
) -> Result<Vec<Idle>> {
    let text = "SELECT account_id, shop_id, id, woo_id FROM order_links WHERE closed_at IS NULL
        AND modified_at < $2 AND seen_at < $2 AND (status IN ('completed', 'refunded')
            OR (modified_at < $1 AND seen_at < $1)) ORDER BY account_id, id LIMIT 10000";
    let values = vec![sql::ms(before).into(), sql::ms(done_before).into()];
    sql::all(system.reader(), text, values).await
}

/// Closes an idle order, unless it changed since it was found to be one. What it holds of the stock, it holds on.
pub async fn close_idle(
    change: &Change,
    idle: &Idle,
    done_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = format!(
        "UPDATE order_links SET closed_at = $3, state = {STILL}
         WHERE account_id = $1 AND id = $2 AND closed_at IS NULL AND modified_at < $4"
    );
    let values = vec![sql::ms(now).into(), sql::ms(done_before).into()];
    step(change, idle.id, &text, values).await
}

/// A shop that was let go of, with orders that Rackbeat has not booked.
#[derive(FromQueryResult)]
pub struct Left {
    pub account_id: AccountId,
    pub shop_id: ShopId,
}

/// Of all accounts: shops let go of before then whose unbooked orders still count as ours.
pub async fn left(system: &System, before: DateTime<Utc>) -> Result<Vec<Left>> {
    let text = format!(
        "SELECT DISTINCT account_id, shop_id FROM order_links WHERE closed_at IS NULL
         AND NOT is_old AND stage IN {UNBOOKED} AND shop_id IN
             (SELECT id FROM shops WHERE disconnected_at < $1)"
    );
    sql::all(system.reader(), &text, vec![sql::ms(before).into()]).await
}

/// What Rackbeat has not booked of the shop's orders is from before our time now. The numbers that it held until
/// then, and how many open orders it was.
pub async fn leave(
    change: &Change,
    shop: ShopId,
    now: DateTime<Utc>,
) -> Result<(BTreeSet<String>, u64)> {
    let unbooked =
        format!("account_id = $1 AND shop_id = $2 AND NOT is_old AND stage IN {UNBOOKED}");
    let lines = format!(
        "UPDATE order_lines SET taken = 0 WHERE account_id = $1 AND shop_id = $2 AND taken > 0
         AND link_id IN (SELECT id FROM order_links WHERE {unbooked}) RETURNING item_number"
    );
    let whose = vec![change.account().into(), shop.into()];
    let held: Vec<HeldNumber> = sql::all(change.writer(), &lines, whose.clone()).await?;
    let open = format!("SELECT COUNT(*) FROM order_links WHERE {unbooked} AND closed_at IS NULL");
    let open: Option<i64> = sql::value(change.writer(), &open, whose.clone()).await?;
    let links = format!(
        "UPDATE order_links SET is_old = TRUE, closed_at = COALESCE(closed_at, $3),
         state = {STILL} WHERE {unbooked}"
    );
    let mut values = whose;
    values.push(sql::ms(now).into());
    sql::run(change.writer(), &links, values).await?;
    let held = held.into_iter().filter_map(|line| line.item_number);
    let open = u64::try_from(open.unwrap_or_default()).unwrap_or_default();
    Ok((held.collect(), open))
}

#[derive(FromQueryResult)]
struct HeldNumber {
    item_number: Option<String>,
}

/// Erases the names of people whose orders were closed before then.
pub async fn forget_people(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "UPDATE order_links SET customer = NULL, email = NULL
        WHERE closed_at < $1 AND (customer IS NOT NULL OR email IS NOT NULL)";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}
