//! Sales against the clock: no shop sells what another has sold, whatever Rackbeat is doing.
use std::time::Duration;

use chrono::TimeDelta;
use testkit::{
    House,
    simulator::{Fault, Rule},
};

#[tokio::test]
async fn the_last_piece_sold_in_one_shop_is_gone_from_the_other_while_rackbeat_is_down() {
    let house = House::open().await;
    let (one, other) = (house.shop("A").await, house.shop("B").await);
    house.rackbeat.go_down();
    one.buy("KOPP", 10);
    house.deliver_webhooks(&[&one]).await;
    house.run_jobs().await;
    assert_eq!((one.stock("KOPP"), other.stock("KOPP")), (0, 0));
    assert!(
        other
            .place_order(&testkit::build::purchase(other.product_id("KOPP"), 1))
            .is_err()
    );

    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::minutes(20)).await;
    assert!(house.only_order().is_booked());
    assert_eq!((one.stock("KOPP"), other.stock("KOPP")), (0, 0));
}

#[tokio::test]
async fn the_other_shop_shows_it_before_rackbeat_has_answered() {
    let house = House::open().await;
    let (one, other) = (house.shop("A").await, house.shop("B").await);
    let slow = Fault::Slow(Duration::from_secs(140));
    house
        .rackbeat
        .trouble()
        .add(Rule::once(slow).only("orders.create"));
    one.buy("KOPP", 10);
    house.deliver_webhooks(&[&one]).await;
    let shown = async {
        house.until(|| other.stock("KOPP") == 0).await;
        assert!(house.orders_in_rackbeat().is_empty(), "Rackbeat was first");
    };
    tokio::join!(house.run_jobs(), shown);
    house.later(TimeDelta::minutes(5)).await;
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn an_order_during_our_own_write_to_the_selling_shop_is_repaired() {
    let house = House::open().await;
    let (one, other) = (house.shop("A").await, house.shop("B").await);
    house.agreement.set_stock("KOPP", 8);
    let slow = Fault::Slow(Duration::from_secs(60));
    one.trouble().add(Rule::once(slow).only("products.batch"));
    one.calls().forget();
    let sale = async {
        house.until(|| one.calls().of("products.batch") == 1).await;
        one.buy("KOPP", 3)
    };
    house.deliver_webhooks(&[]).await;
    tokio::join!(house.run_jobs(), sale);
    assert_eq!(one.stock("KOPP"), 8, "our write came over the sale");
    house.deliver_webhooks(&[&one]).await;
    house.later(TimeDelta::minutes(2)).await;
    assert!(house.only_order().is_booked());
    assert_eq!((one.stock("KOPP"), other.stock("KOPP")), (5, 5));
}

#[tokio::test]
async fn two_shops_selling_at_once_come_to_one_true_figure() {
    let house = House::open().await;
    let (one, other) = (house.shop("A").await, house.shop("B").await);
    one.buy("TERMOS-1", 4);
    other.buy("TERMOS-1", 5);
    one.buy("TERMOS-1", 6);
    house.deliver_webhooks(&[&other, &one]).await;
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 3);
    assert_eq!((one.stock("TERMOS-1"), other.stock("TERMOS-1")), (25, 25));
}

#[tokio::test]
async fn nothing_is_written_to_a_shop_before_its_owner_approves() {
    let house = House::open().await;
    let (new, other) = (house.new_shop("A").await, house.shop("B").await);
    house.agreement.set_stock("KOPP", 3);
    other.buy("TERMOS-1", 5);
    house.deliver_webhooks(&[&other]).await;
    house.later(TimeDelta::minutes(30)).await;
    assert_eq!((new.stock("KOPP"), new.stock("TERMOS-1")), (10, 40));
    assert_eq!((other.stock("KOPP"), other.stock("TERMOS-1")), (3, 35));
    let calls = new.calls().by_kind();
    assert!(!calls.contains_key("products.batch"), "{calls:?}");

    house.approve(&new).await;
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!((new.stock("KOPP"), new.stock("TERMOS-1")), (3, 35));
}
