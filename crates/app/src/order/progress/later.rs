//! An order's shipments are looked at again by the clock: seldom, and only where there is something to expect.
use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use domain::tracking::Places;
use store::{
    ShopId,
    inbox::{Kind, Message, NewMessage},
    order_link,
    order_link::OrderLink,
    order_parcel, order_progress,
};

use super::{
    habit, is_shipped,
    noticed::followed,
    parcels::{is_followed, keep},
};
use crate::{Words, Work, agreement::language, error::Result, park};

/// After the look that goes with the shipment: a tracking number may come later.
const LATER: [TimeDelta; 2] = [TimeDelta::hours(1), TimeDelta::hours(23)];
/// Between readings of an order of which only a part is shipped: its flags do not tell of the next part.
const PARTLY: TimeDelta = TimeDelta::minutes(15);
/// Ever more seldom: after a sixteenth of the time since a part of it left.
const SLOWER: i32 = 16;
const SELDOM: TimeDelta = TimeDelta::hours(4);
/// Orders that one sweep asks to have read.
const ASKED_MAX: u32 = 50;

/// After a sweep: the orders whose shipments are due to be read are looked at on the realtime track.
pub(in crate::order) async fn ask(work: &Work, partly: &BTreeSet<i64>) -> Result<()> {
    let account = work.tenant.account();
    let ask =
        |kind, number: i64| NewMessage::new(account, ShopId::nil(), kind).about(number.to_string());
    let due = order_progress::looks_due(&work.tenant, work.now(), ASKED_MAX).await?;
    let due = due.into_iter().map(|due| match due.looks {
        0 => ask(Kind::Shipment, due.number),
        _ => ask(Kind::Parcel, due.number),
    });
    let partly = partly.iter().map(|number| ask(Kind::Shipment, *number));
    let looks: BTreeSet<_> = due.chain(partly).collect();
    match looks.is_empty() {
        true => Ok(()),
        false => {
            let looks: Vec<_> = looks.into_iter().collect();
            Ok(crate::inbox::accept(&work.ctx, &looks).await?)
        }
    }
}

/// Has an order that was shipped got its tracking number by now? Nothing is asked where none can be expected.
pub(crate) async fn look_again(work: &Work, message: &Message) -> Result<()> {
    let Ok(number) = message.subject.parse() else {
        return Ok(());
    };
    let Some(link) = order_link::by_rackbeat_number(&work.tenant, number).await? else {
        return Ok(());
    };
    let progress = order_progress::of(&work.tenant, link.id).await?;
    if progress.look_at.is_none_or(|at| at > work.now()) || progress.looks == 0 {
        return Ok(());
    }
    if !is_shipped(link.stage) {
        // Dropped in Rackbeat since.
        let whose = (link.id, link.shop);
        return Ok(order_progress::look(&work.tenant, whose, None).await?);
    }
    let places = habit::places(work, &link, &progress).await?;
    let is_followed = match places {
        Places::NONE => false,
        places => seek(work, &link, number, places).await?,
    };
    put_off(work, &link, is_followed).await
}

/// Asks at these places and no others. True when no more numbers are awaited.
async fn seek(work: &Work, link: &OrderLink, number: i64, places: Places) -> Result<bool> {
    let Some(agreement) = work.agreement().await? else {
        return Ok(false);
    };
    park::rackbeat_is_open(&agreement)?;
    let client = work.ctx.outside.rackbeat(&work.tenant, &agreement)?;
    let mut found = habit::beside(&client, number, places).await?;
    if places.shipment {
        let shipments = match client.shipments(number).await {
            Err(rackbeat::Error::NotFound) => Vec::new(),
            shipments => shipments?.items,
        };
        let left = shipments.iter().filter(|one| one.is_on_its_way());
        let own: Vec<_> = left.filter_map(habit::own).collect();
        found.places.shipment = !own.is_empty();
        found.trackings.extend(own);
    }
    park::rackbeat_answered(work, &agreement).await?;
    let words = Words::new(language(&agreement));
    let known = order_parcel::marks(&work.tenant, link.id).await?;
    let parcels = found
        .trackings
        .iter()
        .map(|one| followed(&words, one, None));
    let fresh: Vec<_> = parcels
        .filter(|parcel| known.iter().all(|(mark, _)| *mark != parcel.mark))
        .collect();
    keep(work, link, &fresh, found.places).await?;
    let known = known.iter().map(|(mark, _)| mark.as_str());
    Ok(is_followed(
        known.chain(fresh.iter().map(|parcel| parcel.mark.as_str())),
    ))
}

/// When an order that is shipped is looked at next. Hints that come between do not use up its looks.
pub(super) async fn put_off(work: &Work, link: &OrderLink, is_followed: bool) -> Result<()> {
    let (now, whose) = (work.now(), (link.id, link.shop));
    let progress = order_progress::of(&work.tenant, link.id).await?;
    let is_due = progress.looks == 0 || progress.look_at.is_some_and(|at| at <= now);
    if !is_due && !is_followed {
        return Ok(());
    }
    let next = later(progress.looks, now).filter(|_| !is_followed);
    Ok(order_progress::looked(&work.tenant, whose, next).await?)
}

fn later(looks: i64, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let after = LATER.get(usize::try_from(looks).ok()?)?;
    Some(now + *after)
}

/// When an order of which a part has left is looked at next; `moved`: when the last part was noticed.
pub(super) fn partly(moved: Option<DateTime<Utc>>, now: DateTime<Utc>) -> DateTime<Utc> {
    let still = moved.map_or(TimeDelta::zero(), |moved| now - moved);
    now + (still / SLOWER).clamp(PARTLY, SELDOM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_of_which_a_part_has_left_is_read_ever_more_seldom() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let waits = |still: TimeDelta| (partly(Some(now - still), now) - now).num_minutes();
        assert_eq!((partly(None, now) - now).num_minutes(), 15);
        let spans = [1, 4, 24, 48, 240].map(TimeDelta::hours);
        assert_eq!(spans.map(waits), [15, 15, 90, 180, 240]);
    }
}
