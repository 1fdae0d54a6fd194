//! What the bulk track does by the clock: sweeps, the night, and writes that need writing again.
use chrono::{DateTime, Utc};
use domain::Outcome;
use store::{
    ShopId, Tenant,
    agreement::{self, Agreement},
    inbox::{self, Kind, NewMessage},
    outcome,
    outcome::Line,
    product_link, shop, stock_level,
};

use crate::{
    Error, Work,
    error::Result,
    index::{self, NIGHT},
    item, oslo, park, product, stock,
};

/// Everything whose time has come; what fails comes again a little later.
pub(crate) async fn due(work: &Work) -> Result<()> {
    again(work).await?;
    product::try_again(work).await?;
    let stale = index::read_stale(work).await;
    let Some(agreement) = work.agreement().await? else {
        return stale;
    };
    let now = work.now();
    if agreement.nightly_due <= now {
        night(work).await?;
    }
    if agreement.sweep_due > now {
        return stale;
    }
    // Put off first: a sweep that fails must not be tried again at once, nor one that may not be.
    agreement::set_swept(&work.tenant, None, now + item::AT_LEAST).await?;
    if agreement.parked_at.is_some() {
        return stale;
    }
    match item::sweep(work, &agreement).await {
        Ok(outcomes) => record(work, &outcomes).await,
        Err(Error::Park { side, reason }) => {
            park::failed(work, side, ShopId::nil(), &reason).await?;
            Err(Error::Park { side, reason })
        }
        Err(error) => Err(error),
    }
}

/// When the first of it is due; `None` when the clock has nothing for us.
pub(crate) async fn next_due(tenant: &Tenant) -> Result<Option<DateTime<Utc>>> {
    let again = stock_level::next_again(tenant).await?;
    let stale = product_link::next_stale(tenant).await?;
    let put_off = product::next_again(tenant).await?;
    let agreement = match agreement::find(tenant).await {
        Ok(agreement) if agreement.is_connected() => Some(agreement),
        Ok(_) | Err(store::Error::NotFound) => None,
        Err(error) => return Err(error.into()),
    };
    let clock = agreement.as_ref().map(next_by_clock);
    Ok(again
        .into_iter()
        .chain(stale)
        .chain(put_off)
        .chain(clock)
        .min())
}

/// A parked Rackbeat is swept when it is back: its probe is on the other track.
fn next_by_clock(agreement: &Agreement) -> DateTime<Utc> {
    let sweep = match agreement.parked_at {
        None => agreement.sweep_due,
        Some(_) => agreement
            .sweep_due
            .max(agreement.probe_at.unwrap_or(agreement.sweep_due)),
    };
    sweep.min(agreement.nightly_due)
}

/// Writes without an answer may by now have taken effect, over a newer one.
async fn again(work: &Work) -> Result<()> {
    let now = work.now();
    if stock_level::next_again(&work.tenant)
        .await?
        .is_none_or(|at| at > now)
    {
        return Ok(());
    }
    let change = work.tenant.begin().await?;
    let shops = stock_level::again(&change, now).await?;
    let messages: Vec<_> = shops
        .iter()
        .map(|shop| stock::message(&change, *shop))
        .collect();
    inbox::add_within(&change, &messages, now).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

/// Every shop's list is read and its figures are compared; Rackbeat's bills of materials are read.
async fn night(work: &Work) -> Result<()> {
    let now = work.now();
    let change = work.tenant.begin().await?;
    let nobody = ShopId::nil();
    let message = |shop, kind| NewMessage::new(change.account(), shop, kind);
    let list = |shop| message(shop, Kind::Index).about(NIGHT);
    let mut messages = vec![list(nobody), message(nobody, Kind::Hooks)];
    for shop in shop::connected(&change).await? {
        // A shop gives up on a webhook without a word, so somebody has to look.
        messages.push(message(shop.id, Kind::Hooks));
        // One that was never listed is being connected: its first list is asked for already.
        if product_link::listing(&change, shop.id).await?.is_some() {
            messages.push(list(shop.id));
        }
    }
    inbox::add_within(&change, &messages, now).await?;
    agreement::set_nightly_due(&change, oslo::next_night(now)).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}

async fn record(work: &Work, outcomes: &[Outcome]) -> Result<()> {
    let line = Line::new(ShopId::nil(), Kind::Index);
    for outcome in outcomes {
        outcome::record(&work.tenant, line, outcome, work.now()).await?;
    }
    Ok(())
}
