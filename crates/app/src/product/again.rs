//! Products that were put off: what may have come late has come by then.
use chrono::{DateTime, Utc};
use store::{Tenant, inbox, product_copy};

use super::message;
use crate::{Work, error::Result};

/// Those whose time has come are looked at again.
pub(crate) async fn try_again(work: &Work) -> Result<()> {
    let now = work.now();
    if next_again(&work.tenant).await?.is_none_or(|at| at > now) {
        return Ok(());
    }
    let change = work.tenant.begin().await?;
    let shops = product_copy::again(&change, now).await?;
    let messages: Vec<_> = shops
        .into_iter()
        .map(|(shop, way)| message(&change, shop, way))
        .collect();
    inbox::add_within(&change, &messages, now).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

/// When the first of them is due; `None` when none is put off.
pub(crate) async fn next_again(tenant: &Tenant) -> Result<Option<DateTime<Utc>>> {
    Ok(product_copy::next_again(tenant).await?)
}
