//! The shop, played with.

use std::sync::Arc;
use std::time::Duration;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use simulator::woo::{Key, NoSale, OrderDraft, Permalinks, Setup, Shop, Version};
use simulator::{Fault, Rule};

use crate::replay::exchange::client;
use crate::replay::receiver::Receiver;

#[cfg(test)]
mod goods;
#[cfg(test)]
mod life;

pub const KRONER: Decimal = Decimal::ONE_HUNDRED;

pub fn shop() -> Shop {
    let webhook_delay = Duration::ZERO;
    Shop::start(Setup {
        webhook_delay,
        ..Setup::default()
    })
    .unwrap()
}

pub async fn call(shop: &Shop, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let key = Key::of('a', "read_write");
    let address = format!("{}/wp-json/wc/v3/{path}", shop.url());
    let call = client()
        .request(method.parse().unwrap(), address)
        .basic_auth(&key.key, Some(&key.secret));
    let call = if body.is_null() {
        call
    } else {
        call.json(body)
    };
    let answer = call.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

#[test]
fn a_checkout_cannot_sell_the_last_piece_twice() {
    let shop = Arc::new(shop());
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    let buyers: Vec<_> = (0..16)
        .map(|_| {
            let shop = shop.clone();
            std::thread::spawn(move || shop.place_order(&OrderDraft::of(cup, 1)).is_ok())
        })
        .collect();
    let sold = buyers
        .into_iter()
        .map(|buyer| buyer.join().unwrap())
        .filter(|sold| *sold)
        .count();
    assert_eq!((sold, shop.stock_of(cup)), (5, Some(0)));
}

#[test]
fn an_unpaid_checkout_holds_its_pieces() {
    let shop = shop();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(1));
    let unpaid = OrderDraft {
        status: "pending".to_owned(),
        ..OrderDraft::of(cup, 1)
    };
    let order = shop.place_order(&unpaid).unwrap();
    assert_eq!(
        shop.stock_of(cup),
        Some(1),
        "the interface does not show what is held"
    );
    assert_eq!(shop.place_order(&unpaid), Err(NoSale::SoldOut(cup)));
    assert!(shop.set_status(order, "cancelled"));
    assert!(shop.place_order(&unpaid).is_ok());
}

#[test]
fn stock_goes_and_comes_back_with_the_status() {
    for (version, after_failed) in [(Version::V7_1, 1), (Version::V11_0, 3)] {
        let shop = Shop::start(Setup {
            version,
            ..Setup::default()
        })
        .unwrap();
        let cup = shop.add_product("CUP", "Kopp", KRONER, Some(3));
        let order = shop.place_order(&OrderDraft::of(cup, 2)).unwrap();
        let mut seen = vec![shop.stock_of(cup).unwrap()];
        for status in ["completed", "cancelled", "processing", "failed"] {
            assert!(shop.set_status(order, status));
            seen.push(shop.stock_of(cup).unwrap());
        }
        assert_eq!(seen, [1, 1, 3, 1, after_failed], "{version:?}");
    }
}

#[test]
fn a_variation_without_its_own_stock_sells_its_parents() {
    let shop = Shop::start(Setup::recorded(Version::V11_0)).unwrap();
    let blue = shop.id_of("FELLES-B").unwrap();
    shop.place_order(&OrderDraft::of(blue, 4)).unwrap();
    assert_eq!(shop.stock_of_sku("FELLES-R"), Some(16));
}

#[tokio::test]
async fn a_null_erases_in_a_single_write_and_is_ignored_in_a_batch() {
    let shop = shop();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    let nothing = json!({ "id": cup, "stock_quantity": null });
    let (_, batch) = call(
        &shop,
        "POST",
        "products/batch",
        &json!({ "update": [nothing] }),
    )
    .await;
    assert_eq!(batch["update"][0]["stock_quantity"], 5);
    call(&shop, "PUT", &format!("products/{cup}"), &nothing).await;
    assert_eq!(shop.stock_of(cup), Some(0));
}

