//! Steps that must come true, each told with the time it took.
use std::time::{Duration, Instant};

use anyhow::{Context, bail};

/// A step that has not come true by then never does.
const PATIENCE: Duration = Duration::from_secs(20);
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);

pub struct Steps {
    begun: Instant,
    count: usize,
    speaks: bool,
}

impl Steps {
    pub fn told() -> Self {
        Self {
            begun: Instant::now(),
            count: 0,
            speaks: true,
        }
    }

    pub fn silent() -> Self {
        Self {
            speaks: false,
            ..Self::told()
        }
    }

    pub async fn step<T>(
        &mut self,
        what: &str,
        deed: impl Future<Output = anyhow::Result<T>>,
    ) -> anyhow::Result<T> {
        let begun = Instant::now();
        let done = tokio::time::timeout(PATIENCE, deed).await;
        let done = done.context("it did not come true in time").flatten();
        self.count += 1;
        if self.speaks {
            let mark = if done.is_ok() { "ok" } else { "NO" };
            let (at, took) = (seconds(self.begun.elapsed()), seconds(begun.elapsed()));
            println!("{at:>7} s  {mark}  {what} ({took} s)");
        }
        done.with_context(|| format!("step {}, \"{what}\"", self.count))
    }

    pub fn end(&self) {
        let took = seconds(self.begun.elapsed());
        println!("All {} steps came true in {took} s.", self.count);
    }
}

/// Waits until it is so; `Steps::step` says when to give up.
pub async fn until(is_so: impl Fn() -> bool) {
    while !is_so() {
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
}

/// What must be so at this moment.
pub fn must(is_so: bool, what: &str) -> anyhow::Result<()> {
    if !is_so {
        bail!("{what}");
    }
    Ok(())
}

fn seconds(span: Duration) -> String {
    format!("{}.{:02}", span.as_secs(), span.subsec_millis() / 10)
}
