//! Taking an order's goods: its lines and the figures they make due, in every shop, before Rackbeat is called.
use std::collections::BTreeMap;

use domain::{Rules, order as rule};
use store::{
    Change, ShopId,
    inbox::{self, Kind, NewMessage},
    old_order_run::OldOrderRun,
    order_line,
    order_line::OrderLine,
    order_link,
    order_link::{OrderLink, Sight, Stage},
    shop,
    shop::{Look, Shop},
    stock_level,
};

use super::{
    chosen::choose,
    goods::linked,
    seen::{changed, lines, reduced, row, stays_taken},
};
use crate::{Work, error::Result};

/// Older than any look, so that no write counts as answered before it.
pub(super) const NEVER: Look = Look(i64::MIN);

/// How an order came to be read.
pub(crate) enum Seeing<'a> {
    /// Alone and afresh, with its refunds: whoever reads it goes on with it.
    Afresh(&'a [woo::Refund]),
    /// In a list, without its refunds, so that what is refunded counts as taken still (too low is
    /// told, too high is sold twice). A message asks for a closer look.
    Listed,
    /// In a list, by a run that takes old orders along: from here on it counts. Its turn comes when it is released.
    Chosen(&'a OldOrderRun),
}

/// Stores the order as read, marks what it changes, and asks for what follows, all or nothing.
pub(crate) async fn take(
    work: &Work,
    (shop, rules): (&Shop, &Rules),
    order: &woo::Order,
    seen: Seeing<'_>,
) -> Result<OrderLink> {
    let numbers = linked(&work.tenant, shop.id, order).await?;
    let refunded = match seen {
        Seeing::Afresh(refunds) => rule::Refunds::of(refunds),
        Seeing::Listed | Seeing::Chosen(_) => rule::Refunds::default(),
    };
    // A list does not show how much is refunded, so that what was known of it stays.
    let known = matches!(seen, Seeing::Afresh(_)).then_some(&refunded);
    let now = work.now();

    let change = work.tenant.begin().await?;
    let (link, sight) = order_link::see(&change, &row(shop, order), now).await?;
    let missed = sight == Sight::First && was_missed(shop, &link);
    let link = match seen {
        Seeing::Chosen(run) => choose(&change, link, run, now).await?,
        _ => link,
    };
    if sight == Sight::Late {
        change.commit().await?;
        return Ok(link);
    }
    let taken = match holds(&link) {
        true => rule::taken(order, &refunded, rules),
        false => Vec::new(),
    };
    let taken = taken.into_iter().map(|one| (one.line_id, one.quantity));
    let taken: BTreeMap<_, _> = taken.collect();
    let before = match sight {
        Sight::First => Vec::new(),
        _ => order_line::of(&change, link.id).await?,
    };
    let lines = lines(order, &taken, &numbers, (&before, known));
    let lines = match link.stage {
        Stage::Shipped | Stage::Invoiced => stays_taken(lines, &before),
        _ => lines,
    };
    let shops = match before == lines {
        true => Vec::new(),
        false => replace(&change, (shop, &link), (&before, &lines), missed).await?,
    };
    if sight == Sight::First {
        shop::saw_order(&change, shop.id, link.placed_at, now + work.ctx.polls.often).await?;
    }
    let mut messages = stock_messages(work, &shops);
    if matches!(seen, Seeing::Listed) {
        messages.push(message(&link));
    }
    inbox::add_within(&change, &messages, now).await?;
    change.commit().await?;
    if !messages.is_empty() {
        work.ctx.wake.now();
    }
    Ok(link)
}

/// Other lines in place of those from before. The shops that show another figure now.
async fn replace(
    change: &Change,
    (shop, link): (&Shop, &OrderLink),
    (before, after): (&[OrderLine], &[OrderLine]),
    missed: bool,
) -> Result<Vec<ShopId>> {
    if !before.is_empty() {
        order_line::clear(change, link.id).await?;
    }
    order_line::add(change, shop.id, link.id, after).await?;
    let looked = match missed {
        true => NEVER,
        false => shop::looks(change, shop.id).await?.1,
    };
    for (product, by) in reduced(before, after) {
        stock_level::sold(change, shop.id, product, by, looked).await?;
    }
    Ok(stock_level::mark(change, &changed(before, after)).await?)
}

/// Whether it can hold goods at all: not from before our time, not left out by hand, and not let go
/// of in Rackbeat by hand. One that is invoiced holds as long as no reading has counted that it was shipped.
fn holds(link: &OrderLink) -> bool {
    let left_out = link.ignored_at.is_some() || link.dropped_at.is_some();
    !link.is_old && !left_out
}

/// Sold before our last look began, though that look did not show it (it may have been in the trash since): nothing tells
/// whether our last write came before or after.
fn was_missed(shop: &Shop, link: &OrderLink) -> bool {
    link.is_old || link.placed_at < shop.cursor_at
}

/// Asks for a closer look at the order.
pub(crate) fn message(link: &OrderLink) -> NewMessage {
    NewMessage::new(link.account, link.shop, Kind::Order).about(link.woo_id.to_string())
}

/// Tells these shops' stock that something is due.
pub(crate) fn stock_messages(work: &Work, shops: &[ShopId]) -> Vec<NewMessage> {
    let stock = |shop: &ShopId| NewMessage::new(work.tenant.account(), *shop, Kind::Stock);
    shops.iter().map(stock).collect()
}
