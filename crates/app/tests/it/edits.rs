//! An order that is changed in its shop after it was sent is changed in Rackbeat, and only in what changed.
use chrono::TimeDelta;
use domain::{PaymentRule, PaymentState, RackbeatState};
use rust_decimal::Decimal;
use serde_json::json;
use store::order_link::{self, OrderLink, Stage};
use testkit::{
    House, Shop,
    build::dec,
    simulator::{rackbeat::Switches, woo::OrderDraft},
};

pub async fn link(house: &House, shop: &Shop, id: u64) -> OrderLink {
    let found = order_link::find(&house.tenant(), shop.id, id.cast_signed()).await;
    found.unwrap().unwrap()
}

/// Placed, sent and booked, and then some seconds pass.
pub async fn sent(house: &House, shop: &Shop, draft: &OrderDraft) -> u64 {
    let id = shop.place(draft);
    house.deliver_webhooks(&[shop]).await;
    house.later(TimeDelta::minutes(2)).await;
    house.rackbeat.calls().forget();
    id
}

pub async fn told(house: &House, shop: &Shop) {
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
}

/// Item, pieces and price of each of its lines.
pub fn lines(order: &testkit::simulator::rackbeat::Order) -> Vec<(String, Decimal, Decimal)> {
    let line =
        |line: &testkit::simulator::rackbeat::Line| (line.item.clone(), line.quantity, line.price);
    order.lines.iter().map(line).collect()
}

/// What the shop says that an order comes to, without VAT and less what was given back.
pub fn shop_subtotal(shop: &Shop, id: u64) -> Decimal {
    let order = shop.order(id).unwrap();
    let figure = |name: &str| dec(order[name].as_str().unwrap());
    figure("total") - figure("total_tax")
}

fn two(shop: &Shop) -> OrderDraft {
    OrderDraft {
        shipping: Some(("Posten".to_owned(), dec("79"))),
        ..OrderDraft::of(shop.product_id("KOPP"), 3).and(shop.product_id("TERMOS-1"), 1)
    }
}

#[tokio::test]
async fn another_quantity_changes_one_line_and_the_order_is_booked_again() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let id = sent(&house, &shop, &two(&shop)).await;
    let before = house.only_order();
    assert!(shop.edit_line(id, 0, 1));
    told(&house, &shop).await;
    let after = house.only_order();
    assert!(after.is_booked());
    assert_eq!(after.subtotal(), shop_subtotal(&shop, id));
    assert_eq!(
        (after.lines[0].id, after.lines[0].quantity),
        (before.lines[0].id, Decimal::ONE)
    );
    let calls = house.rackbeat.calls();
    let wrote = |kind| calls.of(kind);
    assert_eq!((wrote("orders.reopen"), wrote("orders.book")), (1, 1));
    assert_eq!(
        (wrote("orders.lines.change"), wrote("orders.lines.create")),
        (1, 0)
    );
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (9, 9));
    let log = house.log().await;
    assert!(log.contains("«Kaffekopp»: antall 3 → 1."), "{log}");
    assert_eq!(house.count("outcome-order-changed").await, 1);
    let link = link(&house, &shop, id).await;
    assert_eq!((link.stage, link.edit.is_none()), (Stage::Booked, true));
    assert!(link.sums.unwrap().agree());
}

#[tokio::test]
async fn more_pieces_are_held_in_every_shop_before_rackbeat_has_them() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let id = sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 1)).await;
    house.rackbeat.go_down();
    assert!(shop.edit_line(id, 0, 8));
    told(&house, &shop).await;
    assert_eq!(other.stock("KOPP"), 2);
    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::minutes(30)).await;
    assert_eq!(house.only_order().lines[0].quantity, dec("8"));
    assert!(house.only_order().is_booked());
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (2, 2));
}

#[tokio::test]
async fn lines_are_added_and_removed_and_freight_and_fees_follow() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = sent(&house, &shop, &two(&shop)).await;
    let order = shop.order(id).unwrap();
    let flask = order["line_items"][1]["id"].clone();
    let freight = order["shipping_lines"][0]["id"].clone();
    assert!(shop.edit_order(
        id,
        &json!({
            "line_items": [
                { "id": flask, "quantity": 0 },
                { "product_id": shop.product_id("Å/Ø 12"), "quantity": 2 },
            ],
            "shipping_lines": [{ "id": freight, "total": "120" }],
            "fee_lines": [{ "name": "Gaveinnpakning", "total": "40" }],
        })
    ));
    told(&house, &shop).await;
    let after = house.only_order();
    assert!(after.is_booked());
    assert_eq!(after.subtotal(), shop_subtotal(&shop, id));
    let items: Vec<_> = lines(&after).into_iter().map(|line| line.0).collect();
    assert_eq!(items, ["KOPP", "FRAKT", "Å/Ø 12", "GEBYR"]);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((shop.stock("TERMOS-1"), shop.stock("Å/Ø 12")), (40, 10));
}

