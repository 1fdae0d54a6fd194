//! How many old orders a shop has: it says so itself, without showing them.
use domain::Outcome;
use store::{
    old_order_run::{self, OldOrderRun},
    shop::Shop,
};
use woo::{OrderQuery, Status};

use super::open;
use crate::{Work, error::Result, park};

/// Where a shop does not say how many there are, so many pages are counted.
const PAGES_MAX: u32 = 1_000;

pub(super) async fn count(work: &Work, shop: &Shop, run: &OldOrderRun) -> Result<Vec<Outcome>> {
    let of_open = of(work, shop, run, open()).await?;
    let of_completed = match run.choice.with_completed {
        true => of(work, shop, run, vec![Status::Completed]).await?,
        false => 0,
    };
    park::shop_answered(work, shop).await?;
    let counts = (of_open, of_completed);
    old_order_run::counted(&work.tenant, run.id, counts, work.now()).await?;
    Ok(Vec::new())
}

async fn of(work: &Work, shop: &Shop, run: &OldOrderRun, status: Vec<Status>) -> Result<u64> {
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let mut query = OrderQuery {
        after: run.choice.since,
        before: Some(shop.connected_at),
        status,
        per_page: 1,
        fields: vec!["id"],
        ..OrderQuery::default()
    };
    let first = client.orders(&query).await?;
    if let Some(total) = first.total {
        return Ok(total);
    }
    let mut count = 0;
    query.per_page = 100;
    loop {
        let page = client.orders(&query).await?;
        count += page.items.len() + page.unreadable.len();
        let more = page.has_more(query.page, query.per_page) && query.page < PAGES_MAX;
        if !more {
            return Ok(u64::try_from(count).unwrap_or(u64::MAX));
        }
        query.page += 1;
    }
}
