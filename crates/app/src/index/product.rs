//! A shop hinted that a product changed: its row in the index is read again. Its figure is not, since the
//! shop's own sales are known from its orders, and the rest is for the nightly compare.
use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::Outcome;
use store::{
    inbox::{self, Kind, Message, NewMessage},
    lane::Track,
    product_link,
    product_link::Listed,
    shop,
    shop::Shop,
    stock_level,
};

use super::walk;
use crate::{Work, along, error::Result, item::wake_refused, stock};

/// So many hints are read one by one; more of them as the whole list, in the background.
const ONE_BY_ONE: usize = 20;
const ALONG: usize = 1000;
/// News of a product that we wrote or saw sold so shortly ago is its echo.
const ECHO: TimeDelta = TimeDelta::minutes(3);

pub async fn read_product(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    let shop = shop::find(&work.tenant, message.shop_id).await?;
    if !shop.is_at_work() {
        return Ok(Vec::new());
    }
    let turn = work.lease.turn();
    let waiting = (message.shop_id, Kind::Product);
    let others = inbox::take_waiting(&work.tenant, waiting, turn, ALONG, work.now()).await?;
    let done = read(work, &shop, message, &others).await;
    if let Err(error) = done {
        along::give_back(work, message, (&others, &error)).await?;
        return Err(error);
    }
    let change = work.tenant.begin().await?;
    inbox::settle_taken(&change, &others, turn, work.now()).await?;
    change.commit().await?;
    Ok(Vec::new())
}

async fn read(work: &Work, shop: &Shop, message: &Message, along: &[Message]) -> Result<()> {
    let asked = along.iter().chain([message]);
    let asked: BTreeSet<i64> = asked.filter_map(|one| one.subject.parse().ok()).collect();
    let (mut ids, mut echoes) = (BTreeSet::new(), false);
    let now = work.now();
    for id in asked {
        if stock_level::was_touched(&work.tenant, shop.id, id, now - ECHO).await? {
            product_link::set_stale(&work.tenant, shop.id, id, now + ECHO).await?;
            echoes = true;
        } else {
            ids.insert(id);
        }
    }
    if !ids.is_empty() {
        read_all(work, shop, &ids).await?;
    }
    if echoes {
        // The other track reads them, and has to know by when.
        inbox::stir(&work.tenant, Track::Bulk, now).await?;
        work.ctx.wake.now();
    }
    Ok(())
}

/// What was taken for an echo of our own doing is read after all, in quiet and together.
pub(crate) async fn read_stale(work: &Work) -> Result<()> {
    for (shop, ids) in product_link::stale(&work.tenant, work.now()).await? {
        let shop = shop::find(&work.tenant, shop).await?;
        // Put off first: what fails must not be tried again at once.
        for id in &ids {
            product_link::put_off(&work.tenant, shop.id, *id, work.now() + ECHO).await?;
        }
        read_all(work, &shop, &ids).await?;
    }
    Ok(())
}

async fn read_all(work: &Work, shop: &Shop, ids: &BTreeSet<i64>) -> Result<()> {
    if ids.len() > ONE_BY_ONE {
        let list = NewMessage::new(shop.account, shop.id, Kind::Index);
        return Ok(crate::inbox::accept(&work.ctx, &[list]).await?);
    }
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let (mut listed, mut gone) = (Vec::new(), Vec::new());
    for id in ids {
        match client.product(*id).await {
            Ok(product) => listed.push(walk::of_product(&product)),
            Err(woo::Error::NotFound(_)) => gone.push(*id),
            Err(error) => return Err(error.into()),
        }
    }
    keep(work, shop, &listed, &gone).await
}

async fn keep(work: &Work, shop: &Shop, listed: &[Listed], gone: &[i64]) -> Result<()> {
    let number = product_link::begin_listing(&work.tenant, shop.id).await?;
    let change = work.tenant.begin().await?;
    product_link::put(&change, shop.id, number, listed).await?;
    for id in gone {
        product_link::gone(&change, shop.id, *id).await?;
    }
    let tied = product_link::tie(&change, shop.id, work.now()).await?;
    for one in listed {
        stock_level::learn(&change, shop.id, one.product_id, one.stock).await?;
    }
    if tied.due {
        let due = [stock::message(&change, shop.id)];
        inbox::add_within(&change, &due, work.now()).await?;
    }
    wake_refused(&change, tied.newly.iter().cloned(), work.now()).await?;
    super::wake_orders_of(&change, shop.id, &tied.newly_tied, work.now()).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}
