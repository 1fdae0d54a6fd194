//! Messages that one call answers together with another, and their way back when it did not.
use chrono::{DateTime, Utc};
use domain::Side;
use store::inbox::{self, Message, PutBack};

use crate::{Error, Work, error::Result, retry};

/// They wait as long as the one that they were taken along with, and have tried as often: else each
/// would lead the next try in turn, and none would ever wait longer.
pub(crate) async fn give_back(
    work: &Work,
    leader: &Message,
    (along, error): (&[Message], &Error),
) -> Result<()> {
    let (now, turn) = (work.now(), work.lease.turn());
    let back = back(leader, error, now);
    for message in along {
        match inbox::put_back(&work.tenant, message.id, turn, back).await {
            Err(store::Error::Conflict) => {
                // A newer one about the same thing waits already.
                inbox::settle(&work.tenant, message.id, turn, now).await?;
            }
            done => done?,
        }
    }
    Ok(())
}

fn back(leader: &Message, error: &Error, now: DateTime<Utc>) -> PutBack {
    let (due_at, counts) = match error {
        Error::Wait { .. } => (now, false),
        Error::Rest { until } => (*until, false),
        Error::Retry {
            after: Some(wait), ..
        } => (retry::after(*wait, now), false),
        _ => (retry::next(leader.attempts, now), true),
    };
    let rackbeat = Side::Rackbeat;
    let waits_for_rackbeat = matches!(error, Error::Park { side, .. } | Error::Wait { side }
        if *side == rackbeat);
    PutBack {
        due_at,
        waits_for_rackbeat,
        counts,
    }
}
