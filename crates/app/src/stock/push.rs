//! Writing what is due to one shop, after its own new orders were read.
use domain::Outcome;
use store::{
    ShopId, inbox,
    inbox::Message,
    outcome::{self, Line},
    rules, shop,
    shop::Shop,
    stock_level,
};

use super::{
    message as stock_message,
    reckon::{self, Reckoned, Verdict},
    settle, write,
};
use crate::{Work, error::Result, poll, shop::other_at_work};

/// Figures written for one look at the shop's orders; what is more waits for the next message.
const ROUND: usize = 100;

/// Reckons every due figure; looks and writes only where one differs from what the shop shows.
pub async fn push(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    if !shop.is_at_work() {
        return Ok(Vec::new());
    }
    let rules = rules::of(&work.tenant, shop.id).await?;
    let due = reckon::due(work, shop.id, &rules).await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    if !rules.stock_on {
        return settle::off(work, &due).await;
    }
    if !may_write(work, &shop).await? {
        return settle::compared(work, &due).await;
    }
    if !due.iter().any(is_written) {
        ask(work, message, &due).await?;
        return settle::settle(work, &due).await;
    }
    let due = match poll::look(work, &shop).await? {
        // What it showed is stored, and the figures are reckoned with it.
        true => reckon::due(work, shop.id, &rules).await?,
        // As they were: whatever else changes a figure marks it, and one that is marked does not go out.
        false => due,
    };
    ask_and_write(work, message, &shop, due).await
}

async fn ask_and_write(
    work: &Work,
    message: &Message,
    shop: &Shop,
    due: Vec<Reckoned>,
) -> Result<Vec<Outcome>> {
    ask(work, message, &due).await?;
    let (mut write, rest): (Vec<_>, Vec<_>) = due.into_iter().partition(is_written);
    let outcomes = settle::settle(work, &rest).await?;
    let has_more = write.len() > ROUND;
    write.truncate(ROUND);
    write::write(work, message, shop, write).await?;
    // First now: where it failed, this message is the one that waits, for as long as it is told to.
    if has_more {
        come_again(work, shop.id).await?;
    }
    Ok(outcomes)
}

fn is_written(one: &Reckoned) -> bool {
    matches!(&one.verdict, Verdict::Write(_) | Verdict::Held(Some(_)))
}

/// Approved by its owner, Rackbeat connected, and nobody else at work.
async fn may_write(work: &Work, shop: &Shop) -> Result<bool> {
    let alone = work
        .agreement()
        .await?
        .is_some_and(|agreement| other_at_work(shop, &agreement).is_none());
    Ok(alone && shop.import_settled_at.is_some() && shop.stock_approved_at.is_some())
}

/// Holds the zeros that were not asked about yet, and asks: both or neither.
async fn ask(work: &Work, message: &Message, due: &[Reckoned]) -> Result<()> {
    let new: Vec<_> = due
        .iter()
        .filter(|one| matches!(one.verdict, Verdict::Held(_)) && one.level.held_at.is_none())
        .map(|one| &one.level)
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    let now = work.now();
    let zeros = stock_level::zeros(&work.tenant, message.shop_id, now).await?;
    let asked = Outcome::StockHeld {
        skus: new.iter().map(|level| level.sku.clone()).collect(),
        in_stock: zeros.in_stock,
    };
    let change = work.tenant.begin().await?;
    for level in new {
        stock_level::hold(&change, level.link, now).await?;
    }
    outcome::record(&change, Line::of(message), &asked, now).await?;
    Ok(change.commit().await?)
}

async fn come_again(work: &Work, shop: ShopId) -> Result<()> {
    let change = work.tenant.begin().await?;
    inbox::add_within(&change, &[stock_message(&work.tenant, shop)], work.now()).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}
