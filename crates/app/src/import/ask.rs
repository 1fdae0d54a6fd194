//! What a person asks of a synchronisation: to see it, to do it, to stop it.
use domain::ImportNews;
use store::{
    Change, ImportId, ShopId, Tenant,
    import::{self, Approval, Import, State},
    inbox::{self, Kind},
    outcome::{self, Line},
};

use super::{message, view};
use crate::{Ctx, error::Result};

/// The shop and Rackbeat are read afresh, and what would be done is written down. False: one is under way.
pub async fn preview(ctx: &Ctx, tenant: &Tenant, shop: ShopId, who: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    let latest = import::latest(&change, shop).await?;
    if latest.is_some_and(|import| import.state.is_live()) {
        return Ok(false);
    }
    import::begin(&change, shop, who, ctx.now()).await?;
    done(ctx, change, shop, None).await?;
    Ok(true)
}

/// The owner has seen this preview and says yes. `location`: where levels are set, by Rackbeat's number; `None`:
/// products alone. False: it does not wait any more, or levels may not be set by now, or not there.
pub async fn approve(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, seen): (ShopId, ImportId),
    who: &str,
    location: Option<i64>,
) -> Result<bool> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    import::one_at_a_time(&change).await?;
    let Some(import) = waiting_for_yes(&change, (shop, seen)).await? else {
        return Ok(false);
    };
    if location.is_some() && import::sets_levels_elsewhere(&change, shop).await? {
        // Another shop's were set or approved since the preview: the page offers products alone now.
        import::withhold_stock(&change, import.id).await?;
        change.commit().await?;
        return Ok(false);
    }
    let place = view::places(&import)
        .into_iter()
        .find(|place| Some(place.number) == location);
    if location.is_some() && (place.is_none() || !import.offers_stock) {
        return Ok(false);
    }
    let approval = Approval { who, location };
    if !import::approve(&change, (import.id, shop), approval, now).await? {
        return Ok(false);
    }
    let news = ImportNews::Approved {
        by: who.to_owned(),
        location: place.map(|place| place.name),
    };
    done(ctx, change, shop, Some((who, news))).await?;
    Ok(true)
}

async fn waiting_for_yes(
    change: &Change,
    (shop, seen): (ShopId, ImportId),
) -> Result<Option<Import>> {
    let latest = import::latest(change, shop).await?;
    Ok(latest.filter(|import| import.id == seen && import.state == State::Ready))
}

/// Nothing more goes out until it is resumed. False: none runs.
pub async fn pause(ctx: &Ctx, tenant: &Tenant, shop: ShopId, who: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    let Some(import) = import::latest(&change, shop).await? else {
        return Ok(false);
    };
    if !import::pause(&change, import.id, &(ctx.now(), who.to_owned())).await? {
        return Ok(false);
    }
    let news = ImportNews::Paused { by: who.to_owned() };
    done(ctx, change, shop, Some((who, news))).await?;
    Ok(true)
}

/// It goes on where it stopped. False: none is paused.
pub async fn resume(ctx: &Ctx, tenant: &Tenant, shop: ShopId, who: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    let Some(import) = import::latest(&change, shop).await? else {
        return Ok(false);
    };
    if !import::resume(&change, import.id, &(ctx.now(), who.to_owned())).await? {
        return Ok(false);
    }
    let news = ImportNews::Resumed { by: who.to_owned() };
    done(ctx, change, shop, Some((who, news))).await?;
    Ok(true)
}

/// A preview is thrown away. Of a run nothing new is begun, and what is half done is brought to its end.
/// False: there is nothing to cancel.
pub async fn cancel(ctx: &Ctx, tenant: &Tenant, shop: ShopId, who: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    let Some(import) = import::latest(&change, shop).await? else {
        return Ok(false);
    };
    if !import::cancel(&change, import.id, &(ctx.now(), who.to_owned())).await? {
        return Ok(false);
    }
    let news = ImportNews::Cancelled { by: who.to_owned() };
    done(ctx, change, shop, Some((who, news))).await?;
    Ok(true)
}

/// The line and the message in the transaction that holds what was done.
async fn done(
    ctx: &Ctx,
    change: Change,
    shop: ShopId,
    said: Option<(&str, ImportNews)>,
) -> Result<()> {
    let now = ctx.now();
    if let Some((who, news)) = said {
        let line = Line::new(shop, Kind::Import).by(who);
        outcome::record(&change, line, &news.into(), now).await?;
    }
    let message = message(&change, shop);
    inbox::add_within(&change, std::slice::from_ref(&message), now).await?;
    // One may wait for a later time: somebody wants to see something now.
    inbox::hurry(&change, std::slice::from_ref(&message), now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}
