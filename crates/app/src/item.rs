//! Rackbeat's items, read at a hint or all together; what differs is due in every shop.
mod bill;
mod hint;
mod sweep;
mod told;

use std::collections::BTreeSet;

use crate::{Work, error::Result, order};

pub(crate) use bill::read_bills;
pub(crate) use hint::read_item;
pub(crate) use sweep::{AT_LEAST, sweep};

/// Orders that wait for so many numbers at once are woken one by one; beyond that by their own retry.
const WOKEN: usize = 500;

/// Orders that were refused because of these SKUs are looked at again.
pub(crate) async fn wake_refused(
    work: &Work,
    skus: impl IntoIterator<Item = String>,
) -> Result<()> {
    let skus: BTreeSet<_> = skus.into_iter().collect();
    for sku in skus.into_iter().take(WOKEN) {
        order::retry_cause(&work.ctx, &work.tenant, &format!("sku:{sku}")).await?;
    }
    Ok(())
}
