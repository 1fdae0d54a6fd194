//! Cancelled, failed, trashed, deleted and taken back: Rackbeat's order and every shop's stock follow.
use chrono::TimeDelta;
use domain::Cancelled;
use serde_json::json;
use store::order_link::Stage;
use testkit::{
    House, Shop,
    simulator::{Fault, Rule, woo::OrderDraft},
};

use crate::{
    edits::{lines, link, sent, shop_subtotal, told},
    import::hurried,
};

async fn three_mugs(house: &House, shop: &Shop) -> u64 {
    sent(house, shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await
}

#[tokio::test]
async fn every_way_to_call_an_order_off_frees_its_goods_in_every_shop() {
    for way in ["cancelled", "failed", "trash", "deleted"] {
        let house = House::open().await;
        let (shop, other) = (house.shop("A").await, house.shop("B").await);
        let id = three_mugs(&house, &shop).await;
        match way {
            "trash" => assert!(shop.trash_order(id)),
            "deleted" => assert!(shop.delete_order(id)),
            status => assert!(shop.set_status(id, status)),
        }
        told(&house, &shop).await;
        // A deletion tells nobody: the next reading of open orders finds it.
        house.later(TimeDelta::minutes(20)).await;
        assert!(!house.only_order().is_booked(), "{way}");
        assert_eq!(other.stock("KOPP"), 10, "{way}");
        let link = link(&house, &shop, id).await;
        assert_eq!(link.stage, Stage::Released, "{way}");
        assert!(link.closed_at.is_some(), "{way}");
        assert_eq!(house.count("outcome-order-released").await, 1, "{way}");
    }
}

#[tokio::test]
async fn a_deleted_order_is_deleted_or_only_told_where_its_owner_wants_that() {
    for choice in [Cancelled::Delete, Cancelled::OnlyTell] {
        let house = House::open().await;
        let shop = house.shop("A").await;
        house.set(&shop, |rules| rules.cancelled = choice).await;
        let id = three_mugs(&house, &shop).await;
        assert!(shop.delete_order(id));
        shop.lose_webhooks();
        house.later(TimeDelta::minutes(20)).await;
        assert_eq!(
            house.orders_in_rackbeat().is_empty(),
            choice == Cancelled::Delete
        );
        let key = match choice {
            Cancelled::Delete => "outcome-order-deleted",
            _ => "outcome-order-cancelled-told",
        };
        assert_eq!(house.count(key).await, 1);
        assert_eq!(house.count("outcome-order-gone").await, 1);
        assert!(link(&house, &shop, id).await.closed_at.is_some());
    }
}

#[tokio::test]
async fn an_order_deleted_while_its_create_is_in_doubt_is_looked_for_and_let_go_of() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let trouble = house.rackbeat.trouble();
    trouble.add(Rule::once(Fault::CutJson).only("orders.create"));
    let id = shop.buy("KOPP", 3);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(shop.delete_order(id));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert!(!house.only_order().is_booked());
    assert_eq!(link(&house, &shop, id).await.stage, Stage::Released);
}

#[tokio::test]
async fn an_order_out_of_the_bin_is_booked_as_it_is_now() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let id = three_mugs(&house, &shop).await;
    assert!(shop.set_status(id, "cancelled"));
    told(&house, &shop).await;
    assert!(!house.only_order().is_booked());
    house.wait(TimeDelta::seconds(5));
    assert!(shop.edit_line(id, 0, 2));
    assert!(shop.set_status(id, "processing"));
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(order.is_booked(), "{}", house.log().await);
    assert_eq!(lines(&order).len(), 1);
    assert_eq!(order.subtotal(), shop_subtotal(&shop, id));
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (8, 8));
}

#[tokio::test]
async fn an_order_cancelled_in_the_middle_of_a_change_is_let_go_of() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = three_mugs(&house, &shop).await;
    let trouble = house.rackbeat.trouble();
    trouble.add(Rule::once(Fault::Http(500)).only("orders.lines.change"));
    assert!(shop.edit_line(id, 0, 1));
    told(&house, &shop).await;
    assert!(!house.only_order().is_booked());
    assert!(shop.set_status(id, "cancelled"));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(6)).await;
    assert!(!house.only_order().is_booked());
    let link = link(&house, &shop, id).await;
    assert_eq!((link.stage, link.edit), (Stage::Released, None));
}

