//! Levels in Rackbeat: read before an adjustment is drafted, and once more just before it is booked.
use std::collections::BTreeMap;

use domain::{import::Reason, quantity};
use store::import::{Row, Step};

use super::{
    draft::throw_away_ended,
    run::{Run, end, start_over, tally},
    side::side_by_side,
};
use crate::{Error, error::Result};

/// More than a bite makes.
const NEWEST: u32 = 250;
/// Fewer than this are read one by one.
const FEW: usize = 2;

/// What is on hand at the run's location, and elsewhere; thousandths.
type Level = (i64, i64);

/// Reads the levels of those whose level is not known. Those that Rackbeat gives no figure of are at their end.
pub(super) async fn read(run: &Run<'_>, rows: Vec<Row>) -> Result<Vec<Row>> {
    let (unread, mut known): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.found.is_none());
    if unread.is_empty() {
        return Ok(known);
    }
    let call = |row: Row| async move {
        let level = of(run, &row).await;
        (row, level)
    };
    let calls = side_by_side(run.work, unread, run.until, call).await;
    let mut ended = Vec::new();
    for (mut row, level) in calls.done {
        match level {
            Some((here, elsewhere)) => {
                row.found = Some(here);
                row.elsewhere = Some(elsewhere);
                row.on_hand = Some(here.saturating_add(elsewhere));
                known.push(row);
            }
            None => {
                end(&mut row, Step::Failed, Some(Reason::NoFigure));
                ended.push(row);
            }
        }
    }
    if !ended.is_empty() {
        throw_away_ended(run, &mut ended).await?;
        run.save(&ended.iter().collect::<Vec<_>>(), &tally(&ended))
            .await?;
    }
    calls.error.map_or(Ok(known), Err)
}

/// `None`: Rackbeat gives no figure, or does not have the item.
pub(super) async fn of(run: &Run<'_>, row: &Row) -> Result<Option<Level>> {
    if run.is_sole() {
        return match run.rackbeat.item(&row.number).await {
            Ok(item) => {
                let figure = item.stock_quantity.and_then(quantity::to_thousandths);
                Ok(figure.map(|here| (here, 0)))
            }
            Err(rackbeat::Error::NotFound) => Ok(None),
            Err(error) => Err(error.into()),
        };
    }
    let places = match run.rackbeat.product_locations(&row.number).await {
        Ok(page) => page.items,
        Err(rackbeat::Error::NotFound) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let (mut here, mut elsewhere) = (0_i64, 0_i64);
    for place in places {
        let figure = place.stock_quantity.and_then(quantity::to_thousandths);
        let Some(figure) = figure else {
            return Ok(None);
        };
        if Some(place.number) == run.import.location {
            here = figure;
        } else {
            elsewhere = elsewhere.saturating_add(figure);
        }
    }
    Ok(Some((here, elsewhere)))
}

/// Of drafts, those whose level has not moved since it was read; the others start over.
pub(super) async fn unmoved(run: &Run<'_>, rows: Vec<Row>) -> Result<Vec<Row>> {
    let (new, old): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_new);
    let (mut still, mut moved, alone) = match new.len() {
        0..FEW => (Vec::new(), Vec::new(), [new, old].concat()),
        _ => sort(newest(run).await?, new, old),
    };
    let call = |row: Row| async move {
        let level = of(run, &row).await;
        (row, level)
    };
    let calls = side_by_side(run.work, alone, run.until, call).await;
    for (row, level) in calls.done {
        let read = row.found.zip(row.elsewhere);
        match level == read && level.is_some() {
            true => still.push(row),
            false => moved.push(row),
        }
    }
    if !moved.is_empty() {
        moved.iter_mut().for_each(start_over);
        run.save(&moved.iter().collect::<Vec<_>>(), &tally([]))
            .await?;
    }
    // What went well so far is booked all the same, and the failure comes again with the next call.
    match calls.error {
        Some(error) if still.is_empty() => Err(error),
        _ => Ok(still),
    }
}

/// We have just made it and nothing was anywhere.
fn is_new(row: &Row) -> bool {
    row.created_at.is_some() && row.found == Some(0) && row.elsewhere == Some(0)
}

/// One call for all that were made last: what is on hand by number.
async fn newest(run: &Run<'_>) -> Result<BTreeMap<String, Option<i64>>> {
    let page = match run.rackbeat.newest_items(NEWEST).await {
        Ok(page) => page.items,
        // Not in this order, or not at all: one by one then.
        Err(rackbeat::Error::Invalid(_) | rackbeat::Error::NotFound) => Vec::new(),
        Err(error) => return Err(Error::from(error)),
    };
    let figure = |item: rackbeat::Product| {
        let figure = item.stock_quantity.and_then(quantity::to_thousandths);
        (item.number, figure)
    };
    Ok(page.into_iter().map(figure).collect())
}

/// Those that still have nothing, those that have something now, and those that were not listed.
fn sort(
    newest: BTreeMap<String, Option<i64>>,
    new: Vec<Row>,
    old: Vec<Row>,
) -> (Vec<Row>, Vec<Row>, Vec<Row>) {
    let (mut still, mut moved, mut alone) = (Vec::new(), Vec::new(), old);
    for row in new {
        match newest.get(&row.number) {
            Some(Some(0)) => still.push(row),
            Some(Some(_)) => moved.push(row),
            Some(None) | None => alone.push(row),
        }
    }
    (still, moved, alone)
}
