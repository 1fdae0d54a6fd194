//! A shop hinted that a product changed: its row in the index is read again. Its figure is not, since the
//! shop's own sales are known from its orders, and the rest is for the nightly compare.
use std::collections::BTreeSet;

use chrono::TimeDelta;
use domain::{Outcome, product::Parent};
use store::{
    inbox::{self, Kind, Message, NewMessage},
    lane::Track,
    product_copy::{self, Way},
    product_link,
    product_link::Listed,
    shop,
    shop::Shop,
    stock_level,
};

use woo::{Client, Product};

use super::{listed, walk};
use crate::{Work, along, error::Result, item::wake_refused, product, stock};

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
        let touched = stock_level::was_touched(&work.tenant, shop.id, id, now - ECHO).await?;
        let ours = product_copy::is_echo(&work.tenant, (shop.id, id), now - ECHO).await?;
        if touched || ours {
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
    // Before it is read: of two who read side by side, the one that began later knows better.
    let number = product_link::begin_listing(&work.tenant, shop.id).await?;
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    let (mut listed, mut gone) = (Vec::new(), Vec::new());
    for id in ids {
        match client.raw_product(*id).await {
            Ok(product) if product.parent_id != 0 => {
                listed.extend(variation(work, shop, (&client, &product)).await?);
            }
            Ok(product) => listed.push(listed::of_product(&product, true)),
            Err(woo::Error::NotFound(_)) => gone.push(*id),
            Err(error) => return Err(error.into()),
        }
    }
    keep(work, shop, number, (listed, &gone)).await
}

/// A variation as its parent's list has it: its own address gives it another name.
async fn variation(
    work: &Work,
    shop: &Shop,
    (client, product): (&Client, &Product),
) -> Result<Option<Listed>> {
    let ids = BTreeSet::from([product.parent_id]);
    let links = product_link::of_products(&work.tenant, shop.id, &ids).await?;
    let parent = match links.first() {
        Some(link) => walk::parent(link),
        None => Parent::of(&client.raw_product(product.parent_id).await?),
    };
    let wanted = BTreeSet::from([product.id]);
    let found = walk::variations_of(client, product.parent_id, &wanted).await?;
    let found = found.first();
    Ok(found.map(|found| listed::of_variation(&found.one, &parent, found.is_raw)))
}

/// Variations of parents that were renamed are renamed with them.
async fn with_children(
    work: &Work,
    shop: &Shop,
    listed: &mut Vec<Listed>,
    differing: &BTreeSet<i64>,
) -> Result<()> {
    let parents: Vec<_> = listed
        .iter()
        .filter(|one| one.kind == "variable" && differing.contains(&one.product_id))
        .map(|one| {
            let parent = Parent {
                name: one.name.clone(),
                tax_class: one.tax_class.clone(),
                tax_status: one.tax_status.clone(),
            };
            (one.product_id, parent)
        })
        .collect();
    let client = work.ctx.outside.shop(&work.tenant, shop)?;
    for (id, parent) in parents {
        let children = walk::children(&client, id).await?;
        let children = children.iter();
        listed.extend(children.map(|one| listed::of_variation(one, &parent, false)));
    }
    Ok(())
}

/// Writes down what was read of some products, and what follows from it. `number`: of the listing, begun
/// before they were read.
pub(crate) async fn keep(
    work: &Work,
    shop: &Shop,
    number: i64,
    (mut listed, gone): (Vec<Listed>, &[i64]),
) -> Result<()> {
    let way = product::way_of(&work.tenant, shop.id).await?;
    let mut differing = BTreeSet::new();
    if way.is_some() {
        differing = product_link::differing(&work.tenant, shop.id, &listed).await?;
        with_children(work, shop, &mut listed, &differing).await?;
        differing = product_link::differing(&work.tenant, shop.id, &listed).await?;
    }
    put(work, shop, (number, listed, gone), (way, differing)).await
}

/// What a shop answered to our own write: nothing is due by it.
pub(crate) async fn keep_ours(work: &Work, shop: &Shop, listed: Vec<Listed>) -> Result<()> {
    let number = product_link::begin_listing(&work.tenant, shop.id).await?;
    let none = (None, BTreeSet::new());
    put(work, shop, (number, listed, &[]), none).await
}

async fn put(
    work: &Work,
    shop: &Shop,
    (number, mut listed, gone): (i64, Vec<Listed>, &[i64]),
    (way, mut differing): (Option<Way>, BTreeSet<i64>),
) -> Result<()> {
    listed.sort_by_key(|one| one.product_id);
    listed.dedup_by_key(|one| one.product_id);
    let change = work.tenant.begin().await?;
    product_link::put(&change, shop.id, number, &listed).await?;
    for id in gone {
        product_link::gone(&change, shop.id, *id).await?;
    }
    let tied = product_link::tie(&change, shop.id, work.now()).await?;
    for one in &listed {
        stock_level::learn(&change, shop.id, one.product_id, one.stock).await?;
    }
    if tied.due {
        let due = [stock::message(&change, shop.id)];
        inbox::add_within(&change, &due, work.now()).await?;
    }
    differing.extend(&tied.newly_tied);
    product::products_changed(&change, (shop.id, way), &differing, work.now()).await?;
    wake_refused(&change, tied.newly.iter().cloned(), work.now()).await?;
    super::wake_orders_of(&change, shop.id, &tied.newly_tied, work.now()).await?;
    change.commit().await?;
    work.ctx.wake.now();
    Ok(())
}
