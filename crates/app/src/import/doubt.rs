//! Adjustments of which nobody knows whether they arrived: looked for by the text that they carry.
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use domain::{ImportNews, import::Reason};
use rackbeat::{Adjustment, Error};
use store::import::{Row, Step};

use super::{
    book::leveled,
    level,
    run::{Run, end, give_up, start_over, tally},
};
use crate::error::Result;

/// So much older than the oldest claim is none of what is looked for: clocks differ.
const BACK: TimeDelta = TimeDelta::hours(1);
const PAGES: u32 = 50;

/// One look serves all that have rested; each goes on from where it turns out to be.
pub(super) async fn resolve(run: &Run<'_>, mut rows: Vec<Row>) -> Result<()> {
    let Some(oldest) = rows.iter().filter_map(|row| row.claimed_at).min() else {
        return Ok(());
    };
    let listed = look(run, oldest - BACK).await?;
    let mut levels = 0;
    for row in &mut rows {
        let adjustment = listed.as_ref().and_then(|listed| find(listed, row));
        levels += u64::from(settle(run, row, adjustment, listed.is_some()).await?);
    }
    let mut did = tally(&rows);
    did.levels = levels;
    run.save(&rows.iter().collect::<Vec<_>>(), &did).await?;
    run.answered().await
}

/// Those made since then, by their text; `None`: Rackbeat has no such list, or it is too long to be read to its end.
async fn look(run: &Run<'_>, since: DateTime<Utc>) -> Result<Option<BTreeMap<String, Adjustment>>> {
    let mut listed = BTreeMap::new();
    for number in 1..=PAGES {
        let page = match run.rackbeat.adjustments(number).await {
            Ok(page) => page,
            Err(Error::NotFound | Error::Invalid(_)) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let ends = page.is_last() || page.items.is_empty();
        let is_older = |one: &Adjustment| one.created_at.is_some_and(|at| at < since);
        // In which order they are listed is not taken for granted: only newest first does the rest hold nothing newer.
        let falls = page
            .items
            .is_sorted_by(|one, next| one.created_at >= next.created_at);
        let all_older = falls && page.items.iter().all(is_older);
        for one in page.items {
            if let Some(reason) = one.reason.clone() {
                listed.insert(reason, one);
            }
        }
        if ends || all_older {
            return Ok(Some(listed));
        }
    }
    Ok(None)
}

fn find<'l>(listed: &'l BTreeMap<String, Adjustment>, row: &Row) -> Option<&'l Adjustment> {
    row.mark.as_ref().and_then(|mark| listed.get(mark))
}

/// True when its level is set.
async fn settle(
    run: &Run<'_>,
    row: &mut Row,
    adjustment: Option<&Adjustment>,
    was_listed: bool,
) -> Result<bool> {
    if let Some(id) = adjustment.map(|one| one.id) {
        row.adjustment_id = Some(id);
        if row.step == Step::Adjusting {
            let (sku, booked) = (row.sku.clone(), true);
            run.tell(ImportNews::Stray { id, sku, booked }).await?;
        }
    }
    let is_booked = adjustment.and_then(|one| one.is_booked);
    match (row.step, row.adjustment_id, is_booked) {
        (_, Some(_), Some(true)) => {
            leveled(run, row);
            return Ok(true);
        }
        (_, Some(_), Some(false)) => row.step = Step::Adjusted,
        // Nothing but the level itself tells whether it is booked.
        (_, Some(_), None) => {
            let level = level::of(run, row).await?;
            if level.map(|level| level.0) == row.drafted {
                leveled(run, row);
                return Ok(true);
            }
            row.step = Step::Adjusted;
        }
        (_, None, _) if was_listed => {
            row.tries += 1;
            start_over(row);
            give_up(row);
        }
        // It may be there and cannot be looked for: never drafted twice.
        (_, None, _) => {
            let text = row.mark.clone().unwrap_or_default();
            end(row, Step::Failed, Some(Reason::Stray { text }));
        }
    }
    row.claimed_at = None;
    Ok(false)
}
