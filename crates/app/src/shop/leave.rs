//! Pausing a shop, taking it up again, and letting go of it.
use chrono::{DateTime, Utc};
use domain::Outcome;
use store::{Change, ShopId, Tenant, inbox, outcome, shop};

use super::{connect::line, hooks};
use crate::{Ctx, Stopped, order, product, stock};

/// Removes our webhooks, forgets the keys, keeps the history. False: the shop did not answer, so its webhooks stay
/// there and are turned away at the door.
pub async fn disconnect(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    id: ShopId,
) -> Result<bool, Stopped> {
    let shop = shop::find(tenant, id).await?;
    if shop.disconnected_at.is_some() {
        return Ok(true);
    }
    let removed = match ctx.outside.shop(tenant, &shop) {
        Ok(client) => hooks::remove(ctx, &client, &shop).await.is_ok(),
        Err(_) => false,
    };
    let change = tenant.begin().await?;
    shop::disconnect(&change, id, who, ctx.now()).await?;
    let gone = Outcome::ShopDisconnected { by: who.to_owned() };
    outcome::record(&change, line(id, who), &gone, ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(removed)
}

/// Nothing is carried to or from the shop until it is taken up again; its messages wait.
pub async fn pause(ctx: &Ctx, tenant: &Tenant, who: &str, id: ShopId) -> Result<(), Stopped> {
    shop::find(tenant, id).await?;
    Ok(shop::pause(tenant, id, who, ctx.now()).await?)
}

pub async fn resume(ctx: &Ctx, tenant: &Tenant, id: ShopId) -> Result<(), Stopped> {
    let change = tenant.begin().await?;
    go_on(&change, id, ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

/// The owner says that the other integration in the shop does something else.
pub async fn confirm_other(ctx: &Ctx, tenant: &Tenant, id: ShopId) -> Result<(), Stopped> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    shop::confirm_other(&change, id, now).await?;
    order::wake_cause(&change, "connection:other", now).await?;
    go_on(&change, id, now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

async fn go_on(change: &Change, id: ShopId, now: DateTime<Utc>) -> Result<(), store::Error> {
    shop::resume(change, id).await?;
    inbox::add_within(change, &[stock::message(change, id)], now).await?;
    product::go_on(change, Some(id), now).await
}
