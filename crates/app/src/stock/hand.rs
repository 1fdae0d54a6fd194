//! What a person can do about a shop's stock: approve the list, answer a hold, switch stock on, ask again.
use chrono::{DateTime, Utc};
use domain::Outcome;
use store::{
    Change, ShopId, Tenant, inbox,
    inbox::{Kind, NewMessage},
    outcome,
    outcome::Line,
    product_link, shop, stock_level,
};

use super::message;
use crate::{Ctx, error::Result};

/// The owner has seen "shop has / Rackbeat has / will become" and says yes: from now on we write.
pub async fn approve(ctx: &Ctx, tenant: &Tenant, shop: ShopId, who: &str) -> Result<()> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    if shop::find(&change, shop).await?.import_settled_at.is_none() {
        shop::settle_import(&change, shop, now).await?;
    }
    shop::approve_stock(&change, shop, who, now).await?;
    stock_level::allow_all(&change, shop, now).await?;
    let outcome = Outcome::StockApproved { by: who.to_owned() };
    told(ctx, change, shop, (who, Some(outcome))).await
}

/// The zeros that were held: written after all, or left as they are.
pub async fn answer_hold(
    ctx: &Ctx,
    tenant: &Tenant,
    shop: ShopId,
    (who, write): (&str, bool),
) -> Result<()> {
    let change = tenant.begin().await?;
    if stock_level::answer_hold(&change, shop, write, ctx.now()).await? == 0 {
        return Ok(());
    }
    let outcome = Outcome::StockHoldAnswered {
        by: who.to_owned(),
        written: write,
    };
    told(ctx, change, shop, (who, Some(outcome))).await
}

/// Stock is switched on in the shop for every linked product where it is off.
pub async fn manage(ctx: &Ctx, tenant: &Tenant, shop: ShopId, who: &str) -> Result<()> {
    let change = tenant.begin().await?;
    product_link::manage_stock(&change, shop, who, ctx.now()).await?;
    stock_level::mark_shop(&change, shop).await?;
    told(ctx, change, shop, (who, None)).await
}

/// The settings that a figure depends on have changed: all of the shop's figures are due.
pub async fn refresh(ctx: &Ctx, tenant: &Tenant, shop: ShopId) -> Result<()> {
    let change = tenant.begin().await?;
    make_due(&change, shop, ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

/// The same in the change of those settings; wake the dispatcher after the commit.
pub(crate) async fn make_due(
    change: &Change,
    shop: ShopId,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    stock_level::mark_shop(change, shop).await?;
    // Other locations, or another quantity, may need another reading.
    let sweep = NewMessage::new(change.account(), ShopId::nil(), Kind::Index);
    inbox::add_within(change, &[sweep, message(change, shop)], now).await
}

/// The shop's own figures are compared with ours now, not first at night.
pub async fn compare_now(ctx: &Ctx, tenant: &Tenant, shop: ShopId) -> Result<()> {
    let message = NewMessage::new(tenant.account(), shop, Kind::Compare);
    Ok(crate::inbox::hurry(ctx, tenant, message).await?)
}

/// The line and the message in the transaction that holds what was done.
async fn told(
    ctx: &Ctx,
    change: Change,
    shop: ShopId,
    (who, outcome): (&str, Option<Outcome>),
) -> Result<()> {
    let now = ctx.now();
    if let Some(outcome) = outcome {
        let line = Line::new(shop, Kind::Stock).by(who);
        outcome::record(&change, line, &outcome, now).await?;
    }
    inbox::add_within(&change, &[message(&change, shop)], now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}
