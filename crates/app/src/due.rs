//! What a lane has to do by the clock, and when it is next due.
use chrono::{DateTime, Utc};
use store::{inbox, lane::Track, shop};

use crate::{Work, bulk, error::Result, job::Job};

/// Jobs that may be begun now: by the clock first, if it is asked, then what waits in the inbox.
pub(crate) async fn found(
    work: &Work,
    (track, window, by_clock): (Track, usize, bool),
) -> Result<Vec<Job>> {
    let (now, turn) = (work.now(), work.lease.turn());
    let mut jobs = match by_clock {
        true => jobs(work, track).await?,
        false => Vec::new(),
    };
    let picked = inbox::pick(&work.tenant, track, turn, window, now).await?;
    jobs.extend(picked.into_iter().map(Job::Message));
    Ok(jobs)
}

/// Jobs whose time has come; polls and probes on the realtime track, sweeps on the other.
async fn jobs(work: &Work, track: Track) -> Result<Vec<Job>> {
    let now = work.now();
    if track == Track::Bulk {
        let due = bulk::next_due(&work.tenant)
            .await?
            .is_some_and(|at| at <= now);
        return Ok(due.then_some(Job::Sweep).into_iter().collect());
    }
    let dues = shop::polls_due(&work.tenant, now).await?;
    let job = |due: &shop::Due| match due.id.is_nil() {
        true => Job::Rackbeat,
        false => Job::Shop(due.id),
    };
    Ok(dues.iter().map(job).collect())
}

/// When the lane is next to be worked if no news comes.
pub(crate) async fn next(work: &Work, track: Track) -> Result<Option<DateTime<Utc>>> {
    let message = inbox::next_due(&work.tenant, track).await?;
    let clock = match track {
        Track::Bulk => bulk::next_due(&work.tenant).await?,
        Track::Realtime => shop::next_due(&work.tenant).await?,
    };
    Ok(clock.into_iter().chain(message).min())
}
