//! What a shop's owner has settled about its stock, and how much of it the shop takes at once.
use chrono::{DateTime, Utc};

use super::sql;
use crate::{Result, Rows, ShopId, Tenant};

/// The initial synchronisation is finished or skipped.
pub async fn settle_import<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE shops SET import_settled_at = $3 WHERE id = $1 AND account_id = $2";
    let values = vec![id.into(), tenant.account().into(), sql::ms(now).into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// The owner has seen what will become of the shop's figures and said yes.
pub async fn approve_stock<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    who: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE shops SET stock_approved_at = $3, stock_approved_by = $4
        WHERE id = $1 AND account_id = $2 AND stock_approved_at IS NULL";
    let values = vec![
        id.into(),
        tenant.account().into(),
        sql::ms(now).into(),
        who.into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

pub async fn set_batch_size<R: Rows>(tenant: &Tenant<R>, id: ShopId, size: i64) -> Result<()> {
    let text = "UPDATE shops SET batch_size = $3 WHERE id = $1 AND account_id = $2";
    let values = vec![id.into(), tenant.account().into(), size.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}
