//! Calls keep within the limit, and learn from what the answers say.

use std::time::Duration;

use rackbeat::{Pace, Track};

#[tokio::test]
async fn a_wait_too_long_to_wait_is_told_instead() {
    let pace = Pace::new(3);
    for _ in 0..3 {
        pace.turn(Track::Realtime).await.unwrap();
    }
    let wait = pace.turn(Track::Realtime).await.unwrap_err();
    assert!(
        wait > Duration::from_secs(5) && wait <= Duration::from_millis(60_001),
        "{wait:?}"
    );
}

#[tokio::test]
async fn bulk_leaves_forty_calls_for_what_people_wait_for() {
    let pace = Pace::default();
    for _ in 0..440 {
        pace.turn(Track::Bulk).await.unwrap();
    }
    assert!(pace.turn(Track::Bulk).await.is_err());
    for _ in 0..40 {
        pace.turn(Track::Realtime).await.unwrap();
    }
    assert!(pace.turn(Track::Realtime).await.is_err());
}

#[tokio::test]
async fn what_others_used_of_the_same_key_counts_as_ours() {
    let pace = Pace::default();
    pace.turn(Track::Realtime).await.unwrap();
    pace.learn(Some(480), Some(1));
    pace.turn(Track::Realtime).await.unwrap();
    assert!(pace.turn(Track::Realtime).await.is_err());
}

#[tokio::test]
async fn a_lower_limit_than_ours_is_obeyed() {
    let pace = Pace::default();
    pace.learn(Some(70), None);
    assert_eq!(turns(&pace).await, 70);
}

#[tokio::test]
async fn the_newest_limit_counts_up_and_down_but_never_below_sixty() {
    let pace = Pace::default();
    pace.learn(Some(2), None);
    assert_eq!(turns(&pace).await, 60);
    pace.learn(Some(100), None);
    assert_eq!(turns(&pace).await, 40);
}

/// How many calls may go out now.
async fn turns(pace: &Pace) -> usize {
    let mut turns = 0;
    while pace.turn(Track::Realtime).await.is_ok() {
        turns += 1;
    }
    turns
}

#[tokio::test]
async fn when_it_says_stop_for_long_the_wait_is_told() {
    let pace = Pace::default();
    pace.hold(Some(Duration::from_secs(30)));
    assert!(pace.turn(Track::Realtime).await.unwrap_err() > Duration::from_secs(5));
}
