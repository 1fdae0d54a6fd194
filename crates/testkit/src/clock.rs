//! A clock that stands still until the test moves it.
use std::{
    sync::atomic::{AtomicI64, AtomicU32, Ordering},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use store::Clock;

/// A Tuesday morning in Norway, milliseconds UTC.
const START: i64 = 1_788_256_800_000;

pub struct TestClock {
    /// Milliseconds UTC.
    now: AtomicI64,
    /// How many times shorter than they say time-outs and rate windows are.
    speed: AtomicU32,
}

impl Default for TestClock {
    fn default() -> Self {
        Self {
            now: START.into(),
            speed: 4.into(),
        }
    }
}

impl TestClock {
    pub fn advance(&self, by: TimeDelta) {
        self.now.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }

    /// Time never goes back.
    pub fn set(&self, to: DateTime<Utc>) {
        self.now.fetch_max(to.timestamp_millis(), Ordering::SeqCst);
    }

    /// For tests of time-outs: 20 seconds last 20 ÷ `speed`.
    pub fn hurry(&self, speed: u32) {
        self.speed.store(speed.max(1), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.now.load(Ordering::SeqCst)).unwrap_or_default()
    }

    fn real(&self, span: Duration) -> Duration {
        span / self.speed.load(Ordering::SeqCst)
    }
}
