//! Refunds before anything is shipped: what was given back leaves Rackbeat's order, to the øre.
use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use store::order_link::Stage;
use testkit::{House, Shop, build::dec, simulator::woo::OrderDraft};

use crate::edits::{lines, link, sent, shop_subtotal, told};

/// One line's share of a refund: pieces, and the money without VAT and VAT.
fn line(shop: &Shop, id: u64, at: usize, pieces: i64, (net, vat): (&str, &str)) -> Value {
    let order = shop.order(id).unwrap();
    let item = &order["line_items"][at];
    let mut row = json!({ "id": item["id"], "quantity": pieces, "refund_total": net });
    if let Some(tax) = item["taxes"].get(0) {
        row["refund_tax"] = json!([{ "id": tax["id"], "refund_total": vat }]);
    }
    row
}

/// What the shop has left of the order without VAT, where every refund names its lines.
fn rest(shop: &Shop, id: u64, back: &str) -> Decimal {
    shop_subtotal(shop, id) - dec(back)
}

fn mugs(shop: &Shop) -> OrderDraft {
    OrderDraft {
        shipping: Some(("Posten".to_owned(), dec("79"))),
        ..OrderDraft::of(shop.product_id("KOPP"), 3).and(shop.product_id("TERMOS-1"), 1)
    }
}

#[tokio::test]
async fn refunded_pieces_leave_the_order_and_are_for_sale_again_in_every_shop() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let id = sent(&house, &shop, &mugs(&shop)).await;
    let row = line(&shop, id, 0, 1, ("159.20", "39.80"));
    let back = json!({ "amount": "199.00", "line_items": [row] });
    assert!(shop.refund(id, &back).is_some());
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.lines[0].quantity, Decimal::TWO);
    assert_eq!(order.subtotal(), rest(&shop, id, "159.20"));
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (8, 8));
    assert_eq!(house.count("outcome-order-kept-on-shelf").await, 0);
    assert!(link(&house, &shop, id).await.sums.unwrap().agree());
}

#[tokio::test]
async fn pieces_that_are_not_put_back_leave_too_and_the_owner_is_told_once() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = sent(&house, &shop, &mugs(&shop)).await;
    let row = line(&shop, id, 0, 2, ("318.40", "79.60"));
    let back = json!({ "amount": "398.00", "line_items": [row], "api_restock": false });
    assert!(shop.refund(id, &back).is_some());
    told(&house, &shop).await;
    let order = house.only_order();
    assert_eq!(order.lines[0].quantity, Decimal::ONE);
    assert_eq!(order.subtotal(), rest(&shop, id, "318.40"));
    let log = house.log().await;
    assert!(
        log.contains("Rackbeat regner fortsatt med 2 på hyllen."),
        "{log}"
    );
    house.wait(TimeDelta::seconds(5));
    assert!(shop.edit_order(id, &json!({ "customer_note": "Hei" })));
    told(&house, &shop).await;
    assert_eq!(house.count("outcome-order-kept-on-shelf").await, 1);
}

#[tokio::test]
async fn an_amount_without_lines_goes_on_the_discount_product() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = sent(&house, &shop, &mugs(&shop)).await;
    assert!(shop.refund(id, &json!({ "amount": "125.00" })).is_some());
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(order.is_booked());
    let last = order.lines.last().unwrap();
    assert_eq!(last.item, "RABATT");
    // By the order's own proportion: the freight has no VAT of its own here.
    let whole = shop.order(id).unwrap();
    let figure = |name: &str| dec(whole[name].as_str().unwrap());
    let share = (figure("total") - figure("total_tax")) / figure("total");
    assert_eq!(last.total(), -domain::money::round(dec("125") * share, 2));
    let log = house.log().await;
    assert!(log.contains("er ført på rabattvaren"), "{log}");
    assert!(link(&house, &shop, id).await.sums.unwrap().shop == order.subtotal());
}

