//! The right to work one lane, and how long it holds.
use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use store::lane::{self, Track, Turn};

use crate::{Ctx, Error, error::Result};

/// How long a lane is ours without a word from us.
pub const LEASE: TimeDelta = TimeDelta::seconds(60);
/// The longest a call out may take: no write goes out unless the lease outlasts it.
pub const CALL: Duration = Duration::from_secs(20);
/// What must be left of the lease before a write goes out.
const MARGIN: TimeDelta = TimeDelta::seconds(25);

pub struct Lease {
    ctx: Ctx,
    track: Track,
    turn: Turn,
    /// Milliseconds UTC; 0 once it is lost.
    until: AtomicI64,
}

impl Lease {
    pub(crate) fn new(ctx: Ctx, track: Track, turn: Turn, until: DateTime<Utc>) -> Self {
        let until = AtomicI64::new(until.timestamp_millis());
        Self {
            ctx,
            track,
            turn,
            until,
        }
    }

    #[must_use]
    pub fn turn(&self) -> i64 {
        self.turn.turn
    }

    /// Call it before every write out, so that the lease outlasts the call: `Lost` when somebody else may have taken the lane over.
    pub async fn renew(&self) -> Result<()> {
        let now = self.ctx.now();
        if self.until.load(Ordering::Acquire) >= (now + MARGIN).timestamp_millis() {
            return Ok(());
        }
        let until = now + LEASE;
        if lane::renew(&self.ctx.store, self.track, &self.turn, until).await? {
            self.until
                .store(until.timestamp_millis(), Ordering::Release);
            return Ok(());
        }
        self.until.store(0, Ordering::Release);
        Err(Error::Lost)
    }
}
