//! Called off while a call of ours is still on its way: whatever it does when it lands, nothing stays as it should not.
use std::time::Duration;

use chrono::TimeDelta;
use domain::{Cancelled, RackbeatState, State};
use store::{ShopId, inbox::Kind, order_link::Stage};
use testkit::{
    House, Shop,
    simulator::{Fault, Rule, rackbeat, woo::OrderDraft},
};

use crate::{
    edits::{link, sent, told},
    import::hurried,
};

/// Longer than any answer is waited for, shorter than an order in doubt rests.
const LATE: Fault = Fault::LateCommitAfter(Duration::from_secs(60));

async fn strike(house: &House, fault: Fault, kind: &str) {
    house.rackbeat.trouble().add(Rule::once(fault).only(kind));
}

async fn called_off(house: &House, shop: &Shop, id: u64) {
    house.wait(TimeDelta::seconds(5));
    assert!(shop.set_status(id, "cancelled"));
    told(house, shop).await;
}

async fn paid_again(house: &House, shop: &Shop, id: u64) {
    house.wait(TimeDelta::seconds(5));
    assert!(shop.set_status(id, "processing"));
    told(house, shop).await;
}

#[tokio::test]
async fn an_order_cancelled_while_its_booking_is_on_its_way_does_not_stay_booked() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    strike(&house, LATE, "orders.book").await;
    let id = shop.buy("KOPP", 3);
    told(&house, &shop).await;
    called_off(&house, &shop, id).await;
    house.until(|| house.only_order().is_booked()).await;
    house.later(TimeDelta::minutes(10)).await;
    assert!(!house.only_order().is_booked(), "{}", house.log().await);
    assert_eq!(link(&house, &shop, id).await.stage, Stage::Released);
    assert_eq!(house.count("outcome-order-released").await, 1);
}

#[tokio::test]
async fn an_order_that_is_only_told_of_and_booked_late_counts_as_booked() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| rules.cancelled = Cancelled::OnlyTell)
        .await;
    strike(&house, LATE, "orders.book").await;
    let id = shop.buy("KOPP", 3);
    told(&house, &shop).await;
    called_off(&house, &shop, id).await;
    house.until(|| house.only_order().is_booked()).await;
    house.later(TimeDelta::minutes(10)).await;
    assert!(house.only_order().is_booked());
    let link = link(&house, &shop, id).await;
    assert_eq!(
        (link.stage, link.closed_at.is_some()),
        (Stage::Booked, true)
    );
    assert_eq!(house.count("outcome-order-cancelled-told").await, 1);
}

#[tokio::test]
async fn an_order_paid_again_while_its_reopening_is_on_its_way_is_booked_in_the_end() {
    let house = hurried().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await;
    strike(&house, LATE, "orders.reopen").await;
    called_off(&house, &shop, id).await;
    paid_again(&house, &shop, id).await;
    house.until(|| !house.only_order().is_booked()).await;
    house.later(TimeDelta::minutes(10)).await;
    assert!(house.only_order().is_booked(), "{}", house.log().await);
    assert_eq!(link(&house, &shop, id).await.stage, Stage::Booked);
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (7, 7));
}

#[tokio::test]
async fn an_order_paid_again_while_its_deletion_is_on_its_way_is_sent_anew() {
    for fault in [LATE, Fault::TimeoutAfterCommit] {
        let house = hurried().await;
        let (shop, other) = (house.shop("A").await, house.shop("B").await);
        house
            .set(&shop, |rules| rules.cancelled = Cancelled::Delete)
            .await;
        let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await;
        strike(&house, fault, "orders.delete").await;
        called_off(&house, &shop, id).await;
        paid_again(&house, &shop, id).await;
        house.until(|| house.orders_in_rackbeat().is_empty()).await;
        house.later(TimeDelta::minutes(10)).await;
        assert!(house.only_order().is_booked(), "{}", house.log().await);
        let link = link(&house, &shop, id).await;
        assert_eq!((link.stage, link.dropped_at), (Stage::Booked, None));
        assert_eq!(link.closed_at, None, "its shipping is awaited");
        assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (7, 7));
        assert_eq!(house.count("outcome-by-hand-deleted").await, 0);
    }
}

