//! Orders from before a shop was connected: counted, approved, and taken along in bulk, so that today's never wait for them.
mod ask;
mod count;
mod look;
mod release;
mod take;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{Outcome, Side};
use store::{
    Change, ShopId, Tenant,
    inbox::{self, Kind, Message, NewMessage},
    old_order_run::{self, OldOrderRun, State},
    shop,
};
use woo::Status;

use crate::{Error, Work, error::Result};

pub use ask::{approve, cancel, preview};
pub use store::old_order_run::{Choice, OldOrderRun as Run, State as RunState, latest};

/// Until somebody who is away may be back.
const LATER: TimeDelta = TimeDelta::minutes(10);

/// The shop's run goes on from where it is.
pub(crate) async fn go_on(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    let Some(run) = old_order_run::latest(&work.tenant, shop.id).await? else {
        return Ok(Vec::new());
    };
    if !run.state.is_live() || shop.disconnected_at.is_some() {
        return Ok(Vec::new());
    }
    // What is put back needs nobody's answer.
    if run.state != State::Stopping && !shop.is_at_work() {
        return Err(Error::Wait { side: Side::Shop });
    }
    match run.state {
        State::Counting => count::count(work, &shop, &run).await,
        State::Taking => take::take(work, &shop, &run).await,
        State::Looking => look::look(work, &shop, &run).await,
        State::Releasing => release::release(work, &run).await,
        State::Stopping => release::put_back(work, &run).await,
        State::Ready | State::Done | State::Stopped | State::Dropped => Ok(Vec::new()),
    }
}

/// It is connected again: what runs goes on.
pub(crate) async fn shop_is_back(
    change: &Change,
    shop: ShopId,
    now: DateTime<Utc>,
) -> Result<(), store::Error> {
    let latest = old_order_run::latest(change, shop).await?;
    if latest.is_some_and(|run| run.state.is_live()) {
        inbox::add_within(change, &[message(change, shop)], now).await?;
    }
    Ok(())
}

/// "The shop's run goes on."
fn message(tenant: &Tenant<impl store::Rows>, shop: ShopId) -> NewMessage {
    NewMessage::new(tenant.account(), shop, Kind::OldOrders)
}

/// It goes on then, in its turn.
async fn come_again(work: &Work, run: &OldOrderRun, at: DateTime<Utc>) -> Result<Vec<Outcome>> {
    let change = work.tenant.begin().await?;
    let next = message(&change, run.shop);
    inbox::add_for(&change, &[next], at, work.now()).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(Vec::new())
}

/// Which orders the shop is asked for: those it still has to do with, or those it is done with.
fn open() -> Vec<Status> {
    vec![Status::Processing, Status::OnHold]
}

fn chosen(choice: Choice) -> Vec<Status> {
    let completed = choice.with_completed.then_some(Status::Completed);
    open().into_iter().chain(completed).collect()
}
