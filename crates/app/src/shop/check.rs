//! The connection check: each point that must hold before orders and stock are carried, and what to do where it does not.
mod keys;
mod modified;
mod points;

use chrono::{DateTime, Utc};
use store::{
    Change, ShopId, Tenant,
    inbox::{Kind, NewMessage},
    shop,
    shop::ShopKeys,
};
use woo::{
    Client,
    settings::{STATUS_FIELDS, Setting, SystemStatus},
};

use super::{Facts, Found, Label, Mark, Point, value};
use crate::{Ctx, Hindrance, Stopped, inbox, product};

/// What keys proved to be good for, and what was seen with them.
pub struct Checked {
    pub facts: Facts,
    pub keys_in_query: bool,
    /// The shop's own clock as the check ended.
    pub shop_now: DateTime<Utc>,
}

/// Reads a found shop with keys that are yet to be proven. `Stopped`: the keys are not good, or the shop fell silent.
pub async fn run(ctx: &Ctx, found: &Found, keys: &ShopKeys) -> Result<Checked, Stopped> {
    let client = ctx
        .outside
        .shop_with(found.site.clone(), keys.clone(), false)?;
    let (client, keys_in_query) = keys::prove(client).await?;
    let seen = read(&client).await?;
    let proof = modified::prove(&client).await?;
    let shop_now = proof.date.unwrap_or_else(|| ctx.now());
    let mut facts = seen.facts();
    // A shop that does not say is asked again when its prices are needed.
    facts.prices = product::read_prices(&client).await.ok();
    facts.prices_read_at = facts.prices.as_ref().map(|_| ctx.now());
    facts.time_zone.clone_from(&found.time_zone);
    facts.checked_at = Some(ctx.now());
    facts.points = points::way(&found.site, keys_in_query);
    facts.points.extend(points::shop(&seen, &proof));
    facts.points.push(points::clock(shop_now, ctx.now()));
    facts.others = points::others(&seen);
    facts.points.push(points::other(&facts.others));
    Ok(Checked {
        facts,
        keys_in_query,
        shop_now,
    })
}

/// Checks a connected shop again and keeps what was found, also when it did not answer. Webhooks that somebody took
/// away are put back.
pub async fn again(ctx: &Ctx, tenant: &Tenant, id: ShopId) -> Result<Facts, Stopped> {
    let shop = shop::find(tenant, id).await?;
    let seen = match look(ctx, tenant, &shop).await {
        Ok(checked) => {
            let hooks = NewMessage::new(tenant.account(), id, Kind::Hooks);
            inbox::accept(ctx, &[hooks]).await?;
            Ok(checked.facts)
        }
        Err(Stopped::By(hindrance)) => Err(hindrance),
        Err(ours) => return Err(ours),
    };
    let change = tenant.begin().await?;
    let facts = keep(&change, id, seen, ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(facts)
}

/// What was not read stays as it was known; prices follow where they mean something else.
async fn keep(
    change: &Change,
    id: ShopId,
    seen: Result<Facts, Hindrance>,
    now: DateTime<Utc>,
) -> Result<Facts, store::Error> {
    // Afresh: the night may have read its prices meanwhile.
    let old = Facts::of(&shop::find(change, id).await?);
    let before = old.prices.clone();
    let facts = match seen {
        Ok(seen) => Facts {
            prices: seen.prices.or(old.prices),
            prices_read_at: seen.prices_read_at.or(old.prices_read_at),
            ..seen
        },
        Err(hindrance) => Facts {
            points: vec![hindered(&hindrance)],
            checked_at: Some(now),
            ..old
        },
    };
    let currency = (!facts.currency.is_empty()).then_some(facts.currency.as_str());
    shop::set_facts(change, id, &facts.to_json(), currency).await?;
    if facts.prices != before {
        product::terms_changed(change, Some(id), now).await?;
    }
    Ok(facts)
}

async fn look(ctx: &Ctx, tenant: &Tenant, shop: &shop::Shop) -> Result<Checked, Stopped> {
    let keys = match shop.keys(tenant) {
        Err(store::Error::NotFound) => return Err(Hindrance::NotConnected.into()),
        keys => keys?,
    };
    let found = super::address::find(ctx, &shop.home).await?;
    run(ctx, &found, &keys).await
}

/// A hindrance as the one point that stands for all the others.
fn hindered(hindrance: &Hindrance) -> Point {
    Point::of(Mark::Stop, &hindrance.sentence(), &hindrance.remedy())
}

/// What the shop's own answers say.
struct Seen {
    status: SystemStatus,
    general: Vec<Setting>,
    tax: Vec<Setting>,
    products: Vec<Setting>,
    statuses: Vec<Label>,
    /// Addresses of the webhooks there, ours among them.
    hooks: Vec<String>,
}

async fn read(client: &Client) -> Result<Seen, Stopped> {
    let statuses = statuses(client).await?;
    let hooks = client.webhooks(1).await?;
    Ok(Seen {
        status: client.system_status(&STATUS_FIELDS).await?,
        general: client.settings("general").await?,
        tax: client.settings("tax").await?,
        products: client.settings("products").await?,
        statuses,
        hooks: hooks
            .items
            .into_iter()
            .map(|hook| hook.delivery_url)
            .collect(),
    })
}

/// By the shop's own labels; a shop that does not tell them is known by WooCommerce's own names.
pub(super) async fn statuses(client: &Client) -> Result<Vec<Label>, Stopped> {
    let told = match client.order_statuses().await {
        Err(woo::Error::NoRoute | woo::Error::Unauthorized(_)) => Vec::new(),
        told => told?,
    };
    let told = told.into_iter().map(|one| Label {
        status: one.status.as_str().trim_start_matches("wc-").to_owned(),
        label: one.name,
    });
    let told: Vec<_> = told.collect();
    if !told.is_empty() {
        return Ok(told);
    }
    let plain = ["pending", "on-hold", "processing", "completed"].map(|status| Label {
        status: status.to_owned(),
        label: status.to_owned(),
    });
    Ok(plain.to_vec())
}

impl Seen {
    fn facts(&self) -> Facts {
        let mut facts = Facts {
            version: self.status.environment.version.clone(),
            currency: value(&self.general, "woocommerce_currency"),
            manages_stock: value(&self.products, "woocommerce_manage_stock") != "no",
            statuses: self.statuses.clone(),
            ..Facts::default()
        };
        facts.take_place(&self.general, &self.tax);
        facts
    }
}
