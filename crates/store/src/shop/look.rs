//! Looks at a shop's new orders, numbered as they begin, so that a sale can be placed before or after a write.
use chrono::{DateTime, Utc};

use super::sql;
use crate::{Result, Rows, ShopId, Tenant};

/// One reading of a shop's orders changed since the cursor. A look that began after a write was
/// answered and did not show an order proves that the order came after that write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Look(pub i64);

/// Numbers a look; call it before the look's first request.
pub async fn begin_look<R: Rows>(tenant: &Tenant<R>, id: ShopId) -> Result<Look> {
    let text = "UPDATE shops SET looks_begun = looks_begun + 1
        WHERE id = $1 AND account_id = $2 RETURNING looks_begun";
    let values = vec![id.into(), tenant.account().into()];
    let begun: Option<i64> = sql::value(tenant.writer(), text, values).await?;
    begun.map(Look).ok_or(crate::Error::NotFound)
}

/// Call it after everything the look showed is stored. It is a poll too: `cursor` is where the next one begins,
/// also further back, when the shop's clock was set right.
pub async fn end_look<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    look: Look,
    (cursor, now, next): (Option<DateTime<Utc>>, DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    let text =
        "UPDATE shops SET looks_done = CASE WHEN looks_done < $3 THEN $3 ELSE looks_done END,
        polled_at = $4, poll_due = $5, cursor_at = COALESCE($6, cursor_at)
        WHERE id = $1 AND account_id = $2";
    let values = vec![
        id.into(),
        tenant.account().into(),
        look.0.into(),
        sql::ms(now).into(),
        sql::ms(next).into(),
        cursor.map(sql::ms).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// Looks begun and the newest one done, as they stand now.
pub async fn looks<R: Rows>(tenant: &Tenant<R>, id: ShopId) -> Result<(Look, Look)> {
    let shop = super::find(tenant, id).await?;
    Ok((Look(shop.looks_begun), Look(shop.looks_done)))
}
