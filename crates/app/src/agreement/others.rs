//! Who else joins this Rackbeat to a web shop: two who write the same orders and figures would undo each other.
use rackbeat::Client;
use store::{Tenant, agreement, agreement::Agreement};
use url::Url;

use crate::{Ctx, Hindrance, Stopped, order, product};

/// In an app's name or a webhook's address they mean "joins Rackbeat to WooCommerce".
const JOINS: [&str; 3] = ["woocommerce", "woo-commerce", "woo_commerce"];

/// The first that is seen; `ours` is the path that our own webhooks have.
pub(super) async fn seen(client: &Client, ours: &Url) -> Result<Option<String>, rackbeat::Error> {
    let plugins = match client.plugins().await {
        // What the list is called and who may read it is not written anywhere.
        Err(
            rackbeat::Error::NotFound
            | rackbeat::Error::Forbidden(_)
            | rackbeat::Error::Unexpected(_),
        ) => Vec::new(),
        page => page?.items,
    };
    let named = |plugin: &rackbeat::Plugin| {
        let slug = plugin.slug.as_deref().unwrap_or_default();
        let inner = plugin
            .plugin
            .as_ref()
            .and_then(|inner| inner.slug.as_deref());
        let label = plugin.label().unwrap_or_default();
        [slug, inner.unwrap_or_default(), label]
            .into_iter()
            .any(joins)
    };
    if let Some(plugin) = plugins.iter().find(|plugin| named(plugin)) {
        return Ok(plugin.label().map(str::to_owned));
    }
    let hooks = client.webhooks().await?.items;
    let theirs = hooks.iter().filter_map(|hook| Url::parse(&hook.url).ok());
    let mut theirs = theirs.filter(|url| url.path() != ours.path() && joins(url.as_str()));
    Ok(theirs
        .next()
        .and_then(|url| url.host_str().map(str::to_owned)))
}

/// The owner says that the other one does something else.
pub async fn confirm(ctx: &Ctx, tenant: &Tenant) -> Result<Agreement, Stopped> {
    let change = tenant.begin().await?;
    agreement::confirm_other(&change, ctx.now()).await?;
    order::wake_cause(&change, "connection:other", ctx.now()).await?;
    product::go_on(&change, None, ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    match agreement::find(tenant).await {
        Err(store::Error::NotFound) => Err(Hindrance::NotConnected.into()),
        found => Ok(found?),
    }
}

fn joins(text: &str) -> bool {
    let text = text.to_lowercase();
    JOINS.iter().any(|word| text.contains(word)) || text == "woo"
}
