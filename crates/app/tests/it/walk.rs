//! The main walk: an order in a shop becomes an order in Rackbeat, once.
use chrono::TimeDelta;
use rust_decimal::Decimal;
use serde_json::json;
use testkit::{House, build::dec, simulator::woo::OrderDraft};

#[tokio::test]
async fn a_paid_order_reaches_rackbeat_once_booked_with_its_lines() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let draft = OrderDraft {
        shipping: Some(("Posten".to_owned(), dec("79"))),
        ..OrderDraft::of(shop.product_id("KOPP"), 2)
    };
    let id = shop.place(&draft);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;

    let order = house.only_order();
    assert!(order.is_booked());
    let lines: Vec<_> = order
        .lines
        .iter()
        .map(|line| (line.item.as_str(), line.quantity, line.price))
        .collect();
    assert_eq!(
        lines,
        [
            ("KOPP", Decimal::TWO, dec("159.2")),
            ("FRAKT", Decimal::ONE, dec("79"))
        ]
    );
    assert_eq!(order.subtotal(), dec("397.40"));
    assert_eq!(order.currency, "NOK");
    let reference = order.their_reference.clone().unwrap();
    assert!(reference.ends_with(&format!("-{id}")), "{reference}");
    assert!(order.heading.clone().unwrap().ends_with(&reference));
    let log = house.log().await;
    let sent = format!(
        "overført til Rackbeat som salgsordre {} og bokført",
        order.number
    );
    assert!(log.contains(&sent), "{log}");
}

#[tokio::test]
async fn a_second_webhook_changes_nothing() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let before = house.only_order();

    assert!(shop.edit_order(
        id,
        &json!({ "meta_data": [{ "key": "seen_by", "value": "kari" }] })
    ));
    assert!(shop.undelivered() > 0, "the shop tells of it");
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let after = house.only_order();
    assert_eq!(after.updated_at, before.updated_at);
    assert_eq!(house.rackbeat.calls().of("orders.create"), 1);
    assert_eq!(house.rackbeat.calls().of("orders.book"), 1);
}

#[tokio::test]
async fn a_line_without_sku_is_refused_in_words_and_goes_on_when_it_has_one() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let nameless = shop.add_product("", "Uten nummer", dec("100"), Some(5));
    let id = shop.place(&OrderDraft::of(nameless, 1));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.orders_in_rackbeat().is_empty());
    let log = house.log().await;
    assert!(
        log.contains("«Uten nummer» mangler varenummer (SKU)"),
        "{log}"
    );

    house.agreement.add_product("NY-1", "Uten nummer", 80, 5);
    assert!(shop.change_product(nameless, &json!({ "sku": "NY-1" })));
    house.deliver_webhooks(&[&shop]).await;
    // News of what was sold a moment ago is taken for its echo, and read when that is over.
    house.later(TimeDelta::minutes(4)).await;
    let order = house.only_order();
    assert!(order.is_booked(), "order {id}");
    assert_eq!(order.lines[0].item, "NY-1");
}
