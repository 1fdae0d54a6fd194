//! Everything that is logged while a house stands, by whichever of the tests that run side by side.
use std::{
    collections::BTreeMap,
    io,
    sync::{
        Mutex, MutexGuard, Once, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use tracing_subscriber::EnvFilter;

/// All that an operator may ask for of ours. What tests and the outside worlds say is not the product's.
const LOG: &str = "info,app=trace,domain=trace,store=trace,web=trace,woo=trace,rackbeat=trace,\
                   simulator=off,testkit=off,thirtyfour=off";

static KEPT: Mutex<Kept> = Mutex::new(Kept {
    text: String::new(),
    before: 0,
    open: BTreeMap::new(),
});

struct Kept {
    text: String,
    /// Bytes that nobody needs any more and that are gone.
    before: usize,
    /// Where each reader began, in bytes since the first line.
    open: BTreeMap<u64, usize>,
}

/// Keeps the log from its making on; what no other reader needs goes with it.
pub(crate) struct Reader(u64);

impl Reader {
    pub fn open() -> Self {
        static STARTED: Once = Once::new();
        STARTED.call_once(start);
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        let mut kept = kept();
        let now = kept.before + kept.text.len();
        kept.open.insert(id, now);
        Self(id)
    }

    pub fn text(&self) -> String {
        let kept = kept();
        let from = kept.open.get(&self.0).map_or(0, |at| at - kept.before);
        kept.text[from..].to_owned()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let mut kept = kept();
        kept.open.remove(&self.0);
        let end = kept.before + kept.text.len();
        let needed = kept.open.values().copied().min().unwrap_or(end);
        let gone = needed - kept.before;
        kept.text.drain(..gone);
        kept.before = needed;
    }
}

struct Writer;

impl io::Write for Writer {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut kept = kept();
        if !kept.open.is_empty() {
            kept.text.push_str(&String::from_utf8_lossy(line));
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn start() {
    let lines = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new(LOG))
        .with_ansi(false)
        .with_writer(|| Writer);
    lines.init();
}

fn kept() -> MutexGuard<'static, Kept> {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner)
}
