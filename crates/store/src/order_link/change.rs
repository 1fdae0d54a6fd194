//! The steps of a change to an order that stands in Rackbeat, and what of it is kept.
use chrono::{DateTime, Utc};
use domain::order::{Edit, Sums, WrittenOrder};

use super::{OrderLink, sql, step::step};
use crate::{OrderLinkId, Result, Rows, Tenant, agreement::Tally};

/// Before a call that changes order `number` in Rackbeat: from here on it may have taken effect. False: it is no longer
/// ours.
pub async fn asking<R: Rows>(
    tenant: &Tenant<R>,
    (id, number): (OrderLinkId, i64),
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET claimed_at = $3
        WHERE account_id = $1 AND id = $2 AND rackbeat_number = $4";
    step(tenant, id, text, vec![sql::ms(now).into(), number.into()]).await
}

/// Rackbeat answered that call.
pub async fn answered<R: Rows>(
    tenant: &Tenant<R>,
    (id, number): (OrderLinkId, i64),
) -> Result<bool> {
    let text = "UPDATE order_links SET claimed_at = NULL
        WHERE account_id = $1 AND id = $2 AND rackbeat_number = $3";
    step(tenant, id, text, vec![number.into()]).await
}

/// Before we reopen order `number`, change it or delete it: from here on no booking counts it, so it is in flight again.
/// False: it is no longer ours, or shipped.
pub async fn changing<R: Rows>(
    tenant: &Tenant<R>,
    (id, number): (OrderLinkId, i64),
    edit: &Edit,
) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'created', booked_tally = NULL, edit = $3,
        closed_at = CASE WHEN dropped_at IS NULL THEN closed_at ELSE NULL END, dropped_at = NULL
        WHERE account_id = $1 AND id = $2 AND stage IN ('created', 'booked', 'released')
        AND rackbeat_number = $4";
    let edit = serde_json::to_string(edit)?;
    step(tenant, id, text, vec![edit.into(), number.into()]).await
}

/// What is being posted (`number`: `None`), or stands in Rackbeat from now on, with the hash of all of it. No change is
/// under way. False: it is no longer ours.
pub async fn write<R: Rows>(
    tenant: &Tenant<R>,
    (id, number): (OrderLinkId, Option<i64>),
    written: &WrittenOrder,
    hash: &str,
) -> Result<bool> {
    let text = "UPDATE order_links SET written = $3, mapped_hash = $4, edit = NULL
        WHERE account_id = $1 AND id = $2 AND COALESCE(rackbeat_number, 0) = $5";
    let written = serde_json::to_string(written)?;
    let number = number.unwrap_or_default();
    step(
        tenant,
        id,
        text,
        vec![written.into(), hash.into(), number.into()],
    )
    .await
}

/// What Rackbeat showed of order `number`. False: it is no longer ours.
pub async fn saw<R: Rows>(
    tenant: &Tenant<R>,
    (id, number): (OrderLinkId, i64),
    written: Option<&WrittenOrder>,
    sums: &Sums,
) -> Result<bool> {
    let text = "UPDATE order_links SET written = $3, sums = $4
        WHERE account_id = $1 AND id = $2 AND rackbeat_number = $5";
    let written = written.map(serde_json::to_string).transpose()?;
    let sums = serde_json::to_string(sums)?;
    step(
        tenant,
        id,
        text,
        vec![written.into(), sums.into(), number.into()],
    )
    .await
}

/// A change ended and the order is the draft that it was.
pub async fn unchanged<R: Rows>(tenant: &Tenant<R>, id: OrderLinkId) -> Result<bool> {
    let text = "UPDATE order_links SET edit = NULL, claimed_at = NULL
        WHERE account_id = $1 AND id = $2";
    step(tenant, id, text, vec![]).await
}

/// Somebody booked it in Rackbeat, while we were not at it: we asked nothing, or before `rested`.
pub async fn booked_by_hand<R: Rows>(
    tenant: &Tenant<R>,
    link: &OrderLink,
    tally: Tally,
    rested: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'booked', booked_tally = $3, claimed_at = NULL
        WHERE account_id = $1 AND id = $2 AND stage = 'created' AND edit IS NULL
        AND (claimed_at IS NULL OR claimed_at <= $4)";
    let more = vec![tally.0.into(), sql::ms(rested).into()];
    step(tenant, link.id, text, more).await
}

/// Somebody reopened it in Rackbeat, while we were not at it: it is in flight again.
pub async fn reopened_by_hand<R: Rows>(tenant: &Tenant<R>, link: &OrderLink) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'created', booked_tally = NULL
        WHERE account_id = $1 AND id = $2 AND stage = 'booked' AND edit IS NULL AND booked_tally = $3";
    step(tenant, link.id, text, vec![link.booked_tally.into()]).await
}
