//! What a webhook from a shop has to get past, and what it comes to.
use std::sync::Arc;

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
use crate::{Ctx, Verdict, door::Callers};

/// The doors of all shops.
#[derive(Default)]
pub struct Doors(Callers<ShopId, Known>);

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

impl Doors {
    /// Is it a shop of ours?
    pub async fn knows(&self, ctx: &Ctx, id: ShopId) -> Result<bool, Arc<store::Error>> {
        Ok(self.0.find(id, find(ctx, id)).await?.is_some())
    }

    /// Who is it from, is it signed, and what is it about?
    pub async fn judge(
        &self,
        ctx: &Ctx,
        id: ShopId,
        delivery: &Delivery<'_>,
    ) -> Result<Verdict, Arc<store::Error>> {
        let Some(known) = self.0.find(id, find(ctx, id)).await? else {
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

async fn find(ctx: &Ctx, id: ShopId) -> Result<Known, store::Error> {
    let shop = shop::find_anywhere(&ctx.store, id).await?;
    Ok(Known {
        account: shop.account,
        secret: shop.webhook_secret(&ctx.store)?,
        host: host(&shop.home).unwrap_or_default(),
    })
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
