//! What a person asks about old orders: how many there are, to take them along, to stop.
use domain::OldOrderNews;
use store::{
    Change, OldOrderRunId, ShopId, Tenant, inbox,
    inbox::Kind,
    old_order_run::{self, Choice, State},
    outcome::{self, Line},
};

use super::message;
use crate::{Ctx, error::Result};

/// The shop is asked how many there are. False: a run is under way.
pub async fn preview(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, choice): (ShopId, Choice),
    who: &str,
) -> Result<bool> {
    let change = tenant.begin().await?;
    let latest = old_order_run::latest(&change, shop).await?;
    if latest.is_some_and(|run| run.state.is_live()) {
        return Ok(false);
    }
    old_order_run::begin(&change, (shop, choice), who, ctx.now()).await?;
    done(ctx, change, shop, None).await?;
    Ok(true)
}

/// The owner has seen this count and says yes. False: it does not wait any more.
pub async fn approve(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, seen): (ShopId, OldOrderRunId),
    who: &str,
) -> Result<bool> {
    let change = tenant.begin().await?;
    let latest = old_order_run::latest(&change, shop).await?;
    let Some(run) = latest.filter(|run| run.id == seen && run.state == State::Ready) else {
        return Ok(false);
    };
    if !old_order_run::approve(&change, run.id, &(ctx.now(), who.to_owned())).await? {
        return Ok(false);
    }
    let count = run.counted();
    done(
        ctx,
        change,
        shop,
        Some((who, OldOrderNews::Approved { count })),
    )
    .await?;
    Ok(true)
}

/// A count is thrown away. Of a run nothing more is sent: what was taken along and not yet released is put back.
/// False: there is nothing to stop.
pub async fn cancel(ctx: &Ctx, tenant: &Tenant, shop: ShopId, who: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    let Some(run) = old_order_run::latest(&change, shop).await? else {
        return Ok(false);
    };
    if !old_order_run::cancel(&change, run.id, &(ctx.now(), who.to_owned())).await? {
        return Ok(false);
    }
    let news = run.approved.map(|_| (who, OldOrderNews::Stopped));
    done(ctx, change, shop, news).await?;
    Ok(true)
}

/// The line and the message in the transaction that holds what was done.
async fn done(
    ctx: &Ctx,
    change: Change,
    shop: ShopId,
    said: Option<(&str, OldOrderNews)>,
) -> Result<()> {
    let now = ctx.now();
    if let Some((who, news)) = said {
        let line = Line::new(shop, Kind::OldOrders).by(who);
        outcome::record(&change, line, &news.into(), now).await?;
    }
    // One may wait for a later time: somebody wants to see something now.
    let message = message(&change, shop);
    inbox::hurry(&change, std::slice::from_ref(&message), now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}
