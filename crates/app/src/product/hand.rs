//! What a person can do about products: try again, hand a number over, make one anew, tie long SKUs from a file.
mod lines;

use std::collections::BTreeSet;

use domain::ProductNews;
use store::{ShopId, Tenant, inbox, inbox::Kind, outcome, outcome::Line as LogLine, product_copy};

use super::{mark::way_of, message};
use crate::{Ctx, error::Result};

pub use lines::{Fault, Tied, Why, tie_lines};

/// One number is looked at again now. False: the shop has no such number.
pub async fn retry(ctx: &Ctx, tenant: &Tenant, shop: ShopId, number: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    let found = product_copy::retry(&change, shop, number).await?;
    wake(ctx, change, shop).await?;
    Ok(found)
}

/// All of a shop's that stand still for this cause.
pub async fn retry_cause(ctx: &Ctx, tenant: &Tenant, shop: ShopId, cause: &str) -> Result<()> {
    let change = tenant.begin().await?;
    product_copy::retry_cause(&change, shop, cause).await?;
    wake(ctx, change, shop).await
}

/// This shop becomes the number's master, in the place of the one that was first.
pub async fn hand_over(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, number): (ShopId, &str),
    who: &str,
) -> Result<bool> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    let before = product_copy::holder(&change, number).await?;
    if !product_copy::hand_over(&change, shop, number).await? {
        return Ok(false);
    }
    let told = ProductNews::HandedOver {
        sku: number.to_owned(),
        by: who.to_owned(),
    };
    let line = LogLine::new(shop, Kind::Register).about(number).by(who);
    outcome::record(&change, line, &told.into(), now).await?;
    for other in before.into_iter().filter(|before| *before != shop) {
        if let Some(way) = way_of(&change, other).await? {
            inbox::add_within(&change, &[message(&change, other, way)], now).await?;
        }
    }
    wake(ctx, change, shop).await?;
    Ok(true)
}

/// What the receiver once had and has no longer is made there anew.
pub async fn make_again(ctx: &Ctx, tenant: &Tenant, shop: ShopId, number: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    let numbers = BTreeSet::from([number.to_owned()]);
    let mut copies = product_copy::find(&change, shop, &numbers).await?;
    // Of an old page it may be back meanwhile, and would be made twice.
    copies.retain(|copy| copy.gone.is_some());
    for copy in &copies {
        product_copy::forget_product(&change, copy).await?;
    }
    wake(ctx, change, shop).await?;
    Ok(!copies.is_empty())
}

async fn wake(ctx: &Ctx, change: store::Change, shop: ShopId) -> Result<()> {
    if let Some(way) = way_of(&change, shop).await? {
        inbox::add_within(&change, &[message(&change, shop, way)], ctx.now()).await?;
    }
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}
