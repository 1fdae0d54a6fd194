//! Whom an order was made for in Rackbeat.
use super::step::step;
use crate::{OrderLinkId, Result, Rows, Tenant, sql};

/// Rackbeat's number of the customer; `None`: none was noted.
pub async fn customer<R: Rows>(tenant: &Tenant<R>, id: OrderLinkId) -> Result<Option<i64>> {
    let text = "SELECT rackbeat_customer FROM order_links WHERE account_id = $1 AND id = $2";
    let values = vec![tenant.account().into(), id.into()];
    // From the writer: the order is mapped by what was just written.
    let found: Option<Option<i64>> = sql::value(tenant.writer(), text, values).await?;
    Ok(found.flatten())
}

/// Before it is posted for this one.
pub async fn set_customer<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    number: i64,
) -> Result<bool> {
    let text = "UPDATE order_links SET rackbeat_customer = $3 WHERE account_id = $1 AND id = $2";
    step(tenant, id, text, vec![number.into()]).await
}
