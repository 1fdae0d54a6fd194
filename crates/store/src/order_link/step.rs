//! The steps of an order towards Rackbeat, each written before or after exactly one call.
use chrono::{DateTime, Utc};

use super::{COLUMNS, OrderLink, Row, one, sql};
use crate::{OrderLinkId, Result, Rows, Tenant, agreement::Tally};

/// Before the create: from here on the order may be in Rackbeat, and is open again. Which claim of it this is; `None`:
/// somebody claimed it already.
pub async fn claim<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    now: DateTime<Utc>,
) -> Result<Option<i64>> {
    let text = "UPDATE order_links SET stage = 'claimed', claimed_at = $3, absent_at = NULL,
        dropped_at = NULL, closed_at = NULL, claims = claims + 1
        WHERE account_id = $1 AND id = $2 AND stage = 'seen' RETURNING claims";
    let values = vec![tenant.account().into(), id.into(), sql::ms(now).into()];
    sql::value(tenant.writer(), text, values).await
}

/// It is certain that Rackbeat has not got it: the create was refused, or a look did not find it. One that was let go of
/// and is wanted again is open again, whether or not it can be sent.
/// `claims` it had when that was asked; claimed again since, it may be there by now.
pub async fn absent<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    claims: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET absent_at = $3, claimed_at = NULL, dropped_at = NULL,
        closed_at = CASE WHEN stage = 'released' THEN NULL ELSE closed_at END,
        written = NULL, sums = NULL, edit = NULL, stage = 'seen'
        WHERE account_id = $1 AND id = $2 AND claims = $4 AND (stage IN ('claimed', 'seen')
            OR (stage = 'released' AND rackbeat_number IS NULL))";
    step(tenant, id, text, vec![sql::ms(now).into(), claims.into()]).await
}

/// Rackbeat answered the create with a number, which a look may have found before. `hash` is of what was sent.
/// The row as it stands now; `None` when somebody took the order further.
pub async fn created<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    number: i64,
    hash: &str,
) -> Result<Option<OrderLink>> {
    let text = format!(
        "UPDATE order_links SET stage = 'created', rackbeat_number = $3, mapped_hash = $4,
         claimed_at = NULL, absent_at = NULL WHERE account_id = $1 AND id = $2
         AND (stage = 'claimed' OR (stage = 'created' AND rackbeat_number = $3)) RETURNING {COLUMNS}"
    );
    let values = vec![
        tenant.account().into(),
        id.into(),
        number.into(),
        hash.into(),
    ];
    one(tenant, &text, values).await
}

/// A look found the order that an earlier try made.
pub async fn found<R: Rows>(tenant: &Tenant<R>, id: OrderLinkId, number: i64) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'created', rackbeat_number = $3, claimed_at = NULL,
        absent_at = NULL WHERE account_id = $1 AND id = $2 AND stage IN ('claimed', 'seen')";
    step(tenant, id, text, vec![number.into()]).await
}

/// Rackbeat confirmed the booking; `tally` was raised after its answer. The row as it stands now; `None`
/// when somebody took the order further.
pub async fn booked<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    tally: Tally,
) -> Result<Option<OrderLink>> {
    let text = format!(
        "UPDATE order_links SET stage = 'booked', booked_tally = $3, edit = NULL, claimed_at = NULL,
         closed_at = CASE WHEN dropped_at IS NULL THEN closed_at ELSE NULL END, dropped_at = NULL
         WHERE account_id = $1 AND id = $2 AND stage IN ('created', 'booked', 'released')
         RETURNING {COLUMNS}"
    );
    let values = vec![tenant.account().into(), id.into(), tally.0.into()];
    one(tenant, &text, values).await
}

/// Before we reopen order `number` to let go of it: from here on it may no longer be counted, so it is in flight again.
/// False: it is no longer ours, or shipped.
pub async fn reopening<R: Rows>(
    tenant: &Tenant<R>,
    (id, number): (OrderLinkId, i64),
) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'created', booked_tally = NULL
        WHERE account_id = $1 AND id = $2 AND rackbeat_number = $3
        AND stage IN ('created', 'booked')";
    step(tenant, id, text, vec![number.into()]).await
}

/// Called off in the shop and let go of in Rackbeat, which ends it: order `number` is a draft there. False: it is no
/// longer ours.
pub async fn released<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    number: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'released', booked_tally = NULL, claimed_at = NULL,
        absent_at = NULL, edit = NULL, closed_at = $4
        WHERE account_id = $1 AND id = $2 AND rackbeat_number = $3";
    step(tenant, id, text, vec![number.into(), sql::ms(now).into()]).await
}

