//! Webhooks are hints: lost, doubled, late or out of order, everything ends in one state.
use chrono::TimeDelta;
use proptest::{
    collection::vec,
    prelude::any,
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use store::inbox::Kind;
use testkit::{House, Shop, simulator::Fault};

/// Orders in one round, and rounds.
const ORDERS: usize = 5;
const ROUNDS: usize = 12;

#[tokio::test]
async fn whatever_the_order_and_number_of_hints_each_order_is_there_once() {
    let house = House::open().await;
    let (one, other) = (house.shop("A").await, house.shop("B").await);
    house.agreement.set_stock("TERMOS-1", 1_000);
    house.deliver_webhooks(&[]).await;
    house.run_jobs().await;
    let hint = (0..ORDERS, any::<bool>(), any::<bool>());
    let hints = vec(hint, 0..20);
    let mut runner = TestRunner::deterministic();
    for round in 1..=ROUNDS {
        let hints = hints.new_tree(&mut runner).unwrap().current();
        let bought: Vec<_> = (0..ORDERS).map(|_| one.buy("TERMOS-1", 1)).collect();
        assert!(one.set_status(bought[0], "completed"));
        one.lose_webhooks();
        for (at, again, work) in &hints {
            house.ask(one.id, Kind::Order, bought[*at]).await;
            if *again {
                house.ask(one.id, Kind::Order, bought[*at]).await;
            }
            if *work {
                house.run_jobs().await;
            }
        }
        house.later(TimeDelta::minutes(6)).await;
        let count = ORDERS * round;
        let orders = house.orders_in_rackbeat();
        assert_eq!(orders.len(), count, "after {hints:?}");
        assert!(
            orders.iter().all(|order| order.is_booked()),
            "after {hints:?}"
        );
        agree(&house, &[&one, &other]);
    }
}

#[tokio::test]
async fn webhooks_lost_doubled_and_reordered_end_in_the_same_state() {
    let house = House::open().await;
    let (one, other) = (house.shop("A").await, house.shop("B").await);
    for fault in [
        Fault::WebhookLost,
        Fault::WebhookDoubled,
        Fault::WebhookReordered,
    ] {
        one.trouble().on(fault.clone());
        house.rackbeat.trouble().on(fault.clone());
        let kept = one.buy("TERMOS-1", 2);
        let dropped = one.buy("TERMOS-1", 3);
        house.deliver_webhooks(&[&one, &other]).await;
        house.run_jobs().await;
        assert!(one.set_status(kept, "completed"));
        assert!(one.set_status(dropped, "cancelled"));
        house.deliver_webhooks(&[&one, &other]).await;
        house.later(TimeDelta::minutes(20)).await;
        one.trouble().clear();
        house.rackbeat.trouble().clear();
        agree(&house, &[&one, &other]);
    }
    let booked = house
        .orders_in_rackbeat()
        .into_iter()
        .filter(|order| order.is_booked());
    assert_eq!(booked.count(), 3);
}

/// Every shop shows what Rackbeat has available.
fn agree(house: &House, shops: &[&Shop]) {
    let available = house.agreement.available("TERMOS-1").unwrap();
    for shop in shops {
        assert_eq!(
            shop.stock("TERMOS-1"),
            i64::try_from(available).unwrap(),
            "{}",
            shop.name
        );
    }
}
