//! Orders that may still change are read again by their ids: deletions send no webhook.
use std::collections::BTreeSet;

use store::{order_link, shop::Shop};
use woo::{OrderQuery, Status};

use super::look::{message, store_page};
use crate::{Work, error::Result};

/// Ids in one call.
const CHUNK: usize = 100;

/// Every open order of the shop; those missing once more among the trashed; the rest is deleted.
pub(super) async fn read(work: &Work, shop: &Shop) -> Result<()> {
    let open = order_link::open(&work.tenant, Some(shop.id)).await?;
    let ids: Vec<_> = open
        .iter()
        .filter(|link| !link.is_old)
        .map(|link| link.woo_id)
        .collect();
    for chunk in ids.chunks(CHUNK) {
        let found = listed(work, shop, chunk, Vec::new()).await?;
        let missing: Vec<_> = chunk
            .iter()
            .copied()
            .filter(|id| !found.contains(id))
            .collect();
        if missing.is_empty() {
            continue;
        }
        listed(work, shop, &missing, vec![Status::Trash]).await?;
        // What neither list shows is looked at alone: only its own address says "gone".
        let messages: Vec<_> = missing.iter().map(|id| message(shop, *id)).collect();
        crate::inbox::accept(&work.ctx, &messages).await?;
    }
    Ok(())
}

async fn listed(
    work: &Work,
    shop: &Shop,
    ids: &[i64],
    status: Vec<Status>,
) -> Result<BTreeSet<i64>> {
    let query = OrderQuery {
        include: ids.to_vec(),
        status,
        ..OrderQuery::default()
    };
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let page = client.orders(&query).await?;
    store_page(work, shop, &page.items).await?;
    let unreadable = page.unreadable.iter().copied();
    Ok(page
        .items
        .iter()
        .map(|order| order.id)
        .chain(unreadable)
        .collect())
}
