//! The guarantee behind the hints: a shop's orders are read by the clock, whatever was told or not.
use chrono::{DateTime, TimeDelta, Utc};
use store::{ShopId, shop, shop::Shop};

use crate::{Work, error::Result, park, product};

mod look;
mod night;
mod open;

pub(crate) use look::{OVERLAP, hint_unreadable, look};

const LIVELY: TimeDelta = TimeDelta::days(7);

/// Until a nightly compare that failed is tried again.
const AGAIN: TimeDelta = TimeDelta::minutes(15);

/// How far apart readings of a shop are. Only the demo and tests have others than the default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Polls {
    /// Between polls of a shop that had an order in the last seven days.
    pub often: TimeDelta,
    /// Between polls of the others.
    pub seldom: TimeDelta,
    /// Between readings of the orders that may still change.
    pub open: TimeDelta,
    /// From a hint about an item to its reading, so that all that come together are read together.
    pub gather: TimeDelta,
}

impl Default for Polls {
    fn default() -> Self {
        Self {
            often: TimeDelta::seconds(60),
            seldom: TimeDelta::minutes(5),
            open: TimeDelta::minutes(15),
            gather: TimeDelta::milliseconds(150),
        }
    }
}

/// What of a shop is due: its probe when it is parked, else its poll and its open orders.
pub(crate) async fn due(work: &Work, id: ShopId) -> Result<()> {
    let shop = shop::find(&work.tenant, id).await?;
    if !shop.is_at_work() {
        return Ok(());
    }
    if shop.parked_at.is_some() {
        return park::probe_shop(work, &shop).await;
    }
    let dues = shop::polls_due(&work.tenant, work.now()).await?;
    let Some(due) = dues.into_iter().find(|due| due.id == id) else {
        return Ok(());
    };
    let done = read(work, &shop, due).await;
    if let Err(crate::Error::Park { side, reason }) = &done {
        park::failed(work, *side, id, reason).await?;
    }
    done
}

async fn read(work: &Work, shop: &Shop, due: shop::Due) -> Result<()> {
    let now = work.now();
    if due.polls(now) {
        // Put off first: a poll that fails must not be tried again at once.
        shop::set_polled(&work.tenant, shop.id, now, next_poll(work, shop)).await?;
        look(work, shop).await?;
        // Only here: the readings below may find nothing to ask about, and then nobody has answered.
        park::shop_answered(work, shop).await?;
    }
    if due.open_orders(now) {
        shop::set_open_due(&work.tenant, shop.id, now + work.ctx.polls.open).await?;
        open::read(work, shop).await?;
    }
    if due.products(now) {
        product::read_changed(work, shop).await?;
    }
    if due.night(now) {
        // First a little, so that a failure comes again tonight; then till tomorrow.
        shop::set_nightly_due(&work.tenant, shop.id, now + AGAIN).await?;
        night::compare(work, shop).await?;
        shop::set_nightly_due(&work.tenant, shop.id, crate::oslo::next_night(now)).await?;
    }
    Ok(())
}

/// Shops that sell are looked at more often.
pub(super) fn next_poll(work: &Work, shop: &Shop) -> DateTime<Utc> {
    let lively = shop
        .last_order_at
        .is_some_and(|at| work.now() - at < LIVELY);
    let polls = work.ctx.polls;
    work.now() + if lively { polls.often } else { polls.seldom }
}
