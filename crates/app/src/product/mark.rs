//! What was found to have changed becomes due where it is to be carried.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use store::{
    Change, Rows, ShopId, Tenant,
    inbox::{self, Kind, NewMessage},
    product_copy::{self, Way},
    rules, shop,
};

use super::way;

/// Which way a shop's products go.
pub(crate) async fn way_of<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
) -> Result<Option<Way>, store::Error> {
    Ok(way(&rules::of(tenant, shop).await?))
}

/// Whether a shop is given descriptions, so that its own must be known.
pub(crate) async fn reads_descriptions<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
) -> Result<bool, store::Error> {
    let rules = rules::of(tenant, shop).await?;
    Ok(way(&rules) == Some(Way::ToShop) && rules.carries.description)
}

/// Whether any shop is, so that Rackbeat's must be known.
pub(crate) async fn any_reads_descriptions(tenant: &Tenant) -> Result<bool, store::Error> {
    for shop in shop::connected(tenant).await? {
        if reads_descriptions(tenant, shop.id).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// "Something is due in this shop."
pub(crate) fn message(tenant: &Tenant<impl Rows>, shop: ShopId, way: Way) -> NewMessage {
    let kind = match way {
        Way::ToRackbeat => Kind::Register,
        Way::ToShop => Kind::Pull,
    };
    NewMessage::new(tenant.account(), shop, kind)
}

/// These products of the shop are new or changed; others may have gone or come back.
pub(crate) async fn products_changed(
    change: &Change,
    (shop, way): (ShopId, Option<Way>),
    differing: &BTreeSet<i64>,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let Some(way) = way else {
        return Ok(());
    };
    let changed = product_copy::mark_products(change, (shop, way), differing, now).await?;
    let gone = product_copy::mark_gone(change, shop).await?;
    if changed || gone {
        inbox::add_within(change, &[message(change, shop, way)], now).await?;
    }
    Ok(())
}

/// These items are new, changed or gone: they are due in every shop that they are carried to or from.
pub(crate) async fn items_changed(
    change: &Change,
    numbers: &BTreeSet<String>,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    if numbers.is_empty() {
        return Ok(());
    }
    for shop in shop::connected(change).await? {
        let Some(way) = way_of(change, shop.id).await? else {
            continue;
        };
        if product_copy::mark_items(change, (shop.id, way), numbers, now).await? {
            inbox::add_within(change, &[message(change, shop.id, way)], now).await?;
        }
    }
    Ok(())
}
