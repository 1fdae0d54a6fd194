//! A page of a shop's old orders is taken along: from here on they count as sold, and wait for their turn.
use chrono::{DateTime, TimeDelta, Utc};
use domain::{Outcome, Rules};
use store::{
    old_order_run::{self, OldOrderRun},
    rules,
    shop::Shop,
};
use woo::{Order, OrderQuery};

use super::{chosen, come_again};
use crate::{
    Work,
    error::Result,
    order::{self, Seeing},
    park, poll,
};

/// Orders read at a time.
const PAGE: u32 = 50;
/// `after` leaves out the very second that it names.
const SECOND: TimeDelta = TimeDelta::seconds(1);

pub(super) async fn take(work: &Work, shop: &Shop, run: &OldOrderRun) -> Result<Vec<Outcome>> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let from = run.cursor_at.map(|at| at - SECOND);
    let query = OrderQuery {
        after: from.or(run.choice.since),
        before: Some(shop.connected_at),
        by_date: true,
        status: chosen(run.choice),
        page: run.page,
        per_page: PAGE,
        ..OrderQuery::default()
    };
    let page = client.orders(&query).await?;
    park::shop_answered(work, shop).await?;
    // One that cannot be read in the list may be readable alone; its message says so either way.
    poll::hint_unreadable(work, shop, &page.unreadable).await?;
    let own = rules::of(&work.tenant, shop.id).await?;
    for order in &page.items {
        // Somebody may have stopped it.
        if old_order_run::find(&work.tenant, run.id).await?.state != run.state {
            return come_again(work, run, work.now()).await;
        }
        take_one(work, (shop, &own), order, run).await?;
    }
    match page.has_more(run.page, PAGE) {
        true => old_order_run::read_to(&work.tenant, run.id, next(run, &page.items)).await?,
        false => old_order_run::look(&work.tenant, run.id).await?,
    };
    come_again(work, run, work.now()).await
}

async fn take_one(
    work: &Work,
    shop: (&Shop, &Rules),
    order: &Order,
    run: &OldOrderRun,
) -> Result<()> {
    if domain::order::is_old(order, shop.0.connected_at) {
        order::take(work, shop, order, Seeing::Chosen(run)).await?;
    }
    Ok(())
}

/// Where the next page begins. By the time that they were made, which no change of status moves; of those made in one
/// second there may be more than a page, and of a page there may be none that can be read.
fn next(run: &OldOrderRun, orders: &[Order]) -> (Option<DateTime<Utc>>, u32) {
    let made = orders.iter().filter_map(|order| order.date_created_gmt);
    let last = made.max().or(run.cursor_at);
    match run.cursor_at == last {
        true => (last, run.page + 1),
        false => (last, 1),
    }
}
