//! Setting levels: an adjustment is drafted and compared once more before it is booked.
use domain::{ImportNews, Refusal, import::Reason, quantity};
use rackbeat::{AdjustmentKind, Error, NewAdjustment};
use store::import::{Row, Step};

use super::{
    book::book,
    level,
    run::{Run, end, give_up, start_over, tally},
    side::{groups, side_by_side},
};
use crate::error::Result;

/// How each of our texts begins.
const OURS: &str = "Varebro";

/// The whole way of rows that are reckoned, from a draft to a level.
pub(super) async fn set(run: &Run<'_>, rows: Vec<Row>) -> Result<()> {
    let (begun, mut drafted): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.step == Step::Made);
    let (due, mut ended) = sort(begun);
    throw_away_ended(run, &mut ended).await?;
    run.save(&ended.iter().collect::<Vec<_>>(), &tally(&ended))
        .await?;
    let (kept, due): (Vec<_>, Vec<_>) = due
        .into_iter()
        .partition(|row| row.adjustment_id.is_some() && row.drafted == Some(wanted(row)));
    let mut kept = kept;
    kept.iter_mut().for_each(|row| row.step = Step::Adjusted);
    run.save(&kept.iter().collect::<Vec<_>>(), &tally([]))
        .await?;
    drafted.extend(kept);
    drafted.extend(due);
    for group in groups(drafted) {
        set_some(run, group).await?;
    }
    Ok(())
}

async fn set_some(run: &Run<'_>, rows: Vec<Row>) -> Result<()> {
    let (due, mut drafted): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.step == Step::Made);
    let (made, failed) = draft(run, due).await;
    drafted.extend(made);
    let still = level::unmoved(run, drafted).await?;
    book(run, still).await?;
    failed
}

/// At the location.
fn wanted(row: &Row) -> i64 {
    row.target
        .unwrap_or(0)
        .saturating_sub(row.elsewhere.unwrap_or(0))
}

/// Levels that are to be written, and those that cannot or need not be.
fn sort(rows: Vec<Row>) -> (Vec<Row>, Vec<Row>) {
    let (mut due, mut ended) = (Vec::new(), Vec::new());
    for mut row in rows {
        let level = wanted(&row);
        if level < 0 {
            let shown = |many| quantity::from_thousandths(many).normalize().to_string();
            let reason = Reason::BelowZero {
                total: shown(row.target.unwrap_or(0)),
                elsewhere: shown(row.elsewhere.unwrap_or(0)),
            };
            end(&mut row, Step::Failed, Some(reason));
            ended.push(row);
        } else if row.found == Some(level) {
            end(&mut row, Step::Done, None);
            ended.push(row);
        } else {
            due.push(row);
        }
    }
    (due, ended)
}

/// What became of one draft.
enum Drafted {
    Made(i64),
    /// The level has become what it was to be.
    NoChange,
    Refused(Refusal),
}

/// Drafts what differs; also how it ended, when not all could be drafted.
async fn draft(run: &Run<'_>, rows: Vec<Row>) -> (Vec<Row>, Result<()>) {
    let mut claimed = Vec::with_capacity(rows.len());
    for mut row in rows {
        if let Err(error) = throw_away(run, &mut row).await {
            return (Vec::new(), Err(error));
        }
        row.step = Step::Adjusting;
        row.claimed_at = Some(run.now());
        row.drafted = Some(wanted(&row));
        row.mark = Some(mark(run, &row));
        claimed.push(row);
    }
    if claimed.is_empty() {
        return (Vec::new(), Ok(()));
    }
    if let Err(error) = run
        .save(&claimed.iter().collect::<Vec<_>>(), &tally([]))
        .await
    {
        return (Vec::new(), Err(error));
    }
    let call = |row: Row| post(run, row);
    let mut calls = side_by_side(run.work, claimed, run.until, call).await;
    calls.note_tries();
    let mut done = Vec::with_capacity(calls.done.len());
    for (mut row, drafted) in std::mem::take(&mut calls.done) {
        note(&mut row, drafted);
        done.push(row);
    }
    for row in &mut calls.unbegun {
        row.step = Step::Made;
        row.claimed_at = None;
    }
    let not_begun = |row: &&mut Row| row.step == Step::Made;
    calls.failed.iter_mut().filter(not_begun).for_each(|row| {
        give_up(row);
    });
    let all: Vec<&Row> = done
        .iter()
        .chain(&calls.failed)
        .chain(&calls.unbegun)
        .collect();
    if let Err(error) = run.save(&all, &tally(all.iter().copied())).await {
        return (Vec::new(), Err(error));
    }
    if let (false, Err(error)) = (done.is_empty(), run.answered().await) {
        return (Vec::new(), Err(error));
    }
    done.retain(|row| row.step == Step::Adjusted);
    (done, calls.end())
}

