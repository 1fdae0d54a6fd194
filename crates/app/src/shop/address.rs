//! From what a person types to the shop that is there, or why there is none.
use rust_decimal::{Decimal, prelude::ToPrimitive};
use store::shop::ShopKeys;
use woo::{Index, Site};

use crate::{Ctx, Hindrance, Stopped};

/// A shop that answered: nothing is proven yet but that WooCommerce is there.
#[derive(Clone, Debug)]
pub struct Found {
    pub site: Site,
    pub name: String,
    /// As the world's list of zones names it; empty is UTC.
    pub time_zone: String,
}

/// Reads the index where the address may mean, likeliest first.
pub async fn find(ctx: &Ctx, typed: &str) -> Result<Found, Stopped> {
    let sites = Site::candidates(typed).map_err(|_| Hindrance::NotAnAddress)?;
    let Some((first, folders)) = sites.split_first() else {
        return Err(Hindrance::NotAnAddress.into());
    };
    let trouble = match look(ctx, first).await {
        Ok(found) => return Ok(found),
        Err(trouble) => trouble,
    };
    for site in folders {
        if let Ok(found) = look(ctx, site).await {
            return Ok(found);
        }
    }
    Err(trouble.into())
}

async fn look(ctx: &Ctx, site: &Site) -> Result<Found, Hindrance> {
    if ctx.outside.is_guarded() && !site.is_https() {
        return Err(plain_http(ctx, site).await);
    }
    match ctx.outside.discover(site).await {
        Ok(index) if index.is_shop() => found(ctx, site, index),
        Ok(index) if index.namespaces.is_empty() => Err(Hindrance::NotWordPress),
        Ok(index) => Err(Hindrance::NotWooCommerce { name: index.name }),
        Err(woo::Error::WebPage) => Err(page(ctx, site).await),
        Err(error) => Err(hindrance(site, error)),
    }
}

/// A page where the index should be: with plain permalinks it is the front page, and every address below is sent on to
/// itself with a slash (seen in real shops); a log-in page stays where it is.
async fn page(ctx: &Ctx, site: &Site) -> Hindrance {
    let nobody = ShopKeys {
        key: "ck_".into(),
        secret: "cs_".into(),
    };
    let Ok(client) = ctx.outside.shop_with(site.clone(), nobody, false) else {
        return Hindrance::PrivateAddress;
    };
    match client.currency().await {
        Err(woo::Error::Redirected(Some(to))) if to.ends_with("/currencies/current/") => {
            Hindrance::PlainPermalinks
        }
        _ if ctx.outside.status(site).await == Some(404) => Hindrance::NotWordPress,
        _ => Hindrance::LogInPage,
    }
}

/// The shop's own name for itself wins: keys and webhooks know only that one.
fn found(ctx: &Ctx, site: &Site, index: Index) -> Result<Found, Hindrance> {
    let own = Site::typed(&index.home).unwrap_or_else(|_| site.clone());
    if own.identity() != site.identity() {
        return Err(Hindrance::Elsewhere {
            address: own.to_string(),
        });
    }
    // Its settings may still say http although it answers on https.
    let better = own.is_https() || !ctx.outside.is_guarded();
    Ok(Found {
        site: if better && own.host() == site.host() {
            own
        } else {
            site.clone()
        },
        name: if index.name.is_empty() {
            site.host().to_owned()
        } else {
            index.name
        },
        time_zone: time_zone(&index.timezone_string, index.gmt_offset),
    })
}

/// A zone's name; one with only an offset gets the nameless zone of that many whole hours, whose sign is turned.
fn time_zone(name: &str, hours: Decimal) -> String {
    match hours.to_i32() {
        Some(hours) if name.is_empty() && hours != 0 => format!("Etc/GMT{:+}", -hours),
        _ => name.to_owned(),
    }
}

/// The same address on https is proposed when a shop answers there.
async fn plain_http(ctx: &Ctx, site: &Site) -> Hindrance {
    let mut safe = site.home().clone();
    if safe.set_scheme("https").is_err() {
        return Hindrance::PlainHttp;
    }
    let safe = Site::new(&safe);
    match ctx.outside.discover(&safe).await {
        Ok(index) if index.is_shop() => Hindrance::Elsewhere {
            address: safe.to_string(),
        },
        _ => Hindrance::PlainHttp,
    }
}

fn hindrance(site: &Site, error: woo::Error) -> Hindrance {
    match error {
        woo::Error::Redirected(to) => redirected(site, to.as_deref()),
        // Without WordPress's words it is the web server that asks for a password.
        woo::Error::Unauthorized(said) if said.code.is_empty() => Hindrance::LogInPage,
        woo::Error::Unauthorized(_) => Hindrance::RestClosed,
        woo::Error::NoRoute | woo::Error::NotFound(_) | woo::Error::Unexpected(_) => {
            Hindrance::NotWordPress
        }
        other => other.into(),
    }
}

/// Plain permalinks redirect the index to itself or to the front page; a log-in page has its own address.
fn redirected(site: &Site, to: Option<&str>) -> Hindrance {
    let target = to.and_then(|to| site.rest_root().join(to).ok());
    let Some(target) = target else {
        return Hindrance::NotWordPress;
    };
    let path = target.path().to_lowercase();
    if ["wp-login", "/login", "/logg-inn", "my-account", "min-konto"]
        .iter()
        .any(|page| path.contains(page))
    {
        return Hindrance::LogInPage;
    }
    let there = Site::new(&target);
    if there.home() == site.home() {
        return Hindrance::PlainPermalinks;
    }
    Hindrance::Elsewhere {
        address: there.to_string(),
    }
}
