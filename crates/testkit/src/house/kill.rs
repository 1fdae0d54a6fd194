//! Killing a turn in the middle, at any point where it waits for anything.
use std::{future::poll_fn, pin::pin, task::Poll};

use app::lane;
use store::lane::Track;

use super::House;

impl House {
    /// Works the realtime lane and kills it when it has waited `waits` times. True when it came to its end before that.
    pub async fn run_until_killed(&self, waits: usize) -> bool {
        self.run_track_until_killed(Track::Realtime, waits).await
    }

    /// As `run_until_killed`, of one track.
    pub async fn run_track_until_killed(&self, track: Track, waits: usize) -> bool {
        let mut left = waits;
        let has_waited = || {
            let is_over = left == 0;
            left = left.saturating_sub(1);
            is_over
        };
        self.run_track_until(track, has_waited).await
    }

    /// Works the track and kills it where it waits for anything and `is_time` says so: of what was done, a machine
    /// that is faster or slower does as much.
    pub async fn run_track_until(&self, track: Track, mut is_time: impl FnMut() -> bool) -> bool {
        for turn in self.claim(track).await {
            let mut turn = pin!(lane::work(&self.ctx, track, turn));
            let ended = poll_fn(|context| match turn.as_mut().poll(context) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                Poll::Pending if is_time() => Poll::Ready(None),
                Poll::Pending => Poll::Pending,
            });
            match ended.await {
                Some(done) => done.unwrap(),
                None => return false,
            }
        }
        true
    }
}
