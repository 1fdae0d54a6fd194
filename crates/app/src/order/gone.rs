//! An order that its shop has deleted: its goods are free again, and Rackbeat's order is let go of.
use domain::Outcome;
use store::{
    Change, inbox, order_line, order_link,
    order_link::{GONE, OrderLink, Stage},
    rules,
    shop::Shop,
    stock_level,
};

use super::{
    decide,
    take::{NEVER, stock_messages},
};
use crate::{Work, error::Result};

/// Killed in the middle, it is found again: it is closed only when nothing is left to do.
pub(crate) async fn gone(work: &Work, shop: &Shop, woo_id: i64) -> Result<Vec<Outcome>> {
    let Some(link) = order_link::find(&work.tenant, shop.id, woo_id).await? else {
        return Ok(Vec::new());
    };
    let change = work.tenant.begin().await?;
    if link.status != GONE {
        unsure(work, &change, &link).await?;
    }
    // What is shipped has left the shelf all the same.
    if !matches!(link.stage, Stage::Shipped | Stage::Invoiced) {
        let held = order_line::let_go(&change, link.id).await?;
        let shops = stock_level::mark(&change, &held).await?;
        inbox::add_within(&change, &stock_messages(work, &shops), work.now()).await?;
    }
    order_link::gone(&change, link.id).await?;
    change.commit().await?;
    work.ctx.wake.now();
    let mut outcomes = vec![Outcome::OrderGone {
        number: link.rackbeat_number,
    }];
    if is_in_rackbeat(&link) {
        let order = woo::Order::gone(link.woo_id, link.order_key.clone());
        let own = rules::of(&work.tenant, shop.id).await?;
        let link = order_link::by_id(&work.tenant, link.id).await?;
        outcomes.extend(decide(work, (shop, own), (&order, &[]), link).await?);
    } else {
        order_link::close(&work.tenant, link.id, work.now()).await?;
    }
    Ok(outcomes)
}

/// Nobody can ask any more what the shop last took or put back for it, so what it shows is written again, whatever it is.
async fn unsure(work: &Work, change: &Change, link: &OrderLink) -> Result<()> {
    let lines = order_line::of(change, link.id).await?;
    for line in &lines {
        stock_level::sold(change, link.shop, line.sold_id(), 0, NEVER).await?;
    }
    let numbers = lines.into_iter().filter_map(|line| line.item_number);
    let shops = stock_level::mark(change, &numbers.collect()).await?;
    Ok(inbox::add_within(change, &stock_messages(work, &shops), work.now()).await?)
}

/// Or may be, as far as we know.
fn is_in_rackbeat(link: &OrderLink) -> bool {
    let is_there = !matches!(link.stage, Stage::Seen | Stage::Released);
    is_there && link.dropped_at.is_none() && link.ignored_at.is_none() && !link.is_old
}
