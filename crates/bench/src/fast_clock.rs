//! A clock that runs faster than the machine's, the same in every process that is given it.
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use store::Clock;

/// A Tuesday morning in Norway, milliseconds UTC.
const MORNING: i64 = 1_788_256_800_000;

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct FastClock {
    /// Milliseconds UTC by the machine when ours showed `shown`.
    base: i64,
    shown: i64,
    speed: u32,
}

impl FastClock {
    /// A Tuesday morning now, `speed` times as fast from here on.
    pub fn start(speed: u32) -> Self {
        Self {
            base: machine(),
            shown: MORNING,
            speed: speed.max(1),
        }
    }

    /// What it showed when it was started.
    pub fn began(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.shown).unwrap_or_default()
    }

    /// The simulators' view of it.
    pub fn outside(self) -> simulator::Clock {
        simulator::Clock::following(move || self.now(), self.speed)
    }
}

impl Clock for FastClock {
    fn now(&self) -> DateTime<Utc> {
        let passed = (machine() - self.base) * i64::from(self.speed);
        DateTime::from_timestamp_millis(self.shown + passed).unwrap_or_default()
    }

    fn real(&self, span: Duration) -> Duration {
        span / self.speed
    }
}

fn machine() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    i64::try_from(since.unwrap_or_default().as_millis()).unwrap_or_default()
}
