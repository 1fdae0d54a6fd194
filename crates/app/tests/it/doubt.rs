//! In doubt whether a call took effect: rest, look, and never a second order.
use std::time::Duration;

use chrono::TimeDelta;
use testkit::{
    House, Shop,
    simulator::{Fault, Rule},
};

/// Everything that can go wrong with one call.
fn faults() -> Vec<Fault> {
    vec![
        Fault::TimeoutAfterCommit,
        Fault::LateCommitAfter(Duration::from_secs(5)),
        Fault::LateCommitAfter(Duration::from_secs(60)),
        Fault::CutJson,
        Fault::NoticeBeforeJson,
        Fault::HtmlPage,
        Fault::HangUp,
        Fault::Http(500),
        Fault::Http(503),
        Fault::RateLimited(None),
        Fault::KeysRevoked,
    ]
}

/// One order meets the fault at one kind of call; afterwards it must be there once, booked.
async fn meets(house: &House, shop: &Shop, fault: &Fault, kind: &str) {
    let before = house.orders_in_rackbeat().len();
    let calls = house.rackbeat.calls().of(kind);
    house
        .rackbeat
        .trouble()
        .add(Rule::once(fault.clone()).only(kind));
    let id = shop.buy("TERMOS-1", 1);
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
    assert!(
        house.rackbeat.calls().of(kind) > calls,
        "{fault:?} never struck {kind}"
    );
    if matches!(fault, Fault::LateCommitAfter(_)) && kind == "orders.create" {
        house
            .until(|| house.orders_in_rackbeat().len() == before + 1)
            .await;
    }
    house.later(TimeDelta::minutes(5)).await;
    let orders = house.orders_in_rackbeat();
    assert_eq!(orders.len(), before + 1, "{fault:?} at {kind}, order {id}");
    assert!(
        orders.iter().all(|order| order.is_booked()),
        "{fault:?} at {kind}"
    );
    assert_eq!(orders.last().unwrap().lines.len(), 1, "{fault:?} at {kind}");
}

#[tokio::test]
async fn whatever_happens_to_the_create_there_is_one_order() {
    let house = House::open().await;
    house.clock.hurry(40);
    let shop = house.shop("A").await;
    for fault in faults() {
        meets(&house, &shop, &fault, "orders.create").await;
    }
    let found = house.count("outcome-order-found").await;
    assert!(found >= 4, "those that took effect were found: {found}");
}

#[tokio::test]
async fn whatever_happens_to_the_booking_the_order_is_booked_in_the_end() {
    let house = House::open().await;
    house.clock.hurry(40);
    let shop = house.shop("A").await;
    for fault in faults() {
        meets(&house, &shop, &fault, "orders.book").await;
    }
}

#[tokio::test]
async fn whatever_happens_to_the_look_it_is_looked_again() {
    let house = House::open().await;
    house.clock.hurry(40);
    let shop = house.shop("A").await;
    for fault in faults() {
        house
            .rackbeat
            .trouble()
            .add(Rule::once(Fault::CutJson).only("orders.create"));
        house
            .rackbeat
            .trouble()
            .add(Rule::once(fault.clone()).only("orders.list"));
        shop.buy("TERMOS-1", 1);
        house.deliver_webhooks(&[&shop]).await;
        house.later(TimeDelta::minutes(10)).await;
        house.rackbeat.trouble().clear();
    }
    let orders = house.orders_in_rackbeat();
    assert_eq!(orders.len(), faults().len());
    assert!(orders.iter().all(|order| order.is_booked()));
}

#[tokio::test]
async fn an_order_in_doubt_rests_two_minutes_before_anything_is_asked() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house
        .rackbeat
        .trouble()
        .add(Rule::once(Fault::CutJson).only("orders.create"));
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    house.rackbeat.calls().forget();
    house.later(TimeDelta::seconds(119)).await;
    let calls = house.rackbeat.calls();
    assert_eq!((calls.of("orders.list"), calls.of("orders.create")), (0, 0));
    house.later(TimeDelta::seconds(2)).await;
    assert!(calls.of("orders.list") > 0);
    assert_eq!(calls.of("orders.create"), 0, "it was found");
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn one_look_serves_all_that_are_in_doubt() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house
        .rackbeat
        .trouble()
        .add(Rule::always(Fault::CutJson).only("orders.create").times(4));
    for _ in 0..4 {
        shop.buy("TERMOS-1", 1);
    }
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    house.rackbeat.calls().forget();
    house.later(TimeDelta::seconds(125)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 4);
    let looks =
        house.rackbeat.calls().of("orders.list") + house.rackbeat.calls().of("orders.drafts");
    assert!(looks <= 4, "four orders, {looks} looks");
}

#[tokio::test]
async fn an_order_sent_while_another_is_looked_for_is_not_taken_for_absent() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let trouble = house.rackbeat.trouble();
    trouble.add(Rule::once(Fault::Http(500)).only("orders.create"));
    shop.buy("TERMOS-1", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let waiting = shop.buy("KOPP", 1);
    assert!(shop.set_status(waiting, "on-hold"));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    house.wait(TimeDelta::seconds(121));

    // The look begins before the second order is sent, and ends before that has its answer.
    let slow = |seconds| Fault::Slow(Duration::from_secs(seconds));
    trouble.add(Rule::once(slow(60)).only("orders.list"));
    trouble.add(Rule::once(slow(160)).only("orders.create"));
    house.rackbeat.calls().forget();
    let sale = async {
        house
            .until(|| house.rackbeat.calls().of("orders.list") == 1)
            .await;
        assert!(shop.set_status(waiting, "processing"));
        house.deliver_webhooks(&[&shop]).await;
    };
    tokio::join!(house.run_jobs(), sale);
    assert_eq!(house.orders_in_rackbeat().len(), 2);

    assert!(shop.set_status(waiting, "completed"));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(5)).await;
    let orders = house.orders_in_rackbeat();
    assert_eq!(orders.len(), 2, "one of them was sent twice");
    assert!(orders.iter().all(|order| order.is_booked()));
}
