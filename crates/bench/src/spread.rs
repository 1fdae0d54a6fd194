//! Many waits, and where most of them lie.
use std::time::Duration;

#[derive(Clone, Debug, Default)]
pub struct Spread(Vec<Duration>);

impl Spread {
    pub fn add(&mut self, wait: Duration) {
        self.0.push(wait);
    }

    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Milliseconds that so many of a hundred stay below, to a hundredth.
    pub fn percent_ms(&self, share: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * share).div_ceil(100).max(1) - 1;
        let wait = sorted.get(at).copied().unwrap_or_default();
        (wait.as_secs_f64() * 100_000.0).round() / 100.0
    }
}