#[tokio::test]
async fn an_order_cancelled_when_it_is_shipped_in_part_is_told_and_left() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = three_mugs(&house, &shop).await;
    assert!(house.agreement.ship_some(house.only_order().number, 1));
    assert!(shop.set_status(id, "cancelled"));
    told(&house, &shop).await;
    assert!(house.only_order().is_booked());
    assert!(house.count("outcome-order-cancelled-shipped").await >= 1);
}

#[tokio::test]
async fn killed_at_any_point_a_deleted_order_is_let_go_of_once() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    let (mut waits, mut ended, mut kills) = (0, false, 0);
    while !ended {
        assert!(waits < 500, "a deletion never ends");
        assert!(shop.set_stock(shop.product_id("TERMOS-1"), 40));
        house.agreement.set_stock("TERMOS-1", 10_000);
        let id = sent(
            &house,
            &shop,
            &OrderDraft::of(shop.product_id("TERMOS-1"), 1),
        )
        .await;
        assert!(shop.delete_order(id));
        shop.lose_webhooks();
        house.ask(shop.id, store::inbox::Kind::Order, id).await;
        ended = house.run_until_killed(waits).await;
        kills += usize::from(!ended);
        house.later(TimeDelta::minutes(20)).await;
        let order = house.orders_in_rackbeat().pop().unwrap();
        assert!(!order.is_booked(), "killed after {waits} waits");
        // The note why is a courtesy, and made once at most.
        assert!(order.notes.len() <= 1, "killed after {waits} waits");
        let link = link(&house, &shop, id).await;
        assert_eq!(link.stage, Stage::Released, "killed after {waits} waits");
        assert!(link.closed_at.is_some(), "killed after {waits} waits");
        waits += 2 + waits / 12;
    }
    assert!(kills > 10, "killed only {kills} times");
}

#[tokio::test]
async fn an_edit_of_a_cancelled_order_changes_nothing() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = three_mugs(&house, &shop).await;
    assert!(shop.set_status(id, "cancelled"));
    told(&house, &shop).await;
    house.rackbeat.calls().forget();
    house.wait(TimeDelta::seconds(5));
    assert!(shop.edit_order(id, &json!({ "customer_note": "Takk likevel" })));
    told(&house, &shop).await;
    let calls = house.rackbeat.calls().by_kind();
    let wrote = calls.keys().any(|kind| {
        let reads = ["orders.get", "orders.list", "orders.drafts"];
        kind.starts_with("orders") && !reads.contains(&kind.as_str())
    });
    assert!(!wrote, "{calls:?}");
}

#[tokio::test]
async fn what_a_shop_took_before_it_deleted_an_order_is_for_sale_again() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let unpaid = OrderDraft {
        status: "pending".to_owned(),
        ..OrderDraft::of(shop.product_id("KOPP"), 3)
    };
    let id = shop.place_order(&unpaid).unwrap();
    told(&house, &shop).await;
    // Paid and deleted before anybody looks.
    assert!(shop.set_status(id, "processing"));
    assert!(shop.delete_order(id));
    shop.lose_webhooks();
    assert_eq!(shop.stock("KOPP"), 7);
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(shop.stock("KOPP"), 10, "{}", house.log().await);
}

#[tokio::test]
async fn an_order_first_seen_out_of_the_bin_was_sold_before_its_shop_was_last_written() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let id = shop.buy("KOPP", 3);
    assert!(shop.trash_order(id));
    shop.lose_webhooks();
    house.wait(TimeDelta::seconds(5));
    sent(&house, &other, &OrderDraft::of(other.product_id("KOPP"), 2)).await;
    assert_eq!(shop.stock("KOPP"), 8);
    // A look that does not show it.
    house.later(TimeDelta::minutes(6)).await;
    assert!(shop.restore_order(id));
    told(&house, &shop).await;
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (5, 5));
}
