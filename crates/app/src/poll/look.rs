//! One look at a shop's orders changed since the cursor: everything it shows is stored before it counts.
use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use store::{
    inbox::{self, Kind, NewMessage},
    order_link,
    order_link::OrderLink,
    rules,
    shop::{self, Shop},
};
use woo::OrderQuery;

use crate::{
    Work,
    error::Result,
    order::{self, Seeing},
};

/// How far back each look goes over the last one: long transactions, late replicas, clocks.
pub(crate) const OVERLAP: TimeDelta = TimeDelta::minutes(10);
/// Walks over several pages in which the total fell are walked again, but not for ever.
const WALKS_MAX: u32 = 3;
/// No shop changes so many orders between two looks; one that says so is not to be believed.
const PAGES_MAX: u32 = 1000;

/// Reads the shop's new and changed orders, in one call where they fit a page, and moves the cursor.
/// True when it showed any that were news to us.
pub(crate) async fn look(work: &Work, shop: &Shop) -> Result<bool> {
    let look = shop::begin_look(&work.tenant, shop.id).await?;
    let (mut date, mut has_news) = (None, false);
    for _ in 0..WALKS_MAX {
        let walk = walk(work, shop).await?;
        date = date.or(walk.date);
        has_news |= walk.has_news;
        if !walk.total_fell {
            break;
        }
    }
    let now = work.now();
    let next = match has_news {
        // Its last order may be younger than when we began.
        true => super::next_poll(work, &shop::find(&work.tenant, shop.id).await?),
        false => super::next_poll(work, shop),
    };
    shop::end_look(&work.tenant, shop.id, look, (date, now, next)).await?;
    Ok(has_news)
}

struct Walk {
    /// The shop's clock at the first answer; what changed before it is stored by now.
    date: Option<DateTime<Utc>>,
    total_fell: bool,
    has_news: bool,
}

async fn walk(work: &Work, shop: &Shop) -> Result<Walk> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let mut query = OrderQuery {
        modified_after: Some(shop.cursor_at - OVERLAP),
        ..OrderQuery::default()
    };
    let mut walk = Walk {
        date: None,
        total_fell: false,
        has_news: false,
    };
    let mut total = None;
    loop {
        let page = client.orders(&query).await?;
        walk.date = walk.date.or(page.date);
        walk.total_fell |= page.total < total;
        total = page.total;
        walk.has_news |= store_page(work, shop, &page.items).await?;
        walk.has_news |= !page.unreadable.is_empty();
        hint_unreadable(work, shop, &page.unreadable).await?;
        let empty = page.items.is_empty() && page.unreadable.is_empty();
        if empty || query.page >= PAGES_MAX || !page.has_more(query.page, query.per_page) {
            return Ok(walk);
        }
        query.page += 1;
    }
}

/// Takes each order that is news to us, and asks for a closer look at it. False when none is.
pub(super) async fn store_page(work: &Work, shop: &Shop, orders: &[woo::Order]) -> Result<bool> {
    let ids: Vec<_> = orders.iter().map(|order| order.id).collect();
    let known = order_link::find_all(&work.tenant, shop.id, &ids).await?;
    let waiting = waiting(work, shop, &known).await?;
    let mut rules = None;
    for order in orders {
        let is_known = |link: &OrderLink| {
            let waits = waiting.contains(&link.woo_id.to_string());
            is_same(link, order) && (link.result.is_some() || waits)
        };
        if known.iter().any(is_known) {
            continue;
        }
        let rules = match &mut rules {
            Some(rules) => rules,
            none => none.insert(rules::of(&work.tenant, shop.id).await?),
        };
        if let Err(error) = order::take(work, (shop, rules), order, Seeing::Listed).await {
            // One order that cannot be stored must not hide the others; alone it is tried again.
            tracing::warn!(%error, shop.id = %shop.id, order.id = order.id, "Could not store an order of a list");
            crate::inbox::accept(&work.ctx, &[message(shop, order.id)]).await?;
        }
    }
    Ok(rules.is_some())
}

/// Those that nobody has looked at yet and a message waits about: it reads them afresh, so that of many
/// that wait none is stored once more by every look.
async fn waiting(work: &Work, shop: &Shop, known: &[OrderLink]) -> Result<BTreeSet<String>> {
    let unseen = known.iter().filter(|link| link.result.is_none());
    let subjects: Vec<_> = unseen.map(|link| link.woo_id.to_string()).collect();
    Ok(inbox::waiting(&work.tenant, (shop.id, Kind::Order), &subjects).await?)
}

/// Unchanged since we last read it.
fn is_same(link: &OrderLink, order: &woo::Order) -> bool {
    let modified = order.date_modified_gmt.unwrap_or(link.modified_at);
    let same_order = link.woo_id == order.id && link.order_key == order.order_key;
    let same_refunds = link.refunds == order::refunds(order);
    let same_time = link.modified_at == modified && link.status == order.status.as_str();
    same_order && same_time && same_refunds
}

/// A row that cannot be read in the list may be readable alone; its message says so either way.
pub(crate) async fn hint_unreadable(work: &Work, shop: &Shop, ids: &[i64]) -> Result<()> {
    let messages: Vec<_> = ids
        .iter()
        .filter(|id| **id != 0)
        .map(|id| message(shop, *id))
        .collect();
    if messages.is_empty() {
        return Ok(());
    }
    tracing::warn!(shop.id = %shop.id, count = messages.len(), "Orders in a list that cannot be read");
    Ok(crate::inbox::accept(&work.ctx, &messages).await?)
}

pub(super) fn message(shop: &Shop, order: i64) -> NewMessage {
    NewMessage::new(shop.account, shop.id, Kind::Order).about(order.to_string())
}