#[tokio::test]
async fn a_refund_that_is_deleted_again_is_reversed_though_nothing_tells_of_it() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let id = sent(&house, &shop, &mugs(&shop)).await;
    let before = lines(&house.only_order());
    let row = line(&shop, id, 0, 1, ("159.20", "39.80"));
    let back = json!({ "amount": "199.00", "line_items": [row], "api_restock": false });
    let refund = shop.refund(id, &back).unwrap();
    told(&house, &shop).await;
    assert_eq!(house.only_order().lines[0].quantity, Decimal::TWO);
    assert!(shop.delete_refund(refund));
    house.later(TimeDelta::minutes(20)).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(lines(&order), before);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (7, 7));
}

#[tokio::test]
async fn several_refunds_add_up_and_the_last_one_empties_the_order() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let draft = OrderDraft::of(shop.product_id("KOPP"), 3);
    let id = sent(&house, &shop, &draft).await;
    for (pieces, amount, net, vat) in [
        (1, "199.00", "159.20", "39.80"),
        (2, "398.00", "318.40", "79.60"),
    ] {
        let row = line(&shop, id, 0, pieces, (net, vat));
        let back = json!({ "amount": amount, "line_items": [row] });
        assert!(shop.refund(id, &back).is_some());
        told(&house, &shop).await;
        house.wait(TimeDelta::seconds(5));
    }
    assert_eq!(shop.order(id).unwrap()["status"], "refunded");
    assert!(!house.only_order().is_booked());
    assert_eq!(house.only_order().notes, ["Refundert i nettbutikken"]);
    assert_eq!(house.count("outcome-order-refunded-released").await, 1);
    assert_eq!(link(&house, &shop, id).await.stage, Stage::Released);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (10, 10));
}

#[tokio::test]
async fn the_status_refunded_alone_means_all_that_remains() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 3)).await;
    assert!(shop.set_status(id, "refunded"));
    told(&house, &shop).await;
    assert!(!house.only_order().is_booked());
    assert_eq!(house.count("outcome-order-refunded-released").await, 1);
    let log = house.log().await;
    assert!(
        log.contains("Rackbeat regner fortsatt med 3 på hyllen."),
        "{log}"
    );
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(other.stock("KOPP"), 10);
}

#[tokio::test]
async fn an_order_refunded_before_it_was_sent_is_sent_without_what_was_given_back() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.rackbeat.go_down();
    let id = sent(&house, &shop, &mugs(&shop)).await;
    let row = line(&shop, id, 0, 3, ("477.60", "119.40"));
    let back = json!({ "amount": "597.00", "line_items": [row] });
    assert!(shop.refund(id, &back).is_some());
    house.rackbeat.come_up().unwrap();
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(30)).await;
    let order = house.only_order();
    assert!(order.is_booked());
    let items: Vec<_> = lines(&order).into_iter().map(|line| line.0).collect();
    assert_eq!(items, ["TERMOS-1", "FRAKT"]);
    assert_eq!(order.subtotal(), rest(&shop, id, "477.60"));
}

#[tokio::test]
async fn an_order_wholly_refunded_before_it_was_sent_is_never_sent() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = shop.place(&OrderDraft::of(shop.product_id("KOPP"), 3));
    assert!(shop.set_status(id, "refunded"));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(6)).await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert!(house.count("outcome-order-refunded-unsent").await >= 1);
}

#[tokio::test]
async fn freight_given_back_is_taken_off_whichever_version_the_shop_has() {
    for version in ["7.1", "11.0"] {
        let house = House::open().await;
        let shop = match version {
            "7.1" => house.old_shop("A").await,
            _ => house.shop("A").await,
        };
        let id = sent(&house, &shop, &mugs(&shop)).await;
        let order = shop.order(id).unwrap();
        let freight = &order["shipping_lines"][0];
        let back = json!({ "amount": "79.00", "line_items": [
            { "id": freight["id"], "quantity": 1, "refund_total": "79.00" }
        ] });
        assert!(shop.refund(id, &back).is_some());
        told(&house, &shop).await;
        let order = house.only_order();
        assert!(order.is_booked(), "{version:?}");
        let has = |item: &str| order.lines.iter().any(|line| line.item == item);
        let sums = link(&house, &shop, id).await.sums.unwrap();
        assert_eq!(sums.shop, order.subtotal(), "{version:?}");
        if has("RABATT") {
            assert!(
                has("FRAKT"),
                "{version:?}: the shop does not tell of what it is"
            );
        } else {
            assert!(!has("FRAKT"), "{version:?}");
        }
    }
}
