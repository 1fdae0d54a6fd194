//! Our webhooks in Rackbeat: made, looked at every night, made anew when they are gone or their token is unknown.
use domain::{Outcome, Side};
use rackbeat::{
    Client,
    webhook::{EVENTS, NewSubscription, PERHAPS, Subscription},
};
use secrecy::ExposeSecret;
use store::{
    Tenant, agreement,
    agreement::{Agreement, Hook, Hooks},
};
use url::Url;

use super::others;
use crate::{Ctx, Work, error::Result, park};

pub(crate) async fn check_hooks(work: &Work) -> Result<Vec<Outcome>> {
    let Some(agreement) = work.agreement().await? else {
        return Ok(Vec::new());
    };
    park::rackbeat_is_open(&agreement)?;
    let client = work.ctx.outside.rackbeat(&work.tenant, &agreement)?;
    let address = address(&work.ctx, &work.tenant, &agreement)?;
    let other = others::seen(&client, &address).await?;
    agreement::set_other_integration(&work.tenant, other.as_deref()).await?;
    let there = ours(&client, &address).await?;
    let mut outcomes = mend(work, &client, &agreement, &there).await?;
    if let Some(name) = other.filter(|name| agreement.other_integration.as_ref() != Some(name)) {
        let side = Side::Rackbeat;
        outcomes.push(Outcome::OtherIntegration { side, name });
    }
    Ok(outcomes)
}

/// Takes our webhooks out of Rackbeat.
pub(super) async fn remove(client: &Client, address: &Url) -> Result<(), rackbeat::Error> {
    for hook in ours(client, address).await? {
        delete(client, hook.id).await?;
    }
    Ok(())
}

/// Where Rackbeat's webhooks come in; the path holds a secret, because deliveries are not signed.
pub(super) fn address(ctx: &Ctx, tenant: &Tenant, agreement: &Agreement) -> Result<Url> {
    let secret = agreement.door_secret(tenant)?;
    let mut url = ctx.public_url.clone();
    url.set_path(&format!(
        "/webhooks/rackbeat/{}/{}",
        agreement.id,
        secret.expose_secret()
    ));
    Ok(url)
}

async fn ours(client: &Client, address: &Url) -> Result<Vec<Subscription>, rackbeat::Error> {
    let mut all = client.webhooks().await?.items;
    // By the path: our own address may have changed since.
    all.retain(|hook| Url::parse(&hook.url).is_ok_and(|url| url.path() == address.path()));
    Ok(all)
}

async fn mend(
    work: &Work,
    client: &Client,
    agreement: &Agreement,
    there: &[Subscription],
) -> Result<Vec<Outcome>> {
    let address = address(&work.ctx, &work.tenant, agreement)?;
    let mut hooks = agreement.hooks();
    let first = hooks.kept.is_empty();
    hooks.kept.retain(|event, hook| {
        there
            .iter()
            .any(|seen| is_good(seen, event, hook, &address))
    });
    for seen in there.iter().filter(|seen| {
        hooks
            .kept
            .get(&seen.event)
            .is_none_or(|hook| hook.id != seen.id)
    }) {
        work.lease.renew().await?;
        delete(client, seen.id).await?;
    }
    let (mut made, mut said) = (0, None);
    for event in EVENTS.into_iter().chain(PERHAPS) {
        if hooks.kept.contains_key(event) || hooks.refused.contains(event) {
            continue;
        }
        work.lease.renew().await?;
        match subscribe(work, client, event, &address).await {
            Ok(hook) => {
                made += 1;
                hooks.kept.insert(event.to_owned(), hook?);
            }
            Err(rackbeat::Error::Invalid(_) | rackbeat::Error::NotFound)
                if PERHAPS.contains(&event) =>
            {
                hooks.refused.insert(event.to_owned());
            }
            Err(rackbeat::Error::Invalid(no)) => said = Some(no.to_string()),
            Err(error) => return Err(error.into()),
        }
        // At once: its first delivery may come before the next one is made.
        save(work, &hooks).await?;
    }
    let side = Side::Rackbeat;
    let repaired = (made > 0 && !first).then_some(Outcome::WebhooksRepaired { side, count: made });
    let refused = said.map(|text| Outcome::WebhooksRefused { side, text });
    Ok(repaired.into_iter().chain(refused).collect())
}

fn is_good(seen: &Subscription, event: &str, kept: &Hook, address: &Url) -> bool {
    let alive = seen.is_active != Some(false);
    alive && seen.id == kept.id && seen.event == event && seen.url == address.as_str()
}

async fn subscribe(
    work: &Work,
    client: &Client,
    event: &str,
    address: &Url,
) -> Result<Result<Hook, store::Error>, rackbeat::Error> {
    let new = NewSubscription {
        event: event.to_owned(),
        url: address.to_string(),
        is_active: true,
    };
    let made = client.create_webhook(&new).await?;
    Ok(Hook::new(&work.tenant, made.id, made.token.as_ref()))
}

async fn save(work: &Work, hooks: &Hooks) -> Result<()> {
    let text = serde_json::to_string(hooks).map_err(store::Error::from)?;
    Ok(agreement::set_hooks(&work.tenant, &text).await?)
}

async fn delete(client: &Client, id: i64) -> Result<(), rackbeat::Error> {
    match client.delete_webhook(id).await {
        Err(rackbeat::Error::NotFound) => Ok(()),
        done => done,
    }
}
