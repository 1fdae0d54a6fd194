//! Looking through Rackbeat's customers: the newest of them when one is missing, all of them once a day.
use chrono::{DateTime, TimeDelta, Utc};
use domain::{FailureReason, Side, customer};
use rackbeat::NewCustomer;
use store::{customer as known, customer::Reading};

use super::Sending;
use crate::{Error, error::Result};

/// Rackbeat's clock and ours may differ by so much, and a create that we gave up may have landed so late.
const SLACK: TimeDelta = TimeDelta::hours(1);
/// People change addresses and numbers on old customers by hand, which a look at the newest does not show.
const WHOLE: TimeDelta = TimeDelta::days(1);
/// How many one page of a look holds: at the newest, and at all of them.
const FEW: u32 = 100;
const MANY: u32 = 1000;
/// A look that has not come to an end by then has shown nothing.
const PAGES_MAX: u32 = 1000;

/// What a look came to, besides what it put into the rows.
#[derive(Default)]
pub(super) struct Look {
    /// Who may be the one that a lost answer was about, though nothing but the name says so.
    pub perhaps: Option<i64>,
}

/// `claimed_at`: one was being made then, like `new`, and its answer was lost.
pub(super) async fn look(
    sending: &Sending<'_>,
    (claimed_at, new): (Option<DateTime<Utc>>, &NewCustomer),
) -> Result<Look> {
    let (work, began) = (sending.work, sending.work.now());
    let before = known::reading(&work.tenant).await?;
    let newest = before.filter(|before| began - before.whole_at < WHOLE);
    let since = newest.map(|before| {
        let read = before.read_at - SLACK;
        claimed_at.map_or(read, |at| read.min(at - SLACK))
    });
    let mut walk = Walk {
        sending,
        home: sending.facts().home_country,
        since,
        doubt: claimed_at.map(|at| (at - SLACK, new)),
        found: Look::default(),
        total: None,
    };
    let is_whole = walk.all().await?;
    let whole_at = match (is_whole, newest) {
        (false, Some(before)) => before.whole_at,
        _ => began,
    };
    let read_at = began;
    known::set_reading(&work.tenant, Reading { read_at, whole_at }).await?;
    Ok(walk.found)
}

struct Walk<'a> {
    sending: &'a Sending<'a>,
    /// The agreement's country.
    home: String,
    /// No further back than this; `None`: to the end.
    since: Option<DateTime<Utc>>,
    doubt: Option<(DateTime<Utc>, &'a NewCustomer)>,
    found: Look,
    total: Option<u64>,
}

impl Walk<'_> {
    /// Whether it came to the end of the list.
    async fn all(&mut self) -> Result<bool> {
        let limit = if self.since.is_some() { FEW } else { MANY };
        let (work, client) = (self.sending.work, self.sending.client()?);
        for number in 1..=PAGES_MAX {
            work.lease.renew().await?;
            let page = client.newest_customers(number, limit).await?;
            self.take(&page.items).await?;
            if page.total < self.total {
                // Somebody deleted one meanwhile, so the pages have moved and one may be unseen.
                break;
            }
            self.total = page.total;
            let last = match page.pages {
                Some(pages) => u64::from(number) >= pages,
                None => page.items.len() < limit as usize,
            };
            if last || page.items.is_empty() {
                return Ok(true);
            }
            if self.is_far_enough(&page.items) {
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

    async fn take(&mut self, customers: &[rackbeat::Customer]) -> Result<()> {
        let work = self.sending.work;
        let named = customers.iter().flat_map(|customer| {
            let keys = customer::keys(customer, &self.home).into_iter();
            keys.map(|key| (key, customer.number))
        });
        known::absorb(&work.tenant, named.collect(), work.now()).await?;
        if let Some((since, new)) = self.doubt {
            let mut alike = customers.iter().filter(|customer| {
                let is_new = customer.created_at.is_none_or(|at| at >= since);
                is_new && customer::may_be(customer, new)
            });
            self.found.perhaps = self.found.perhaps.or(alike.next().map(|one| one.number));
        }
        Ok(())
    }

    /// Only where the list is sorted as it was asked for; where it is not, every page may hold anything.
    fn is_far_enough(&self, customers: &[rackbeat::Customer]) -> bool {
        let Some(since) = self.since else {
            return false;
        };
        let made: Option<Vec<_>> = customers.iter().map(|one| one.created_at).collect();
        made.is_some_and(|made| {
            made.is_sorted_by(|one, next| one >= next)
                && made.last().is_some_and(|oldest| *oldest < since)
        })
    }
}
