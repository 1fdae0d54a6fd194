//! A person says which number in Rackbeat a product is, where its SKU cannot.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::sku;
use store::{
    Change, ShopId, Tenant, agreement, inbox,
    inbox::{Kind, NewMessage},
    item,
    product_copy::Way,
    product_link,
};

use crate::{Ctx, error::Result, product, stock};

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
    let way = product::way_of(tenant, shop).await?;
    // Of a shop that is the master, the number may be one that is yet to be made.
    let makes = way == Some(Way::ToRackbeat) && sku::number(number) == Some(number);
    if !makes && !is_there(ctx, tenant, number).await? {
        return Ok(false);
    }
    let now = ctx.now();
    let change = tenant.begin().await?;
    product_link::tie_by_hand(&change, link.id, Some(number), who).await?;
    let figure = NewMessage::new(tenant.account(), ShopId::nil(), Kind::Item).about(number);
    inbox::add_within(&change, &[figure], now).await?;
    let products = BTreeSet::from([link.product_id]);
    tied_by_hand(&change, shop, &[product], now).await?;
    product::products_changed(&change, (shop, way), &products, now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}

/// What a person tied takes its place among the shop's links, and orders refused for its want go on.
pub(crate) async fn tied_by_hand(
    change: &Change,
    shop: ShopId,
    products: &[i64],
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    product_link::tie(change, shop, now).await?;
    inbox::add_within(change, &[stock::message(change, shop)], now).await?;
    super::wake_orders_of(change, shop, products, now).await
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
