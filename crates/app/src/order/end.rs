//! Orders end: those that nothing happens to any more, and those of a shop that was let go of.
use chrono::TimeDelta;
use domain::Outcome;
use store::{
    Change, ShopId, inbox,
    inbox::{Kind, NewMessage},
    order_link,
    order_link::Idle,
    outcome,
    outcome::Line,
    stock_level,
};

use crate::{Ctx, inbox::tenant};

/// Goods that are awaited for so long are seldom awaited for longer.
const IDLE: TimeDelta = TimeDelta::days(180);
/// The shop itself is done with them, so only their shipping in Rackbeat could come.
const DONE: TimeDelta = TimeDelta::days(30);
/// A shop that is back sooner goes on where it left: keys are put right by letting go and connecting anew.
pub(crate) const AWAY: TimeDelta = TimeDelta::hours(24);

/// Every night, for all accounts.
pub(crate) async fn end(ctx: &Ctx) -> Result<(), store::Error> {
    let now = ctx.now();
    for idle in order_link::idle(&ctx.store, now - IDLE, now - DONE).await? {
        close(ctx, &idle).await?;
    }
    for left in order_link::left(&ctx.store, now - AWAY).await? {
        let change = tenant(ctx, left.account_id).begin().await?;
        leave(&change, left.shop_id, now).await?;
        change.commit().await?;
        ctx.wake.now();
    }
    Ok(())
}

/// What the shop's orders held that Rackbeat has not booked is for sale again in the account's other shops, and they are
/// not sent any more. Wake the dispatcher after the commit.
pub(crate) async fn leave(
    change: &Change,
    shop: ShopId,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), store::Error> {
    let (held, count) = order_link::leave(change, shop, now).await?;
    if count > 0 {
        let line = Line::new(shop, Kind::Order);
        outcome::record(change, line, &Outcome::OrdersLeft { count }, now).await?;
    }
    let shops = stock_level::mark(change, &held).await?;
    let stock = |shop| NewMessage::new(change.account(), shop, Kind::Stock);
    let due: Vec<_> = shops.into_iter().map(stock).collect();
    inbox::add_within(change, &due, now).await
}

/// Its last news stays on its row, so that whoever looks sees what it waited for.
async fn close(ctx: &Ctx, idle: &Idle) -> Result<(), store::Error> {
    let now = ctx.now();
    let change = tenant(ctx, idle.account_id).begin().await?;
    if order_link::close_idle(&change, idle, now - DONE, now).await? {
        let subject = idle.woo_id.to_string();
        let line = Line::new(idle.shop_id, Kind::Order).about(&subject);
        outcome::record(&change, line, &Outcome::OrderIdle, now).await?;
    }
    change.commit().await
}
