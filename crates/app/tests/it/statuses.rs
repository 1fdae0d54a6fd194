//! What the status of an order means: when it starts, and what becomes of it when it is called off.
use chrono::TimeDelta;
use domain::RackbeatState;
use testkit::{House, simulator::woo::OrderDraft};

#[tokio::test]
async fn an_order_goes_when_it_is_paid_and_not_before() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = shop.place(&OrderDraft {
        status: "pending".to_owned(),
        ..OrderDraft::of(shop.product_id("KOPP"), 1)
    });
    for status in ["pending", "on-hold", "failed"] {
        assert!(shop.set_status(id, status));
        house.deliver_webhooks(&[&shop]).await;
        house.later(TimeDelta::minutes(6)).await;
        assert!(house.orders_in_rackbeat().is_empty(), "{status}");
    }
    assert!(
        house
            .log()
            .await
            .contains("med status «on-hold», som ikke starter overføring")
    );
    assert!(shop.set_status(id, "processing"));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn a_status_of_the_owners_choice_starts_the_transfer() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| {
            rules.start_statuses = vec!["on-hold".to_owned()]
        })
        .await;
    let id = shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert!(shop.set_status(id, "on-hold"));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn with_orders_off_nothing_goes_and_the_log_says_why() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.set(&shop, |rules| rules.orders_on = false).await;
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(6)).await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert_eq!(house.count("outcome-orders-off").await, 1);
}

#[tokio::test]
async fn a_draft_is_made_where_the_owner_wants_drafts() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| rules.rackbeat_state = RackbeatState::Draft)
        .await;
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert!(!house.only_order().is_booked());
    assert_eq!(house.rackbeat.calls().of("orders.create"), 1);
    assert_eq!(house.count("outcome-order-sent-draft").await, 1);
}

#[tokio::test]
async fn an_order_cancelled_before_it_was_sent_is_never_sent() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = shop.buy("KOPP", 1);
    assert!(shop.set_status(id, "cancelled"));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(6)).await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert!(house.count("outcome-order-cancelled-unsent").await >= 1);
}

#[tokio::test]
async fn a_cancelled_order_is_released_and_its_goods_are_for_sale_in_every_shop() {
    let house = House::open().await;
    let (one, other) = (house.shop("A").await, house.shop("B").await);
    let id = one.buy("KOPP", 3);
    house.deliver_webhooks(&[&one]).await;
    house.later(TimeDelta::minutes(2)).await;
    assert!(house.only_order().is_booked());
    assert_eq!((one.stock("KOPP"), other.stock("KOPP")), (7, 7));

    assert!(one.set_status(id, "cancelled"));
    house.deliver_webhooks(&[&one]).await;
    house.later(TimeDelta::minutes(2)).await;
    let order = house.only_order();
    assert!(!order.is_booked(), "reopened, so that it reserves nothing");
    assert_eq!(order.notes, ["Kansellert i nettbutikken"]);
    assert_eq!(house.count("outcome-order-released").await, 1);
    assert_eq!((one.stock("KOPP"), other.stock("KOPP")), (10, 10));
}

#[tokio::test]
async fn a_shipped_order_that_is_cancelled_is_told_and_left() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.agreement.ship(house.only_order().number));
    assert!(shop.set_status(id, "cancelled"));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.only_order().is_shipped());
    assert_eq!(house.count("outcome-order-cancelled-shipped").await, 1);
}
