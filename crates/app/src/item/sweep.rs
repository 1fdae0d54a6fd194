//! Reading all of Rackbeat's items: believed only when the list is whole; what differs is marked.
use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::Outcome;
use rackbeat::Client;
use store::{
    Change,
    agreement::{self, Agreement},
    inbox,
    item::{self, Changed, LocatedRead, Read},
    order_line, product_link, rules, shop, stock_level,
};

use super::{
    bill::read_bills,
    told, wake_refused,
    walk::{MOST_PAGES, Walk, describe, walk},
};
use crate::{
    Work,
    error::Result,
    order, park, product,
    stock::{self, Flight},
};

/// Between sweeps, for each page that one takes.
const PER_PAGE: TimeDelta = TimeDelta::seconds(60);
pub(crate) const AT_LEAST: TimeDelta = TimeDelta::minutes(1);
const AT_MOST: TimeDelta = TimeDelta::minutes(15);
/// A list that came out short is walked once more: an item may have come or gone meanwhile.
pub(super) const WALKS: usize = 2;

/// Who waits for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    Realtime,
    Bulk,
}

/// Sweeps, and looks what became of our orders.
pub(crate) async fn sweep(work: &Work, agreement: &Agreement) -> Result<Vec<Outcome>> {
    let outcomes = read(work, agreement, Pace::Bulk).await?;
    order::compare_rackbeat(work).await?;
    Ok(outcomes)
}

/// Reads every item and spreads what differs. The outcome when the list cannot be believed.
pub(crate) async fn read(work: &Work, agreement: &Agreement, pace: Pace) -> Result<Vec<Outcome>> {
    let client = work.ctx.outside.rackbeat(&work.tenant, agreement)?;
    let client = if pace == Pace::Bulk {
        client.in_bulk()
    } else {
        client
    };
    let reading = agreement::raise(&work.tenant).await?;
    let known = item::swept(&work.tenant)
        .await?
        .map_or(0, |sweep| sweep.items);
    let mut listed = walk(&client).await?;
    for _ in 1..WALKS {
        if !listed.is_whole(known) {
            listed = walk(&client).await?;
        }
    }
    park::rackbeat_answered(work, agreement).await?;
    if !listed.is_whole(known) {
        return reject(work, &listed, known).await;
    }
    let pages = listed.calls;
    let located = add_locations(work, &client, &mut listed).await?;
    let next = PER_PAGE * i32::try_from(listed.calls).unwrap_or(i32::MAX);
    let next = next.clamp(AT_LEAST, AT_MOST);
    if product::any_reads_descriptions(&work.tenant).await? {
        describe(&client, &mut listed, pages).await;
    }
    let read = Read {
        reading,
        named: listed.named,
        missing: Vec::new(),
        at: work.now(),
    };
    take(work, read, located, next).await?;
    if item::has_unread_bills(&work.tenant).await? {
        read_bills(work, &client).await?;
    }
    Ok(Vec::new())
}

/// What a reading changed becomes due in every shop, in the same transaction.
pub(super) async fn spread(work: &Work, change: Change, changed: Changed) -> Result<()> {
    let now = work.now();
    let mut due: Vec<_> = stock_level::mark(&change, &changed.numbers).await?;
    let mut newly = Vec::new();
    if changed.links {
        for shop in shop::connected(&change).await? {
            let tied = product_link::tie(&change, shop.id, now).await?;
            newly.extend(tied.newly);
            if tied.due && !due.contains(&shop.id) {
                due.push(shop.id);
            }
        }
    }
    let messages: Vec<_> = due
        .iter()
        .map(|shop| stock::message(&change, *shop))
        .collect();
    inbox::add_within(&change, &messages, now).await?;
    product::items_changed(&change, &changed.carried, now).await?;
    wake_refused(&change, changed.usable.into_iter().chain(newly), now).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

/// Nothing is asserted; told when it was not told before.
async fn reject(work: &Work, walk: &Walk, known: i64) -> Result<Vec<Outcome>> {
    let items = i64::try_from(walk.items).unwrap_or(i64::MAX);
    let is_news = item::reject(&work.tenant, items).await?;
    let outcome = Outcome::ReadingRejected {
        items: walk.items,
        expected: walk.expected.max(known.unsigned_abs()),
    };
    Ok(is_news.then_some(outcome).into_iter().collect())
}

/// Where the pieces lie, if any shop counts only some locations. After the items, so that what is
/// shipped in between makes the figure too low and never too high.
async fn add_locations(work: &Work, client: &Client, walk: &mut Walk) -> Result<bool> {
    let mut wanted = false;
    for shop in shop::connected(&work.tenant).await? {
        wanted |= !rules::of(&work.tenant, shop.id).await?.locations.is_empty();
    }
    if !wanted {
        return Ok(false);
    }
    for named in &mut walk.named {
        named.located = LocatedRead::NotTold;
    }
    let mut seen = BTreeSet::new();
    for page in 1..=MOST_PAGES {
        let checked = client.checked_items(page).await?;
        walk.calls += 1;
        let known = seen.len();
        seen.extend(checked.items.iter().map(|item| item.number.clone()));
        let last = checked.is_last() || seen.len() == known;
        for item in &checked.items {
            if let Some(named) = walk.find(&item.number) {
                named.located = told::located(item);
            }
        }
        if last {
            break;
        }
    }
    Ok(true)
}

async fn take(work: &Work, read: Read, located: bool, next: TimeDelta) -> Result<()> {
    let numbers = stock_level::numbers(&work.tenant).await?;
    let flight = Flight::load(&work.tenant, &numbers).await?;
    let until = read.reading;
    let sales = |number: &str, after| flight.counted(number, after, until);
    let change = work.tenant.begin().await?;
    let Some(mut changed) = item::store_sweep(&change, &read, located, &sales).await? else {
        return Ok(());
    };
    let let_go = order_line::close_counted(&change, until).await?;
    changed.numbers.extend(let_go);
    // What was read and what it was held against are not needed any more, and large where there are many items.
    drop((read, flight, numbers));
    let now = work.now();
    agreement::set_swept(&change, Some(now), now + next).await?;
    spread(work, change, changed).await
}
