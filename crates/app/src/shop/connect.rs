//! Connecting a shop whose keys are proven, and giving a connected one new keys.
use chrono::{DateTime, Utc};
use domain::{Outcome, Side};
use store::{
    Change, ShopId, Tenant, inbox,
    inbox::{Kind, NewMessage},
    outcome,
    outcome::Line,
    shop,
    shop::{NewShop, ShopKeys},
};
use woo::Site;

use super::{Checked, Facts, Found, Mark, check};
use crate::{Ctx, Hindrance, Stopped, import, old_order, order, product};

/// A new shop's short code may be taken in the account already; another is drawn then.
const DRAWS: usize = 3;
/// The one stop that does not keep a shop out: its owner may confirm that the other does something else.
const CONFIRMABLE: &str = "check-other-at-work";

/// What trying to connect came to.
pub enum Connection {
    Made(ShopId),
    /// The check found what has to be put right first.
    Refused(Box<Facts>),
}

/// Checks the shop with the keys, and takes it up. `who`: the person who did it, as the log names them.
pub async fn connect(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    found: &Found,
    keys: ShopKeys,
) -> Result<Connection, Stopped> {
    let checked = check::run(ctx, found, &keys).await?;
    let points = checked.facts.points.iter();
    let stops = |key: &str, mark: Mark| mark == Mark::Stop && key != CONFIRMABLE;
    if points.clone().any(|point| stops(&point.key, point.mark)) {
        return Ok(Connection::Refused(Box::new(checked.facts)));
    }
    let new = new_shop(found, keys, checked);
    for _ in 0..DRAWS {
        match take_up(ctx, tenant, who, &new).await {
            Err(store::Error::Conflict) => {}
            made => return Ok(Connection::Made(made?)),
        }
    }
    Err(Hindrance::ShopTaken.into())
}

/// New keys for a connected shop; only keys that open the same site are taken.
pub async fn replace_keys(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    id: ShopId,
    keys: ShopKeys,
) -> Result<Facts, Stopped> {
    let shop = shop::find(tenant, id).await?;
    let found = super::find(ctx, &shop.home).await?;
    let same = Site::typed(&shop.home).is_ok_and(|site| site.identity() == found.site.identity());
    if !same {
        return Err(Hindrance::AnotherSite {
            address: found.site.to_string(),
        }
        .into());
    }
    let checked = check::run(ctx, &found, &keys).await?;
    let currency = Some(checked.facts.currency.as_str()).filter(|code| !code.is_empty());
    let change = tenant.begin().await?;
    shop::replace_keys(&change, id, &keys, checked.keys_in_query).await?;
    shop::set_facts(&change, id, &checked.facts.to_json(), currency).await?;
    shop::succeed(&change, id).await?;
    inbox::go_on(&change, Some(id), ctx.now()).await?;
    let replaced = Outcome::KeyReplaced {
        side: Side::Shop,
        by: who.to_owned(),
    };
    outcome::record(&change, line(id, who), &replaced, ctx.now()).await?;
    inbox::add_within(&change, &first_work(tenant, id), ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(checked.facts)
}

fn new_shop(found: &Found, keys: ShopKeys, checked: Checked) -> NewShop {
    let currency = checked.facts.currency.clone();
    NewShop {
        name: found.name.clone(),
        home: found.site.home().to_string(),
        rest_root: found.site.rest_root().to_string(),
        identity: found.site.identity(),
        keys,
        keys_in_query: checked.keys_in_query,
        currency: (!currency.is_empty()).then_some(currency),
        facts: checked.facts.to_json(),
        connected_at: checked.shop_now,
    }
}

/// `Conflict`: somebody has the site, or the short code drawn is taken.
async fn take_up(
    ctx: &Ctx,
    tenant: &Tenant,
    who: &str,
    new: &NewShop,
) -> Result<ShopId, store::Error> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    let id = match shop::reconnect(&change, new, who, now - order::AWAY, now).await? {
        Some(back) => {
            inbox::go_on(&change, Some(back.id), now).await?;
            if let Some(from) = back.uncovered_from {
                begin_anew(&change, who, (back.id, from), now).await?;
            }
            order::wake_cause(&change, "connection:shop", now).await?;
            product::shop_is_back(&change, back.id, now).await?;
            import::shop_is_back(&change, back.id, now).await?;
            old_order::shop_is_back(&change, back.id, now).await?;
            back.id
        }
        None => shop::add(&change, new, who, now).await?,
    };
    let connected = Outcome::ShopConnected {
        address: new.home.clone(),
        version: serde_json::from_str::<Facts>(&new.facts)?.version,
    };
    outcome::record(&change, line(id, who), &connected, now).await?;
    inbox::add_within(&change, &first_work(tenant, id), now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(id)
}

/// Its orders were not followed for so long that somebody else must have seen to them.
async fn begin_anew(
    change: &Change,
    who: &str,
    (shop, from): (ShopId, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    order::leave(change, shop, now).await?;
    let days = (now - from).num_days();
    let uncovered = Outcome::ShopUncovered { from, days };
    outcome::record(change, line(shop, who), &uncovered, now).await
}

/// Its webhooks are made and its products listed, on the road that everything takes.
fn first_work(tenant: &Tenant, shop: ShopId) -> Vec<NewMessage> {
    let message = |kind| NewMessage::new(tenant.account(), shop, kind);
    vec![message(Kind::Hooks), message(Kind::Index)]
}

pub(super) fn line(shop: ShopId, who: &str) -> Line<'_> {
    Line::new(shop, Kind::Hooks).by(who)
}
