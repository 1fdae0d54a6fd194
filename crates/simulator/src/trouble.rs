//! How a simulator misbehaves: faults, each now and then or until told otherwise, for every call or for one kind.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use rand::{Rng, SeedableRng, rngs::StdRng};

mod suffer;

pub use suffer::Front;
pub(crate) use suffer::suffer;

/// One way to misbehave. Spans are in the simulated world's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The connection is cut before anything is done. (To refuse connections, `go_down`.)
    HangUp,
    /// The answer comes later than it should.
    Slow(Duration),
    /// Nothing is done; this status, with a body as the real one's.
    Http(u16),
    /// Nothing is done: 429, with `Retry-After` if there is a span.
    RateLimited(Option<Duration>),
    /// The work is done, but no answer comes until the caller hangs up.
    TimeoutAfterCommit,
    /// No answer comes; 5–60 s later, when the caller is long gone, the work is done.
    LateCommit,
    /// As `LateCommit`, with a span of one's own.
    LateCommitAfter(Duration),
    /// The work is done; the answer is cut in the middle.
    CutJson,
    /// Nothing is done: a web page, 200.
    HtmlPage,
    /// The work is done; a notice stands before the answer's JSON.
    NoticeBeforeJson,
    /// Nothing is done: the keys are no good any more.
    KeysRevoked,
    /// A webhook is never sent.
    WebhookLost,
    /// A webhook is sent twice.
    WebhookDoubled,
    /// A webhook is sent after those that come after it.
    WebhookReordered,
}

/// When a fault strikes.
#[derive(Clone, Debug)]
pub struct Rule {
    fault: Fault,
    /// 0–1.
    chance: f64,
    /// Only calls whose kind is this, or begins with this and a dot.
    only: Option<String>,
    /// How many times yet; `None` is until it is taken away.
    times: Option<u32>,
    /// So many calls that it concerns are let through first.
    spares: u32,
}

impl Rule {
    pub fn always(fault: Fault) -> Self {
        Self::chance(fault, 1.0)
    }

    /// `chance` of 0–1 for each call.
    pub fn chance(fault: Fault, chance: f64) -> Self {
        Self {
            fault,
            chance,
            only: None,
            times: None,
            spares: 0,
        }
    }

    /// Strikes the next call and no other.
    pub fn once(fault: Fault) -> Self {
        Self::always(fault).times(1)
    }

    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Lets so many calls of its kind through before it strikes.
    #[must_use]
    pub fn after(mut self, calls: u32) -> Self {
        self.spares = calls;
        self
    }

    /// Strikes only one kind of call, such as `orders.create`, or a family, such as `orders`.
    #[must_use]
    pub fn only(mut self, kind: &str) -> Self {
        self.only = Some(kind.to_owned());
        self
    }

    fn concerns(&self, kind: &str) -> bool {
        self.times != Some(0)
            && self.only.as_deref().is_none_or(|only| {
                kind.strip_prefix(only)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
    }
}

/// What becomes of one webhook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Sent,
    Lost,
    Doubled,
    /// To be sent after the next one.
    Reordered,
}

/// The troubles of one simulator, shared by its server and whoever plays with it.
#[derive(Clone)]
pub struct Trouble(Arc<Mutex<Inner>>, Arc<AtomicUsize>);

/// A call that is at work, or will be when it is late enough.
pub(crate) struct AtWork(Arc<AtomicUsize>);

impl Drop for AtWork {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

struct Inner {
    rules: Vec<Rule>,
    dice: StdRng,
}

impl Trouble {
    /// The same seed and the same calls give the same troubles.
    pub fn new(seed: u64) -> Self {
        let inner = Inner {
            rules: Vec::new(),
            dice: StdRng::seed_from_u64(seed),
        };
        Self(Arc::new(Mutex::new(inner)), Arc::default())
    }

    pub fn add(&self, rule: Rule) {
        self.lock().rules.push(rule);
    }

    /// Until `off` or `clear`, for every call.
    pub fn on(&self, fault: Fault) {
        self.add(Rule::always(fault));
    }

    pub fn off(&self, fault: &Fault) {
        self.lock().rules.retain(|rule| rule.fault != *fault);
    }

    pub fn clear(&self) {
        self.lock().rules.clear();
    }

    /// Calls whose work is not done yet, though their callers may be gone: late commits too.
    pub fn at_work(&self) -> usize {
        self.1.load(Ordering::SeqCst)
    }

    pub(crate) fn begin(&self) -> AtWork {
        self.1.fetch_add(1, Ordering::SeqCst);
        AtWork(self.1.clone())
    }

    /// What becomes of a webhook that is about to be sent.
    pub fn fate(&self) -> Fate {
        let webhooks = [
            (Fault::WebhookLost, Fate::Lost),
            (Fault::WebhookDoubled, Fate::Doubled),
            (Fault::WebhookReordered, Fate::Reordered),
        ];
        let mut inner = self.lock();
        webhooks
            .into_iter()
            .find_map(|(fault, fate)| {
                let struck = inner.strike("webhook", |found| *found == fault);
                struck.map(|_| fate)
            })
            .unwrap_or(Fate::Sent)
    }

    /// A number of the simulator's own, below `end`, from the same dice.
    pub fn roll(&self, end: u64) -> u64 {
        self.lock().dice.random_range(0..end.max(1))
    }

    /// The faults that strike this call: a delay, and one of the others.
    fn strikes(&self, kind: &str) -> Vec<Fault> {
        let mut inner = self.lock();
        let delay = inner.strike(kind, Fault::is_slow);
        let other = inner.strike(kind, |fault| !fault.is_slow() && !fault.is_of_webhooks());
        delay.into_iter().chain(other).collect()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    /// The first rule that strikes.
    fn strike(&mut self, kind: &str, wanted: impl Fn(&Fault) -> bool) -> Option<Fault> {
        for rule in &mut self.rules {
            if rule.spares > 0 && wanted(&rule.fault) && rule.concerns(kind) {
                rule.spares -= 1;
                continue;
            }
            let strikes = wanted(&rule.fault)
                && rule.concerns(kind)
                && (rule.chance >= 1.0 || self.dice.random_bool(rule.chance.clamp(0.0, 1.0)));
            if strikes {
                rule.times = rule.times.map(|left| left - 1);
                return Some(rule.fault.clone());
            }
        }
        None
    }
}

impl Fault {
    fn is_slow(&self) -> bool {
        matches!(self, Self::Slow(_))
    }

    fn is_of_webhooks(&self) -> bool {
        matches!(
            self,
            Self::WebhookLost | Self::WebhookDoubled | Self::WebhookReordered
        )
    }
}
