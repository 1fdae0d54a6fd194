//! One turn of one lane: a bite of an account's work, fair to the others.
use std::{
    collections::{HashMap, HashSet},
    pin::pin,
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use futures::{FutureExt, StreamExt, future::BoxFuture, stream::FuturesUnordered};
use store::{
    ShopId, Woken, lane,
    lane::{Track, Turn},
    with_causes,
};

use crate::{
    Ctx, Error, Lease, Work, due,
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
/// A lane at work looks when it hears news, and otherwise so often: for what falls due meanwhile.
const LOOK: TimeDelta = TimeDelta::seconds(1);
/// How often a lane at work looks whether its lease must be renewed.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// How a job about this went.
type Ended = (Subject, Result<(), store::Error>);

/// What a turn has under way.
struct Bench {
    work: Work,
    track: Track,
    running: FuturesUnordered<BoxFuture<'static, Ended>>,
    /// Ended while we asked the database ourselves; not yet looked at.
    ended: Vec<Ended>,
    busy: HashSet<Subject>,
    woken: Woken,
    /// Subjects that failed to be written down in this turn: a later one takes them over.
    stuck: HashSet<Subject>,
    turn: Turn,
    looked: Looked,
}

/// The last look for work.
#[derive(Default)]
struct Looked {
    at: Option<DateTime<Utc>>,
    by_clock_at: Option<DateTime<Utc>>,
    /// It found more than could be begun.
    left_some: bool,
}

/// Works the lane until nothing is due or its bite is eaten, and leaves it.
pub async fn work(ctx: &Ctx, track: Track, turn: Turn) -> Result<()> {
    let begun = ctx.now();
    let lease = Arc::new(Lease::new(ctx.clone(), track, turn.clone(), begun + LEASE));
    let mut bench = Bench {
        work: Work {
            ctx: ctx.clone(),
            tenant: crate::inbox::tenant(ctx, turn.account_id),
            lease,
            customers: Arc::default(),
        },
        track,
        running: FuturesUnordered::new(),
        ended: Vec::new(),
        busy: HashSet::new(),
        woken: ctx.wake.subscribe(),
        stuck: HashSet::new(),
        turn,
        looked: Looked::default(),
    };
    loop {
        let end = bench.eat(begun + BITE).await?;
        if ctx.now() >= end {
            return Ok(lane::requeue(&ctx.store, track, &bench.turn, ctx.now()).await?);
        }
        let next = bench.next_due().await?;
        // News that came since our last look make the leaving fail, and we look again.
        if lane::leave(&ctx.store, track, &bench.turn, next).await? {
            return Ok(());
        }
    }
}

impl Bench {
    /// Begins what may be begun until `end`, then waits for what runs. Where no other account waits for
    /// a place it goes on, since one call that times out must not hold up all else. The end it came to.
    async fn eat(&mut self, mut end: DateTime<Utc>) -> Result<DateTime<Utc>> {
        loop {
            if self.work.now() >= end && self.is_alone().await? {
                end = self.work.now() + BITE;
            }
            if self.work.now() < end {
                self.begin_what_may().await?;
            }
            if self.note_ended() {
                continue;
            }
            if self.running.is_empty() {
                return Ok(end);
            }
            self.one_ends().await?;
        }
    }

    /// Nobody waits for this place, and nothing for a turn after this one.
    async fn is_alone(&mut self) -> Result<bool> {
        let (ctx, track, now) = (self.work.ctx.clone(), self.track, self.work.now());
        let others = self
            .meanwhile(lane::any_due(&ctx.store, track, now))
            .await?;
        Ok(!others && self.stuck.is_empty())
    }

    async fn begin_what_may(&mut self) -> Result<()> {
        if self.running.len() >= SIDE_BY_SIDE || !self.must_look().await? {
            return Ok(());
        }
        let (work, now, window) = (self.work.clone(), self.work.now(), WINDOW + self.busy.len());
        let by_clock = is_long_ago(self.looked.by_clock_at, now);
        let asked = (self.track, window, by_clock);
        let found = self.meanwhile(due::found(&work, asked)).await?;
        self.looked.at = Some(now);
        if by_clock {
            self.looked.by_clock_at = Some(now);
        }
        self.looked.left_some = found.len() >= window;
        for job in found {
            self.looked.left_some |= !self.begin(job);
        }
        Ok(())
    }

    /// A look costs several queries and what it would find has mostly been found: it is for news, for what was
    /// left, and for the clock. The news are counted before the look, so that none are taken for seen.
    async fn must_look(&mut self) -> Result<bool> {
        let (ctx, track, turn) = (self.work.ctx.clone(), self.track, self.turn.clone());
        if self.looked.at.is_none() {
            return Ok(true);
        }
        let news = self.meanwhile(lane::news(&ctx.store, track, &turn)).await?;
        let has_news = news.ok_or(Error::Lost)? != turn.news;
        self.turn.news = news.unwrap_or(turn.news);
        let late = is_long_ago(self.looked.at, self.work.now());
        Ok(has_news || late || self.looked.left_some)
    }

    /// Lets the jobs go on while we ask the database ourselves: one of them may hold what we wait for,
    /// and nobody else takes it any further.
    async fn meanwhile<T>(&mut self, ask: impl Future<Output = T>) -> T {
        let mut ask = pin!(ask);
        loop {
            tokio::select! {
                biased;
                answer = &mut ask => return answer,
                Some(ended) = self.running.next() => self.ended.push(ended),
            }
        }
    }

    /// False when it has to wait for another job's end.
    fn begin(&mut self, job: Job) -> bool {
        let subject = job.subject();
        if self.stuck.contains(&subject) {
            return true;
        }
        let full = self.running.len() >= SIDE_BY_SIDE || self.about(subject.shop) >= PER_SHOP;
        if full || !self.busy.insert(subject.clone()) {
            return false;
        }
        let work = self.work.clone();
        let running = async move { (subject, job::run(&work, job).await) };
        self.running.push(running.boxed());
        true
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
        tokio::select! {
            ended = self.running.next() => self.ended.extend(ended),
            // What a job puts in the inbox need not wait until it ends: Rackbeat may be slow, and
            // the other shops still show what was sold.
            () = self.woken.wait(beat) => {}
        }
        // Also when jobs end all the time: a lane that is busy must not lapse.
        let lease = self.work.lease.clone();
        self.meanwhile(lease.renew()).await?;
        self.note_ended();
        Ok(())
    }

    /// False when none has ended.
    fn note_ended(&mut self) -> bool {
        let any = !self.ended.is_empty();
        for (subject, done) in self.ended.drain(..) {
            self.busy.remove(&subject);
            if let Err(error) = done {
                tracing::error!(error = %with_causes(&error), kind = subject.kind, "Could not write down how a job went; it is taken over");
                self.stuck.insert(subject);
            }
        }
        any
    }
}

fn is_long_ago(at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    at.is_none_or(|at| now - at >= LOOK)
}
