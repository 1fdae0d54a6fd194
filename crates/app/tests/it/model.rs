//! Random histories of orders over three shops, held against a plain model: at rest all is as it says, and never does a
//! shop show more than it allows.
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

mod acts;
mod credits;
mod engine;
mod figures;
mod hands;
mod history;
mod memory;
mod refunds;
mod storm;
mod story;
mod verdict;
mod world;

/// Histories that every commit is judged by.
const FEW: u64 = 5;

#[test]
fn whatever_happens_to_orders_it_ends_as_the_model_says() {
    let seeds = testkit::seeds(FEW);
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(Vec::new());
    let work = || {
        while let Some(&seed) = seeds.get(next.fetch_add(1, Ordering::SeqCst)) {
            if let Err(said) = play(seed) {
                wrong.lock().unwrap().push(format!("seed {seed}: {said}"));
            }
        }
    };
    thread::scope(|scope| {
        let workers = thread::available_parallelism().map_or(2, usize::from);
        for _ in 0..workers.min(seeds.len()) {
            scope.spawn(work);
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(
        wrong.is_empty(),
        "{} of {} histories ended wrong:\n{}",
        wrong.len(),
        seeds.len(),
        wrong.join("\n\n")
    );
}

/// What is wrong, in words; a panic too.
fn play(seed: u64) -> Result<(), String> {
    let played = catch_unwind(AssertUnwindSafe(|| {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.unwrap().block_on(history::play(seed))
    }));
    played.unwrap_or_else(|panic| {
        let said = panic.downcast_ref::<String>().cloned();
        let said = said.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Err(format!("panicked: {}", said.unwrap_or_default()))
    })
}
