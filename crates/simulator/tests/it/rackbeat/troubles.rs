//! What can go wrong with Rackbeat: time-outs, late commits, refusals to connect, the limit.
use std::time::Duration;

use rackbeat::Error;
use simulator::{Fault, Rule, rackbeat::Setup};

use super::{Play, client, sped};

#[tokio::test]
async fn a_write_that_times_out_after_the_commit_is_in_doubt_and_done() {
    let play = Play::begin(Setup::default()).await;
    let impatient = client(&play.rackbeat, &play.agreement, Duration::from_millis(300));
    play.rackbeat
        .trouble()
        .add(Rule::once(Fault::TimeoutAfterCommit).only("orders.create"));
    let error = impatient
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap_err();
    assert!(error.in_doubt() && error.is_connections_fault());
    assert_eq!(play.agreement.orders_for("kx7f-1").len(), 1);
}

#[tokio::test]
async fn a_late_commit_is_done_after_the_caller_hung_up() {
    let play = Play::begin(sped(100)).await;
    let impatient = client(&play.rackbeat, &play.agreement, Duration::from_millis(200));
    let late = Fault::LateCommitAfter(Duration::from_secs(60));
    play.rackbeat.trouble().add(Rule::once(late).only("orders"));
    let error = impatient
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap_err();
    assert!(error.in_doubt());
    assert!(play.agreement.orders().is_empty(), "not yet");
    while play.agreement.orders_for("kx7f-1").is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn troubles_are_told_apart() {
    let play = Play::begin(Setup::default()).await;
    let trouble = play.rackbeat.trouble();
    let next = async |fault| {
        trouble.add(Rule::once(fault));
        play.client.item("KOPP-1").await.unwrap_err()
    };
    assert!(matches!(
        next(Fault::Http(500)).await,
        Error::Unavailable(_)
    ));
    assert!(matches!(next(Fault::HangUp).await, Error::Unavailable(_)));
    assert!(matches!(next(Fault::CutJson).await, Error::Unexpected(_)));
    assert!(matches!(next(Fault::HtmlPage).await, Error::WebPage));
    assert!(matches!(
        next(Fault::NoticeBeforeJson).await,
        Error::WebPage
    ));
    assert!(matches!(
        next(Fault::KeysRevoked).await,
        Error::Unauthorized
    ));
    let wait = Some(Duration::from_secs(7));
    assert!(
        matches!(next(Fault::RateLimited(wait)).await, Error::RateLimited(found) if found == wait)
    );
}

#[tokio::test]
async fn the_same_seed_brings_the_same_troubles_to_one_kind_of_call() {
    let pattern = async |seed| {
        let play = Play::begin(Setup {
            seed,
            ..Setup::default()
        })
        .await;
        let now_and_then = Rule::chance(Fault::Http(503), 0.3).only("items");
        play.rackbeat.trouble().add(now_and_then);
        let mut pattern = Vec::new();
        for _ in 0..40 {
            play.client.me().await.unwrap();
            pattern.push(play.client.item("KOPP-1").await.is_ok());
        }
        assert_eq!(
            play.rackbeat.calls().of("items.get"),
            40,
            "those that failed count too"
        );
        pattern
    };
    let first = pattern(7).await;
    assert!(first.contains(&true) && first.contains(&false));
    assert_eq!(first, pattern(7).await);
    assert_ne!(first, pattern(8).await);
}

#[tokio::test]
async fn a_rackbeat_that_is_down_refuses_connections_until_it_comes_up() {
    let play = Play::begin(Setup::default()).await;
    play.rackbeat.go_down();
    // One without a connection that stands: that would break, and leave a doubt.
    let fresh = client(&play.rackbeat, &play.agreement, Duration::from_secs(20));
    let error = fresh
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap_err();
    assert!(error.is_connections_fault() && !error.in_doubt(), "{error}");
    play.rackbeat.come_up().unwrap();
    fresh.create_order(&play.order("kx7f-1", 1)).await.unwrap();
    assert_eq!(play.agreement.orders().len(), 1);
}

#[tokio::test]
async fn the_limit_is_counted_told_and_kept() {
    let limited = Setup {
        per_minute: Some(5),
        ..sped(60)
    };
    let play = Play::begin(limited).await;
    for _ in 0..4 {
        play.client.me().await.unwrap();
    }
    // The client learned from the headers that nothing is left, and says so itself.
    let calls = play.rackbeat.calls().total();
    let error = play.client.me().await.unwrap_err();
    assert!(matches!(error, Error::RateLimited(Some(_))));
    assert_eq!(play.rackbeat.calls().total(), calls);
    // One that has not learned is told, in the simulated world's seconds.
    let other = client(&play.rackbeat, &play.agreement, Duration::from_secs(20));
    let error = other.me().await.unwrap_err();
    assert!(matches!(error, Error::RateLimited(Some(wait)) if wait <= Duration::from_secs(60)));
    assert!(error.is_connections_fault() && !error.in_doubt());
}

#[tokio::test]
async fn agreements_behind_one_address_do_not_see_each_other() {
    let play = Play::begin(Setup::default()).await;
    let mut other = play.rackbeat.add_bare_agreement("Sørlys AS", "NO");
    let outside = client(&play.rackbeat, &other, Duration::from_secs(20));
    let whose = outside.me().await.unwrap().user_account;
    assert_eq!(
        (whose.id, whose.company_name.as_deref()),
        (other.number(), Some("Sørlys AS"))
    );
    assert!(matches!(outside.item("KOPP-1").await, Err(Error::NotFound)));
    assert!(outside.product_groups().await.unwrap().items.is_empty());
    other.rotate_token();
    assert!(matches!(outside.me().await, Err(Error::Unauthorized)));
}
