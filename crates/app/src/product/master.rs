//! Who is a shop's products' master: what a change of it means, and what follows from it.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{Outcome, ProductMaster, ProductNews, Rules};
use store::{
    Change, ShopId, Tenant, agreement,
    inbox::{self, Kind, NewMessage},
    outcome,
    outcome::Line,
    product_copy::{self, Way},
    shop,
};

use super::{mark::way_of, message, price_off, terms::read_anew, way};
use crate::{Ctx, inbox::tenant as tenant_of, order::AWAY};

/// What choosing a master would come to, by what is known of both sides now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Products that the receiver would be given anew.
    pub made: u64,
    /// Products that both sides have, whose fields would follow the master.
    pub followed: u64,
    /// Numbers that another of the account's shops is the master of.
    pub claimed: u64,
}

/// For the page that asks before the master is changed.
pub async fn meaning(
    tenant: &Tenant,
    shop: ShopId,
    master: ProductMaster,
) -> Result<Meaning, store::Error> {
    let rules = Rules {
        product_master: master,
        ..Rules::default()
    };
    let Some(way) = way(&rules) else {
        return Ok(Meaning::default());
    };
    let counted = product_copy::reckon(tenant, shop, way).await?;
    Ok(Meaning {
        made: counted.made,
        followed: counted.followed,
        claimed: counted.claimed,
    })
}

/// A shop's settings are being changed: what is carried, and which way, follows.
pub(crate) async fn rules_changed(
    change: &Change,
    (shop, who): (ShopId, &str),
    (old, new): (&Rules, &Rules),
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let changed = carried(old) != carried(new);
    if old.product_master == new.product_master {
        return match way(new) {
            Some(way) if changed => all_due(change, (shop, way), now).await,
            _ => Ok(()),
        };
    }
    let told = ProductNews::Master {
        by: who.to_owned(),
        master: new.product_master,
    };
    let line = Line::new(shop, Kind::Product).by(who);
    outcome::record(change, line, &told.into(), now).await?;
    let waiting = product_copy::release(change, shop).await?;
    wake(
        change,
        waiting.into_iter().map(|one| (one, Way::ToRackbeat)),
        now,
    )
    .await?;
    product_copy::set_way(change, shop, way(new)).await?;
    let asked = (way(new) == Some(Way::ToRackbeat)).then_some(now);
    shop::set_products_due(change, shop, asked, None).await?;
    let Some(way) = way(new) else {
        return Ok(());
    };
    if let Some(off) = currency_off(change, shop, new).await? {
        outcome::record(change, line, &off, now).await?;
    }
    read_anew(change, shop).await?;
    // Both lists, with what was of no matter before: descriptions, prices.
    let list = |shop| NewMessage::new(change.account(), shop, Kind::Index);
    inbox::add_within(change, &[list(shop), list(ShopId::nil())], now).await?;
    all_due(change, (shop, way), now).await
}

/// What of the settings decides how a product is carried.
fn carried(rules: &Rules) -> impl PartialEq + use<> {
    (
        rules.carries,
        rules.prices_with_vat,
        rules.product_group,
        rules.unit,
        rules.new_in_shop,
    )
}

async fn currency_off(
    change: &Change,
    shop: ShopId,
    rules: &Rules,
) -> Result<Option<Outcome>, store::Error> {
    let shop = shop::find(change, shop).await?;
    let agreement = match agreement::find(change).await {
        Err(store::Error::NotFound) => return Ok(None),
        agreement => agreement?,
    };
    let off = price_off(&shop, rules, &agreement);
    Ok(off.map(|refusal| Outcome::Refused { refusal }))
}

/// What prices mean has changed, in one shop or, with Rackbeat's currency, in all.
pub(crate) async fn terms_changed(
    change: &Change,
    only: Option<ShopId>,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    for (shop, way) in ways(change, only).await? {
        let rules = store::rules::of(change, shop).await?;
        if let Some(off) = currency_off(change, shop, &rules).await? {
            let line = Line::new(shop, Kind::Product);
            outcome::record(change, line, &off, now).await?;
        }
        all_due(change, (shop, way), now).await?;
    }
    Ok(())
}

/// Every night, for all accounts: what a shop was master of that was let go of, another may be. Not sooner than
/// its orders end: keys are put right by letting go and connecting anew, and nobody approved the other's prices.
pub(crate) async fn end(ctx: &Ctx) -> Result<(), store::Error> {
    let now = ctx.now();
    for left in product_copy::left(&ctx.store, now - AWAY).await? {
        let change = tenant_of(ctx, left.account_id).begin().await?;
        let shop = shop::find(&change, left.shop_id).await?;
        // It may be back since it was found.
        if shop.disconnected_at.is_some() {
            let waiting = product_copy::release(&change, shop.id).await?;
            let waiting = waiting.into_iter().map(|one| (one, Way::ToRackbeat));
            wake(&change, waiting, now).await?;
            change.commit().await?;
            ctx.wake.now();
        }
    }
    Ok(())
}

/// A shop that was let go of is connected again.
pub(crate) async fn shop_is_back(
    change: &Change,
    shop: ShopId,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    match way_of(change, shop).await? {
        Some(way) => all_due(change, (shop, way), now).await,
        None => Ok(()),
    }
}

/// What was due goes on: the shop, or Rackbeat, is there again.
pub(crate) async fn go_on(
    change: &Change,
    only: Option<ShopId>,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let ways = ways(change, only).await?;
    wake(change, ways, now).await
}

/// What stood still for this cause is looked at again, in every shop.
pub(crate) async fn wake_cause(
    change: &Change,
    cause: &str,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    for one in ways(change, None).await? {
        if product_copy::retry_cause(change, one.0, cause).await? {
            wake(change, [one], now).await?;
        }
    }
    Ok(())
}

async fn ways(
    change: &Change,
    only: Option<ShopId>,
) -> Result<BTreeSet<(ShopId, Way)>, store::Error> {
    let mut ways = BTreeSet::new();
    for shop in shop::connected(change).await? {
        let is_asked = only.is_none_or(|only| only == shop.id);
        if is_asked && let Some(way) = way_of(change, shop.id).await? {
            ways.insert((shop.id, way));
        }
    }
    Ok(ways)
}

async fn all_due(
    change: &Change,
    (shop, way): (ShopId, Way),
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    product_copy::mark_all(change, shop, way, now).await?;
    wake(change, [(shop, way)], now).await
}

async fn wake(
    change: &Change,
    shops: impl IntoIterator<Item = (ShopId, Way)>,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let messages: Vec<_> = shops
        .into_iter()
        .map(|(shop, way)| message(change, shop, way))
        .collect();
    inbox::add_within(change, &messages, now).await
}
