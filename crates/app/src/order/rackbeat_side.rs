//! What became of our orders in Rackbeat: booked, reopened, shipped, cancelled or deleted by hand.
use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use domain::Outcome;
use store::{
    OrderLinkId,
    inbox::Message,
    order_link,
    order_link::{OrderLink, Stage},
    order_progress,
};

use super::{
    REST,
    noted::{note, tell},
    progress,
};
use crate::{Work, error::Result, park};

/// Orders taken longer ago than this are read by their numbers, when their shop's open orders are.
pub const LISTED: TimeDelta = TimeDelta::days(14);
/// How many orders one page of the list holds.
const PAGE: u32 = 100;
/// Older orders than these pages hold are read by their numbers, so many in one sweep.
const PAGES_MAX: u32 = 20;
const ALONE_MAX: usize = 50;

/// A hint said that something happened to this order of Rackbeat's.
pub async fn look_at_rackbeat(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let Ok(number) = message.subject.parse() else {
        return Ok(Vec::new());
    };
    let Some(link) = order_link::by_rackbeat_number(&work.tenant, number).await? else {
        return Ok(Vec::new());
    };
    let Some(agreement) = work.agreement().await? else {
        return Ok(Vec::new());
    };
    park::rackbeat_is_open(&agreement)?;
    let client = work.ctx.outside.rackbeat(&work.tenant, &agreement)?;
    let order = match client.order(number).await {
        Err(rackbeat::Error::NotFound) => None,
        order => Some(order?),
    };
    park::rackbeat_answered(work, &agreement).await?;
    // On the order's own page: the message knows it only by its number in Rackbeat.
    for outcome in note(work, &client, &link, order.as_ref()).await? {
        tell(work, &link, &outcome).await?;
    }
    if let Some(order) = order {
        progress::look(work, &agreement, &client, &link, &order).await?;
    }
    Ok(Vec::new())
}

/// After a sweep: our unshipped orders as Rackbeat has them, so that a booking by hand counts and
/// a reopening does not, even where no webhook ever told. Those of which nobody knows how much is shipped: some of it
/// is, or Rackbeat was not asked.
pub async fn compare_rackbeat(work: &Work) -> Result<BTreeSet<OrderLinkId>> {
    let mut open = order_link::open(&work.tenant, None).await?;
    open.retain(|link| matches!(link.stage, Stage::Created | Stage::Booked));
    let since = work.now() - LISTED;
    let (open, old): (Vec<_>, Vec<_>) = open.into_iter().partition(|link| link.seen_at >= since);
    let mut unsure: BTreeSet<_> = old.into_iter().map(|link| link.id).collect();
    let uninvoiced = order_progress::newest_uninvoiced(&work.tenant, since).await?;
    let numbers = open.iter().filter_map(|link| link.rackbeat_number);
    // Where all is shipped, the newest page still tells what is invoiced by now.
    let Some(oldest) = numbers.min().or(uninvoiced) else {
        progress::ask(work, &BTreeSet::new()).await?;
        return Ok(unsure);
    };
    let Some(agreement) = work.agreement().await? else {
        return Ok(unsure);
    };
    let client = work.ctx.outside.rackbeat(&work.tenant, &agreement)?;
    let mut listed = list(&client, oldest).await?;
    twice(work, listed.values()).await?;
    let (mut alone, mut partly) = (0, BTreeSet::new());
    for link in moved(open, &mut listed) {
        let Some(number) = link.rackbeat_number else {
            continue;
        };
        if is_partly_shipped(listed.get(&number)) {
            unsure.insert(link.id);
        }
        // Our own lane may be at work on it, or have moved it since the list was read.
        let now = order_link::by_id(&work.tenant, link.id).await?;
        if now.stage != link.stage || work.now() - link.seen_at < REST {
            continue;
        }
        let order = match listed.remove(&number) {
            Some(order) => Some(order),
            // Not in the list: only its own address tells whether it is gone.
            None if alone < ALONE_MAX => {
                alone += 1;
                match client.order(number).await {
                    Err(rackbeat::Error::NotFound) => None,
                    order => Some(order?),
                }
            }
            None => {
                unsure.insert(link.id);
                continue;
            }
        };
        if is_partly_shipped(order.as_ref()) {
            unsure.insert(link.id);
            // From then on it is looked at by the clock.
            let progress = order_progress::of(&work.tenant, link.id).await?;
            partly.extend(progress.look_at.is_none().then_some(number));
        }
        for outcome in note(work, &client, &link, order.as_ref()).await? {
            tell(work, &link, &outcome).await?;
        }
    }
    note_booked(work, &client, &listed).await?;
    note_invoices(work, &client, &listed).await?;
    progress::ask(work, &partly).await?;
    Ok(unsure)
}

