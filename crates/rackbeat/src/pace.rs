//! Keeps our calls to one agreement within Rackbeat's rate limit (`rackbeat-api.md` 2.7).

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep};

/// The rate window: the limit is so many calls in any span of this length.
const WINDOW: Duration = Duration::from_secs(60);
/// Calls a minute that are left for what people wait for.
const KEPT_FOR_REALTIME: usize = 40;
/// A lower limit than this is not believed: calls a minute, so that one odd answer does not end all work.
const LOWEST: usize = 60;
/// Longer than this nobody waits; the call is told to come again instead.
const PATIENCE: Duration = Duration::from_secs(5);

/// So many of ours may have left and not yet arrived: Rackbeat's window is a little behind ours, and where there
/// is room left its count of our calls is not taken for somebody else's.
const ON_THEIR_WAY: usize = 16;

/// Who calls: what people wait for, or what runs in bulk and leaves some room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Track {
    #[default]
    Realtime,
    Bulk,
}

/// One per agreement, shared by all that call it.
#[derive(Debug)]
pub struct Pace {
    window: Duration,
    calls: Mutex<Calls>,
}

#[derive(Debug)]
struct Calls {
    /// Calls per window.
    limit: usize,
    /// When each call of the last window went out.
    recent: VecDeque<Instant>,
    /// Nothing goes out before.
    held_until: Option<Instant>,
}

impl Pace {
    /// Rackbeat's own figure: 480 calls a minute.
    pub const PER_MINUTE: u32 = 480;

    pub fn new(per_minute: u32) -> Self {
        Self::with_window(per_minute, WINDOW)
    }

    /// As `new`, where a minute lasts as long as `window`: for a clock that runs faster.
    pub fn with_window(per_minute: u32, window: Duration) -> Self {
        Self {
            window,
            calls: Mutex::new(Calls::new(per_minute)),
        }
    }

    /// Waits until a call may go out. `Err` is the wait, when it is too long to wait here, in Rackbeat's time.
    pub async fn turn(&self, track: Track) -> Result<(), Duration> {
        let mut waited = Duration::ZERO;
        loop {
            let wait = match self.calls().take(track, self.window, Instant::now()) {
                None => return Ok(()),
                Some(wait) => wait,
            };
            if waited + wait > PATIENCE {
                return Err(self.theirs(wait));
            }
            sleep(wait).await;
            waited += wait;
        }
    }

    /// What the answer's headers said: how many calls the limit is, and how many are left of it.
    pub fn learn(&self, limit: Option<usize>, left: Option<usize>) {
        let mut calls = self.calls();
        if let Some(limit) = limit {
            calls.limit = limit.max(LOWEST);
        }
        let Some(left) = left else { return };
        // Others use the same key: what they took counts as ours, from now on.
        let used = calls.limit.saturating_sub(left);
        let now = Instant::now();
        calls.forget(now, self.window);
        let ours = match left > ON_THEIR_WAY {
            true => calls.recent.len() + ON_THEIR_WAY,
            false => calls.recent.len(),
        };
        let missing = used.min(calls.limit).saturating_sub(ours);
        calls.recent.extend(std::iter::repeat_n(now, missing));
    }

    /// Rackbeat said stop, for a span of its own time. Without one, a tenth of a minute.
    pub fn hold(&self, span: Option<Duration>) {
        let span = self.ours(span.unwrap_or(WINDOW / 10));
        self.calls().hold(Instant::now() + span);
    }

    /// How long a span of Rackbeat's time lasts in ours.
    fn ours(&self, span: Duration) -> Duration {
        span.mul_f64(self.window.div_duration_f64(WINDOW))
    }

    fn theirs(&self, span: Duration) -> Duration {
        span.mul_f64(WINDOW.div_duration_f64(self.window))
    }

    fn calls(&self) -> MutexGuard<'_, Calls> {
        self.calls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Pace {
    fn default() -> Self {
        Self::new(Self::PER_MINUTE)
    }
}

impl Calls {
    fn new(limit: u32) -> Self {
        Self {
            limit: limit.max(1) as usize,
            recent: VecDeque::new(),
            held_until: None,
        }
    }

    /// Takes a turn, or says how long until there may be one.
    fn take(&mut self, track: Track, window: Duration, now: Instant) -> Option<Duration> {
        self.forget(now, window);
        if let Some(until) = self.held_until.filter(|until| *until > now) {
            return Some(until - now);
        }
        let room = match track {
            Track::Realtime => self.limit,
            Track::Bulk => self.limit.saturating_sub(KEPT_FOR_REALTIME).max(1),
        };
        let over = (self.recent.len() + 1).saturating_sub(room);
        if over == 0 {
            self.recent.push_back(now);
            return None;
        }
        // So many of the oldest must have left the window first.
        let leaves = self.recent.get(over - 1).map(|oldest| *oldest + window);
        leaves.map(|time| time.saturating_duration_since(now) + Duration::from_millis(1))
    }

    fn hold(&mut self, until: Instant) {
        self.held_until = self.held_until.max(Some(until));
    }

    fn forget(&mut self, now: Instant, window: Duration) {
        while self
            .recent
            .front()
            .is_some_and(|oldest| *oldest + window <= now)
        {
            self.recent.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The moment that the next call goes out, asked for at `now`.
    fn next(calls: &mut Calls, mut now: Instant) -> Instant {
        while let Some(wait) = calls.take(Track::Realtime, WINDOW, now) {
            assert!(wait > Duration::ZERO, "a wait that never ends");
            now += wait;
        }
        now
    }

    #[test]
    fn the_limit_is_never_passed_in_any_window() {
        let mut calls = Calls::new(3);
        let mut now = Instant::now();
        let mut gone = Vec::new();
        for _ in 0..20 {
            now = next(&mut calls, now + WINDOW / 7);
            gone.push(now);
        }
        for four in gone.windows(4) {
            assert!(four[3] - four[0] >= WINDOW, "four calls in one window");
        }
    }

    #[test]
    fn when_it_says_stop_nothing_goes_out_until_then_and_then_it_does() {
        let mut calls = Calls::new(480);
        let now = Instant::now();
        let until = now + WINDOW / 2;
        calls.hold(until);
        calls.hold(now + WINDOW / 4);
        assert_eq!(next(&mut calls, now), until, "the longer of two holds");
    }

    #[test]
    fn a_faster_clock_has_a_shorter_minute() {
        let pace = Pace::with_window(480, WINDOW / 20);
        let half = WINDOW / 2;
        assert_eq!(pace.ours(half), half / 20);
        assert_eq!(pace.theirs(pace.ours(half)), half);
    }
}
