//! The last step of a level: its draft is booked, and an answer that is lost is looked for.
use domain::{ImportNews, Refusal, import::Reason};
use rackbeat::Error;
use store::import::{Row, Step};

use super::{
    draft::throw_away,
    level,
    run::{Run, end, give_up, start_over, tally},
    side::side_by_side,
};
use crate::error::Result;

enum Booked {
    Yes,
    /// The draft is no longer there.
    Gone,
    Refused(Refusal),
}

pub(super) async fn book(run: &Run<'_>, mut rows: Vec<Row>) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    for row in &mut rows {
        row.step = Step::Booking;
        row.claimed_at = Some(run.now());
    }
    run.save(&rows.iter().collect::<Vec<_>>(), &tally([]))
        .await?;
    let call = |row: Row| book_one(run, row);
    let mut calls = side_by_side(run.work, rows, run.until, call).await;
    calls.note_tries();
    let mut done = Vec::with_capacity(calls.done.len());
    for (mut row, booked) in std::mem::take(&mut calls.done) {
        row.claimed_at = None;
        match booked {
            Booked::Yes => leveled(run, &mut row),
            Booked::Gone => {
                row.adjustment_id = None;
                row.tries += 1;
                start_over(&mut row);
                give_up(&mut row);
            }
            Booked::Refused(refusal) => {
                leave(run, &mut row).await?;
                end(&mut row, Step::Failed, Some(Reason::Refused { refusal }));
            }
        }
        done.push(row);
    }
    for row in &mut calls.unbegun {
        row.step = Step::Adjusted;
        row.claimed_at = None;
    }
    let all: Vec<&Row> = done
        .iter()
        .chain(&calls.failed)
        .chain(&calls.unbegun)
        .collect();
    let mut did = tally(all.iter().copied());
    did.levels = done.iter().filter(|row| row.leveled_at.is_some()).count() as u64;
    run.save(&all, &did).await?;
    if !done.is_empty() {
        run.answered().await?;
    }
    calls.end()
}

/// Its draft is thrown away. Whether or not that goes well, what was answered is written down, so a draft that may
/// be left is told.
async fn leave(run: &Run<'_>, row: &mut Row) -> Result<()> {
    if throw_away(run, row).await.is_err()
        && let Some(id) = row.adjustment_id.take()
    {
        let (sku, booked) = (row.sku.clone(), false);
        run.tell(ImportNews::Stray { id, sku, booked }).await?;
    }
    Ok(())
}

/// Its level is what it was to be.
pub(super) fn leveled(run: &Run<'_>, row: &mut Row) {
    row.leveled_at = Some(run.now());
    end(row, Step::Done, None);
}

async fn book_one(run: &Run<'_>, mut row: Row) -> (Row, Result<Booked>) {
    if let Err(error) = run.work.lease.renew().await {
        return (row, Err(error));
    }
    let id = row.adjustment_id.unwrap_or_default();
    let done = match run.rackbeat.book_adjustment(id).await {
        Ok(()) => Ok(Booked::Yes),
        Err(Error::NotFound) => Ok(Booked::Gone),
        Err(Error::Invalid(said)) => refused(run, &row, said.to_string()).await,
        Err(error) => {
            if !error.in_doubt() {
                row.step = Step::Adjusted;
                row.claimed_at = None;
            }
            Err(error.into())
        }
    };
    (row, done)
}

/// Perhaps because an earlier try, whose answer was lost, has booked it meanwhile.
async fn refused(run: &Run<'_>, row: &Row, text: String) -> Result<Booked> {
    let level = level::of(run, row).await?;
    if level.map(|level| level.0) == row.drafted {
        return Ok(Booked::Yes);
    }
    Ok(Booked::Refused(Refusal::RackbeatRefused { text }))
}
