//! When the process gets SIGKILL: after so many writes in Rackbeat, and a little later.
use std::time::Duration;

use rand::{Rng, SeedableRng, rngs::StdRng};
use simulator::Calls;

/// Real time within which something else is being done than the call that was counted.
const LATER: u64 = 40_000;

pub struct Kills {
    /// Writes, and microseconds after them; the next last.
    moments: Vec<(u64, u64)>,
}

impl Kills {
    /// `writes`: how many the whole run takes.
    pub fn seeded(seed: u64, count: usize, writes: usize) -> Self {
        let mut dice = StdRng::seed_from_u64(seed);
        let mut moments: Vec<_> = (0..count)
            .map(|_| {
                let after = dice.random_range(1..writes.max(2) as u64);
                (after, dice.random_range(0..LATER))
            })
            .collect();
        moments.sort_unstable_by(|one, other| other.cmp(one));
        Self { moments }
    }

    /// How long from now, when the next is due.
    pub fn due(&mut self, calls: &Calls) -> Option<Duration> {
        let (after, later) = *self.moments.last()?;
        if written(calls) < after {
            return None;
        }
        self.moments.pop();
        Some(Duration::from_micros(later))
    }

    pub fn left(&self) -> usize {
        self.moments.len()
    }
}

fn written(calls: &Calls) -> u64 {
    let kinds = [
        "products.create",
        "inventory-adjustments.create",
        "inventory-adjustments.book",
    ];
    kinds.iter().map(|kind| calls.of(kind)).sum()
}
