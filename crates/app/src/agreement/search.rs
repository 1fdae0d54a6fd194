//! What Rackbeat needs before orders can come: what it has already is found, what is missing is listed.
use chrono::{DateTime, Utc};
use rackbeat::{Client, Named, Product, ProductGroup};
use store::{Change, Tenant, agreement, agreement::Agreement};

use super::{
    Need, Picked,
    connect::current,
    country::{Names, names},
};
use crate::{Ctx, Hindrance, Stopped, shop};

/// Pages of a thousand items that are read in search of those without stock.
const PAGES: u32 = 3;

/// Reads Rackbeat's lists and picks what fits; a pick that was made stays. The needs that are still missing.
pub async fn look(ctx: &Ctx, tenant: &Tenant) -> Result<(Picked, Vec<Need>), Stopped> {
    let agreement = connected(tenant).await?;
    let client = ctx.outside.rackbeat(tenant, &agreement)?;
    let mut picked = Picked::read(&agreement);
    let names = names(&agreement.country);
    groups(&client, &mut picked, &names).await?;
    if picked.customer.is_none() {
        picked.customer = customer(&client, names.web).await?;
    }
    if Need::PRODUCTS.iter().any(|need| need.is_missing(&picked)) {
        products(&client, &mut picked, &names).await?;
    }
    picked.currencies = currencies(&client).await?;
    let change = tenant.begin().await?;
    let picked = save(&change, &picked, ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    let missing = Need::ALL
        .into_iter()
        .filter(|need| need.is_missing(&picked));
    Ok((picked.clone(), missing.collect()))
}

pub(super) async fn connected(tenant: &Tenant) -> Result<Agreement, Stopped> {
    let agreement = current(tenant).await?.filter(Agreement::is_connected);
    Ok(agreement.ok_or(Hindrance::NotConnected)?)
}

/// Keeps the picks, beside those that others made meanwhile: every shop whose owner has not chosen otherwise goes by
/// them, and so do the orders that were refused for want of one.
pub(super) async fn save(
    change: &Change,
    found: &Picked,
    now: DateTime<Utc>,
) -> Result<Picked, store::Error> {
    let before = Picked::of(change).await?;
    let picked = before.with(found);
    agreement::set_picked(change, &serde_json::to_string(&picked)?).await?;
    shop::wake_causes(change, (&before.alone(), &picked.alone()), now).await?;
    Ok(picked)
}

async fn groups(client: &Client, picked: &mut Picked, names: &Names) -> Result<(), Stopped> {
    if picked.customer_group.is_none() {
        picked.customer_group = web_or_first(&client.customer_groups().await?.items, names);
    }
    if picked.layout.is_none() {
        picked.layout = web_or_first(&client.layouts().await?.items, names);
    }
    if picked.payment_term.is_none() {
        let terms = client.payment_terms().await?.items;
        // "Net" by whatever spelling, due at once: the shop's customer has paid.
        let mut fits = terms.iter().filter(|term| {
            let kind = term.kind.as_deref().unwrap_or_default().to_lowercase();
            term.maturity_days == Some(0) && (kind.is_empty() || kind.starts_with("net"))
        });
        picked.payment_term = fits.next().map(|term| term.number);
    }
    if picked.goods_group.is_none() || picked.services_group.is_none() {
        let groups = client.product_groups().await?.items;
        let with = |stock: bool| -> Option<&ProductGroup> {
            groups
                .iter()
                .find(|group| group.has_inventory == Some(stock))
        };
        picked.goods_group = picked.goods_group.or(with(true).map(|group| group.number));
        picked.services_group = picked
            .services_group
            .or(with(false).map(|group| group.number));
    }
    Ok(())
}

async fn currencies(client: &Client) -> Result<Vec<String>, Stopped> {
    match client.currencies().await {
        // An older key, or a Rackbeat without the list: then nothing is refused for its currency beforehand.
        Err(rackbeat::Error::NotFound | rackbeat::Error::Forbidden(_)) => Ok(Vec::new()),
        page => Ok(page?
            .items
            .into_iter()
            .map(|currency| currency.code)
            .collect()),
    }
}

fn web_or_first(all: &[Named], names: &Names) -> Option<i64> {
    let web = all.iter().find(|one| {
        let name = one.name.as_deref().unwrap_or_default().to_lowercase();
        name.contains("web") || name.contains(&names.web.to_lowercase())
    });
    let first = all.iter().min_by_key(|one| one.number);
    web.or(first).map(|one| one.number)
}

async fn customer(client: &Client, name: &str) -> Result<Option<i64>, Stopped> {
    let found = client.customers(1, Some(name)).await?.items;
    let mut same = found.iter().filter(|customer| {
        customer.name.as_deref() == Some(name) && customer.is_barred != Some(true)
    });
    Ok(same.next().map(|customer| customer.number))
}

async fn products(client: &Client, picked: &mut Picked, names: &Names) -> Result<(), Stopped> {
    let services = services(client).await?;
    for need in Need::PRODUCTS {
        if need.is_missing(picked) {
            let found = pick(&services, need, names);
            need.set_product(picked, found.map(|product| product.number.clone()));
        }
    }
    Ok(())
}

/// Products without stock, as far as the first pages tell.
pub(super) async fn services(client: &Client) -> Result<Vec<Product>, rackbeat::Error> {
    let mut services = Vec::new();
    for page in 1..=PAGES {
        let list = client.items(page).await?;
        let last = list.is_last();
        services.extend(list.items.into_iter().filter(is_service));
        if last {
            break;
        }
    }
    Ok(services)
}

fn is_service(item: &Product) -> bool {
    item.inventory_enabled == Some(false)
        && item.is_barred != Some(true)
        && item.deleted_at.is_none()
}

/// By our own number or name for it, else by a word that says what it is for.
fn pick<'a>(services: &'a [Product], need: Need, names: &Names) -> Option<&'a Product> {
    let (number, name) = need.product(names);
    let named = |item: &Product| item.name.as_deref().unwrap_or_default().to_lowercase();
    let exact = services.iter().find(|item| {
        item.number.eq_ignore_ascii_case(number) || named(item) == name.to_lowercase()
    });
    let by_word = || {
        services
            .iter()
            .find(|item| need.words().iter().any(|word| named(item).contains(word)))
    };
    exact.or_else(by_word)
}
