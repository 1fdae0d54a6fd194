//! A person says which number in Rackbeat a product is, where its SKU cannot.
use std::collections::BTreeSet;

use store::{
    ShopId, Tenant, agreement, inbox,
    inbox::{Kind, NewMessage},
    item, product_link,
};

use crate::{Ctx, error::Result, stock};

/// False: Rackbeat has no such number, or the shop no such product.
pub async fn tie(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, product): (ShopId, i64),
    number: &str,
    who: &str,
) -> Result<bool> {
    let links = product_link::of_products(tenant, shop, &BTreeSet::from([product])).await?;
    let Some(link) = links.into_iter().next() else {
        return Ok(false);
    };
    if !is_there(ctx, tenant, number).await? {
        return Ok(false);
    }
    let change = tenant.begin().await?;
    product_link::tie_by_hand(&change, link.id, Some(number), who).await?;
    product_link::tie(&change, shop, ctx.now()).await?;
    let figure = NewMessage::new(tenant.account(), ShopId::nil(), Kind::Item).about(number);
    inbox::add_within(&change, &[figure, stock::message(&change, shop)], ctx.now()).await?;
    super::wake_orders_of(&change, shop, &[product], ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}

/// A number that no list has shown yet may be minutes old, so Rackbeat is asked before the answer is no.
async fn is_there(ctx: &Ctx, tenant: &Tenant, number: &str) -> Result<bool> {
    if number.is_empty() {
        return Ok(false);
    }
    let items = item::find(tenant, &BTreeSet::from([number.to_owned()])).await?;
    if items.iter().any(|item| !item.is_missing) {
        return Ok(true);
    }
    let agreement = match agreement::find(tenant).await {
        Ok(agreement) if agreement.is_connected() => agreement,
        Ok(_) | Err(store::Error::NotFound) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    match ctx.outside.rackbeat(tenant, &agreement)?.item(number).await {
        Ok(item) => Ok(item.number == number),
        Err(rackbeat::Error::NotFound) => Ok(false),
        Err(error) => Err(error.into()),
    }
}
