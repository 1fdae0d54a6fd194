//! Calls about many rows, side by side; after the first that fails no more are begun.
use chrono::{DateTime, Utc};
use futures::{StreamExt, stream::FuturesUnordered};
use store::import::Row;

use crate::{Error, Work, error::Result};

/// So many calls at a time within Rackbeat's pace.
const SIDE_BY_SIDE: usize = 8;

/// Rows that are written down together: so much is at most in doubt after a death. Half of what a round takes, as
/// each group asks once more for the newest levels before it books.
const TOGETHER: usize = 50;

/// The rows in groups, each to be written down before the next is begun.
pub(super) fn groups<R>(rows: Vec<R>) -> Vec<Vec<R>> {
    let mut rows = rows.into_iter();
    let mut groups = Vec::new();
    loop {
        let group: Vec<R> = rows.by_ref().take(TOGETHER).collect();
        if group.is_empty() {
            return groups;
        }
        groups.push(group);
    }
}

/// What a round of calls came to.
pub(super) struct Calls<T> {
    pub done: Vec<(Row, T)>,
    pub failed: Vec<Row>,
    pub unbegun: Vec<Row>,
    /// The first failure.
    pub error: Option<Error>,
}

/// Begins none after `until`.
pub(super) async fn side_by_side<T, F>(
    work: &Work,
    rows: Vec<Row>,
    until: DateTime<Utc>,
    call: impl Fn(Row) -> F,
) -> Calls<T>
where
    F: Future<Output = (Row, Result<T>)>,
{
    let mut waiting = rows.into_iter();
    let mut running = FuturesUnordered::new();
    let mut calls = Calls {
        done: Vec::new(),
        failed: Vec::new(),
        unbegun: Vec::new(),
        error: None,
    };
    loop {
        let goes_on = calls.error.is_none() && work.now() < until;
        while goes_on && running.len() < SIDE_BY_SIDE {
            let Some(row) = waiting.next() else { break };
            running.push(call(row));
        }
        match running.next().await {
            Some((row, Ok(done))) => calls.done.push((row, done)),
            Some((row, Err(error))) => {
                calls.failed.push(row);
                calls.error.get_or_insert(error);
            }
            None => break,
        }
    }
    calls.unbegun = waiting.collect();
    calls
}

impl<T> Calls<T> {
    /// Those that failed by themselves, though others went well, have one try more behind them.
    pub(super) fn note_tries(&mut self) {
        let ours = match &self.error {
            Some(Error::Park { .. }) => true,
            Some(Error::Retry { after, .. }) => after.is_none(),
            _ => false,
        };
        if ours && !self.done.is_empty() {
            self.failed.iter_mut().for_each(|row| row.tries += 1);
        }
    }

    /// So that the turn ends with what ended the calls.
    pub(super) fn end(self) -> Result<()> {
        self.error.map_or(Ok(()), Err)
    }
}
