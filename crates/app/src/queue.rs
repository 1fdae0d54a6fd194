//! The queue: apalis runs the lanes that we hold in our own table. The only file that knows apalis.
use std::{
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use apalis::prelude::*;
use apalis_core::backend::{BackendConfig, finalize::Ephemeral};
use store::{
    lane,
    lane::{Track, Turn},
    with_causes,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tower_layer::Identity;

use crate::{Ctx, lane as verb, lease::LEASE};

/// Lanes that one process works at once.
const REALTIME_PLACES: usize = 64;
/// Fewer: each holds pages of somebody's goods, and after a stop all sweeps are due at once.
const BULK_PLACES: usize = 32;
/// How long the dispatcher of bulk work lets wakings gather.
const CALM: Duration = Duration::from_millis(100);
/// How often the dispatcher looks even if nobody woke it.
const NET: Duration = Duration::from_secs(1);

/// A lane on its way to a worker. Dropped before it was left, the lane is queued again.
#[derive(Clone)]
struct Taken {
    turn: Turn,
    place: Arc<Place>,
}

struct Place {
    ctx: Ctx,
    track: Track,
    turn: Turn,
    left: std::sync::atomic::AtomicBool,
    _permit: OwnedSemaphorePermit,
}

/// Works both tracks until `stop` resolves; what has begun is finished.
pub async fn work(ctx: Ctx, stop: impl Future<Output = ()> + Send + 'static) {
    let stop = futures::FutureExt::shared(futures::FutureExt::boxed(stop));
    let listening = {
        let ctx = ctx.clone();
        tokio::spawn(async move { ctx.wake.listen(&ctx.store).await })
    };
    let realtime = track(ctx.clone(), Track::Realtime, stop.clone());
    let bulk = track(ctx, Track::Bulk, stop);
    tokio::join!(realtime, bulk);
    listening.abort();
}

async fn track(ctx: Ctx, track: Track, stop: impl Future<Output = ()> + Send + Clone + 'static) {
    let (sender, receiver) = mpsc::channel(places(track));
    let dispatcher = tokio::spawn(dispatch(ctx.clone(), track, sender));
    let receiver = Mutex::new(Some(receiver));
    let monitor = Monitor::new().register(move |_| {
        let taken = receiver
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        // A second worker of the same name would find no lanes; the first lives as long as we do.
        let lanes = Lanes(taken.unwrap_or_else(|| mpsc::channel(1).1));
        let ctx = ctx.clone();
        WorkerBuilder::new(format!("{track:?}"))
            .backend(lanes)
            .catch_panic()
            .parallelize(tokio::spawn)
            .build(move |taken: Taken| turn(ctx.clone(), track, taken))
    });
    let signal = async move {
        stop.await;
        Ok(())
    };
    if let Err(error) = monitor.run_with_signal(signal).await {
        tracing::error!(%error, "The queue's runner ended badly");
    }
    dispatcher.abort();
}

async fn turn(ctx: Ctx, track: Track, taken: Taken) -> Result<(), BoxDynError> {
    if let Err(error) = verb::work(&ctx, track, taken.turn.clone()).await {
        tracing::warn!(error = %with_causes(&error), "A lane's turn ended early; its next begins when it is queued again");
        // A database that fails must not be asked again at once.
        tokio::time::sleep(ctx.clock.real(NET)).await;
        return Ok(());
    }
    taken
        .place
        .left
        .store(true, std::sync::atomic::Ordering::Release);
    Ok(())
}

async fn dispatch(ctx: Ctx, track: Track, lanes: mpsc::Sender<Taken>) {
    let places = Arc::new(Semaphore::new(places(track)));
    let mut woken = ctx.wake.subscribe();
    loop {
        let Ok(first) = places.clone().acquire_owned().await else {
            return;
        };
        let mut permits = vec![first];
        while let Ok(permit) = places.clone().try_acquire_owned() {
            permits.push(permit);
        }
        let turns = claim(&ctx, track, permits.len()).await;
        if turns.is_empty() {
            drop(permits);
            woken.wait(ctx.clock.real(NET)).await;
            if track == Track::Bulk {
                // Most of what wakes us is the other track's, and here nothing is in a hurry.
                tokio::time::sleep(ctx.clock.real(CALM)).await;
            }
            continue;
        }
        for turn in turns {
            let Some(permit) = permits.pop() else { break };
            let place = Arc::new(Place {
                ctx: ctx.clone(),
                track,
                turn: turn.clone(),
                left: false.into(),
                _permit: permit,
            });
            if lanes.send(Taken { turn, place }).await.is_err() {
                return;
            }
        }
    }
}

fn places(track: Track) -> usize {
    match track {
        Track::Realtime => REALTIME_PLACES,
        Track::Bulk => BULK_PLACES,
    }
}

async fn claim(ctx: &Ctx, track: Track, count: usize) -> Vec<Turn> {
    let now = ctx.now();
    let claimed = lane::claim(&ctx.store, track, count, now, now + LEASE).await;
    claimed.unwrap_or_else(|error| {
        tracing::warn!(error = %with_causes(&error), "Could not look for lanes; looking again");
        Vec::new()
    })
}

impl Drop for Place {
    /// A panic or a stop in the middle must not leave the lane to its lease.
    fn drop(&mut self) {
        if self.left.load(std::sync::atomic::Ordering::Acquire) {
            return;
        }
        let (ctx, track, turn) = (self.ctx.clone(), self.track, self.turn.clone());
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = lane::requeue(&ctx.store, track, &turn, ctx.now()).await {
                    tracing::warn!(error = %with_causes(&error), "Could not queue a lane again; its lease will lapse");
                }
            });
        }
    }
}

/// apalis' view of our lanes. Its errors never end a worker: there are none.
struct Lanes(mpsc::Receiver<Taken>);

impl Backend for Lanes {
    type Task = Task<Taken>;
    type Error = Infallible;

    fn poll_ready(
        &mut self,
        _: &mut Context<'_>,
        _: &WorkerContext,
    ) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_next(
        &mut self,
        context: &mut Context<'_>,
        _: &WorkerContext,
    ) -> Poll<Option<Result<Task<Taken>, Infallible>>> {
        let taken = self.0.poll_recv(context);
        taken.map(|taken| taken.map(|taken| Ok(TaskBuilder::new(taken).build())))
    }

    fn poll_close(
        &mut self,
        _: &mut Context<'_>,
        _: &WorkerContext,
    ) -> Poll<Result<(), Infallible>> {
        self.0.close();
        Poll::Ready(Ok(()))
    }
}

impl BackendConfig for Lanes {
    type Args = Taken;
    type Id = ();
    type Kind = Ephemeral;
    type Config = ();
    type Layer = Identity;

    fn config(&self) -> &() {
        &()
    }

    fn middleware(&mut self, _: &mut WorkerContext) -> Identity {
        Identity::new()
    }
}
