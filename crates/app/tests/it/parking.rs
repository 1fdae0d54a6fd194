//! A side that does not answer: everything waits, the account is told once, and all goes on in order.
use chrono::TimeDelta;
use testkit::{
    House,
    simulator::{Fault, Rule},
};

#[tokio::test]
async fn an_order_waits_for_rackbeat_to_come_back() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.rackbeat.go_down();
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let log = house.log().await;
    assert!(
        log.contains("Vi fikk ikke kontakt med Rackbeat. Vi prøver igjen"),
        "{log}"
    );

    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::seconds(1)).await;
    assert!(house.orders_in_rackbeat().is_empty(), "not yet due");
    house.later(TimeDelta::seconds(20)).await;
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn a_rackbeat_that_is_down_is_parked_told_once_probed_and_then_served() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.rackbeat.go_down();
    let mut bought = vec![shop.buy("KOPP", 1)];
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(house.count("outcome-parked-rackbeat").await, 1);
    for _ in 0..3 {
        bought.push(shop.buy("TERMOS-1", 1));
        house.deliver_webhooks(&[&shop]).await;
        house.later(TimeDelta::minutes(1)).await;
    }
    house.later(TimeDelta::hours(3)).await;
    assert_eq!(house.count("outcome-parked-rackbeat").await, 1);
    assert_eq!(house.mails().await.len(), 1, "told once");

    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::minutes(61)).await;
    assert_eq!(house.count("outcome-unparked-rackbeat").await, 1);
    let orders = house.orders_in_rackbeat();
    let mut arrived: Vec<u64> = orders
        .iter()
        .map(|order| id_of(order.their_reference.as_deref()))
        .collect();
    // They are begun in the order they came, several side by side, so that two may overtake each other on the way.
    arrived.sort_unstable();
    assert_eq!(arrived, bought, "each once");
    assert!(orders.iter().all(|order| order.is_booked()));
}

#[tokio::test]
async fn while_rackbeat_is_parked_only_probes_reach_it() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.rackbeat.trouble().on(Fault::KeysRevoked);
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(house.count("outcome-parked-rackbeat").await, 1);

    house.rackbeat.calls().forget();
    for _ in 0..10 {
        shop.buy("TERMOS-1", 1);
    }
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::hours(2)).await;
    let calls = house.rackbeat.calls().by_kind();
    assert_eq!(calls.keys().collect::<Vec<_>>(), ["self"], "{calls:?}");
    assert!(calls["self"] <= 8, "a probe now and then: {calls:?}");

    house.rackbeat.trouble().clear();
    house.later(TimeDelta::minutes(61)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 11);
}

#[tokio::test]
async fn a_shop_that_is_down_is_parked_and_the_other_shop_goes_on() {
    let house = House::open().await;
    let (one, other) = (house.shop("A").await, house.shop("B").await);
    one.buy("KOPP", 1);
    one.go_down();
    house.later(TimeDelta::minutes(40)).await;
    assert_eq!(house.count("outcome-parked-shop").await, 1);
    assert_eq!(house.mails().await.len(), 1);

    other.buy("KOPP", 1);
    house.deliver_webhooks(&[&other]).await;
    house.run_jobs().await;
    assert_eq!(
        house.orders_in_rackbeat().len(),
        1,
        "B's order does not wait for A"
    );

    one.come_up().unwrap();
    house.later(TimeDelta::minutes(61)).await;
    assert_eq!(house.count("outcome-unparked-shop").await, 1);
    assert_eq!(house.orders_in_rackbeat().len(), 2);
}

#[tokio::test]
async fn who_says_wait_is_waited_for_and_it_counts_as_no_try() {
    let house = House::open().await;
    house.clock.hurry(20);
    let shop = house.shop("A").await;
    let wait = std::time::Duration::from_secs(2);
    let storm = Rule::always(Fault::RateLimited(Some(wait))).only("orders.create");
    house.rackbeat.trouble().add(storm);
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::seconds(95)).await;
    assert_eq!(house.count("outcome-parked-rackbeat").await, 0);
    let tries = house.rackbeat.calls().of("orders.create");
    assert!(
        (7..=11).contains(&tries),
        "every ten seconds, never more often, not {tries} times"
    );

    house.rackbeat.trouble().clear();
    house.later(TimeDelta::seconds(11)).await;
    assert!(house.only_order().is_booked());
}

/// The shop's id of the order that this reference is of.
fn id_of(reference: Option<&str>) -> u64 {
    let (_, id) = reference.unwrap().split_once('-').unwrap();
    id.parse().unwrap()
}
