//! A change that cannot be made, or that is cut off: the order is left as it was and told, or finished by who comes next.
use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde_json::json;
use testkit::{
    House, Shop,
    build::dec,
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
async fn an_order_that_somebody_changed_in_rackbeat_is_told_and_not_touched() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = three_mugs(&house, &shop).await;
    let number = house.only_order().number;
    house.agreement.reopen(number);
    let line = rackbeat::NewLine {
        item_id: "TERMOS-1".to_owned(),
        quantity: Decimal::ONE,
        line_price: Some(dec("319.20")),
        ..Default::default()
    };
    let client = house.rackbeat_client().await;
    client.add_line(number, &line).await.unwrap();
    house.agreement.book(number);
    let before = house.only_order();
    house.wait(TimeDelta::seconds(5));
    assert!(shop.edit_line(id, 0, 1));
    told(&house, &shop).await;
    assert_eq!(lines(&house.only_order()), lines(&before));
    assert!(house.only_order().is_booked());
    assert_eq!(house.rackbeat.calls().of("orders.reopen"), 0);
    assert_eq!(house.count("outcome-order-changed-by-both").await, 1);

    // Somebody makes it the same in Rackbeat: from then on it is ours again.
    house.agreement.reopen(number);
    let added = before.lines.last().unwrap().id;
    client.delete_line(number, added).await.unwrap();
    // The shop keeps a line's total when its quantity is changed.
    let change = rackbeat::LineChange {
        quantity: Some(Decimal::ONE),
        line_price: Some(shop_subtotal(&shop, id)),
        ..Default::default()
    };
    client
        .change_line(number, before.lines[0].id, &change)
        .await
        .unwrap();
    house.agreement.book(number);
    house.ask(shop.id, store::inbox::Kind::Order, id).await;
    house.run_jobs().await;
    house.wait(TimeDelta::seconds(5));
    assert!(shop.edit_line(id, 0, 2));
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(order.is_booked());
    let log = house.log().await;
    assert_eq!(order.lines[0].quantity, Decimal::TWO, "{log}");
}

#[tokio::test]
async fn an_order_that_is_shipped_in_part_is_told_and_not_touched() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = three_mugs(&house, &shop).await;
    assert!(house.agreement.ship_some(house.only_order().number, 1));
    assert!(shop.edit_line(id, 0, 2));
    told(&house, &shop).await;
    assert_eq!(house.only_order().lines[0].quantity, dec("3"));
    assert!(house.only_order().is_booked());
    assert!(house.count("outcome-order-changed-too-late").await >= 1);
}

#[tokio::test]
async fn a_race_with_a_picker_is_lost_politely() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = three_mugs(&house, &shop).await;
    let refusal = Fault::Http(422);
    let trouble = house.rackbeat.trouble();
    trouble.add(Rule::once(refusal).only("orders.reopen"));
    assert!(shop.edit_line(id, 0, 1));
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.lines[0].quantity, dec("3"));
    assert_eq!(house.count("outcome-order-change-locked").await, 1);
    assert!(house.log().await.contains("i ferd med å plukke"));
    // The retry after it is free again.
    house.wait(TimeDelta::seconds(5));
    house.ask(shop.id, store::inbox::Kind::Order, id).await;
    house.run_jobs().await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.lines[0].quantity, Decimal::ONE);
}

#[tokio::test]
async fn a_refused_line_puts_the_old_ones_back_and_books() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = three_mugs(&house, &shop).await;
    let before = lines(&house.only_order());
    let refusal = Fault::Http(422);
    let trouble = house.rackbeat.trouble();
    trouble.add(Rule::once(refusal).only("orders.lines.create"));
    assert!(shop.edit_order(
        id,
        &json!({ "line_items": [
            { "id": shop.order(id).unwrap()["line_items"][0]["id"], "quantity": 1 },
            { "product_id": shop.product_id("TERMOS-1"), "quantity": 1 },
        ] })
    ));
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(lines(&order), before);
    assert_eq!(house.count("outcome-order-change-refused").await, 1);
    // Nothing is short meanwhile, and the retry works.
    house.later(TimeDelta::minutes(3)).await;
    house.ask(shop.id, store::inbox::Kind::Order, id).await;
    house.run_jobs().await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.subtotal(), shop_subtotal(&shop, id));
}

