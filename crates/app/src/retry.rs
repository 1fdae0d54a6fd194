//! When to try again.
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rand::Rng;

/// Seconds after the first, second, … failed try; from then on the last, without end.
const SCHEDULE: [i64; 6] = [2, 10, 30, 120, 600, 3_600];
/// Minutes after a side was parked and after each failed probe; from then on the last.
const PROBES: [i64; 5] = [1, 2, 5, 15, 60];
/// However short the other side asks us to wait: a wait counts as no try, so "none" would never grow longer.
const SHORTEST_WAIT: TimeDelta = TimeDelta::seconds(10);
/// However long the other side asks us to wait.
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// The next try after `attempts` of them, with up to a fifth more, so that many do not come at once.
#[must_use]
pub fn next(attempts: i64, now: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = step(&SCHEDULE, attempts - 1);
    let jitter = rand::rng().random_range(0..=seconds * 200);
    now + TimeDelta::seconds(seconds) + TimeDelta::milliseconds(jitter)
}

/// The next try when the other side said how long to wait.
#[must_use]
pub fn after(wait: Duration, now: DateTime<Utc>) -> DateTime<Utc> {
    let wait = TimeDelta::from_std(wait).unwrap_or(LONGEST_WAIT);
    now + wait.clamp(SHORTEST_WAIT, LONGEST_WAIT)
}

/// The next probe of a parked side; `probes` have failed so far.
#[must_use]
pub fn probe(probes: i64, now: DateTime<Utc>) -> DateTime<Utc> {
    now + TimeDelta::minutes(step(&PROBES, probes))
}

fn step(schedule: &[i64], index: i64) -> i64 {
    let last = schedule.len() - 1;
    schedule[usize::try_from(index).unwrap_or(0).min(last)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_further_and_further_apart_and_never_end() {
        let now = DateTime::UNIX_EPOCH;
        let waits: Vec<_> = (1..=8)
            .map(|n| (next(n, now) - now).num_seconds())
            .collect();
        for (wait, least) in waits.iter().zip([2, 10, 30, 120, 600, 3_600, 3_600, 3_600]) {
            assert!((least..=least + least / 5).contains(wait), "{waits:?}");
        }
    }

    #[test]
    fn nobody_makes_us_wait_less_than_ten_seconds_or_more_than_a_quarter_of_an_hour() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(after(Duration::ZERO, now) - now, SHORTEST_WAIT);
        assert_eq!(
            after(Duration::from_secs(30), now) - now,
            TimeDelta::seconds(30)
        );
        assert_eq!(after(Duration::MAX, now) - now, LONGEST_WAIT);
    }
}
