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
            calls: Mutex::new(Calls {
                limit: per_minute.max(1) as usize,
                recent: VecDeque::new(),
                held_until: None,
            }),
        }
    }

    /// Waits until a call may go out. `Err` is the wait, when it is too long to wait here, in Rackbeat's time.
    pub async fn turn(&self, track: Track) -> Result<(), Duration> {
        let mut waited = Duration::ZERO;
        loop {
            let wait = match self.calls().take(track, self.window) {
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
        let missing = used.min(calls.limit).saturating_sub(calls.recent.len());
        calls.recent.extend(std::iter::repeat_n(now, missing));
    }

    /// Rackbeat said stop, for a span of its own time. Without one, a tenth of a minute.
    pub fn hold(&self, span: Option<Duration>) {
        let until = Instant::now() + self.ours(span.unwrap_or(WINDOW / 10));
        let mut calls = self.calls();
        calls.held_until = calls.held_until.max(Some(until));
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
    /// Takes a turn, or says how long until there may be one.
    fn take(&mut self, track: Track, window: Duration) -> Option<Duration> {
        let now = Instant::now();
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