/// The same, and order `number` is no longer there: wanted again, it is sent anew.
pub async fn deleted<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    number: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'released', booked_tally = NULL, claimed_at = NULL,
        absent_at = NULL, dropped_at = NULL, edit = NULL, rackbeat_number = NULL, closed_at = $4
        WHERE account_id = $1 AND id = $2 AND rackbeat_number = $3";
    step(tenant, id, text, vec![number.into(), sql::ms(now).into()]).await
}

/// All of it is shipped in Rackbeat.
pub async fn shipped<R: Rows>(tenant: &Tenant<R>, id: OrderLinkId, tally: Tally) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'shipped', shipped_tally = $3,
        booked_tally = COALESCE(booked_tally, $3)
        WHERE account_id = $1 AND id = $2 AND stage IN ('created', 'booked', 'shipped')";
    step(tenant, id, text, vec![tally.0.into()]).await
}

/// Of these numbers of Rackbeat's, the orders that were called off and let go of as drafts.
pub async fn let_go_of(tenant: &Tenant, numbers: &[i64]) -> Result<Vec<OrderLink>> {
    let mut links = Vec::new();
    for chunk in numbers.chunks(500) {
        let text = format!(
            "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND stage = 'released'
             AND dropped_at IS NULL AND closed_at IS NOT NULL AND rackbeat_number IN {}",
            sql::list(2, chunk.len())
        );
        let mut values = vec![tenant.account().into()];
        values.extend(chunk.iter().map(|number| (*number).into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        for row in rows {
            links.push(OrderLink::try_from(row)?);
        }
    }
    Ok(links)
}

/// Cancelled or deleted by hand in Rackbeat. False: that was known, it was no longer ours, or a call of ours is under way
/// that may have done it, asked since `rested`.
pub async fn dropped<R: Rows>(
    tenant: &Tenant<R>,
    (id, number): (OrderLinkId, i64),
    rested: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'released', booked_tally = NULL, claimed_at = NULL, edit = NULL,
        dropped_at = $3, closed_at = $3 WHERE account_id = $1 AND id = $2 AND rackbeat_number = $4
        AND dropped_at IS NULL AND (claimed_at IS NULL OR claimed_at <= $5)";
    let more = vec![sql::ms(now).into(), number.into(), sql::ms(rested).into()];
    step(tenant, id, text, more).await
}

/// The status of an order that its shop has deleted: no shop says it, we do.
pub const GONE: &str = "gone";

/// Deleted in the shop. It is closed once Rackbeat's order is let go of too.
pub async fn gone<R: Rows>(tenant: &Tenant<R>, id: OrderLinkId) -> Result<bool> {
    let text = "UPDATE order_links SET status = $3 WHERE account_id = $1 AND id = $2";
    step(tenant, id, text, vec![GONE.into()]).await
}

/// The owner pressed the button that puts what the total lacks on the discount product.
pub async fn put_on_discount<R: Rows>(tenant: &Tenant<R>, id: OrderLinkId) -> Result<bool> {
    let text = "UPDATE order_links SET put_on_discount = TRUE WHERE account_id = $1 AND id = $2";
    step(tenant, id, text, vec![]).await
}

/// Orders whose create is in doubt, and those placed since then that were never looked for: one look
/// in Rackbeat serves them all.
pub async fn doubtful(tenant: &Tenant, since: DateTime<Utc>) -> Result<Vec<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE NOT is_old AND id IN
         (SELECT id FROM order_links WHERE account_id = $1 AND stage = 'claimed'
          UNION ALL SELECT id FROM order_links WHERE account_id = $1 AND closed_at IS NULL
              AND stage = 'seen' AND absent_at IS NULL AND placed_at > $2 AND ignored_at IS NULL)
         LIMIT 5000"
    );
    let values = vec![tenant.account().into(), sql::ms(since).into()];
    let rows: Vec<Row> = sql::all(tenant.writer(), &text, values).await?;
    rows.into_iter().map(OrderLink::try_from).collect()
}

pub(super) async fn step<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    text: &str,
    more: Vec<sea_orm::Value>,
) -> Result<bool> {
    let mut values = vec![tenant.account().into(), id.into()];
    values.extend(more);
    Ok(sql::run(tenant.writer(), text, values).await? == 1)
}
