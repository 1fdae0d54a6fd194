//! The held queue: jobs run when the test says so, and time passes when the test says so.
use app::lane;
use chrono::{DateTime, TimeDelta, Utc};
use store::{
    Clock, Tenant, inbox,
    lane::{Track, Turn},
};

use super::House;

const TRACKS: [Track; 2] = [Track::Realtime, Track::Bulk];
const LEASE: TimeDelta = TimeDelta::seconds(60);
/// More turns than this without an end is a lane that never rests.
const TURNS: usize = 500;
/// More steps than any test's time has.
const STEPS: usize = 5_000;

impl House {
    /// Works every lane that is due, and what that makes due, until nothing is.
    pub async fn run_jobs(&self) {
        for _ in 0..TURNS {
            let mut rests = true;
            for track in TRACKS {
                for turn in self.claim(track).await {
                    rests = false;
                    lane::work(&self.ctx, track, turn).await.unwrap();
                }
            }
            if rests {
                return;
            }
        }
        panic!("a lane never rests");
    }

    /// Time passes; what becomes due on the way is worked when it is due.
    pub async fn later(&self, span: TimeDelta) {
        self.later_once(span, async || ()).await;
    }

    /// As `later`; before each leap of the clock it is waited for what the clock does not govern.
    pub async fn later_once(&self, span: TimeDelta, is_quiet: impl AsyncFn()) {
        let end = self.clock.now() + span;
        self.run_jobs().await;
        is_quiet().await;
        let mut steps = 0;
        while let Some(next) = self.next_due().await.filter(|next| *next <= end) {
            steps += 1;
            assert!(
                steps < STEPS,
                "a lane is due again and again, at {}",
                self.clock.now()
            );
            // A lane that is due and yet not claimed would keep us here for ever.
            let next = next
                .max(self.clock.now() + TimeDelta::milliseconds(1))
                .min(end);
            self.clock.set(next);
            self.run_jobs().await;
            is_quiet().await;
            if next == end {
                return;
            }
        }
        self.clock.set(end);
        self.run_jobs().await;
    }

    /// Time passes and nobody works.
    pub fn wait(&self, span: TimeDelta) {
        self.clock.advance(span);
    }

    pub(super) async fn claim(&self, track: Track) -> Vec<Turn> {
        let now = self.clock.now();
        let claimed = store::lane::claim(&self.ctx.store, track, 64, now, now + LEASE).await;
        claimed.unwrap()
    }

    async fn next_due(&self) -> Option<DateTime<Utc>> {
        store::lane::next_due(&self.ctx.store).await.unwrap()
    }
}

/// When the first message that may be worked is due.
pub(super) async fn first_due(tenant: &Tenant) -> Option<DateTime<Utc>> {
    let mut dues = Vec::new();
    for track in TRACKS {
        dues.extend(inbox::next_due(tenant, track).await.unwrap());
    }
    dues.into_iter().min()
}
