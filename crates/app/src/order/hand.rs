//! What a person can do about an order: try again, try all of one cause, or leave it out.
use domain::Outcome;
use store::{
    ShopId, Tenant,
    inbox::{Kind, NewMessage},
    order_line, order_link,
    order_link::OrderLink,
    outcome,
    outcome::Line,
    stock_level,
};

use super::{
    take::message,
    wake::{wake, wake_cause},
};
use crate::{Ctx, error::Result, inbox};

/// Looks at the order now, however long it was to wait.
pub async fn retry(ctx: &Ctx, tenant: &Tenant, link: &OrderLink) -> Result<()> {
    Ok(inbox::hurry(ctx, tenant, message(link)).await?)
}

/// Looks again at all orders that wait for the same thing. How many there were.
pub async fn retry_cause(ctx: &Ctx, tenant: &Tenant, cause: &str) -> Result<usize> {
    let change = tenant.begin().await?;
    let count = wake_cause(&change, cause, ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(count)
}

/// What the total lacks of its lines goes on the discount product, and the order is looked at again.
pub async fn put_on_discount(ctx: &Ctx, tenant: &Tenant, link: &OrderLink) -> Result<()> {
    let change = tenant.begin().await?;
    order_link::put_on_discount(&change, link.id).await?;
    wake(&change, std::slice::from_ref(link), ctx.now()).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}

/// "Not to be sent": it holds no stock any more, and nothing is said of it again.
pub async fn ignore(ctx: &Ctx, tenant: &Tenant, link: &OrderLink, who: &str) -> Result<()> {
    let now = ctx.now();
    let change = tenant.begin().await?;
    order_link::ignore(&change, link.id, who, now).await?;
    let held = order_line::let_go(&change, link.id).await?;
    let shops = stock_level::mark(&change, &held).await?;
    let subject = link.woo_id.to_string();
    let line = Line::new(link.shop, Kind::Order).about(&subject).by(who);
    outcome::record(&change, line, &Outcome::OrderIgnored, now).await?;
    order_link::tell(
        &change,
        (link.shop, link.woo_id),
        &Outcome::OrderIgnored,
        None,
    )
    .await?;
    let stock = |shop: &ShopId| NewMessage::new(tenant.account(), *shop, Kind::Stock);
    let messages: Vec<_> = shops.iter().map(stock).collect();
    store::inbox::add_within(&change, &messages, now).await?;
    change.commit().await?;
    ctx.wake.now();
    Ok(())
}
