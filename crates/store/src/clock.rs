//! The one place that asks the time.
use std::time::Duration;

use chrono::{DateTime, Utc};

pub trait Clock: Send + Sync {
    fn now(&self) -> DateTime<Utc>;

    /// How long a span of this clock lasts in real time. A clock sped up for a test answers less.
    fn real(&self, span: Duration) -> Duration {
        span
    }
}

pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place that asks the time"
    )]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}