#[tokio::test]
async fn an_unknown_sku_in_a_change_is_refused_by_name_before_anything_is_opened() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = three_mugs(&house, &shop).await;
    let unknown = shop.add_product("UKJENT", "Gave", dec("50"), Some(3));
    let line = json!({ "line_items": [{ "product_id": unknown, "quantity": 1 }] });
    assert!(shop.edit_order(id, &line));
    told(&house, &shop).await;
    assert!(house.only_order().is_booked());
    assert_eq!(house.rackbeat.calls().of("orders.reopen"), 0);
    let log = house.log().await;
    assert!(log.contains("UKJENT («Gave»)"), "{log}");
    house.agreement.add_product("UKJENT", "Gave", 40, 3);
    house.later(TimeDelta::minutes(20)).await;
    house.ask(shop.id, store::inbox::Kind::Order, id).await;
    house.run_jobs().await;
    assert_eq!(house.only_order().subtotal(), shop_subtotal(&shop, id));
    assert!(house.only_order().is_booked());
}

/// The newest order in Rackbeat is as this call of a change makes it.
fn took_effect(house: &House, kind: &str) -> bool {
    let order = house.orders_in_rackbeat().pop().unwrap();
    match kind {
        "orders.reopen" => !order.is_booked(),
        "orders.lines.change" => order.lines[0].quantity == Decimal::ONE,
        "orders.lines.create" => order.lines.len() == 2,
        _ => order.is_booked(),
    }
}

#[tokio::test]
async fn whatever_happens_to_a_call_of_a_change_it_is_finished_once() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    let faults = [
        Fault::Http(500),
        Fault::CutJson,
        Fault::HangUp,
        Fault::TimeoutAfterCommit,
        Fault::LateCommit,
    ];
    let kinds = [
        "orders.reopen",
        "orders.lines.change",
        "orders.lines.create",
        "orders.book",
    ];
    for kind in kinds {
        for fault in faults.clone() {
            let many = house.orders_in_rackbeat().len();
            assert!(shop.set_stock(shop.product_id("TERMOS-1"), 40));
            house.agreement.set_stock("TERMOS-1", 10_000);
            let id = sent(
                &house,
                &shop,
                &OrderDraft::of(shop.product_id("TERMOS-1"), 2),
            )
            .await;
            let trouble = house.rackbeat.trouble();
            trouble.add(Rule::once(fault.clone()).only(kind));
            let first = shop.order(id).unwrap()["line_items"][0]["id"].clone();
            assert!(shop.edit_order(
                id,
                &json!({ "line_items": [
                    { "id": first, "quantity": 1 },
                    { "product_id": shop.product_id("Å/Ø 12"), "quantity": 1 },
                ] })
            ));
            told(&house, &shop).await;
            if matches!(fault, Fault::LateCommit) {
                let took_effect = || took_effect(&house, kind);
                house.until(took_effect).await;
            }
            // On a slow machine calls may time out besides.
            house.later(TimeDelta::minutes(20)).await;
            trouble.clear();
            let orders = house.orders_in_rackbeat();
            assert_eq!(orders.len(), many + 1);
            let order = orders.last().unwrap();
            assert!(order.is_booked(), "{fault:?} at {kind}");
            assert_eq!(order.lines.len(), 2, "{fault:?} at {kind}");
            assert_eq!(
                order.subtotal(),
                shop_subtotal(&shop, id),
                "{fault:?} at {kind}"
            );
        }
    }
}

#[tokio::test]
async fn a_change_killed_at_any_point_is_finished() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    let (mut waits, mut ended, mut kills) = (0, false, 0);
    while !ended {
        assert!(waits < 900, "a change never ends");
        assert!(shop.set_stock(shop.product_id("TERMOS-1"), 40));
        house.agreement.set_stock("TERMOS-1", 10_000);
        house.agreement.set_stock("Å/Ø 12", 10_000);
        let id = sent(
            &house,
            &shop,
            &OrderDraft::of(shop.product_id("TERMOS-1"), 2),
        )
        .await;
        shop.lose_webhooks();
        let first = shop.order(id).unwrap()["line_items"][0]["id"].clone();
        assert!(shop.edit_order(
            id,
            &json!({ "line_items": [
                { "id": first, "quantity": 1 },
                { "product_id": shop.product_id("Å/Ø 12"), "quantity": 1 },
            ], "customer_note": "Haster" })
        ));
        house.deliver_webhooks(&[&shop]).await;
        ended = house.run_until_killed(waits).await;
        kills += usize::from(!ended);
        // On a slow machine calls may time out besides.
        house.later(TimeDelta::minutes(12)).await;
        let order = house.orders_in_rackbeat().pop().unwrap();
        assert!(order.is_booked(), "order {id} killed after {waits} waits");
        assert_eq!(
            order.lines.len(),
            2,
            "order {id} killed after {waits} waits"
        );
        assert_eq!(order.subtotal(), shop_subtotal(&shop, id), "{waits} waits");
        let link = link(&house, &shop, id).await;
        assert!(link.edit.is_none(), "killed after {waits} waits");
        waits += 2 + waits / 12;
    }
    assert!(kills > 20, "killed only {kills} times");
}
