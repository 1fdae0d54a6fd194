//! Where tracking numbers can be expected: where one was lately found, and now and then everywhere.
use chrono::TimeDelta;
use domain::{tracking, tracking::Places, tracking::Tracking};
use store::{order_link::OrderLink, order_progress, order_progress::Progress, tracking_habit};

use crate::{Work, error::Result};

/// An agreement's first orders are all looked up everywhere.
const FIRST: i64 = 10;
/// After them one in this time: soon enough that orders shipped since the last are still to be looked at again.
const EVERY: TimeDelta = TimeDelta::hours(12);
/// A place where none was found for so long is as any other.
const KNOWN_FOR: TimeDelta = TimeDelta::days(90);

/// What was found beside an order's lines, and where.
pub(super) struct Found {
    pub trackings: Vec<Tracking>,
    pub places: Places,
}

/// Where this order's tracking number is looked for.
pub(super) async fn places(work: &Work, link: &OrderLink, progress: &Progress) -> Result<Places> {
    if progress.is_probe || (progress.looks == 0 && probe(work, link).await?) {
        return Ok(Places::ALL);
    }
    let since = work.now() - KNOWN_FOR;
    Ok(tracking_habit::known(&work.tenant, since).await?)
}

async fn probe(work: &Work, link: &OrderLink) -> Result<bool> {
    let now = work.now();
    let change = work.tenant.begin().await?;
    if !tracking_habit::probe(&change, (FIRST, now - EVERY), now).await? {
        return Ok(false);
    }
    order_progress::probe(&change, (link.id, link.shop)).await?;
    change.commit().await?;
    Ok(true)
}

/// Tracking numbers that stand beside the order and not on a shipment, where they can be expected.
pub(super) async fn beside(
    client: &rackbeat::Client,
    number: i64,
    places: Places,
) -> Result<Found> {
    let mut trackings = Vec::new();
    if places.field {
        let fields = client.order_fields(number).await?;
        let of_field = |field: &rackbeat::OrderField| {
            tracking::in_field(field.names(), field.value.as_deref().unwrap_or_default())
        };
        trackings.extend(fields.iter().filter_map(of_field));
    }
    let field = !trackings.is_empty();
    let of_fields = trackings.len();
    if places.note {
        for note in client.order_notes(number).await? {
            trackings.extend(tracking::in_note(note.note.as_deref().unwrap_or_default()));
        }
    }
    let places = Places {
        shipment: false,
        field,
        note: trackings.len() > of_fields,
    };
    Ok(Found { trackings, places })
}

/// As a shipment's own fields give it.
pub(super) fn own(shipment: &rackbeat::Shipment) -> Option<Tracking> {
    let field = &shipment.tracking;
    tracking::of_shipment(field.number.as_deref(), field.link.as_deref())
}
