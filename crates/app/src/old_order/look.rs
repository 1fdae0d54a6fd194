//! One look through Rackbeat for all that were taken along: what carries our reference there is not made again.
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{FailureReason, Outcome, Reference, Side};
use store::{
    old_order_run::{self, Named, OldOrderRun, State},
    shop::Shop,
};

use super::{LATER, come_again};
use crate::{
    Error, Work,
    error::Result,
    order::{LOOK_SLACK, Listing},
    park,
};

/// Orders on a page of Rackbeat's lists.
const PAGE: u32 = 100;
/// No Rackbeat has so many orders; one that says so is not to be believed.
const PAGES_MAX: u32 = 20_000;

pub(super) async fn look(work: &Work, _: &Shop, run: &OldOrderRun) -> Result<Vec<Outcome>> {
    let Some(agreement) = work.agreement().await? else {
        return come_again(work, run, work.now() + LATER).await;
    };
    park::rackbeat_is_open(&agreement)?;
    if let Some(oldest) = old_order_run::oldest(&work.tenant, run.id).await? {
        let client = work.ctx.outside.rackbeat(&work.tenant, &agreement)?;
        let client = client.in_bulk();
        for listing in [Listing::Orders, Listing::Drafts] {
            if !search(work, (&client, listing), run, oldest - LOOK_SLACK).await? {
                return come_again(work, run, work.now()).await;
            }
        }
        park::rackbeat_answered(work, &agreement).await?;
    }
    let change = work.tenant.begin().await?;
    let phases = (State::Looking, State::Releasing);
    if old_order_run::next_phase(&change, run.id, phases).await? {
        old_order_run::absent(&change, run.id, work.now()).await?;
        change.commit().await?;
    }
    come_again(work, run, work.now()).await
}

/// Newest first, until they are older than any that is looked for. False: somebody has stopped the run.
async fn search(
    work: &Work,
    (client, listing): (&rackbeat::Client, Listing),
    run: &OldOrderRun,
    since: DateTime<Utc>,
) -> Result<bool> {
    let mut total = None;
    for page in 1..=PAGES_MAX {
        let listed = listing.page(client, page, PAGE).await?;
        note(work, run, &listed.items).await?;
        if listed.total < total {
            // Somebody deleted one meanwhile, so the pages have moved and one may be unseen.
            break;
        }
        total = listed.total;
        if listing.is_last(&listed, (page, PAGE), since) {
            return Ok(true);
        }
        if old_order_run::find(&work.tenant, run.id).await?.state != run.state {
            return Ok(false);
        }
    }
    Err(Error::Retry {
        reason: FailureReason::Unreadable {
            side: Side::Rackbeat,
        },
        after: None,
    })
}

async fn note(work: &Work, run: &OldOrderRun, orders: &[rackbeat::Order]) -> Result<()> {
    let mut carried: BTreeMap<String, i64> = BTreeMap::new();
    for order in orders.iter().filter(|order| !order.is_dropped()) {
        let whole = order.their_reference.as_deref().map(str::trim);
        let heading = order.heading.as_deref().unwrap_or_default();
        let texts = whole.into_iter().chain(heading.split_whitespace().last());
        carried.extend(texts.map(|text| (text.to_owned(), order.number)));
    }
    let references: Vec<_> = carried.keys().cloned().collect();
    for named in old_order_run::referred(&work.tenant, run.id, &references).await? {
        if let Some(number) = carried.get(&named.reference) {
            found(work, run, (&named, *number)).await?;
        }
    }
    Ok(())
}

async fn found(work: &Work, run: &OldOrderRun, (named, number): (&Named, i64)) -> Result<()> {
    tracing::info!(order.id = named.woo_id, reference = %Reference::kept(named.reference.clone()), "An old order is in Rackbeat already");
    let change = work.tenant.begin().await?;
    if old_order_run::found(&change, named.id, number).await? {
        old_order_run::knew(&change, run.id).await?;
        change.commit().await?;
    }
    Ok(())
}
