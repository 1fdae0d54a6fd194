//! What a person can do about an order: try again, try all of one cause, leave it out, or send it after all.
use domain::{HandNews, Outcome};
use store::{
    Change, ShopId, Tenant,
    inbox::{Kind, NewMessage},
    order_line, order_link,
    order_link::OrderLink,
    outcome,
    outcome::Line,
    stock_level,
};

use super::wake::wake;
use crate::{Ctx, error::Result};

/// Looks at the order now, however long it was to wait.
pub async fn retry(ctx: &Ctx, tenant: &Tenant, link: &OrderLink, who: &str) -> Result<()> {
    let change = tenant.begin().await?;
    record(ctx, &change, (link, who), &HandNews::SendAgain.into()).await?;
    wake(&change, std::slice::from_ref(link), ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

/// Looks again at all orders that wait for the same thing, in one shop or in all. How many there were.
pub async fn retry_cause(
    ctx: &Ctx,
    tenant: &Tenant,
    (cause, shop): (&str, Option<ShopId>),
    who: &str,
) -> Result<usize> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    let links = order_link::waiting_for(&change, cause, shop).await?;
    wake(&change, &links, now).await?;
    if !links.is_empty() {
        let count = u64::try_from(links.len()).unwrap_or(u64::MAX);
        let line = Line::new(shop.unwrap_or(ShopId::nil()), Kind::Order).by(who);
        let news = HandNews::SendAgainAll { count };
        outcome::record(&change, line, &news.into(), now).await?;
    }
    change.commit().await?;
    ctx.wake.now();
    Ok(links.len())
}

/// What the total lacks of its lines goes on the discount product, and the order is looked at again.
pub async fn put_on_discount(
    ctx: &Ctx,
    tenant: &Tenant,
    link: &OrderLink,
    who: &str,
) -> Result<()> {
    let change = tenant.begin().await?;
    order_link::put_on_discount(&change, link.id).await?;
    let news = HandNews::PutOnDiscount.into();
    record(ctx, &change, (link, who), &news).await?;
    wake(&change, std::slice::from_ref(link), ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

/// "Not to be sent": it holds no stock any more, and nothing is said of it again. False: it is in Rackbeat by now, or
/// left out already.
pub async fn ignore(ctx: &Ctx, tenant: &Tenant, link: &OrderLink, who: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    if !order_link::ignore(&change, link.id, who, ctx.now()).await? {
        return Ok(false);
    }
    hold_nothing(ctx, &change, link).await?;
    told(ctx, &change, (link, who), &Outcome::OrderIgnored).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}

/// It is to be sent after all: it was left out by hand, or is from before our time. Reading it afresh takes its goods.
/// False: neither is so by now.
pub async fn include(ctx: &Ctx, tenant: &Tenant, link: &OrderLink, who: &str) -> Result<bool> {
    let change = tenant.begin().await?;
    if !order_link::include(&change, link.id).await? {
        return Ok(false);
    }
    told(ctx, &change, (link, who), &HandNews::Included.into()).await?;
    wake(&change, std::slice::from_ref(link), ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(true)
}

/// What the order held is for sale again, in every shop.
pub(super) async fn hold_nothing(ctx: &Ctx, change: &Change, link: &OrderLink) -> Result<()> {
    let held = order_line::let_go(change, link.id).await?;
    let shops = stock_level::mark(change, &held).await?;
    let stock = |shop: &ShopId| NewMessage::new(change.account(), *shop, Kind::Stock);
    let messages: Vec<_> = shops.iter().map(stock).collect();
    Ok(store::inbox::add_within(change, &messages, ctx.now()).await?)
}

/// A line in the order's log, and on its own row: so it stands now.
pub(super) async fn told(
    ctx: &Ctx,
    change: &Change,
    (link, who): (&OrderLink, &str),
    outcome: &Outcome,
) -> Result<()> {
    record(ctx, change, (link, who), outcome).await?;
    let order = (link.shop, link.woo_id);
    Ok(order_link::tell(change, order, outcome, None).await?)
}

async fn record(
    ctx: &Ctx,
    change: &Change,
    (link, who): (&OrderLink, &str),
    outcome: &Outcome,
) -> Result<()> {
    let subject = link.woo_id.to_string();
    let line = Line::new(link.shop, Kind::Order).about(&subject).by(who);
    Ok(outcome::record(change, line, outcome, ctx.now()).await?)
}
