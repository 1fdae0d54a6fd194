//! The poll is the guarantee: no webhook is needed, and none is trusted.
use chrono::TimeDelta;
use testkit::{
    House,
    simulator::{Fault, Rule, woo::OrderDraft},
};

#[tokio::test]
async fn without_any_webhook_the_poll_finds_the_order() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.buy("KOPP", 1);
    shop.lose_webhooks();
    house.run_jobs().await;
    assert!(house.orders_in_rackbeat().is_empty(), "nobody told");
    house.later(TimeDelta::minutes(5)).await;
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn a_shop_of_the_oldest_version_is_polled_and_told_of_alike() {
    let house = House::open().await;
    let shop = house.old_shop("A").await;
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.only_order().is_booked());
    shop.buy("KOPP", 1);
    shop.lose_webhooks();
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 2);
}

#[tokio::test]
async fn a_shop_that_sells_is_polled_every_minute_and_an_idle_one_every_five() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.later(TimeDelta::minutes(6)).await;
    shop.calls().forget();
    house.later(TimeDelta::minutes(30)).await;
    let idle = shop.calls().of("orders.list");
    assert!((5..=8).contains(&idle), "{idle} polls in half an hour");

    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(1)).await;
    shop.calls().forget();
    house.later(TimeDelta::minutes(10)).await;
    let lively = shop.calls().of("orders.list");
    assert!((9..=14).contains(&lively), "{lively} polls in ten minutes");
}

#[tokio::test]
async fn the_first_order_of_an_idle_shop_brings_its_next_poll_nearer() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.later(TimeDelta::minutes(6)).await;
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    shop.buy("KOPP", 1);
    shop.lose_webhooks();
    house.later(TimeDelta::seconds(61)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 2);
}

#[tokio::test]
async fn an_empty_poll_writes_no_line() {
    let house = House::open().await;
    let _shop = house.shop("A").await;
    house.later(TimeDelta::minutes(1)).await;
    let before = house.outcomes().await.len();
    house.later(TimeDelta::minutes(30)).await;
    let new = house.outcomes().await.split_off(before);
    assert!(new.is_empty(), "{new:?}");
}

#[tokio::test]
async fn orders_over_several_pages_all_arrive_also_at_the_page_boundary() {
    let house = House::open().await;
    house.clock.hurry(20);
    let shop = house.shop("A").await;
    let id = many(&house, &shop);
    for _ in 0..201 {
        shop.place(&OrderDraft::of(id, 1));
    }
    shop.lose_webhooks();
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 201);
}

#[tokio::test]
async fn a_total_that_falls_during_the_walk_makes_us_walk_again() {
    let house = House::open().await;
    house.clock.hurry(10);
    let shop = house.shop("A").await;
    let id = many(&house, &shop);
    let bought: Vec<_> = (0..103)
        .map(|_| shop.place(&OrderDraft::of(id, 1)))
        .collect();
    shop.lose_webhooks();
    // Each page is slow, so that an order of the first goes away while the second is on its way.
    shop.calls().forget();
    let slow = Fault::Slow(std::time::Duration::from_secs(20));
    shop.trouble()
        .add(Rule::always(slow).only("orders.list").times(4));
    let vanishes = async {
        house.until(|| shop.calls().of("orders.list") == 2).await;
        assert!(shop.delete_order(bought[0]));
    };
    tokio::join!(house.later(TimeDelta::minutes(5)), vanishes);
    let walks = shop.calls().of("orders.list");
    assert!(walks >= 4, "walked again: {walks} pages");
    for id in &bought[1..] {
        let reference = format!("-{id}");
        let carries = |order: &testkit::simulator::rackbeat::Order| {
            order
                .their_reference
                .as_deref()
                .unwrap()
                .ends_with(&reference)
        };
        let made = house
            .orders_in_rackbeat()
            .iter()
            .filter(|order| carries(order))
            .count();
        assert_eq!(made, 1, "order {id}");
    }
}

#[tokio::test]
async fn old_orders_are_left_alone_and_said_to_be_old() {
    let house = House::open().await;
    let shop = house
        .shop_where("A", |world| {
            let mug = world.id_of("KOPP").unwrap();
            world.place_order(&OrderDraft::of(mug, 1)).unwrap();
            house.wait(TimeDelta::minutes(30));
        })
        .await;
    house.approve(&shop).await;
    let old = shop.order_ids()[0];
    assert!(shop.edit_order(old, &serde_json::json!({ "customer_note": "Ring først" })));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(6)).await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert!(house.count("outcome-order-old").await >= 1);
    assert_eq!(house.rackbeat.calls().of("orders.create"), 0);
}

#[tokio::test]
async fn an_order_that_was_deleted_lets_go_of_its_goods() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.rackbeat.trouble().on(Fault::RateLimited(None));
    let id = shop.buy("KOPP", 2);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(shop.delete_order(id));
    shop.lose_webhooks();
    house.rackbeat.trouble().clear();
    house.later(TimeDelta::minutes(20)).await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert_eq!(house.count("outcome-order-gone-unsent").await, 1);
    assert_eq!(shop.stock("KOPP"), 10, "what it held is for sale again");
}

/// Goods that never run out, on both sides.
fn many(house: &House, shop: &testkit::Shop) -> u64 {
    house
        .agreement
        .add_product("SPIKER", "Spiker", 8, 1_000_000);
    shop.add_product("SPIKER", "Spiker", 10.into(), None)
}
