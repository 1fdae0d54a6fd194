//! Is every product in Rackbeat exactly once, as the shop has it, its level booked once, and nothing else?
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use simulator::rackbeat::Item;
use store::import::{Filter, Import};

use super::{goods::Good, setting::followed};
use crate::{database::Database, world::World};

/// So many differences of one sort are named; there may be thousands.
const NAMED: usize = 20;

/// Of what Rackbeat holds.
pub fn numbers(world: &World) -> BTreeSet<String> {
    let items = world.agreement.items().into_iter();
    items.map(|item| item.number).collect()
}

/// `had`: what Rackbeat held before.
pub fn judge(
    world: &World,
    goods: &[Good],
    (had, with_levels): (&BTreeSet<String>, bool),
) -> Vec<String> {
    let items = world.agreement.items().into_iter();
    let items = items.filter(|item| !had.contains(&item.number));
    let mut made: BTreeMap<_, _> = items.map(|item| (item.number.clone(), item)).collect();
    let mut faults = Vec::new();
    for good in goods {
        let pieces = if with_levels { good.pieces } else { 0 };
        match made.remove(&good.number) {
            None => faults.push(format!("{} is not in Rackbeat", good.number)),
            Some(item) => faults.extend(judge_item(good, &item, pieces)),
        }
    }
    faults.extend(made.keys().map(|number| format!("{number} is nobody's")));
    faults.extend(adjustments(world, goods, with_levels));
    faults.extend(moved(world, goods));
    shortened(faults)
}

fn judge_item(good: &Good, item: &Item, pieces: u32) -> Option<String> {
    let on_hand: Decimal = item.levels.values().sum();
    let found = (item.name.as_str(), item.sales_price.normalize(), on_hand);
    let right = (good.name.as_str(), good.price, Decimal::from(pieces));
    (found != right).then(|| format!("{} is {found:?} and not {right:?}", good.number))
}

/// Booked once for each level that is not 0, and no draft left.
fn adjustments(world: &World, goods: &[Good], with_levels: bool) -> Vec<String> {
    let mut booked: BTreeMap<String, usize> = BTreeMap::new();
    let mut faults = Vec::new();
    for (id, one) in world.agreement.adjustments() {
        match one.is_booked {
            true => *booked.entry(one.item).or_default() += 1,
            false => faults.push(format!("adjustment {id} of {} is a draft still", one.item)),
        }
    }
    for good in goods {
        let right = usize::from(with_levels && good.pieces > 0);
        let times = booked.remove(&good.number).unwrap_or_default();
        if times != right {
            faults.push(format!(
                "{} was adjusted {times} times, not {right}",
                good.number
            ));
        }
    }
    faults.extend(booked.keys().map(|item| format!("{item} was adjusted")));
    faults
}

/// Figures that the shop does not show as it did. It may be written to, but with nothing else.
pub fn moved(world: &World, goods: &[Good]) -> Vec<String> {
    let shop = &world.shops[0].world;
    let shows = |good: &Good| shop.stock_of_sku(&good.number);
    let moved = goods
        .iter()
        .filter(|good| shows(good) != Some(good.pieces.into()));
    let faults = moved.map(|good| {
        let (shows, number) = (shows(good), &good.number);
        format!("the shop shows {shows:?} of {number}, not {}", good.pieces)
    });
    shortened(faults.collect())
}

/// What its owner reads of it.
pub async fn judge_report(
    world: &World,
    done: &Import,
    (products, levels): (usize, usize),
) -> anyhow::Result<Vec<String>> {
    let written = store::import::count(&world.tenant(), done.id, Filter::Written).await?;
    let did = &done.did;
    let said = [
        ("made", did.created, products),
        ("levels", did.levels, levels),
        ("written", written, products),
        ("failed", did.failed, 0),
        ("left out", did.left_out, 0),
    ];
    let wrong = said.into_iter().filter(|(_, said, is)| *said != *is as u64);
    let faults = wrong.map(|(what, said, is)| format!("the report says {said} {what}, not {is}"));
    Ok(faults.collect())
}

/// The shop's products are linked to what was made.
pub async fn judge_links(
    world: &World,
    database: &Database,
    products: usize,
) -> anyhow::Result<Vec<String>> {
    let linked = followed(world, database).await?;
    let fault = format!("{linked} products are linked, not {products}");
    Ok((linked != products).then_some(fault).into_iter().collect())
}

fn shortened(mut faults: Vec<String>) -> Vec<String> {
    let more = faults.len().saturating_sub(NAMED);
    faults.truncate(NAMED);
    faults.extend((more > 0).then(|| format!("and {more} more")));
    faults
}
