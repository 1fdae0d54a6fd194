//! A shop that is its products' master is asked what of them changed, whatever its webhooks told.
use chrono::TimeDelta;
use store::{product_link, shop, shop::Shop};

use super::mark::way_of;
use crate::{
    Work,
    error::Result,
    index::{self, walk},
    poll::OVERLAP,
};

/// Between two such questions.
const EVERY: TimeDelta = TimeDelta::minutes(15);

/// Reads what changed since the last time.
pub(crate) async fn read_changed(work: &Work, shop: &Shop) -> Result<()> {
    let due = way_of(&work.tenant, shop.id).await?;
    if due != Some(store::product_copy::Way::ToRackbeat) {
        return Ok(shop::set_products_due(&work.tenant, shop.id, None, None).await?);
    }
    let next = Some(work.now() + EVERY);
    // Put off first: a question that fails must not be asked again at once.
    shop::set_products_due(&work.tenant, shop.id, next, None).await?;
    let cursor = shop::products_cursor(&work.tenant, shop.id).await?;
    let since = cursor.unwrap_or(shop.cursor_at) - OVERLAP;
    let scope = walk::Scope {
        since: Some(since),
        described: false,
    };
    let number = product_link::begin_listing(&work.tenant, shop.id).await?;
    let walked = walk::walk(work, shop, scope).await?;
    let is_whole = walked.is_whole;
    index::keep(work, shop, number, (walked.listed, &[])).await?;
    let cursor = walked.date.filter(|_| is_whole);
    shop::set_products_due(&work.tenant, shop.id, next, cursor).await?;
    Ok(())
}
