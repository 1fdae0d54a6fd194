//! What time it is in the simulated world, and how long its delays last in ours.

use std::{
    fmt,
    sync::Arc,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Utc};

/// The simulators' time. By default the machine's own, at its own speed.
#[derive(Clone)]
pub struct Clock {
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    speed: u32,
}

impl Clock {
    /// Follows a clock of the caller's; delays are `speed` times shorter than they say.
    pub fn following(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static, speed: u32) -> Self {
        Self {
            now: Arc::new(now),
            speed: speed.max(1),
        }
    }

    /// Starts at the machine's time and runs `speed` times as fast.
    pub fn sped(speed: u32) -> Self {
        let start = SystemTime::now();
        let now = move || {
            let passed = start.elapsed().unwrap_or_default();
            DateTime::<Utc>::from(start + passed.saturating_mul(speed.max(1)))
        };
        Self::following(now, speed)
    }

    pub fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    /// How long a span of this world lasts in ours.
    pub fn real(&self, span: Duration) -> Duration {
        span / self.speed
    }
}

impl Default for Clock {
    fn default() -> Self {
        Self::following(|| DateTime::from(SystemTime::now()), 1)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "Clock({}, {}x)", self.now(), self.speed)
    }
}
