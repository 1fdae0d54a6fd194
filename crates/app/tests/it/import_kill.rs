//! A synchronisation killed anywhere finishes, makes nothing twice and reports right.
use std::collections::BTreeMap;

use chrono::TimeDelta;
use rand::{Rng, SeedableRng, rngs::StdRng};
use store::{import::State, lane::Track};
use testkit::House;
use testkit::simulator::{Fault, Rule, woo};

use crate::import::{MAIN, approve, bring, hurried, on_hand, preview, view, writes};

const GOODS: i64 = 120;

fn fill(shop: &woo::Shop) {
    for number in 0..GOODS {
        shop.add_product(&format!("V-{number}"), "Vare", 100.into(), Some(number + 1));
    }
}

/// Each product once with its level, and no adjustment booked twice.
fn assert_right(house: &House) {
    for number in 0..GOODS {
        let sku = format!("V-{number}");
        assert_eq!(on_hand(house, &sku), Some((number + 1).into()), "{sku}");
    }
    let mut booked: BTreeMap<String, usize> = BTreeMap::new();
    for (_, adjustment) in house.agreement.adjustments() {
        *booked.entry(adjustment.item.clone()).or_default() += 1;
    }
    booked.retain(|_, times| *times > 1);
    assert!(booked.is_empty(), "adjusted twice: {booked:?}");
}

#[tokio::test]
async fn killed_at_twenty_random_moments_it_finishes_and_does_nothing_twice() {
    let house = hurried().await;
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    let mut dice = StdRng::seed_from_u64(20);
    let mut kills = 0;
    for _ in 0..60 {
        let waits = dice.random_range(1..250);
        kills += usize::from(!house.run_track_until_killed(Track::Bulk, waits).await);
        house.wait(TimeDelta::seconds(61));
        if kills == 20 {
            break;
        }
    }
    house.later(TimeDelta::minutes(20)).await;
    let done = view(&house, &shop).await.import;
    assert_eq!(done.state, State::Done, "{}", house.log().await);
    assert!(kills >= 10, "killed only {kills} times");
    let goods = u64::try_from(GOODS).unwrap();
    assert_eq!((done.did.created, done.did.levels), (goods, goods));
    assert_eq!(done.did.failed + done.did.left_out, 0);
    assert_right(&house);
    let before = writes(&house);
    bring(&house, &shop, Some(MAIN)).await;
    assert_eq!(writes(&house), before, "run again it writes nothing");
}

#[tokio::test]
async fn answers_that_never_come_are_looked_for_and_nothing_is_done_twice() {
    let house = hurried().await;
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    for kind in [
        "products.create",
        "inventory-adjustments.create",
        "inventory-adjustments.book",
    ] {
        let fault = Rule::chance(Fault::TimeoutAfterCommit, 0.05)
            .only(kind)
            .times(4);
        house.rackbeat.trouble().add(fault);
        let fault = Rule::chance(Fault::CutJson, 0.05).only(kind).times(4);
        house.rackbeat.trouble().add(fault);
        let fault = Rule::chance(Fault::Http(500), 0.05).only(kind).times(4);
        house.rackbeat.trouble().add(fault);
    }
    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.later(TimeDelta::hours(5)).await;
    let done = view(&house, &shop).await.import;
    assert_eq!(done.state, State::Done, "{}", house.log().await);
    assert_eq!(done.did.failed, 0, "{:?}", done.did);
    assert_right(&house);
}
