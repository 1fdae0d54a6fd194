//! How long each of many took, and what most of them took.
use std::time::Duration;

#[derive(Default)]
pub struct Waits(Vec<Duration>);

impl Waits {
    pub fn add(&mut self, wait: Duration) {
        self.0.push(wait);
    }

    /// So many of a hundred took no longer, in milliseconds with one decimal.
    pub fn percent_ms(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
        let wait = sorted.get(at).copied().unwrap_or_default();
        (wait.as_secs_f64() * 10_000.0).round() / 10.0
    }
}