#[tokio::test]
async fn an_address_and_a_note_are_changed_and_the_lines_are_left() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = sent(&house, &shop, &two(&shop)).await;
    assert!(shop.edit_order(
        id,
        &json!({
            "customer_note": "Ring på to ganger",
            "shipping": { "address_1": "Lillegata 2", "city": "Bergen", "postcode": "5003" },
        })
    ));
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.note.as_deref(), Some("Ring på to ganger"));
    assert_eq!(order.delivery_address["street"], "Lillegata 2");
    let calls = house.rackbeat.calls();
    assert_eq!(
        (calls.of("orders.change"), calls.of("orders.lines.change")),
        (1, 0)
    );
    let log = house.log().await;
    assert!(log.contains("Leveringsadressen er endret."), "{log}");
    let kept = serde_json::to_string(&link(&house, &shop, id).await.written).unwrap();
    assert!(
        !kept.contains("Lillegata") && !kept.contains("Ring på"),
        "{kept}"
    );
}

#[tokio::test]
async fn what_makes_no_difference_in_rackbeat_touches_nothing() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = sent(&house, &shop, &two(&shop)).await;
    assert!(shop.set_status(id, "completed"));
    assert!(shop.edit_order(id, &json!({ "transaction_id": "pi_1" })));
    told(&house, &shop).await;
    let calls = house.rackbeat.calls();
    assert_eq!(
        (calls.of("orders.reopen"), calls.of("orders.change")),
        (0, 0)
    );
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn a_setting_that_is_changed_later_changes_no_order_that_was_sent() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = sent(&house, &shop, &two(&shop)).await;
    let before = house.only_order();
    house
        .set(&shop, |rules| {
            rules.freight_product = Some("GEBYR".to_owned())
        })
        .await;
    house.wait(TimeDelta::seconds(5));
    assert!(shop.set_status(id, "completed"));
    told(&house, &shop).await;
    assert_eq!(lines(&house.only_order()), lines(&before));
    assert_eq!(house.rackbeat.calls().of("orders.reopen"), 0);
}

#[tokio::test]
async fn a_draft_is_changed_without_being_reopened() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| rules.rackbeat_state = RackbeatState::Draft)
        .await;
    let id = sent(&house, &shop, &two(&shop)).await;
    assert!(shop.edit_line(id, 0, 2));
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(!order.is_booked());
    assert_eq!(order.subtotal(), shop_subtotal(&shop, id));
    let calls = house.rackbeat.calls();
    assert_eq!((calls.of("orders.reopen"), calls.of("orders.book")), (0, 0));
    assert_eq!(house.count("outcome-order-changed").await, 1);
}

#[tokio::test]
async fn a_bank_transfer_is_a_draft_until_it_is_paid() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| {
            rules.start_statuses.push("on-hold".to_owned());
            let rule = PaymentRule {
                state: Some(PaymentState::DraftUntilPaid),
                ..PaymentRule::default()
            };
            rules.payment_methods.insert("bacs".to_owned(), rule);
        })
        .await;
    let draft = OrderDraft {
        status: "on-hold".to_owned(),
        payment_method: "bacs".to_owned(),
        ..two(&shop)
    };
    let id = sent(&house, &shop, &draft).await;
    assert!(!house.only_order().is_booked());
    assert!(shop.edit_line(id, 0, 2));
    told(&house, &shop).await;
    assert!(!house.only_order().is_booked());
    house.wait(TimeDelta::seconds(5));
    assert!(shop.set_status(id, "processing"));
    told(&house, &shop).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.subtotal(), shop_subtotal(&shop, id));
    assert_eq!(order.lines[0].quantity, Decimal::TWO);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(shop.stock("KOPP"), 8);
}

#[tokio::test]
async fn a_rackbeat_of_another_mind_about_added_lines_and_prices_ends_with_the_shops_sum() {
    for switches in [
        Switches {
            prices_added_lines: true,
            ..Switches::default()
        },
        Switches {
            rounds_prices: true,
            bare_order_answers: true,
            ..Switches::default()
        },
        Switches {
            refuses_negative_prices: true,
            ..Switches::default()
        },
    ] {
        let house = House::with(switches).await;
        house.connect_rackbeat().await;
        let shop = house.shop("A").await;
        let id = sent(&house, &shop, &two(&shop)).await;
        assert!(shop.edit_order(
            id,
            &json!({
                "line_items": [{ "product_id": shop.product_id("Å/Ø 12"), "quantity": 2 }],
                "fee_lines": [{ "name": "Rabatt", "total": "-40" }],
            })
        ));
        told(&house, &shop).await;
        let order = house.only_order();
        assert!(order.is_booked(), "{switches:?}: {}", house.log().await);
        assert_eq!(order.subtotal(), shop_subtotal(&shop, id), "{switches:?}");
        // Once more, from what was written then.
        house.wait(TimeDelta::seconds(5));
        assert!(shop.edit_line(id, 0, 1));
        told(&house, &shop).await;
        let order = house.only_order();
        assert!(order.is_booked(), "{switches:?}: {}", house.log().await);
        assert_eq!(order.subtotal(), shop_subtotal(&shop, id), "{switches:?}");
    }
}