#[tokio::test]
async fn the_seventh_failure_disables_a_webhook_and_waking_it_keeps_the_count() {
    let shop = shop();
    let mut receiver = Receiver::start();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    let url = format!("{}/fail/x", receiver.url);
    let hook = json!({ "topic": "product.updated", "delivery_url": url, "secret": "s" });
    let (status, made) = call(&shop, "POST", "webhooks", &hook).await;
    assert_eq!((status, made["status"].as_str()), (201, Some("active")));
    let mut delivered = 0;
    while shop.webhooks()[0].status == "active" {
        let failures = shop.webhooks()[0].failures;
        assert!(shop.set_stock(cup, 1));
        while receiver.next().await.header("X-WC-Webhook-ID").is_none() {}
        delivered += 1;
        settled(&shop, failures).await;
    }
    assert_eq!(delivered, 7);
    call(&shop, "PUT", "webhooks/1", &json!({ "status": "active" })).await;
    assert_eq!(shop.webhooks()[0].failures, 6);
}

/// The receiver sees a delivery before the shop has written down how it went.
async fn settled(shop: &Shop, failures: u32) {
    while shop.webhooks()[0].failures == failures && shop.webhooks()[0].status == "active" {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_change_while_a_delivery_waits_is_told_once() {
    let shop = shop();
    let mut receiver = Receiver::start();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    let hook =
        json!({ "topic": "product.updated", "delivery_url": format!("{}/ok", receiver.url) });
    call(&shop, "POST", "webhooks", &hook).await;
    shop.go_down();
    for pieces in [4, 3, 2] {
        assert!(shop.set_stock(cup, pieces));
    }
    assert_eq!(shop.undelivered(), 1);
    shop.come_up().unwrap();
    assert_eq!(receiver.next().await.body, "webhook_id=1");
    let told: Value = serde_json::from_str(&receiver.next().await.body).unwrap();
    assert_eq!(told["stock_quantity"], 2, "it is read when it is sent");
}

#[tokio::test]
async fn work_may_be_done_without_an_answer() {
    let shop = shop();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    shop.trouble()
        .add(Rule::once(Fault::TimeoutAfterCommit).only("products.update"));
    let key = Key::of('a', "read_write");
    let call = client().put(format!("{}/wp-json/wc/v3/products/{cup}", shop.url()));
    let call = call
        .basic_auth(&key.key, Some(&key.secret))
        .json(&json!({ "stock_quantity": 2 }));
    let answer = call.timeout(Duration::from_millis(200)).send().await;
    assert!(answer.is_err_and(|error| error.is_timeout()));
    assert_eq!(shop.stock_of(cup), Some(2));
    assert_eq!(shop.calls().of("products.update"), 1);
}

#[tokio::test]
async fn plain_permalinks_lead_to_the_home_page() {
    let shop = shop();
    shop.set_up(|setup| setup.permalinks = Permalinks::Plain);
    let address = format!("{}/wp-json/wc/v3/products", shop.url());
    let first = client().get(&address).send().await.unwrap();
    assert_eq!(
        (
            first.status().as_u16(),
            first.headers()["location"].to_str().unwrap()
        ),
        (301, format!("{address}/").as_str())
    );
    let second = client().get(format!("{address}/")).send().await.unwrap();
    assert!(
        second.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/html")
    );
}

#[tokio::test]
async fn fifty_thousand_goods_are_paged_and_found() {
    let shop = shop();
    for number in 0..50_000 {
        shop.add_product(&format!("SKU-{number}"), "Vare", KRONER, Some(1));
    }
    let (_, page) = call(
        &shop,
        "GET",
        "products?per_page=100&page=500&orderby=id&order=asc&_fields=id,sku",
        &Value::Null,
    )
    .await;
    assert_eq!(page.as_array().unwrap().len(), 100);
    assert_eq!(page[99]["sku"], "SKU-49999");
    let (_, found) = call(
        &shop,
        "GET",
        "products?sku=sku-777,SKU-778&_fields=sku",
        &Value::Null,
    )
    .await;
    assert_eq!(found, json!([{ "sku": "SKU-778" }, { "sku": "SKU-777" }]));
}
