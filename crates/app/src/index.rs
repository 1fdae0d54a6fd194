//! The index: a shop's products and Rackbeat's items, listed and tied by exact SKU.
mod doubt;
mod hand;
pub(crate) mod listed;
mod product;
mod turns;
pub(crate) mod walk;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::Outcome;
use store::{
    Change,
    inbox::{self, Kind, Message},
    item, order_link, product_link,
    product_link::Tied,
    shop,
    shop::Shop,
    stock_level,
};

use crate::{
    Work,
    error::Result,
    item::{read_bills, sweep, wake_refused},
    order, park, product as carried, stock,
};

pub use hand::tie;
pub(crate) use hand::tied_by_hand;
pub use product::read_product;
pub(crate) use product::{keep, keep_ours, read_stale};

/// The subject of messages that the night brought: they also end what was left alone.
pub(crate) const NIGHT: &str = "night";

/// A shop's list, tied, and its figures compared with what we believe they are: what differs is marked,
/// and written by `stock::push`. Of no shop: Rackbeat's list.
pub async fn read(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    if message.shop_id.is_nil() {
        return read_items(work, message.subject == NIGHT).await;
    }
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    if !shop.is_at_work() {
        return Ok(Vec::new());
    }
    let nightly = message.subject == NIGHT;
    if nightly {
        read_terms(work, &shop).await?;
    }
    let (mut tied, differ) = list(work, &shop, nightly).await?;
    if item::swept(&work.tenant).await?.is_none() && work.agreement().await?.is_some() {
        read_items(work, false).await?;
        let change = work.tenant.begin().await?;
        tied = product_link::tie(&change, shop.id, work.now()).await?;
        change.commit().await?;
    }
    if message.kind() == Some(Kind::Compare) {
        // What differs is told where it is mended.
        return Ok((differ == 0)
            .then_some(Outcome::StockEqual)
            .into_iter()
            .collect());
    }
    Ok(vec![Outcome::IndexRead {
        products: tied.products,
        linked: tied.linked,
        listed: tied.products - tied.linked.min(tied.products),
    }])
}

/// What the shop's prices mean; one that does not say keeps no list from being read where none is carried.
async fn read_terms(work: &Work, shop: &Shop) -> Result<()> {
    let read = carried::refresh_terms(work, shop).await.map(drop);
    match carried::way_of(&work.tenant, shop.id).await? {
        Some(_) => read,
        None => Ok(()),
    }
}

/// Rackbeat's items, and at night what its bills of materials are made of.
async fn read_items(work: &Work, bills: bool) -> Result<Vec<Outcome>> {
    let Some(agreement) = work.agreement().await? else {
        return Ok(Vec::new());
    };
    park::rackbeat_is_open(&agreement)?;
    let outcomes = sweep(work, &agreement).await?;
    if bills && item::has_bills(&work.tenant).await? {
        let client = work.ctx.outside.rackbeat(&work.tenant, &agreement)?;
        read_bills(work, &client.in_bulk()).await?;
    }
    Ok(outcomes)
}

/// Lists the shop's products, ties them, and compares its figures with what we believe they are;
/// how many of those differ.
pub(crate) async fn list(work: &Work, shop: &Shop, nightly: bool) -> Result<(Tied, u64)> {
    let began = work.now();
    let number = product_link::begin_listing(&work.tenant, shop.id).await?;
    let way = carried::way_of(&work.tenant, shop.id).await?;
    let scope = walk::Scope {
        since: None,
        described: carried::reads_descriptions(&work.tenant, shop.id).await?,
    };
    let mut walked = walk::walk(work, shop, scope).await?;
    if walked.is_short || doubt::missed(work, shop, &walked).await?.is_some() {
        walked = walk::walk(work, shop, scope).await?;
    }
    park::shop_answered(work, shop).await?;
    if let Some(missed) = doubt::missed(work, shop, &walked).await? {
        walked.is_whole = doubt::is_believed(work, shop, &missed).await?;
    }
    let mut differing = match way {
        Some(_) => product_link::differing(&work.tenant, shop.id, &walked.listed).await?,
        None => BTreeSet::new(),
    };
    let found: BTreeMap<_, _> = walked
        .listed
        .iter()
        .map(|one| (one.product_id, one.stock))
        .collect();
    let change = work.tenant.begin().await?;
    product_link::put(&change, shop.id, number, &walked.listed).await?;
    let count = walked.listed.len();
    // Of a large shop the list is what takes most memory, and the rest of this needs as much again.
    walked.listed = Vec::new();
    if walked.is_whole {
        product_link::end_listing(&change, shop.id, number, count, work.now()).await?;
    }
    let tied = product_link::tie(&change, shop.id, work.now()).await?;
    let differ = stock_level::compared(&change, shop.id, &found, began, nightly).await?;
    if tied.due || differ > 0 {
        let due = [stock::message(&change, shop.id)];
        inbox::add_within(&change, &due, work.now()).await?;
    }
    differing.extend(&tied.newly_tied);
    carried::products_changed(&change, (shop.id, way), &differing, work.now()).await?;
    if let Some(way) = way {
        // Whatever waited for the list: also that a shop has nothing.
        let next = [carried::message(&change, shop.id, way)];
        inbox::add_within(&change, &next, work.now()).await?;
    }
    wake_refused(&change, tied.newly.iter().cloned(), work.now()).await?;
    wake_orders_of(&change, shop.id, &tied.newly_tied, work.now()).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok((tied, differ))
}

/// Refused orders of goods that have a number now: a line without SKU names nothing else to wake by.
pub(crate) async fn wake_orders_of(
    change: &Change,
    shop: store::ShopId,
    products: &[i64],
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let links = order_link::refused_with(change, shop, products).await?;
    order::wake(change, &links, now).await
}
