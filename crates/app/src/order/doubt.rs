//! In doubt whether an order is in Rackbeat: rest, look, and only then act. Never a second POST in doubt.
use chrono::{DateTime, TimeDelta, Utc};
use domain::{FailureReason, Reference, Side};
use store::{OrderLinkId, order_link, order_link::OrderLink};

use super::{REST, Sending};
use crate::{Error, error::Result};

/// Rackbeat's clock and ours may differ by so much.
pub(crate) const SLACK: TimeDelta = TimeDelta::hours(1);
/// Orders placed this long ago are looked for on the way, so that a long stop costs one look.
const BACK: TimeDelta = TimeDelta::days(2);
/// How many orders one page of a look holds.
const PAGE: u32 = 100;
/// A look that has not come far enough back by then has shown nothing.
const PAGES_MAX: u32 = 200;

impl Sending<'_> {
    /// Looks for it in Rackbeat, and on the way for all others in doubt. The number if it is there.
    pub(super) async fn look(&mut self) -> Result<Option<i64>> {
        if let Some(claimed_at) = self.link.claimed_at {
            let until = claimed_at + REST;
            if until > self.work.now() {
                return Err(Error::Rest { until });
            }
        }
        let mut doubtful = self.rested().await?;
        if !doubtful.iter().any(|link| link.id == self.link.id) {
            doubtful.push(self.link.clone());
        }
        let since = doubtful
            .iter()
            .map(since)
            .min()
            .unwrap_or_else(|| since(&self.link));
        let found = self.search(&doubtful, since).await?;
        let now = self.work.now();
        for link in &doubtful {
            let change = self.work.tenant.begin().await?;
            match found.iter().find(|(id, _)| *id == link.id) {
                Some((_, number)) => {
                    order_link::found(&change, link.id, *number).await?;
                }
                None => {
                    // Not one that was sent while we looked: its answer is on the way.
                    order_link::absent(&change, link.id, link.claims, now).await?;
                }
            }
            change.commit().await?;
        }
        self.read_again().await?;
        Ok(self.link.rackbeat_number)
    }

    /// Orders of the account whose claims have rested long enough, or that nobody has looked for.
    async fn rested(&self) -> Result<Vec<OrderLink>> {
        let now = self.work.now();
        let mut doubtful = order_link::doubtful(&self.work.tenant, now - BACK).await?;
        doubtful.retain(|link| link.claimed_at.is_none_or(|at| at + REST <= now));
        Ok(doubtful)
    }

    /// Newest first, drafts too, until they are older than any of the claims.
    async fn search(
        &self,
        doubtful: &[OrderLink],
        since: DateTime<Utc>,
    ) -> Result<Vec<(OrderLinkId, i64)>> {
        let mut found = self.search_in(Listing::Orders, doubtful, since).await?;
        if found.len() < doubtful.len() {
            found.extend(self.search_in(Listing::Drafts, doubtful, since).await?);
        }
        Ok(found)
    }

    async fn search_in(
        &self,
        listing: Listing,
        doubtful: &[OrderLink],
        since: DateTime<Utc>,
    ) -> Result<Vec<(OrderLinkId, i64)>> {
        let client = self.client()?;
        let (mut found, mut total) = (Vec::new(), None);
        for page in 1..=PAGES_MAX {
            let listed = listing.page(&client, page, PAGE).await?;
            for order in &listed.items {
                let ours = doubtful.iter().filter(|link| carries(order, link));
                found.extend(ours.map(|link| (link.id, order.number)));
            }
            if listed.total < total {
                // Somebody deleted one meanwhile, so the pages have moved and one may be unseen.
                break;
            }
            total = listed.total;
            if listing.is_last(&listed, (page, PAGE), since) {
                return Ok(found);
            }
        }
        Err(Error::Retry {
            reason: FailureReason::Unreadable {
                side: Side::Rackbeat,
            },
            after: None,
        })
    }
}

/// Rackbeat may keep drafts in a list of their own.
#[derive(Clone, Copy)]
pub(crate) enum Listing {
    Orders,
    Drafts,
}

impl Listing {
    /// The newest first.
    pub(crate) async fn page(
        self,
        client: &rackbeat::Client,
        page: u32,
        limit: u32,
    ) -> Result<rackbeat::Page<rackbeat::Order>> {
        Ok(match self {
            Self::Orders => client.orders(page, limit).await?,
            Self::Drafts => client.draft_orders(page, limit).await?,
        })
    }

    /// No page after this one holds any made since then.
    pub(crate) fn is_last(
        self,
        listed: &rackbeat::Page<rackbeat::Order>,
        (page, limit): (u32, u32),
        since: DateTime<Utc>,
    ) -> bool {
        let made = listed.items.iter().filter_map(|order| order.created_at);
        let last = match listed.pages {
            Some(pages) => u64::from(page) >= pages,
            None => listed.items.len() < limit as usize,
        };
        let far = made.min().is_some_and(|oldest| oldest < since);
        last || far || listed.items.is_empty()
    }
}

/// How far back an order may have been made: its claim, or for a row without one its own age.
fn since(link: &OrderLink) -> DateTime<Utc> {
    link.claimed_at.unwrap_or(link.placed_at) - SLACK
}

fn carries(order: &rackbeat::Order, link: &OrderLink) -> bool {
    let reference = Reference::kept(link.reference.clone());
    let dropped = order.is_dropped();
    !dropped && reference.stands_on(order.their_reference.as_deref(), order.heading.as_deref())
}
