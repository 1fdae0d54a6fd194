//! Orders that may still change are read again by their ids: deletions send no webhook.
use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use store::{
    ShopId,
    inbox::{Kind, NewMessage},
    order_link,
    order_link::OrderLink,
    order_progress,
    shop::Shop,
};
use woo::{OrderQuery, Status};

use super::look::{message, store_page};
use crate::{Work, error::Result, order::LISTED};

/// Ids in one call.
const CHUNK: usize = 100;
/// Orders that moved so lately are read again every time.
const LIVELY: TimeDelta = TimeDelta::days(2);
/// The others ever more seldom: after a sixteenth of the time since they moved.
const SLOWER: i32 = 16;
const SELDOM: TimeDelta = TimeDelta::days(1);
/// Orders that one reading asks to have told to the shop.
const OWED_MAX: u32 = 500;

/// The shop's orders that it is still to be told of, and its open orders that are due; those missing once more among the trashed; the rest is deleted.
pub(super) async fn read(work: &Work, shop: &Shop) -> Result<()> {
    let owed = order_progress::owed(&work.tenant, shop.id, OWED_MAX).await?;
    let owed: Vec<_> = owed.into_iter().map(|id| message(shop, id)).collect();
    if !owed.is_empty() {
        crate::inbox::accept(&work.ctx, &owed).await?;
    }
    let due = order_link::due_again(&work.tenant, shop.id, work.now()).await?;
    for chunk in due.chunks(CHUNK) {
        let ids: Vec<_> = chunk.iter().map(|link| link.woo_id).collect();
        let found = listed(work, shop, &ids, Vec::new()).await?;
        let missing: Vec<_> = ids.into_iter().filter(|id| !found.contains(id)).collect();
        if !missing.is_empty() {
            listed(work, shop, &missing, vec![Status::Trash]).await?;
            // What neither list shows is looked at alone: only its own address says "gone".
            let messages: Vec<_> = missing.iter().map(|id| message(shop, *id)).collect();
            crate::inbox::accept(&work.ctx, &messages).await?;
        }
        put_off(work, chunk).await?;
    }
    Ok(())
}

/// Those that have not moved for days wait longer; the oldest are looked at in Rackbeat too, since no list reaches them.
async fn put_off(work: &Work, links: &[OrderLink]) -> Result<()> {
    let now = work.now();
    let change = work.tenant.begin().await?;
    for link in links {
        if let Some(next) = next_read(link, now) {
            order_link::set_next_read(&change, link.id, next).await?;
        }
    }
    let unlisted = links.iter().filter(|link| now - link.seen_at > LISTED);
    let numbers = unlisted.filter_map(|link| link.rackbeat_number);
    let looks: Vec<_> = numbers
        .map(|number| {
            NewMessage::new(change.account(), ShopId::nil(), Kind::Shipment)
                .about(number.to_string())
        })
        .collect();
    store::inbox::add_within(&change, &looks, now).await?;
    change.commit().await?;
    if !looks.is_empty() {
        work.ctx.wake.now();
    }
    Ok(())
}

/// `None`: the next time that open orders are read.
fn next_read(link: &OrderLink, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let still = now - link.modified_at.max(link.seen_at);
    (still > LIVELY).then(|| now + (still / SLOWER).min(SELDOM))
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