/// What an adjustment carries, so that it is known again: the shop's code, the run, the row and the try.
fn mark(run: &Run<'_>, row: &Row) -> String {
    let import = run.import.id.to_string();
    let import = import.rsplit('-').next().unwrap_or_default();
    let at = run.now().timestamp_millis();
    format!("{OURS} {} {import}-{}-{at}", run.shop.code, row.seq)
}

async fn post(run: &Run<'_>, mut row: Row) -> (Row, Result<Drafted>) {
    if let Err(error) = run.work.lease.renew().await {
        return (row, Err(error));
    }
    let new = NewAdjustment {
        item_id: row.number.clone(),
        adjustment_type: AdjustmentKind::Quantity,
        quantity: quantity::from_thousandths(row.drafted.unwrap_or(0)).normalize(),
        location: run.import.location.unwrap_or_default(),
        regulated_at: run.now().date_naive(),
        reason: row.mark.clone().unwrap_or_default(),
    };
    let done = match run.rackbeat.create_adjustment(&new).await {
        Ok(made) => Ok(Drafted::Made(made.id)),
        Err(Error::Invalid(said)) if said.is_no_change() => Ok(Drafted::NoChange),
        Err(Error::Invalid(said)) => {
            let text = said.to_string();
            Ok(Drafted::Refused(Refusal::RackbeatRefused { text }))
        }
        Err(error) => {
            if !error.in_doubt() {
                row.step = Step::Made;
                row.claimed_at = None;
            }
            Err(error.into())
        }
    };
    (row, done)
}

fn note(row: &mut Row, drafted: Drafted) {
    row.claimed_at = None;
    match drafted {
        Drafted::Made(id) => {
            row.adjustment_id = Some(id);
            row.step = Step::Adjusted;
        }
        Drafted::NoChange => {
            row.tries += 1;
            start_over(row);
            give_up(row);
        }
        Drafted::Refused(refusal) => end(row, Step::Failed, Some(Reason::Refused { refusal })),
    }
}

/// Drafts of rows that came to their end without a level: left there, somebody might book an old figure.
pub(super) async fn throw_away_ended(run: &Run<'_>, rows: &mut [Row]) -> Result<()> {
    let is_left = |row: &&mut Row| row.step.is_end() && row.leveled_at.is_none();
    for row in rows.iter_mut().filter(is_left) {
        throw_away(run, row).await?;
    }
    Ok(())
}

/// A draft that says another level than is wanted now, or that nobody wants any more; told when it cannot be.
pub(super) async fn throw_away(run: &Run<'_>, row: &mut Row) -> Result<()> {
    let Some(id) = row.adjustment_id.take() else {
        return Ok(());
    };
    run.work.lease.renew().await?;
    match run.rackbeat.delete_adjustment(id).await {
        // One that is not there was thrown away before, and whoever did could not write it down.
        Ok(()) | Err(Error::NotFound) => Ok(()),
        // It cannot be thrown away: somebody may want to.
        Err(Error::Invalid(_)) => {
            let sku = row.sku.clone();
            let booked = false;
            run.tell(ImportNews::Stray { id, sku, booked }).await
        }
        Err(error) => {
            row.adjustment_id = Some(id);
            Err(error.into())
        }
    }
}
