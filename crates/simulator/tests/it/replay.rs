//! The recorded exchanges of two real shops, replayed against the simulated ones.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::DateTime;
use simulator::Clock;
use simulator::woo::{Setup, Shop, Version};

mod compare;
mod exceptions;
pub mod exchange;
mod flows;
mod hooks;
pub mod receiver;
mod scene;
mod shape;
mod signature;

use exceptions::{EXCEPTIONS, HOOK_EXCEPTIONS};

/// The groups of recordings that are exchanges; 85 and 86 are flows of pages.
const GROUPS: &[u32] = &[
    3, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 20, 21, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39,
    40, 41, 42, 43, 44, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56, 57, 60, 61, 62, 63, 64, 65, 66, 67,
    68, 69, 70, 80, 81, 90, 91, 96, 97, 98, 100, 101, 110, 111, 112, 113, 114, 115,
];

#[tokio::test]
async fn a_shop_of_7_1_answers_as_the_recorded_one_did() {
    replay(Version::V7_1).await;
}

#[tokio::test]
async fn a_shop_of_11_0_answers_as_the_recorded_one_did() {
    replay(Version::V11_0).await;
}

#[tokio::test]
async fn keys_are_handed_out_and_withheld_as_recorded() {
    for version in [Version::V7_1, Version::V11_0] {
        let (count, wrong) = flows::walk(version).await;
        println!(
            "{}: {count} recordings of groups 85 and 86 replayed",
            version.name()
        );
        assert!(
            wrong.is_empty(),
            "{}:\n{}",
            version.name(),
            wrong.join("\n")
        );
        assert!(count >= 16, "{}: only {count}", version.name());
    }
}

#[tokio::test]
async fn webhooks_are_delivered_as_recorded() {
    for version in [Version::V7_1, Version::V11_0] {
        let (count, mut wrong) = hooks::play(version).await;
        println!(
            "{}: {count} recorded deliveries provoked again",
            version.name()
        );
        wrong.retain(|difference| {
            !HOOK_EXCEPTIONS
                .iter()
                .any(|(part, _)| difference.contains(part))
        });
        assert!(
            wrong.is_empty(),
            "{}:\n{}",
            version.name(),
            wrong.join("\n")
        );
        assert!(count >= 45, "{}: only {count}", version.name());
    }
}

async fn replay(version: Version) {
    let exchanges = exchange::recorded(version.name());
    let now = Arc::new(AtomicI64::new(seeded_at(version)));
    let shop = Shop::start(Setup {
        clock: clock(now.clone()),
        ..Setup::recorded(version)
    })
    .unwrap();
    let receiver = receiver::Receiver::start();
    let client = exchange::client();
    let mut by_group: BTreeMap<u32, usize> = BTreeMap::new();
    let mut wrong = Vec::new();
    let mut used = Vec::new();
    for mut exchange in exchanges {
        now.store(exchange.at, Ordering::SeqCst);
        scene::set(&shop, &mut exchange, &receiver.url).await;
        let answered = exchange.send(&client, &shop.url()).await;
        scene::strike(&shop);
        *by_group.entry(exchange::group(&exchange.name)).or_default() += 1;
        for difference in compare::differences(&exchange, &answered) {
            match EXCEPTIONS
                .iter()
                .position(|exception| exception.covers(version, &exchange.name, &difference))
            {
                Some(at) => used.push(at),
                None => wrong.push(format!("{}: {difference}", exchange.name)),
            }
        }
    }
    let total: usize = by_group.values().sum();
    println!(
        "{}: {total} exchanges replayed; by group {by_group:?}",
        version.name()
    );
    assert!(
        wrong.is_empty(),
        "{} differences:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(total >= 120, "only {total}");
    let missing: Vec<&u32> = GROUPS
        .iter()
        .filter(|group| !by_group.contains_key(group))
        .collect();
    assert!(missing.is_empty(), "no exchange of the groups {missing:?}");
    let idle: Vec<&str> = (0..EXCEPTIONS.len())
        .filter(|at| EXCEPTIONS[*at].of(version) && !used.contains(at))
        .map(|at| EXCEPTIONS[at].name)
        .collect();
    assert!(idle.is_empty(), "exceptions that nothing needs: {idle:?}");
}

/// When the recorded shop was filled, in Unix seconds.
fn seeded_at(version: Version) -> i64 {
    match version {
        Version::V7_1 => 1_795_446_039,
        Version::V11_0 => 1_795_446_006,
    }
}

/// Stands where the hand points.
fn clock(hand: Arc<AtomicI64>) -> Clock {
    let now = move || DateTime::from_timestamp(hand.load(Ordering::SeqCst), 0).unwrap();
    Clock::following(now, 1)
}
