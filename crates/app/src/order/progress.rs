//! An order's progress in Rackbeat is told to its shop: the status once, each parcel once.
use std::borrow::Cow;

use domain::{Outcome, Rules};
use store::{
    Change, OrderLinkId, ShopId,
    inbox::Kind,
    order_link,
    order_link::{OrderLink, Stage},
    order_parcel, order_progress, outcome,
    outcome::Line,
    shop::Shop,
};

use super::REST;
use crate::{Error, Work, error::Result, park, shop_reason};

mod further;
mod habit;
mod invoiced;
mod later;
mod note;
mod noticed;
mod parcels;
mod status;

pub(super) use invoiced::{invoice_of, invoices_of, note_invoiced};
pub(super) use later::ask;
pub(crate) use later::look_again;
pub(super) use parcels::look;

/// An order whose shop is to be told something.
struct Telling<'a> {
    work: &'a Work,
    client: &'a woo::Client,
    shop: &'a Shop,
    rules: &'a Rules,
    /// As the shop gave it a moment ago.
    order: Cow<'a, woo::Order>,
    link: &'a OrderLink,
}

/// What the shop is owed about an order that was just read there. True when it was told, or decided about.
pub(super) async fn tell_shop(
    work: &Work,
    client: &woo::Client,
    (shop, rules): (&Shop, &Rules),
    order: &woo::Order,
    link: &OrderLink,
) -> Result<bool> {
    if link.ignored_at.is_some() || link.dropped_at.is_some() {
        return Ok(false);
    }
    let progress = order_progress::of(&work.tenant, link.id).await?;
    let owes_status = is_shipped(link.stage) && progress.status_told_at.is_none();
    if !owes_status && progress.owed_at.is_none() {
        return Ok(false);
    }
    let mut telling = Telling {
        work,
        client,
        shop,
        rules,
        order: Cow::Borrowed(order),
        link,
    };
    let mut told = false;
    // First: what it reads of the order again, the notes go by as well.
    if owes_status {
        told |= telling.set_status(&progress).await?;
    }
    for parcel in order_parcel::untold(&work.tenant, link.id).await? {
        told |= telling.post(&parcel).await?;
    }
    if let Some(owed_at) = progress.owed_at {
        order_progress::settle(&work.tenant, link.id, owed_at).await?;
    }
    Ok(told)
}

/// All of it is on its way.
pub(super) fn is_shipped(stage: Stage) -> bool {
    matches!(stage, Stage::Shipped | Stage::Invoiced)
}

/// Somebody may have invoiced it: it is in Rackbeat, and more than a draft.
pub(super) fn may_be_invoiced(stage: Stage) -> bool {
    matches!(stage, Stage::Created | Stage::Booked | Stage::Shipped)
}

/// A line in the order's log and on its own row, in the change that makes it true.
pub(super) async fn say(
    change: &Change,
    link: &OrderLink,
    said: &Outcome,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<()> {
    let subject = link.woo_id.to_string();
    let line = Line::new(link.shop, Kind::Order).about(&subject);
    outcome::record(change, line, said, now).await?;
    order_link::tell(change, (link.shop, link.woo_id), said, None).await?;
    Ok(())
}

impl Telling<'_> {
    fn whose(&self) -> (OrderLinkId, ShopId) {
        (self.link.id, self.link.shop)
    }

    /// A claim that stood before this try rests first: the shop may still be at work on it.
    fn rested(&self, claimed_at: Option<chrono::DateTime<chrono::Utc>>) -> Result<()> {
        match claimed_at.map(|at| at + REST) {
            Some(until) if until > self.work.now() => Err(Error::Rest { until }),
            _ => Ok(()),
        }
    }

    /// The claim stays; the failure counts towards parking all the same.
    async fn rest<T>(&self, error: woo::Error) -> Result<T> {
        if error.is_connections_fault() {
            let reason = shop_reason(&error);
            park::failed(self.work, domain::Side::Shop, self.shop.id, &reason).await?;
        }
        let until = self.work.now() + REST;
        Err(Error::Rest { until })
    }
}
