//! Rackbeat's items, read at a hint or all together; what differs is due in every shop.
mod bill;
mod hint;
mod sweep;
mod told;
mod walk;

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use store::Change;

use crate::order;

pub(crate) use bill::read_bills;
pub(crate) use hint::read_item;
pub(crate) use sweep::{AT_LEAST, sweep};

/// Orders that wait for so many numbers at once are woken one by one; beyond that by their own retry.
const WOKEN: usize = 500;

/// Orders that were refused because of these SKUs are looked at again; goes with the change that brings them.
pub(crate) async fn wake_refused(
    change: &Change,
    skus: impl IntoIterator<Item = String>,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let skus: BTreeSet<_> = skus.into_iter().collect();
    for sku in skus.into_iter().take(WOKEN) {
        order::wake_cause(change, &format!("sku:{sku}"), now).await?;
    }
    Ok(())
}
