//! A person says which number in Rackbeat a product is, where its SKU cannot (`product.md` 7).
use std::collections::BTreeSet;

use store::{ShopId, Tenant, inbox, item, order_link, product_link};

use crate::{Ctx, error::Result, order, stock};

/// False: Rackbeat has no such number, or the shop no such product.
pub async fn tie(
    ctx: &Ctx,
    tenant: &Tenant,
    (shop, product): (ShopId, i64),
    number: &str,
    who: &str,
) -> Result<bool> {
    let links = product_link::of_products(tenant, shop, &BTreeSet::from([product])).await?;
    let items = item::find(tenant, &BTreeSet::from([number.to_owned()])).await?;
    let is_there = items.iter().any(|item| !item.is_missing);
    let Some(link) = links.into_iter().find(|_| is_there) else {
        return Ok(false);
    };
    let change = tenant.begin().await?;
    product_link::tie_by_hand(&change, link.id, Some(number), who).await?;
    product_link::tie(&change, shop, ctx.now()).await?;
    inbox::add_within(&change, &[stock::message(&change, shop)], ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    for link in order_link::refused_with(tenant, shop, &[product]).await? {
        order::retry(ctx, tenant, &link).await?;
    }
    Ok(true)
}
