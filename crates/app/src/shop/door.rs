//! What a webhook from a shop has to get past, and what it comes to.
use std::{sync::Arc, time::Duration};

use moka::future::Cache;
use secrecy::{ExposeSecret, SecretString};
use store::{
    AccountId, ShopId,
    inbox::{Kind, NewMessage},
    shop,
};
use woo::{
    Site,
    webhook::{self, Body, Topic},
};

use super::hooks::ANEW;
use crate::Ctx;

/// How long a shop that was let go of may still be let in: its messages come to nothing anyway.
const REMEMBERED: Duration = Duration::from_secs(10);
const MOST: u64 = 10_000;

/// Shops that knocked lately, with their secrets opened.
#[derive(Clone)]
pub struct Doors(Cache<ShopId, Option<Arc<Known>>>);

struct Known {
    account: AccountId,
    secret: SecretString,
    host: String,
}

/// A delivery, as it came.
pub struct Delivery<'a> {
    pub topic: &'a str,
    pub signature: &'a str,
    /// What the shop that sent it calls itself.
    pub source: &'a str,
    pub body: &'a [u8],
}

/// What becomes of it.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Put(NewMessage),
    /// In order, and nothing to do.
    Nothing,
    /// No shop of ours.
    Unknown,
    /// Not signed by the shop.
    Forged,
}

impl Default for Doors {
    fn default() -> Self {
        let cache = Cache::builder().max_capacity(MOST).time_to_live(REMEMBERED);
        Self(cache.build())
    }
}

impl Doors {
    /// Is it a shop of ours?
    pub async fn knows(&self, ctx: &Ctx, id: ShopId) -> Result<bool, Arc<store::Error>> {
        Ok(self.0.try_get_with(id, find(ctx, id)).await?.is_some())
    }

    /// Who is it from, is it signed, and what is it about?
    pub async fn judge(
        &self,
        ctx: &Ctx,
        id: ShopId,
        delivery: &Delivery<'_>,
    ) -> Result<Verdict, Arc<store::Error>> {
        let known = self.0.try_get_with(id, find(ctx, id)).await?;
        let Some(known) = known else {
            return Ok(Verdict::Unknown);
        };
        let secret = known.secret.expose_secret();
        if !webhook::is_signed_by(secret, delivery.body, delivery.signature) {
            return Ok(Verdict::Forged);
        }
        if host(delivery.source).is_some_and(|host| host != known.host) {
            // A copy of the shop, made with our webhooks in it.
            tracing::warn!(shop.id = %id, "A webhook came from another site than the shop's own; ignored");
            return Ok(Verdict::Nothing);
        }
        Ok(about(id, known.account, delivery))
    }
}

async fn find(ctx: &Ctx, id: ShopId) -> Result<Option<Arc<Known>>, store::Error> {
    let shop = match shop::find_anywhere(&ctx.store, id).await {
        Err(store::Error::NotFound) => return Ok(None),
        shop => shop?,
    };
    Ok(Some(Arc::new(Known {
        account: shop.account,
        secret: shop.webhook_secret(&ctx.store)?,
        host: host(&shop.home).unwrap_or_default(),
    })))
}

fn about(shop: ShopId, account: AccountId, delivery: &Delivery<'_>) -> Verdict {
    let message =
        |kind, subject: String| Verdict::Put(NewMessage::new(account, shop, kind).about(subject));
    let topic = Topic::from(delivery.topic);
    match webhook::read(delivery.body) {
        Body::About(id) if topic.is_order() => message(Kind::Order, id.to_string()),
        Body::About(id) if topic.is_product() => message(Kind::Product, id.to_string()),
        // The webhook's owner may no longer see what it tells of: made anew, it belongs to the keys' owner.
        Body::Error(said) if said.code.contains("cannot_view") => {
            message(Kind::Hooks, ANEW.to_owned())
        }
        _ => Verdict::Nothing,
    }
}

/// Without `www.`; a path may differ, since language plugins add one. `None`: it did not say.
fn host(address: &str) -> Option<String> {
    let site = Site::typed(address).ok()?;
    let host = site.host();
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}
