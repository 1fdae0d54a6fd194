//! The rate limit: so many calls in any minute, for each key.

use std::{
    collections::{HashMap, VecDeque},
    time::{Duration, Instant},
};

const MINUTE: Duration = Duration::from_secs(60);

#[derive(Default)]
pub struct Limiter(HashMap<String, VecDeque<Instant>>);

impl Limiter {
    /// How many calls are left after this one; `Err` is the wait when there were none. `minute` is how long one lasts.
    pub fn take(&mut self, token: &str, limit: u32, minute: Duration) -> Result<usize, Duration> {
        let now = Instant::now();
        let calls = self.0.entry(token.to_owned()).or_default();
        while calls.front().is_some_and(|oldest| *oldest + minute <= now) {
            calls.pop_front();
        }
        match calls.front() {
            Some(oldest) if calls.len() >= limit as usize => {
                Err(scaled(*oldest + minute - now, minute))
            }
            _ => {
                calls.push_back(now);
                Ok(limit as usize - calls.len())
            }
        }
    }
}

/// From our time to the simulated world's, where the minute has sixty seconds; whole seconds, rounded up.
fn scaled(real: Duration, minute: Duration) -> Duration {
    let share = real.as_micros() * MINUTE.as_micros() / minute.as_micros().max(1);
    Duration::from_secs(share.div_ceil(1_000_000).try_into().unwrap_or(60))
}
