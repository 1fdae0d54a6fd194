//! An order's shipments as Rackbeat has them: which are news, what is on them, and by what they are followed.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Outcome, tracking, tracking::Tracking};
use rust_decimal::Decimal;
use store::{
    ShopId,
    agreement::Agreement,
    inbox::{self, Kind, NewMessage},
    item, order_link,
    order_link::{OrderLink, Stage},
    order_parcel,
    order_parcel::Parcel,
    order_progress,
};

use super::{
    super::{noted, take::message},
    is_shipped,
    noticed::{Noticing, TRACKING},
    say,
};
use crate::{Words, Work, agreement::language, error::Result};

/// Between readings of an order of which only a part is shipped: its flags do not tell of the next part.
const PARTLY: TimeDelta = TimeDelta::minutes(15);
/// After it is shipped, in minutes each after the last: a tracking number may come later.
const LATER: [i64; 6] = [15, 60, 240, 720, 1_440, 2_880];
/// Orders that one sweep asks to have read.
const ASKED_MAX: u32 = 50;

/// After a sweep: the orders whose shipments are due to be read are looked at on the realtime track.
pub(in crate::order) async fn ask(work: &Work, partly: &BTreeSet<i64>) -> Result<()> {
    let due = order_progress::looks_due(&work.tenant, work.now(), ASKED_MAX).await?;
    let numbers: BTreeSet<_> = due.into_iter().chain(partly.iter().copied()).collect();
    let look = |number: i64| {
        NewMessage::new(work.tenant.account(), ShopId::nil(), Kind::Shipment)
            .about(number.to_string())
    };
    let looks: Vec<_> = numbers.into_iter().map(look).collect();
    match looks.is_empty() {
        true => Ok(()),
        false => Ok(crate::inbox::accept(&work.ctx, &looks).await?),
    }
}

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
    let beside = beside(client, order.number).await?;
    let known = order_parcel::marks(&work.tenant, link.id).await?;
    let is_whole = is_shipped(link.stage);
    let noticing = Noticing {
        order,
        is_whole,
        words: Words::new(language(agreement)),
    };
    let parcels = noticing.parcels(&sent, &beside);
    let fresh: Vec<_> = parcels
        .into_iter()
        .filter(|parcel| !known.contains(&parcel.mark))
        .collect();
    let has_tracking =
        fresh.iter().any(is_tracking) || known.iter().any(|mark| mark.starts_with(TRACKING));
    keep(work, &link, &fresh).await?;
    put_off(work, &link, is_whole, has_tracking).await
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

/// Tracking numbers that stand beside the order and not on a shipment.
async fn beside(client: &rackbeat::Client, number: i64) -> Result<Vec<Tracking>> {
    let fields = client.order_fields(number).await?;
    let of_field = |field: &rackbeat::OrderField| {
        tracking::in_field(field.names(), field.value.as_deref().unwrap_or_default())
    };
    let mut found: Vec<_> = fields.iter().filter_map(of_field).collect();
    for note in client.order_notes(number).await? {
        found.extend(tracking::in_note(note.note.as_deref().unwrap_or_default()));
    }
    Ok(found)
}

/// What of it is news is kept, and the shop is owed it, in one change.
async fn keep(work: &Work, link: &OrderLink, fresh: &[Parcel]) -> Result<()> {
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
    if owes {
        order_progress::owe(&change, whose, now).await?;
        inbox::add_within(&change, &[message(link)], now).await?;
    }
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

async fn put_off(work: &Work, link: &OrderLink, is_whole: bool, has_tracking: bool) -> Result<()> {
    let (now, whose) = (work.now(), (link.id, link.shop));
    if !is_whole {
        return Ok(order_progress::look(&work.tenant, whose, Some(now + PARTLY)).await?);
    }
    let looks = order_progress::of(&work.tenant, link.id).await?.looks;
    let next = later(looks, now).filter(|_| !has_tracking);
    Ok(order_progress::looked(&work.tenant, whose, next).await?)
}

fn later(looks: i64, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let minutes = LATER.get(usize::try_from(looks).ok()?)?;
    Some(now + TimeDelta::minutes(*minutes))
}
