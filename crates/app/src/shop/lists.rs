//! A shop's own lists, for a person to pick from on the settings page: statuses, ways to pay, ways to ship, fields of orders.
use std::collections::{BTreeMap, BTreeSet};

use domain::{organisation::OrganisationNumber, shipping_key};
use futures::{StreamExt, TryStreamExt, stream, try_join};
use store::{Tenant, shop::Shop};
use woo::{Client, Order};

use super::{Facts, Label, check};
use crate::{Ctx, Hindrance, Stopped};

/// Orders that are looked at for ways to pay and ship that no list has any more.
const SEEN: u32 = 50;
/// Of those orders.
const WAYS: [&str; 4] = [
    "id",
    "payment_method",
    "payment_method_title",
    "shipping_lines",
];
/// Orders whose fields are listed.
const WITH_FIELDS: u32 = 20;
/// More zones than a page is worth.
const ZONES_MAX: usize = 20;
/// A host may count calls that come all at once.
const AT_ONCE: usize = 3;
const FIELDS_MAX: usize = 100;
/// Characters of a field's example.
const EXAMPLE_MAX: usize = 40;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lists {
    pub statuses: Vec<Label>,
    pub payments: Vec<Method>,
    pub shippings: Vec<Method>,
}

/// A way to pay or to ship.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Method {
    /// As the rules know it.
    pub key: String,
    /// As the shop's customers read it; may be empty.
    pub title: String,
    /// The shipping zone; empty for what belongs to none.
    pub zone: String,
}

/// A field of orders that plug-ins or themes brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub key: String,
    /// What the newest order with such a field has in it.
    pub example: String,
    /// The example may be an organisation number.
    pub fits: bool,
}

/// Reads them all now. What only orders know of is there too.
pub async fn lists(ctx: &Ctx, tenant: &Tenant, shop: &Shop) -> Result<Lists, Stopped> {
    let client = client(ctx, tenant, shop)?;
    let (statuses, gateways, placed, seen) = try_join!(
        check::statuses(&client),
        gateways(&client),
        places(&client),
        orders(&client, SEEN, &WAYS),
    )?;
    Ok(Lists {
        statuses,
        payments: with_seen(gateways, seen.iter().map(paid_by)),
        shippings: with_seen(placed, seen.iter().flat_map(shipped_by)),
    })
}

/// The fields of the newest orders, those that hold an organisation number first.
pub async fn fields(ctx: &Ctx, tenant: &Tenant, shop: &Shop) -> Result<Vec<Field>, Stopped> {
    let client = client(ctx, tenant, shop)?;
    let seen = orders(&client, WITH_FIELDS, &["id", "billing", "meta_data"]).await?;
    let home = Facts::of(shop).base_country;
    let mut fields = BTreeMap::new();
    for order in &seen {
        let country = match order.billing.country.trim() {
            "" => home.as_str(),
            country => country,
        };
        for meta in &order.meta_data {
            let text = meta.text().unwrap_or_default();
            let text = text.trim();
            if text.is_empty() || meta.key.is_empty() || fields.contains_key(&meta.key) {
                continue;
            }
            let field = Field {
                key: meta.key.clone(),
                example: text.chars().take(EXAMPLE_MAX).collect(),
                fits: OrganisationNumber::parse(&country.to_uppercase(), text).is_some(),
            };
            fields.insert(meta.key.clone(), field);
        }
    }
    let mut fields: Vec<_> = fields.into_values().collect();
    fields.sort_by_key(|field| !field.fits);
    fields.truncate(FIELDS_MAX);
    Ok(fields)
}

fn client(ctx: &Ctx, tenant: &Tenant, shop: &Shop) -> Result<Client, Stopped> {
    match ctx.outside.shop(tenant, shop) {
        Err(_) => Err(Hindrance::NotConnected.into()),
        Ok(client) => Ok(client),
    }
}

async fn orders(
    client: &Client,
    count: u32,
    fields: &[&'static str],
) -> Result<Vec<Order>, Stopped> {
    Ok(client.newest_orders(count, fields).await?.items)
}

/// Those that are switched on.
async fn gateways(client: &Client) -> Result<Vec<Method>, Stopped> {
    let gateways = or_none(client.payment_gateways().await)?;
    let enabled = gateways.into_iter().filter(|gateway| gateway.enabled);
    let named = enabled.map(|gateway| Method {
        key: gateway.id,
        title: gateway.title,
        zone: String::new(),
    });
    Ok(named.collect())
}

/// Where a list is not to be had, its orders tell what they were paid and sent by.
fn or_none<T>(read: Result<Vec<T>, woo::Error>) -> Result<Vec<T>, Stopped> {
    match read {
        Err(woo::Error::NoRoute | woo::Error::Unauthorized(_)) => Ok(Vec::new()),
        read => Ok(read?),
    }
}

/// Each method in each zone; those that are switched off are left out.
async fn places(client: &Client) -> Result<Vec<Method>, Stopped> {
    let zones = or_none(client.shipping_zones().await)?;
    let methods = stream::iter(zones.into_iter().take(ZONES_MAX)).map(async |zone| {
        let methods = or_none(client.shipping_methods(zone.id).await)?;
        let enabled = methods.into_iter().filter(|method| method.enabled);
        let placed = enabled.map(|method| Method {
            key: shipping_key(&method.method_id, &method.instance_id.to_string()),
            title: method.title,
            zone: zone.name.clone(),
        });
        Ok::<_, Stopped>(placed.collect::<Vec<_>>())
    });
    let methods: Vec<Vec<Method>> = methods.buffered(AT_ONCE).try_collect().await?;
    Ok(methods.concat())
}

fn paid_by(order: &Order) -> Method {
    Method {
        key: order.payment_method.trim().to_owned(),
        title: order.payment_method_title.clone(),
        zone: String::new(),
    }
}

fn shipped_by(order: &Order) -> impl Iterator<Item = Method> {
    order.shipping_lines.iter().map(|line| Method {
        key: shipping_key(&line.method_id, &line.instance_id),
        title: line.method_title.clone(),
        zone: String::new(),
    })
}

/// The listed first, as the shop lists them.
fn with_seen(mut listed: Vec<Method>, seen: impl Iterator<Item = Method>) -> Vec<Method> {
    let mut keys: BTreeSet<_> = listed.iter().map(|one| one.key.clone()).collect();
    let unlisted = seen.filter(|one| !one.key.is_empty() && keys.insert(one.key.clone()));
    let unlisted: Vec<_> = unlisted.collect();
    listed.extend(unlisted);
    listed
}
