//! How many rows a shop can take in one batch: halved when it was too much, more again when all goes well.
use store::{product_link, shop, shop::Shop};
use woo::Trouble;

use crate::{Work, error::Result};

/// Full batches that must go well before the next is larger.
const CALM: i64 = 5;

/// The same again would time out again.
pub(crate) fn is_too_slow(error: &woo::Error) -> bool {
    matches!(
        error,
        woo::Error::TooLarge | woo::Error::Unavailable(Trouble::TimedOut)
    )
}

/// `sent` rows were too many.
pub(crate) async fn halve(work: &Work, shop: &Shop, sent: usize) -> Result<usize> {
    let size = (sent / 2).max(1);
    set(work, shop, size).await?;
    Ok(size)
}

/// A batch of `sent` rows went well; the size of the next.
pub(crate) async fn grow(work: &Work, shop: &Shop, (size, sent): (usize, usize)) -> Result<usize> {
    if sent < size || size >= woo::batch::MOST {
        return Ok(size);
    }
    let listing = product_link::listing(&work.tenant, shop.id).await?;
    let calm = listing.map_or(0, |listing| listing.calm) + 1;
    if calm < CALM {
        product_link::grow(&work.tenant, shop.id, calm).await?;
        return Ok(size);
    }
    let larger = (size + size / 4 + 1).min(woo::batch::MOST);
    set(work, shop, larger).await?;
    Ok(larger)
}

async fn set(work: &Work, shop: &Shop, size: usize) -> Result<()> {
    let rows = i64::try_from(size).unwrap_or(1);
    shop::set_batch_size(&work.tenant, shop.id, rows).await?;
    product_link::grow(&work.tenant, shop.id, 0).await?;
    Ok(())
}
