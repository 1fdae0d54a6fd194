//! What orders need in Rackbeat is made once, however often and however doubtfully it is asked for.
use std::time::Duration;

use app::{
    Hindrance, Stopped,
    agreement::{Need, Picked},
};
use chrono::TimeDelta;
use secrecy::SecretString;
use testkit::{
    EMAIL, House,
    simulator::{Fault, Rule},
};

/// Rackbeat is connected, and nothing is made there yet.
async fn connected() -> House {
    let house = House::bare().await;
    house.clock.hurry(40);
    let key = SecretString::from(house.agreement.token().to_owned());
    app::agreement::connect(&house.ctx, &house.tenant(), EMAIL, &key)
        .await
        .unwrap();
    house
}

async fn make_all(house: &House) -> Result<Vec<Need>, Stopped> {
    app::agreement::make_all(&house.ctx, &house.tenant()).await
}

async fn make(house: &House, need: Need) -> Result<Vec<Need>, Stopped> {
    app::agreement::make(&house.ctx, &house.tenant(), need).await
}

fn is_being_made(ended: &Result<Vec<Need>, Stopped>) -> bool {
    matches!(ended, Err(Stopped::By(Hindrance::BeingMade)))
}

#[tokio::test]
async fn pressed_twice_at_once_each_thing_is_made_once() {
    let house = connected().await;
    let (one, other) = tokio::join!(make_all(&house), make_all(&house));
    for ended in [&one, &other] {
        assert!(ended.is_ok() || is_being_made(ended), "{ended:?}");
    }
    assert!(make_all(&house).await.unwrap().is_empty());
    let calls = house.rackbeat.calls();
    assert_eq!(calls.of("customers.create"), 1);
    assert_eq!(house.agreement.customers().len(), 1);
    assert_eq!(calls.of("products.create"), 5);
    house.run_jobs().await;
}

#[tokio::test]
async fn in_doubt_it_rests_and_is_looked_for_before_another_is_made() {
    for fault in [
        Fault::TimeoutAfterCommit,
        Fault::LateCommitAfter(Duration::from_secs(60)),
        Fault::CutJson,
        Fault::Http(500),
    ] {
        let house = connected().await;
        let trouble = house.rackbeat.trouble();
        trouble.add(Rule::once(fault.clone()).only("customers.create"));
        assert!(make_all(&house).await.is_err(), "{fault:?}");
        let again = make_all(&house).await;
        let is_there = house.agreement.customers().len() == 1;
        assert!(
            is_being_made(&again) || is_there && again.is_ok(),
            "{fault:?}: {again:?}"
        );
        if matches!(fault, Fault::LateCommitAfter(_)) {
            house.until(|| house.agreement.customers().len() == 1).await;
        }
        house.wait(TimeDelta::minutes(3));
        let missing = make_all(&house).await;
        assert!(missing.unwrap().is_empty(), "{fault:?}");
        assert_eq!(house.agreement.customers().len(), 1, "{fault:?}");
        house.run_jobs().await;
    }
}

#[tokio::test]
async fn what_rackbeat_surely_did_not_make_can_be_asked_for_at_once() {
    let house = connected().await;
    let trouble = house.rackbeat.trouble();
    trouble.add(Rule::once(Fault::RateLimited(None)).only("customers.create"));
    assert!(make_all(&house).await.is_err());
    assert!(make_all(&house).await.unwrap().is_empty());
    assert_eq!(house.agreement.customers().len(), 1);
    house.run_jobs().await;
}

#[tokio::test]
async fn of_two_that_are_made_at_the_same_time_both_are_kept() {
    let house = connected().await;
    let (freight, fee) = tokio::join!(make(&house, Need::Freight), make(&house, Need::Fee));
    freight.unwrap();
    fee.unwrap();
    let picked = Picked::of(&house.tenant()).await.unwrap();
    assert!(
        picked.freight_product.is_some() && picked.fee_product.is_some(),
        "{picked:?}"
    );
    house.run_jobs().await;
}