/// Orders that their shop has called off and that we let go of as drafts, and that the list shows booked.
async fn note_booked(
    work: &Work,
    client: &rackbeat::Client,
    listed: &BTreeMap<i64, rackbeat::Order>,
) -> Result<()> {
    let booked = listed.values().filter(|order| order.booked() == Some(true));
    let numbers: Vec<_> = booked.map(|order| order.number).collect();
    for link in order_link::let_go_of(&work.tenant, &numbers).await? {
        let order = link.rackbeat_number.and_then(|number| listed.get(&number));
        for outcome in note(work, client, &link, order).await? {
            tell(work, &link, &outcome).await?;
        }
    }
    Ok(())
}

/// Orders that are shipped, and by now invoiced, as the list happens to show them.
async fn note_invoices(
    work: &Work,
    client: &rackbeat::Client,
    listed: &BTreeMap<i64, rackbeat::Order>,
) -> Result<()> {
    let invoiced = listed
        .values()
        .filter(|order| order.is_invoiced == Some(true));
    let numbers: Vec<_> = invoiced.map(|order| order.number).collect();
    for id in order_progress::uninvoiced(&work.tenant, &numbers).await? {
        let link = order_link::by_id(&work.tenant, id).await?;
        progress::note_invoiced(work, client, &link).await?;
    }
    Ok(())
}

/// The newest orders, until they are older than this one.
async fn list(client: &rackbeat::Client, oldest: i64) -> Result<BTreeMap<i64, rackbeat::Order>> {
    let mut listed = BTreeMap::new();
    for page in 1..=PAGES_MAX {
        let orders = client.orders(page, PAGE).await?;
        let last = orders.pages.is_none_or(|pages| u64::from(page) >= pages);
        let lowest = orders.items.iter().map(|order| order.number).min();
        let empty = orders.items.is_empty();
        listed.extend(orders.items.into_iter().map(|order| (order.number, order)));
        if empty || last || lowest.is_some_and(|lowest| lowest < oldest) {
            break;
        }
    }
    Ok(listed)
}

/// Those of which the list tells something else than we know, or nothing: of the many orders that only wait for their
/// goods no row is read again.
fn moved(mut open: Vec<OrderLink>, listed: &mut BTreeMap<i64, rackbeat::Order>) -> Vec<OrderLink> {
    open.retain(|link| {
        let number = link.rackbeat_number.unwrap_or_default();
        let order = listed.get(&number);
        let is_known = order.is_some_and(|order| is_as_known(link, order));
        if is_known {
            listed.remove(&number);
        }
        !is_known
    });
    open
}

/// Nothing of it is news.
fn is_as_known(link: &OrderLink, order: &rackbeat::Order) -> bool {
    let moved = [order.is_shipped, order.is_partly_shipped, order.is_invoiced];
    let is_same = match link.stage {
        Stage::Created => order.booked() == Some(false),
        Stage::Booked => order.booked() == Some(true),
        _ => false,
    };
    is_same && !order.is_dropped() && !moved.contains(&Some(true))
}

fn is_partly_shipped(order: Option<&rackbeat::Order>) -> bool {
    order.is_some_and(|order| {
        order.is_shipped != Some(true) && order.is_partly_shipped == Some(true)
    })
}

/// A reference of ours that stands on two orders is told, once for each order it came upon.
async fn twice(work: &Work, listed: impl Iterator<Item = &rackbeat::Order>) -> Result<()> {
    let mut numbers: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for order in listed.filter(|order| !order.is_dropped()) {
        if let Some(reference) = order.their_reference.as_deref() {
            numbers.entry(reference).or_default().push(order.number);
        }
    }
    numbers.retain(|_, numbers| numbers.len() > 1);
    for (reference, numbers) in numbers {
        let Some(link) = order_link::by_reference(&work.tenant, reference).await? else {
            continue;
        };
        let outcome = Outcome::OrderTwice {
            reference: reference.to_owned(),
            numbers,
        };
        if link.result.as_ref() != Some(&outcome) {
            tell(work, &link, &outcome).await?;
        }
    }
    Ok(())
}
