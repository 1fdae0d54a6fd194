//! What the state of an order in Rackbeat means for ours: booked, reopened, shipped, cancelled or deleted there.
use chrono::{DateTime, Utc};
use domain::{HandMade, OrderNews, Outcome};
use store::{
    agreement,
    inbox::Kind,
    order_line, order_link,
    order_link::{OrderLink, Stage},
    order_progress, outcome,
    outcome::Line,
    stock_level,
};

use super::{
    REST, progress,
    take::{message, stock_messages},
};
use crate::{Work, error::Result};

/// A line in the order's log, and on its own row.
pub(super) async fn tell(work: &Work, link: &OrderLink, outcome: &Outcome) -> Result<()> {
    let subject = link.woo_id.to_string();
    let line = Line::new(link.shop, Kind::Order).about(&subject);
    let change = work.tenant.begin().await?;
    outcome::record(&change, line, outcome, work.now()).await?;
    order_link::tell(&change, (link.shop, link.woo_id), outcome, None).await?;
    change.commit().await?;
    Ok(())
}

/// What the order's state there means for ours. `None`: it is no longer there.
pub(super) async fn note(
    work: &Work,
    client: &rackbeat::Client,
    link: &OrderLink,
    order: Option<&rackbeat::Order>,
) -> Result<Vec<Outcome>> {
    let Some(number) = link.rackbeat_number else {
        return Ok(Vec::new());
    };
    let hand = |what| Ok(vec![Outcome::OrderHandMade { number, what }]);
    let Some(order) = order.filter(|order| !order.is_dropped()) else {
        let what = match order {
            Some(_) => HandMade::Cancelled,
            None => HandMade::Deleted,
        };
        return match drop_it(work, link).await? {
            true => hand(what),
            false => Ok(Vec::new()),
        };
    };
    if order.is_shipped == Some(true) {
        let told = ship(work, link)
            .await?
            .then_some(Outcome::OrderShipped { number });
        if let Some(outcome) = told {
            tell(work, link, &outcome).await?;
        }
    }
    if order.is_invoiced == Some(true) && progress::may_be_invoiced(link.stage) {
        progress::note_invoiced(work, client, link).await?;
    }
    if order.is_shipped == Some(true) {
        return Ok(Vec::new());
    }
    // So soon after we made it, it is our own booking that is on its way.
    let ours = work.now() - link.seen_at < REST;
    match (link.stage, order.booked()) {
        (Stage::Created, Some(true)) if !ours => {
            let change = work.tenant.begin().await?;
            let tally = agreement::raise(&change).await?;
            let by_hand =
                order_link::booked_by_hand(&change, link, tally, work.now() - REST).await?;
            change.commit().await?;
            match by_hand {
                true => hand(HandMade::Booked),
                false => Ok(Vec::new()),
            }
        }
        (Stage::Booked, Some(false)) => {
            // Not where we are at it ourselves, and have been since it was read.
            if !order_link::reopened_by_hand(&work.tenant, link).await? {
                return Ok(Vec::new());
            }
            mark(work, link).await?;
            hand(HandMade::Reopened)
        }
        (Stage::Released, Some(true)) => Ok(booked_though_let_go(link, number, work.now())),
        _ => Ok(Vec::new()),
    }
}

/// All of it is on its way: readings that begin after this count it, and its shop is owed the news, in one change.
/// True when nobody knew it before.
pub(super) async fn ship(work: &Work, link: &OrderLink) -> Result<bool> {
    let (now, whose) = (work.now(), (link.id, link.shop));
    let change = work.tenant.begin().await?;
    let stage = order_link::by_id(&change, link.id).await?.stage;
    if !matches!(stage, Stage::Created | Stage::Booked) {
        return Ok(false);
    }
    let tally = agreement::raise(&change).await?;
    order_link::shipped(&change, link.id, tally).await?;
    order_link::close(&change, link.id, now).await?;
    let progress = order_progress::of(&change, link.id).await?;
    if progress.invoiced_at.is_some() {
        order_progress::invoiced(&change, whose, None, now).await?;
    }
    order_progress::owe(&change, whose, now).await?;
    order_progress::look(&change, whose, Some(now)).await?;
    store::inbox::add_within(&change, &[message(link)], now).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(true)
}

/// Its shop has called it off, and it was a draft when we let go of it. Told once.
fn booked_though_let_go(link: &OrderLink, number: i64, now: DateTime<Utc>) -> Vec<Outcome> {
    let is_let_go = link.closed_at.is_some() && link.dropped_at.is_none();
    let shipped = false;
    let told = match link.status == "refunded" {
        true => OrderNews::RefundedTold { number, shipped }.into(),
        false => Outcome::OrderCancelledTold { number, shipped },
    };
    let rests = link.claimed_at.is_some_and(|at| at + REST > now);
    let is_news = is_let_go && !rests && link.result.as_ref() != Some(&told);
    is_news.then_some(told).into_iter().collect()
}

/// Cancelled or deleted by hand: nothing of it is in flight any more. False: that was known, or a call of our own is
/// under way that may have done it.
pub(super) async fn drop_it(work: &Work, link: &OrderLink) -> Result<bool> {
    let now = work.now();
    let whose = (link.id, link.rackbeat_number.unwrap_or_default());
    if link.is_being_deleted() {
        return Ok(false);
    }
    let change = work.tenant.begin().await?;
    if !order_link::dropped(&change, whose, now - REST, now).await? {
        return Ok(false);
    }
    let held = order_line::let_go(&change, link.id).await?;
    let shops = stock_level::mark(&change, &held).await?;
    store::inbox::add_within(&change, &stock_messages(work, &shops), now).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(true)
}

async fn mark(work: &Work, link: &OrderLink) -> Result<()> {
    let lines = order_line::of(&work.tenant, link.id).await?;
    let numbers = lines
        .into_iter()
        .filter_map(|line| line.item_number)
        .collect();
    let change = work.tenant.begin().await?;
    let shops = stock_level::mark(&change, &numbers).await?;
    store::inbox::add_within(&change, &stock_messages(work, &shops), work.now()).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}
