//! One turn of one lane: a bite of an account's work, fair to the others.
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use store::{
    ShopId, Woken, inbox, lane,
    lane::{Track, Turn},
};

use crate::{
    Ctx, Lease, Work, due,
    error::Result,
    job::{self, Job, Subject},
    lease::LEASE,
};

/// After this nothing new is begun: other accounts wait.
const BITE: TimeDelta = TimeDelta::seconds(2);
/// Jobs of one account side by side, and of them those about one shop.
const SIDE_BY_SIDE: usize = 8;
const PER_SHOP: usize = 2;
/// How many messages to look at for the next that may be begun.
const WINDOW: usize = 64;
/// How often a lane at work looks whether its lease must be renewed.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// What a turn has under way.
struct Bench {
    work: Work,
    track: Track,
    running: FuturesUnordered<BoxFuture<'static, (Subject, Result<(), store::Error>)>>,
    busy: HashSet<Subject>,
    woken: Woken,
    /// Subjects that failed to be written down in this turn: a later one takes them over.
    stuck: HashSet<Subject>,
}

/// Works the lane until nothing is due or its bite is eaten, and leaves it.
pub async fn work(ctx: &Ctx, track: Track, mut turn: Turn) -> Result<()> {
    let begun = ctx.now();
    let lease = Arc::new(Lease::new(ctx.clone(), track, turn.clone(), begun + LEASE));
    let mut bench = Bench {
        work: Work {
            ctx: ctx.clone(),
            tenant: crate::inbox::tenant(ctx, turn.account_id),
            lease,
        },
        track,
        running: FuturesUnordered::new(),
        busy: HashSet::new(),
        woken: ctx.wake.subscribe(),
        stuck: HashSet::new(),
    };
    loop {
        // The counter first: news that come while we look make the leaving fail, and we look again.
        let Some(news) = lane::news(&ctx.store, track, &turn).await? else {
            return Ok(());
        };
        turn.news = news;
        bench.eat(begun + BITE).await?;
        if ctx.now() >= begun + BITE {
            return Ok(lane::requeue(&ctx.store, track, &turn, ctx.now()).await?);
        }
        let next = bench.next_due().await?;
        if lane::leave(&ctx.store, track, &turn, next).await? {
            return Ok(());
        }
    }
}

impl Bench {
    /// Begins what may be begun until `end`, then waits for what runs.
    async fn eat(&mut self, end: DateTime<Utc>) -> Result<()> {
        loop {
            if self.work.now() < end {
                self.begin_what_may().await?;
            }
            if self.running.is_empty() {
                return Ok(());
            }
            self.one_ends().await?;
        }
    }

    async fn begin_what_may(&mut self) -> Result<()> {
        if self.running.len() >= SIDE_BY_SIDE {
            return Ok(());
        }
        let now = self.work.now();
        for job in due::jobs(&self.work, self.track).await? {
            self.begin(job);
        }
        let turn = self.work.lease.turn();
        let window = WINDOW + self.running.len();
        let picked = inbox::pick(&self.work.tenant, self.track, turn, window, now).await?;
        for message in picked {
            self.begin(Job::Message(message));
        }
        Ok(())
    }

    fn begin(&mut self, job: Job) {
        let subject = job.subject();
        let full = self.running.len() >= SIDE_BY_SIDE || self.about(subject.shop) >= PER_SHOP;
        if full || self.stuck.contains(&subject) || !self.busy.insert(subject.clone()) {
            return;
        }
        let work = self.work.clone();
        let running = async move { (subject, job::run(&work, job).await) };
        self.running.push(running.boxed());
    }

    /// What could not be written down is due still, but not at once again.
    async fn next_due(&mut self) -> Result<Option<DateTime<Utc>>> {
        let next = due::next(&self.work, self.track).await?;
        if self.stuck.is_empty() {
            return Ok(next);
        }
        Ok(next.map(|at| at.max(self.work.now() + BITE)))
    }

    /// Jobs under way about a shop; those about the agreement are limited by its pace alone.
    fn about(&self, shop: ShopId) -> usize {
        let mut count: HashMap<ShopId, usize> = HashMap::new();
        for subject in &self.busy {
            *count.entry(subject.shop).or_default() += 1;
        }
        if shop.is_nil() {
            return 0;
        }
        count.get(&shop).copied().unwrap_or_default()
    }

    async fn one_ends(&mut self) -> Result<()> {
        let beat = self.work.ctx.clock.real(HEARTBEAT);
        let ended = tokio::select! {
            ended = self.running.next() => ended,
            // What a job puts in the inbox need not wait until it ends: Rackbeat may be slow, and
            // the other shops still show what was sold.
            () = self.woken.wait(beat) => return self.work.lease.hold().await,
        };
        if let Some((subject, done)) = ended {
            self.busy.remove(&subject);
            if let Err(error) = done {
                tracing::error!(%error, kind = subject.kind, "Could not write down how a job went; it is taken over");
                self.stuck.insert(subject);
            }
        }
        Ok(())
    }
}
