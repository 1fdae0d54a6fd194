//! Our webhooks in a shop: made when it is connected, looked at every night, made anew when the shop gave up on them.
use std::collections::BTreeMap;

use domain::{Outcome, Side};
use store::{inbox::Message, shop, shop::Shop};
use url::Url;
use woo::{
    Client,
    webhook::{NewWebhook, TOPICS, Topic, Webhook, WebhookStatus},
};

use crate::{Ctx, Work, agreement, error::Result};

/// Lists of webhooks are not read further than this; nobody has a thousand.
const PAGES: u32 = 10;

/// The subject that asks for all of them to be made anew, not only the broken ones.
pub(super) const ANEW: &str = "anew";

/// The verb for `Kind::Hooks`; without a shop it is about Rackbeat's.
pub async fn check_hooks(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    if message.shop_id.is_nil() {
        return agreement::check_hooks(work).await;
    }
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    if !shop.is_at_work() {
        return Ok(Vec::new());
    }
    let client = work.ctx.outside.shop(&work.tenant, &shop)?;
    let address = address(&work.ctx, &shop);
    let there = ours(&client, &address).await?;
    let (kept, broken) = match message.subject.as_str() {
        ANEW => (BTreeMap::new(), there),
        _ => sort(&shop, &address, there),
    };
    for hook in broken {
        work.lease.renew().await?;
        delete(&client, hook.id).await?;
    }
    make(work, &client, &shop, kept).await
}

/// Takes our webhooks out of the shop.
pub(super) async fn remove(ctx: &Ctx, client: &Client, shop: &Shop) -> Result<(), woo::Error> {
    for hook in ours(client, &address(ctx, shop)).await? {
        delete(client, hook.id).await?;
    }
    Ok(())
}

/// Where the shop's webhooks come in.
fn address(ctx: &Ctx, shop: &Shop) -> Url {
    let mut url = ctx.public_url.clone();
    url.set_path(&format!("/webhooks/woo/{}", shop.id));
    url
}

async fn ours(client: &Client, address: &Url) -> Result<Vec<Webhook>, woo::Error> {
    let mut all = Vec::new();
    for page in 1..=PAGES {
        let list = client.webhooks(page).await?;
        let more = list.has_more(page, 100);
        all.extend(list.items);
        if !more {
            break;
        }
    }
    // Ours by the shop's id in the path: our own address may have changed since.
    all.retain(|hook| Url::parse(&hook.delivery_url).is_ok_and(|url| url.path() == address.path()));
    Ok(all)
}

/// Those that work and whose secret we know, by topic, and the rest. Only deleting sets the shop's count of failures
/// back, and a webhook that we did not write down may sign with another secret.
fn sort(shop: &Shop, address: &Url, there: Vec<Webhook>) -> (BTreeMap<String, i64>, Vec<Webhook>) {
    let known: BTreeMap<String, i64> = serde_json::from_str(&shop.hooks).unwrap_or_default();
    let (kept, broken): (Vec<_>, Vec<_>) = there.into_iter().partition(|hook| {
        hook.status == WebhookStatus::Active
            && hook.delivery_url == address.as_str()
            && known.get(hook.topic.as_str()) == Some(&hook.id)
    });
    let kept = kept
        .into_iter()
        .map(|hook| (hook.topic.to_string(), hook.id));
    (kept.collect(), broken)
}

async fn make(
    work: &Work,
    client: &Client,
    shop: &Shop,
    mut kept: BTreeMap<String, i64>,
) -> Result<Vec<Outcome>> {
    let missing: Vec<Topic> = TOPICS
        .into_iter()
        .filter(|topic| !kept.contains_key(topic.as_str()))
        .collect();
    let (mut made, mut refused) = (0, None);
    for topic in missing {
        work.lease.renew().await?;
        match client
            .create_webhook(&new(work, shop, topic.clone())?)
            .await
        {
            Ok(hook) => {
                kept.insert(topic.to_string(), hook.id);
                made += 1;
            }
            Err(woo::Error::Invalid(said)) => refused = Some(said.to_string()),
            Err(error) => return Err(error.into()),
        }
    }
    let first = shop.hooks == "{}";
    shop::set_hooks(
        &work.tenant,
        shop.id,
        &serde_json::to_string(&kept).unwrap_or_default(),
    )
    .await?;
    let side = Side::Shop;
    let repaired = (made > 0 && !first).then_some(Outcome::WebhooksRepaired { side, count: made });
    let refused = refused.map(|text| Outcome::WebhooksRefused { side, text });
    Ok(repaired.into_iter().chain(refused).collect())
}

fn new(work: &Work, shop: &Shop, topic: Topic) -> Result<NewWebhook> {
    Ok(NewWebhook {
        name: format!("Varebro {topic}"),
        topic,
        delivery_url: address(&work.ctx, shop).to_string(),
        secret: shop.webhook_secret(&work.ctx.store)?,
    })
}

async fn delete(client: &Client, id: i64) -> Result<(), woo::Error> {
    match client.delete_webhook(id).await {
        Err(woo::Error::NotFound(_)) => Ok(()),
        done => done,
    }
}
