//! A tracking number that comes late is found, and where none ever comes Rackbeat is left in peace.
use chrono::TimeDelta;
use store::{ShopId, inbox::Kind};
use testkit::{
    House, Shop,
    simulator::rackbeat::{Switches, Tracking},
};

use crate::progress::{booked, notes, opened, ship};

/// So many orders of an agreement are looked up everywhere before anything is taken for its habit.
const FIRST: usize = 10;
/// The places of which an answer costs a call, by their kinds.
const PLACES: [&str; 3] = ["orders.shipments", "orders.fields", "orders.notes"];

async fn opened_with(tracking: Tracking) -> (House, Shop) {
    let switches = Switches {
        tracking,
        ..Switches::default()
    };
    let house = opened(switches).await;
    let shop = house.shop("A").await;
    (house, shop)
}

/// An order that is shipped: its id in the shop, and its number in Rackbeat.
async fn shipped(house: &House, shop: &Shop) -> (u64, i64) {
    let (id, number) = booked(house, shop, "TERMOS-1", 1).await;
    ship(house, number).await;
    (id, number)
}

/// Nobody works until that time, and then all that is due is worked.
async fn after(house: &House, hours: i64) {
    house.wait(TimeDelta::hours(hours));
    house.later(TimeDelta::minutes(5)).await;
}

/// What Rackbeat was asked for since it was last counted.
fn asked(house: &House) -> [u64; 3] {
    let asked = PLACES.map(|kind| house.rackbeat.calls().of(kind));
    house.rackbeat.calls().forget();
    asked
}

#[tokio::test]
async fn where_no_number_ever_came_a_shipped_order_is_asked_about_once() {
    let (house, shop) = opened_with(Tracking::Nowhere).await;
    for _ in 0..FIRST {
        shipped(&house, &shop).await;
    }
    let first = u64::try_from(FIRST).unwrap();
    assert_eq!(asked(&house), [first; 3]);
    after(&house, 1).await;
    assert_eq!(asked(&house), [first; 3], "an hour later");
    after(&house, 24).await;
    assert_eq!(asked(&house), [first; 3], "a day later, for the last time");
    // Now and then one is still looked up everywhere.
    shipped(&house, &shop).await;
    assert_eq!(asked(&house), [1; 3]);
    shipped(&house, &shop).await;
    shipped(&house, &shop).await;
    assert_eq!(asked(&house), [2, 0, 0], "what left, and no more");
    after(&house, 1).await;
    assert_eq!(asked(&house), [1; 3], "the one");
    after(&house, 24).await;
    assert_eq!(asked(&house), [1; 3], "the one");
    after(&house, 48).await;
    assert_eq!(asked(&house), [0; 3]);
}

#[tokio::test]
async fn where_numbers_come_one_call_looks_for_them_again() {
    for (tracking, expected) in [
        (Tracking::ShipmentField, [1, 0, 0]),
        (Tracking::OrderField, [0, 1, 0]),
        (Tracking::OrderNote, [0, 0, 1]),
    ] {
        let (house, shop) = opened_with(tracking).await;
        for order in 0..FIRST {
            let (_, number) = booked(&house, &shop, "TERMOS-1", 1).await;
            assert!(house.agreement.ship(number));
            let told = format!("37010000{order}");
            assert!(house.agreement.note_tracking(number, &told));
            house.deliver_webhooks(&[]).await;
            house.run_jobs().await;
        }
        let (id, number) = shipped(&house, &shop).await;
        assert!(house.agreement.note_tracking(number, "370123456789"));
        asked(&house);
        after(&house, 1).await;
        assert_eq!(asked(&house), expected, "{tracking:?}");
        assert_eq!(notes(&shop, id, "370123456789"), [true], "{tracking:?}");
        after(&house, 24).await;
        assert_eq!(asked(&house), [0; 3], "{tracking:?}: it is told");
    }
}

#[tokio::test]
async fn when_numbers_begin_to_come_all_that_left_that_day_are_told() {
    let (house, shop) = opened_with(Tracking::OrderNote).await;
    for _ in 0..FIRST {
        shipped(&house, &shop).await;
    }
    after(&house, 1).await;
    after(&house, 24).await;
    let mut orders = Vec::new();
    for _ in 0..4 {
        orders.push(shipped(&house, &shop).await);
    }
    for (_, number) in &orders {
        let told = format!("3701000{number}");
        assert!(house.agreement.note_tracking(*number, &told));
    }
    after(&house, 1).await;
    after(&house, 23).await;
    for (id, number) in orders {
        assert_eq!(notes(&shop, id, &format!("3701000{number}")), [true]);
    }
}

#[tokio::test]
async fn hints_do_not_use_up_the_looks_at_an_order() {
    let (house, shop) = opened_with(Tracking::OrderNote).await;
    let (id, number) = shipped(&house, &shop).await;
    for _ in 0..5 {
        house.ask(ShopId::nil(), Kind::Shipment, number).await;
        house.run_jobs().await;
    }
    after(&house, 1).await;
    assert!(house.agreement.note_tracking(number, "370123456789"));
    after(&house, 23).await;
    assert_eq!(notes(&shop, id, "370123456789"), [true]);
}

#[tokio::test]
async fn the_last_parts_number_is_awaited_though_the_first_part_has_one() {
    let (house, shop) = opened_with(Tracking::ShipmentField).await;
    let (id, number) = booked(&house, &shop, "TERMOS-1", 2).await;
    assert!(house.agreement.ship_some(number, 1));
    assert!(house.agreement.note_tracking(number, "370111111"));
    house.deliver_webhooks(&[]).await;
    house.run_jobs().await;
    ship(&house, number).await;
    assert!(house.agreement.note_tracking(number, "370222222"));
    after(&house, 1).await;
    for told in ["370111111", "370222222"] {
        assert_eq!(notes(&shop, id, told), [true], "{told}");
    }
    asked(&house);
    after(&house, 24).await;
    assert_eq!(asked(&house), [0; 3], "both are told");
}