#[tokio::test]
async fn our_own_deletion_is_not_taken_for_one_by_hand() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| rules.cancelled = Cancelled::Delete)
        .await;
    let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await;
    let number = house.only_order().number;
    strike(&house, Fault::TimeoutAfterCommit, "orders.delete").await;
    called_off(&house, &shop, id).await;
    assert!(house.orders_in_rackbeat().is_empty());
    // Rackbeat's webhook comes while we rest.
    house.ask(ShopId::nil(), Kind::Shipment, number).await;
    house.run_jobs().await;
    house.later(TimeDelta::minutes(10)).await;
    let link = link(&house, &shop, id).await;
    assert_eq!((link.stage, link.dropped_at), (Stage::Released, None));
    assert_eq!(link.rackbeat_number, None);
    assert_eq!(house.count("outcome-order-deleted").await, 1);
}

#[tokio::test]
async fn an_order_that_rackbeat_does_not_let_be_reopened_is_told_once_and_left() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await;
    let refusal = Rule::always(Fault::Http(422)).only("orders.reopen");
    house.rackbeat.trouble().add(refusal);
    called_off(&house, &shop, id).await;
    house.later(TimeDelta::hours(3)).await;
    assert!(house.only_order().is_booked());
    let link = link(&house, &shop, id).await;
    assert_eq!(
        (link.stage, link.closed_at.is_some()),
        (Stage::Booked, true)
    );
    assert_eq!(house.count("outcome-order-cancelled-told").await, 1);
    assert_eq!(house.rackbeat.calls().of("orders.reopen"), 1);
}

#[tokio::test]
async fn a_draft_that_was_let_go_of_and_is_booked_by_hand_is_told_once() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await;
    called_off(&house, &shop, id).await;
    let number = house.only_order().number;
    assert!(!house.only_order().is_booked());
    // One more, so that the sweep has a list to read.
    sent(
        &house,
        &shop,
        &OrderDraft::of(shop.product_id("TERMOS-1"), 1),
    )
    .await;
    house.rackbeat.lose_webhooks();
    assert!(house.agreement.book(number));
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(house.count("outcome-order-cancelled-told").await, 1);
}

#[tokio::test]
async fn where_rackbeat_cancels_what_we_delete_it_is_ours_all_the_same() {
    let house = House::with(rackbeat::Switches {
        delete_cancels: true,
        ..Default::default()
    })
    .await;
    house.clock.hurry(20);
    house.connect_rackbeat().await;
    house.run_jobs().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| rules.cancelled = Cancelled::Delete)
        .await;
    let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await;
    strike(&house, Fault::TimeoutAfterCommit, "orders.delete").await;
    called_off(&house, &shop, id).await;
    paid_again(&house, &shop, id).await;
    house.later(TimeDelta::minutes(10)).await;
    let link = link(&house, &shop, id).await;
    let stands = (link.stage, link.dropped_at);
    assert_eq!(stands, (Stage::Booked, None), "{}", house.log().await);
    assert_eq!(house.count("outcome-by-hand-cancelled").await, 0);
}

#[tokio::test]
async fn a_booking_by_hand_counts_though_one_of_ours_was_once_in_doubt() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    strike(&house, Fault::HangUp, "orders.book").await;
    let id = shop.buy("KOPP", 3);
    told(&house, &shop).await;
    house
        .set(&shop, |rules| rules.rackbeat_state = RackbeatState::Draft)
        .await;
    house.later(TimeDelta::minutes(10)).await;
    assert!(!house.only_order().is_booked());
    assert!(house.agreement.book(house.only_order().number));
    house.later(TimeDelta::minutes(30)).await;
    assert_eq!(link(&house, &shop, id).await.stage, Stage::Booked);
}

#[tokio::test]
async fn an_order_wanted_again_that_cannot_be_sent_is_open_and_goes_with_what_it_waits_for() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| rules.cancelled = Cancelled::Delete)
        .await;
    let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await;
    strike(&house, Fault::TimeoutAfterCommit, "orders.delete").await;
    called_off(&house, &shop, id).await;
    house.agreement.remove_product("KOPP");
    house.ask(ShopId::nil(), Kind::Item, "KOPP").await;
    house.run_jobs().await;
    paid_again(&house, &shop, id).await;
    house.later(TimeDelta::minutes(10)).await;
    let link = link(&house, &shop, id).await;
    assert_eq!((link.stage, link.state), (Stage::Seen, State::NotSent));
    assert_eq!(link.closed_at, None);
}
