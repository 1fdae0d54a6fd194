//! A few at a time are put in the inbox, and only while few wait there: a new order is never behind many old ones.
use chrono::TimeDelta;
use domain::{OldOrderNews, Outcome};
use store::{
    Change, ShopId,
    inbox::{self, Kind, NewMessage},
    old_order_run::{self, Named, OldOrderRun, State},
    order_line, outcome,
    outcome::Line,
    stock_level,
};

use super::come_again;
use crate::{Work, error::Result};

/// Of the shop's orders, at most so many wait while old ones are among them.
const AT_ONCE: usize = 4;
/// Until it is looked again whether some have gone.
const PAUSE: TimeDelta = TimeDelta::seconds(1);
/// Put back in one transaction.
const BACK: usize = 100;

pub(super) async fn release(work: &Work, run: &OldOrderRun) -> Result<Vec<Outcome>> {
    let now = work.now();
    let orders = (run.shop, Kind::Order);
    let waiting = inbox::count_due(&work.tenant, orders, AT_ONCE, now).await?;
    let room = AT_ONCE.saturating_sub(waiting);
    if room == 0 {
        return come_again(work, run, now + PAUSE).await;
    }
    let change = work.tenant.begin().await?;
    if old_order_run::find(&change, run.id).await?.state != State::Releasing {
        return come_again_after(work, change, run).await;
    }
    let few = old_order_run::release(&change, run.id, room).await?;
    if few.is_empty() {
        return finish(work, change, run).await;
    }
    send(work, &change, &few).await?;
    old_order_run::released(&change, run.id, (count(&few), 0)).await?;
    change.commit().await?;
    come_again(work, run, now + PAUSE).await
}

/// As they were before the run, so far as they are not in Rackbeat; those that are go on as any other.
pub(super) async fn put_back(work: &Work, run: &OldOrderRun) -> Result<Vec<Outcome>> {
    let now = work.now();
    let change = work.tenant.begin().await?;
    let back = old_order_run::put_back(&change, run.id, BACK, now).await?;
    if back.is_empty() {
        let rest = old_order_run::release(&change, run.id, BACK).await?;
        if rest.is_empty() && !old_order_run::waits(&change, run.id).await? {
            return finish(work, change, run).await;
        }
        send(work, &change, &rest).await?;
        old_order_run::released(&change, run.id, (count(&rest), 0)).await?;
        return come_again_after(work, change, run).await;
    }
    let mut held = std::collections::BTreeSet::new();
    for named in &back {
        held.extend(order_line::let_go(&change, named.id).await?);
        let order = (named.shop_id, named.woo_id);
        store::order_link::tell(&change, order, &Outcome::OrderOld, None).await?;
    }
    let shops = stock_level::mark(&change, &held).await?;
    let stock = |shop: &ShopId| NewMessage::new(change.account(), *shop, Kind::Stock);
    let messages: Vec<_> = shops.iter().map(stock).collect();
    inbox::add_within(&change, &messages, now).await?;
    old_order_run::released(&change, run.id, (0, count(&back))).await?;
    come_again_after(work, change, run).await
}

async fn send(work: &Work, change: &Change, few: &[Named]) -> Result<()> {
    let message = |named: &Named| {
        NewMessage::new(change.account(), named.shop_id, Kind::Order)
            .about(named.woo_id.to_string())
    };
    let messages: Vec<_> = few.iter().map(message).collect();
    Ok(inbox::add_within(change, &messages, work.now()).await?)
}

async fn come_again_after(work: &Work, change: Change, run: &OldOrderRun) -> Result<Vec<Outcome>> {
    change.commit().await?;
    come_again(work, run, work.now()).await
}

async fn finish(work: &Work, change: Change, run: &OldOrderRun) -> Result<Vec<Outcome>> {
    let now = work.now();
    let last = old_order_run::find(&change, run.id).await?;
    if !last.state.is_live() || !old_order_run::end(&change, &last, now).await? {
        return Ok(Vec::new());
    }
    let news = match last.state {
        State::Stopping => OldOrderNews::PutBack {
            released: last.released,
            put_back: last.put_back,
        },
        _ => OldOrderNews::Done {
            taken: last.taken,
            known: last.known,
            released: last.released,
        },
    };
    let line = Line::new(run.shop, Kind::OldOrders);
    outcome::record(&change, line, &news.into(), now).await?;
    change.commit().await?;
    Ok(Vec::new())
}

fn count(few: &[Named]) -> u64 {
    u64::try_from(few.len()).unwrap_or(u64::MAX)
}
