//! An order's shipments as Rackbeat has them: which are news, what is on them, and by what they are followed.
use std::collections::{BTreeMap, BTreeSet};

use domain::{Outcome, tracking::Places};
use rust_decimal::Decimal;
use store::{
    agreement::Agreement,
    inbox, item, order_link,
    order_link::{OrderLink, Stage},
    order_parcel,
    order_parcel::Parcel,
    order_progress, tracking_habit,
};

use super::{
    super::{noted, take::message},
    habit, is_shipped, later,
    noticed::{Noticing, TRACKING},
    say,
};
use crate::{Words, Work, agreement::language, error::Result};

/// Reads the shipments of an order of which some is shipped, and notes what its shop is to be told.
pub(in crate::order) async fn look(
    work: &Work,
    agreement: &Agreement,
    client: &rackbeat::Client,
    link: &OrderLink,
    order: &rackbeat::Order,
) -> Result<()> {
    let mut link = order_link::by_id(&work.tenant, link.id).await?;
    let whose = (link.id, link.shop);
    let begun = order.is_partly_shipped == Some(true) || order.lines.iter().any(has_left);
    if !(is_shipped(link.stage) || (link.stage == Stage::Booked && begun)) {
        return Ok(order_progress::look(&work.tenant, whose, None).await?);
    }
    let shipments = client.shipments(order.number).await?.items;
    let sent: Vec<_> = shipments
        .iter()
        .filter(|shipment| shipment.is_on_its_way())
        .collect();
    if link.stage == Stage::Booked && is_all(work, order, &sent).await? {
        note_whole(work, &link).await?;
        link = order_link::by_id(&work.tenant, link.id).await?;
    }
    let progress = order_progress::of(&work.tenant, link.id).await?;
    let places = habit::places(work, &link, &progress).await?;
    let mut found = habit::beside(client, order.number, places).await?;
    found.places.shipment = sent.iter().any(|one| habit::own(one).is_some());
    let known = order_parcel::marks(&work.tenant, link.id).await?;
    let is_whole = is_shipped(link.stage);
    let noticing = Noticing {
        order,
        is_whole,
        words: Words::new(language(agreement)),
    };
    let parcels = noticing.parcels(&sent, &found.trackings);
    let marks: BTreeSet<_> = known.iter().map(|(mark, _)| mark.as_str()).collect();
    let fresh: Vec<_> = parcels
        .into_iter()
        .filter(|parcel| !marks.contains(parcel.mark.as_str()))
        .collect();
    keep(work, &link, &fresh, found.places).await?;
    if is_whole {
        let marks = marks.into_iter();
        let all = marks.chain(fresh.iter().map(|parcel| parcel.mark.as_str()));
        return later::put_off(work, &link, is_followed(all)).await;
    }
    let moved = match fresh.is_empty() {
        true => known.iter().map(|(_, noted_at)| *noted_at).max(),
        false => None,
    };
    let next = later::partly(moved, work.now());
    Ok(order_progress::look(&work.tenant, whose, Some(next)).await?)
}

/// As many numbers as shipments: no more are awaited.
pub(super) fn is_followed<'a>(marks: impl Iterator<Item = &'a str>) -> bool {
    let (numbers, shipments): (Vec<_>, Vec<_>) = marks.partition(|mark| mark.starts_with(TRACKING));
    !numbers.is_empty() && numbers.len() >= shipments.len()
}

fn is_tracking(parcel: &Parcel) -> bool {
    parcel.mark.starts_with(TRACKING)
}

fn has_left(line: &rackbeat::Line) -> bool {
    line.quantity_shipped
        .is_some_and(|pieces| pieces > Decimal::ZERO)
}

/// Everything that can be on a shipment is on one that left, though Rackbeat does not call the order shipped:
/// freight and other services never leave.
pub(super) async fn is_all(
    work: &Work,
    order: &rackbeat::Order,
    sent: &[&rackbeat::Shipment],
) -> Result<bool> {
    let mut left: BTreeMap<String, Decimal> = BTreeMap::new();
    for line in &order.lines {
        if let (Some(item), Some(pieces)) = (&line.child_id, line.quantity) {
            *left.entry(item.clone()).or_default() += pieces;
        }
    }
    let numbers = left.keys().cloned().collect();
    for item in item::find(&work.tenant, &numbers).await? {
        if !item.inventory_enabled {
            left.remove(&item.number);
        }
    }
    let has_goods = !left.is_empty();
    for line in sent.iter().flat_map(|shipment| &shipment.lines) {
        let item = line.child_id.as_ref().and_then(|item| left.get_mut(item));
        if let (Some(pieces), Some(sent)) = (item, line.quantity) {
            *pieces -= sent;
        }
    }
    Ok(has_goods && left.values().all(|pieces| *pieces <= Decimal::ZERO))
}

async fn note_whole(work: &Work, link: &OrderLink) -> Result<()> {
    if noted::ship(work, link).await? {
        let number = link.rackbeat_number.unwrap_or_default();
        let change = work.tenant.begin().await?;
        say(&change, link, &Outcome::OrderShipped { number }, work.now()).await?;
        change.commit().await?;
    }
    Ok(())
}

/// What of it is news is kept, and the shop is owed it, in one change; `found`: where tracking numbers were.
pub(super) async fn keep(
    work: &Work,
    link: &OrderLink,
    fresh: &[Parcel],
    found: Places,
) -> Result<()> {
    if fresh.is_empty() {
        return Ok(());
    }
    let now = work.now();
    let whose = (link.id, link.shop);
    let change = work.tenant.begin().await?;
    let mut owes = false;
    for parcel in fresh {
        let is_news = order_parcel::add(&change, whose, parcel, now).await?;
        owes |= is_news && !parcel.note.is_empty();
    }
    if fresh.iter().any(is_tracking) {
        tracking_habit::found(&change, found, now).await?;
    }
    if owes {
        order_progress::owe(&change, whose, now).await?;
        inbox::add_within(&change, &[message(link)], now).await?;
    }
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}
