//! Taking an order's goods: its lines and the figures they make due, in every shop, before Rackbeat is called.
use std::collections::BTreeMap;

use domain::{Rules, money, order as rule, quantity};
use store::{
    ShopId,
    inbox::{self, Kind, NewMessage},
    old_order_run::OldOrderRun,
    order_line,
    order_line::OrderLine,
    order_link,
    order_link::{OrderLink, Seen, Sight, Stage},
    shop,
    shop::Shop,
};

use super::{chosen::choose, goods::linked, moved::replace};
use crate::{Work, error::Result, poll};

/// Thousandths of a line at most, so that sums of many stay sums.
const MOST: i64 = 1_000_000_000_000_000;

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

/// Whether it can hold goods at all: not from before our time, not left out by hand, and not let go
/// of in Rackbeat by hand. One that is invoiced holds as long as no reading has counted that it was shipped.
fn holds(link: &OrderLink) -> bool {
    let left_out = link.ignored_at.is_some() || link.dropped_at.is_some();
    !link.is_old && !left_out
}

/// By their ids, so that a list that names one twice cannot stop the order.
fn lines(
    order: &woo::Order,
    taken: &BTreeMap<i64, rust_decimal::Decimal>,
    numbers: &BTreeMap<i64, String>,
    before: (&[OrderLine], Option<&rule::Refunds>),
) -> Vec<OrderLine> {
    let items = order.line_items.iter();
    let lines: BTreeMap<_, _> = items
        .map(|item| (item.id, line(item, taken, numbers, before)))
        .collect();
    lines.into_values().collect()
}

/// What has left the shelf is not there again because it was given back or called off: a reading that counts it as
/// gone lets go of it.
fn stays_taken(mut lines: Vec<OrderLine>, before: &[OrderLine]) -> Vec<OrderLine> {
    for line in &mut lines {
        let was = before.iter().find(|was| was.line_id == line.line_id);
        line.taken = was.map_or(line.taken, |was| was.taken);
    }
    lines
}

/// Sold before our last look began, though that look did not show it: nothing tells whether our last
/// write came before or after.
fn was_missed(shop: &Shop, link: &OrderLink) -> bool {
    link.is_old || link.modified_at < shop.cursor_at - poll::OVERLAP
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

fn row(shop: &Shop, order: &woo::Order) -> Seen {
    let person = &order.billing;
    let name = format!("{} {}", person.first_name, person.last_name);
    let name = [name.trim(), person.company.trim()]
        .into_iter()
        .find(|name| !name.is_empty())
        .map(str::to_owned);
    let placed_at = order.bought_at().unwrap_or(shop.connected_at);
    Seen {
        shop: shop.id,
        shop_code: shop.code.clone(),
        woo_id: order.id,
        order_key: order.order_key.clone(),
        number: order.number.clone(),
        status: order.status.as_str().to_owned(),
        total: money::to_minor(order.total, &order.currency).unwrap_or(i64::MAX),
        currency: order.currency.clone(),
        customer: name,
        email: Some(person.email.clone()).filter(|email| !email.is_empty()),
        placed_at,
        modified_at: order.date_modified_gmt.unwrap_or(placed_at),
        is_old: rule::is_old(order, shop.connected_at),
        refunds: refunds(order),
    }
}

/// Which refunds the order names: one that is deleted changes no date and sends no webhook.
pub(crate) fn refunds(order: &woo::Order) -> String {
    let ids = order.refunds.iter().map(|refund| refund.id.to_string());
    ids.collect::<Vec<_>>().join(" ")
}

fn line(
    item: &woo::LineItem,
    taken: &BTreeMap<i64, rust_decimal::Decimal>,
    numbers: &BTreeMap<i64, String>,
    (before, refunded): (&[OrderLine], Option<&rule::Refunds>),
) -> OrderLine {
    let thousandths =
        |quantity| quantity::to_thousandths(quantity).map_or(MOST, |many| many.min(MOST));
    let was = before.iter().find(|line| line.line_id == item.id);
    let sku = item.sku.clone().unwrap_or_default();
    // Not linked: the SKU is the number all the same, wherever Rackbeat knows it.
    let by_sku = || domain::sku::number(&sku).map(str::to_owned);
    OrderLine {
        line_id: item.id,
        product_id: item.product_id,
        variation_id: item.variation_id,
        name: item.name.clone(),
        item_number: numbers.get(&item.sold_id()).cloned().or_else(by_sku),
        quantity: thousandths(item.quantity),
        taken: taken.get(&item.id).copied().map_or(0, thousandths),
        sent: was.map_or(0, |line| line.sent),
        refunded: match refunded {
            Some(refunds) => thousandths(refunds.pieces(item.id)),
            None => was.map_or(0, |line| line.refunded),
        },
        reduced: item.reduced_stock().map_or(0, thousandths),
        amount: money::to_minor(item.total, "").unwrap_or(i64::MAX),
        sku,
    }
}
