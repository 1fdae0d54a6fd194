//! Sides that fail while a synchronisation runs: it waits, and goes on where it was.
use chrono::TimeDelta;
use store::{import::State, lane::Track};
use testkit::House;
use testkit::simulator::{Fault, Rule, woo};

use crate::import::{MAIN, approve, hurried, on_hand, preview, view};

const GOODS: i64 = 150;

fn fill(shop: &woo::Shop) {
    for number in 0..GOODS {
        shop.add_product(&format!("V-{number}"), "Vare", 100.into(), Some(7));
    }
}

async fn assert_done(house: &House, shop: &testkit::Shop) {
    let done = view(house, shop).await.import;
    assert_eq!(done.state, State::Done, "{}", house.log().await);
    assert_eq!(
        done.did.levels,
        u64::try_from(GOODS).unwrap(),
        "{:?}",
        done.did
    );
    for number in 0..GOODS {
        let sku = format!("V-{number}");
        assert_eq!(on_hand(house, &sku), Some(7.into()), "{sku}");
    }
}

#[tokio::test]
async fn a_rackbeat_that_is_gone_for_hours_is_waited_for() {
    let house = hurried().await;
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.run_track_until_killed(Track::Bulk, 300).await;
    house.rackbeat.go_down();
    house.later(TimeDelta::hours(3)).await;
    assert_eq!(house.count("outcome-parked-rackbeat").await, 1);
    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::hours(2)).await;
    assert_done(&house, &shop).await;
}

#[tokio::test]
async fn a_shop_that_is_gone_for_hours_is_waited_for() {
    let house = hurried().await;
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    shop.go_down();
    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.later(TimeDelta::hours(3)).await;
    assert_eq!(house.count("outcome-parked-shop").await, 1);
    assert_eq!(view(&house, &shop).await.import.did.created, 0);
    shop.come_up().unwrap();
    house.later(TimeDelta::hours(2)).await;
    assert_done(&house, &shop).await;
}

#[tokio::test]
async fn a_shop_that_loses_its_keys_on_the_way_goes_on_with_new_ones() {
    let house = hurried().await;
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    let booked = || house.rackbeat.calls().of("inventory-adjustments.book") >= 70;
    for _ in 0..100 {
        if !house.run_track_until(Track::Bulk, booked).await && booked() {
            break;
        }
        house.wait(TimeDelta::seconds(130));
    }
    assert!(booked(), "it does not move");
    house.wait(TimeDelta::seconds(130));
    let key = shop.keys().remove(0).key;
    shop.demote(&key, true);
    house.later(TimeDelta::minutes(30)).await;
    assert_eq!(house.count("outcome-parked-shop").await, 1);
    let so_far = view(&house, &shop).await;
    assert!((10..100).contains(&so_far.percent), "{}", so_far.percent);
    shop.demote(&key, false);
    house.later(TimeDelta::hours(2)).await;
    assert_done(&house, &shop).await;
}

#[tokio::test]
async fn drafts_that_were_thrown_away_are_not_told_as_left_because_a_later_one_could_not_be() {
    let house = hurried().await;
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    let calls = house.rackbeat.calls();
    let drafted = || calls.of("inventory-adjustments.create") >= 6;
    house.run_track_until(Track::Bulk, drafted).await;
    assert!(drafted());
    // Its owner counts meanwhile, so what was drafted is no good any more.
    for number in 0..GOODS {
        assert!(shop.set_stock(shop.product_id(&format!("V-{number}")), 7 - number % 2));
    }
    let delete = "inventory-adjustments.delete";
    let fails = Rule::once(Fault::Http(503)).only(delete).after(1);
    house.rackbeat.trouble().add(fails);
    house.wait(TimeDelta::minutes(15));
    house.later(TimeDelta::hours(2)).await;
    assert!(calls.of(delete) > 2, "{:?}", calls.by_kind());
    assert_eq!(house.count("outcome-stray-adjustment-left").await, 0);
    for number in 0..GOODS {
        let sku = format!("V-{number}");
        assert_eq!(
            on_hand(&house, &sku),
            Some((7 - number % 2).into()),
            "{sku}"
        );
    }
}
