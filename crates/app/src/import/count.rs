//! What on hand is to become: the shop's figure and what its open orders have taken from it, both of one moment.
use std::collections::{BTreeMap, BTreeSet};

use domain::import::{Act, Reason};
use store::import::{self, Row, Sold, Step};

use super::{
    fresh::{self, Fresh, Shelf},
    run::{Run, end},
};
use crate::{error::Result, order, poll};

/// A product that is sold again and again while it is read is left for a later bite.
const ROUNDS: usize = 5;

/// The rows as the shop has them now, reckoned; each with what it is offered as. Those that no longer are as they
/// were approved are at their end; those that are sold too quickly to be read stay out.
pub(super) struct Counted {
    pub rows: Vec<(Row, Option<Fresh>)>,
}

pub(super) async fn count(run: &Run<'_>, rows: Vec<Row>) -> Result<Counted> {
    let wants_levels = rows.iter().any(|row| row.wants_level);
    let mut unsure = BTreeSet::new();
    if rows
        .iter()
        .any(|row| row.wants_level && row.step == Step::Made)
    {
        // What was shipped before the levels were read is known with this, but for these orders.
        unsure = order::compare_rackbeat(run.work).await?;
    }
    let mut sold = BTreeMap::new();
    if wants_levels {
        sold = look(run, &rows).await?;
    }
    let all: Vec<&Row> = rows.iter().collect();
    let mut shelf = fresh::read(run, &all).await?;
    let mut moving: BTreeSet<i64> = rows.iter().map(|row| row.product_id).collect();
    for _ in 0..ROUNDS {
        if !wants_levels || moving.is_empty() {
            moving.clear();
            break;
        }
        let after = look(run, &rows).await?;
        moving.retain(|id| sold.get(id) != after.get(id));
        sold = after;
        let again: Vec<&Row> = rows
            .iter()
            .filter(|row| moving.contains(&row.product_id))
            .collect();
        if !again.is_empty() {
            let newer = fresh::read(run, &again).await?;
            shelf.fresh.extend(newer.fresh);
        }
    }
    let still = rows
        .into_iter()
        .filter(|row| !moving.contains(&row.product_id));
    let told = |row: Row| {
        let (mut row, fresh) = take(run, row, &mut shelf, &sold);
        let of_any = sold.get(&row.product_id);
        if row.wants_level
            && row.step == Step::Made
            && of_any.is_some_and(|sold| sold.is_in_any(&unsure))
        {
            end(&mut row, Step::Failed, Some(Reason::ShippedInPart));
        }
        (row, fresh)
    };
    Ok(Counted {
        rows: still.map(told).collect(),
    })
}

/// The shop's new orders are stored, and then what of its goods they have taken is summed.
async fn look(run: &Run<'_>, rows: &[Row]) -> Result<BTreeMap<i64, Sold>> {
    poll::look(run.work, run.shop).await?;
    let goods: Vec<_> = rows
        .iter()
        .map(|row| (row.product_id, row.parent_id))
        .collect();
    Ok(import::sold(&run.work.tenant, run.shop.id, &goods).await?)
}

fn take(
    run: &Run<'_>,
    mut row: Row,
    shelf: &mut Shelf,
    sold: &BTreeMap<i64, Sold>,
) -> (Row, Option<Fresh>) {
    let fresh = shelf.fresh.remove(&row.product_id);
    let no = match &fresh {
        None if shelf.unreadable.contains(&row.product_id) => Some(Reason::Unreadable),
        None => Some(Reason::Gone),
        Some(fresh) if is_another(&row, fresh) => Some(Reason::Changed),
        Some(_) => None,
    };
    if let Some(reason) = no {
        // What is made already stays as it is.
        let step = match row.created_at {
            Some(_) => Step::Done,
            None => Step::Skipped,
        };
        end(&mut row, step, Some(reason));
        return (row, None);
    }
    let figure = fresh.as_ref().and_then(|fresh| fresh.figure);
    row.reduced = sold.get(&row.product_id).map_or(0, |sold| sold.reduced);
    row.shop_says = figure;
    row.target = figure.map(|figure| figure.saturating_add(row.reduced));
    row.reckoned_at = Some(run.now());
    // Approved since the preview: what the shop shows now may be Rackbeat's own figure.
    let is_ours = row.act == Act::Link && run.shop.stock_approved_at.is_some();
    if row.wants_level && is_ours {
        row.wants_level = false;
        row.reason = Some(Reason::RackbeatsOwn);
    }
    if row.wants_level && figure.is_none() {
        row.wants_level = false;
        row.reason = Some(Reason::StockOff);
    }
    (row, fresh)
}

/// A number that a person tied it to stays; else its SKU is the number.
fn is_another(row: &Row, fresh: &Fresh) -> bool {
    let sku = fresh.offered.number.as_str();
    let turned = (row.kind == "variable") != (fresh.kind == "variable");
    sku != row.sku || turned
}
