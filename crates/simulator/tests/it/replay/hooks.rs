//! The recorded deliveries, provoked again: which, in which order, with which headers and bodies.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};
use simulator::woo::{Setup, Shop, Version};

use super::exchange::{files, folder, recorded};
use super::receiver::{Received, Receiver};
use super::scene::{bought, call, written};
use super::shape::{Look, compare};
use super::signature::signature;

#[derive(Deserialize)]
struct Delivered {
    headers: Vec<(String, String)>,
    body: String,
}

const SECRET: &str = "whsec-test";

/// Ids of what the scenarios made so far.
#[derive(Default)]
struct Made {
    product: u64,
    draft: u64,
    order: u64,
    second: u64,
    last: u64,
    checkout: u64,
}

/// Plays every scenario of a version; how many deliveries there were, and what was different.
pub async fn play(version: Version) -> (usize, Vec<String>) {
    let mut scenarios: BTreeMap<String, Vec<(String, Delivered)>> = BTreeMap::new();
    for (name, text) in files(folder(version.name()).join("webhooks")) {
        let number = name[..2].to_owned();
        scenarios
            .entry(number)
            .or_default()
            .push((name, serde_json::from_str(&text).unwrap()));
    }
    let mut receiver = Receiver::start();
    let shop = Shop::start(Setup {
        webhook_delay: Duration::ZERO,
        ..Setup::recorded(version)
    })
    .unwrap();
    let ping = listen(&shop, &mut receiver, version).await;
    let mut made = Made::default();
    let mut wrong = Vec::new();
    let mut count = 0;
    for number in [
        "01", "02", "03", "04", "05", "06", "07", "09", "10", "11", "12", "14", "15", "16", "17",
        "18", "20", "22", "23", "25", "26", "27", "30", "31", "50", "51", "40", "00",
    ] {
        let expected = scenarios.remove(number).unwrap_or_default();
        count += expected.len();
        if number == "00" {
            compare_one(&expected[0], &ping, &mut wrong);
            continue;
        }
        if number == "40" {
            lose_rights(&shop, &receiver.url).await;
            assert_eq!(receiver.rest().len(), 1, "the ping");
        }
        shop.go_down();
        act(&shop, number, &mut made);
        shop.come_up().unwrap();
        for one in &expected {
            let received = receiver.next().await;
            compare_one(one, &received, &mut wrong);
        }
        assert_eq!(shop.undelivered(), 0, "scenario {number}");
        wrong.extend(
            receiver
                .rest()
                .iter()
                .map(|extra| format!("{number}: also {} {}", extra.path, extra.body)),
        );
    }
    assert!(scenarios.is_empty(), "not played: {:?}", scenarios.keys());
    (count, wrong)
}

/// Makes the recorded webhooks, and keeps the first ping.
async fn listen(shop: &Shop, receiver: &mut Receiver, version: Version) -> Received {
    let list = recorded(version.name())
        .into_iter()
        .find(|exchange| exchange.name == "81-webhooks-list")
        .unwrap();
    let rows = list.answer.unwrap();
    for row in rows.as_array().unwrap() {
        let topic = row["topic"].as_str().unwrap();
        let body = json!({ "topic": topic, "delivery_url": format!("{}/ok/{topic}", receiver.url), "secret": SECRET });
        call(shop, "POST", "webhooks", Some(&body)).await;
    }
    let pings = receiver.rest();
    assert_eq!(
        pings.len(),
        rows.as_array().unwrap().len(),
        "each webhook pings before it is answered"
    );
    pings[0].clone()
}

/// A webhook of another user, who is demoted then; the others go.
async fn lose_rights(shop: &Shop, receiver: &str) {
    for hook in shop.webhooks() {
        call(
            shop,
            "DELETE",
            &format!("webhooks/{}?force=true", hook.id),
            None,
        )
        .await;
    }
    let manager = shop.keys()[3].clone();
    let body = json!({ "topic": "product.updated", "delivery_url": format!("{receiver}/ok/x"), "secret": SECRET });
    let address = format!("{}/wp-json/wc/v3/webhooks", shop.url());
    let made = super::exchange::client()
        .post(address)
        .basic_auth(&manager.key, Some(&manager.secret))
        .json(&body)
        .send();
    assert_eq!(made.await.unwrap().status().as_u16(), 201);
    shop.demote(&manager.key, true);
}

fn act(shop: &Shop, number: &str, made: &mut Made) {
    let change = |id, fields: Value| assert!(shop.change_product(id, &fields), "{id}");
    let stock = |id, pieces: i64| assert!(shop.set_stock(id, pieces), "{id}");
    let counted = |sku: &str, price: &str, pieces: i64| json!({ "name": "Hook", "sku": sku, "regular_price": price, "manage_stock": true, "stock_quantity": pieces });
    match number {
        "01" => made.product = shop.add(0, &counted("HOOK", "50", 10)),
        "02" => change(made.product, json!({ "regular_price": "51" })),
        "03" => change(made.product, json!({ "stock_quantity": 3 })),
        "04" => change(made.product, json!({})),
        "05" => stock(20, 100),
        "06" => [20, 21].into_iter().for_each(|id| stock(id, 101)),
        "07" => assert!(shop.add(19, &counted("SEKK-X", "9", 1)) > 0),
        "09" => [10, 12, made.product]
            .into_iter()
            .for_each(|id| stock(id, 60)),
        "20" => assert!(shop.delete_product(made.product, false)),
        "22" => made.draft = shop.add(0, &json!({ "name": "Draft", "status": "draft" })),
        "23" => change(made.draft, json!({ "status": "publish" })),
        "25" => [10, 12, 13, 17].into_iter().for_each(|id| stock(id, 70)),
        "30" => {
            let coupon = shop.add_coupon("HOOK", 5.into());
            assert!(shop.trash_coupon(coupon));
        }
        "40" => change(10, json!({})),
        other => act_on_orders(shop, other, made),
    }
}

fn act_on_orders(shop: &Shop, number: &str, made: &mut Made) {
    let order = |goods: &[u64], status: &str| shop.place_order(&written(goods, status)).unwrap();
    match number {
        "10" => made.order = order(&[10, 20], "pending"),
        "11" => assert!(shop.set_status(made.order, "processing")),
        "12" => assert!(shop.set_status(made.order, "completed")),
        "14" => assert!(
            shop.refund(made.order, &json!({ "amount": "10.00" }))
                .is_some()
        ),
        "15" => made.second = order(&[12], "processing"),
        "16" => {
            for note in ["a", "b", "c"] {
                assert!(shop.edit_order(made.second, &json!({ "customer_note": note })));
            }
        }
        "17" => assert!(shop.trash_order(made.second)),
        "18" => assert!(shop.set_status(made.second, "processing")),
        "26" => {
            made.last = order(&[12], "pending");
            assert!(shop.set_status(made.last, "completed"));
        }
        "27" => assert!(shop.delete_order(order(&[], "pending"))),
        "31" => assert!(shop.trash_order(made.last)),
        "50" if shop.is_new() => {}
        "50" => made.checkout = shop.place_order(&bought("checkout-draft")).unwrap(),
        "51" if shop.is_new() => made.checkout = shop.place_order(&bought("processing")).unwrap(),
        "51" => assert!(shop.set_status(made.checkout, "processing")),
        other => panic!("no scenario {other}"),
    }
}

fn compare_one((name, theirs): &(String, Delivered), ours: &Received, wrong: &mut Vec<String>) {
    let mut found = Vec::new();
    for (header, value) in &theirs.headers {
        let mine = ours.header(header);
        let free = [
            "Host",
            "Content-Length",
            "Accept-Encoding",
            "Connection",
            "X-WC-Webhook-ID",
            "X-WC-Webhook-Source",
            "X-WC-Webhook-Signature",
            "X-WC-Webhook-Delivery-ID",
        ];
        if mine.is_none() && !["Accept-Encoding", "Connection"].contains(&header.as_str()) {
            found.push(format!("header {header} is missing"));
        } else if !free.contains(&header.as_str()) && mine != Some(value) {
            found.push(format!("header {header}: {value} recorded, {mine:?} ours"));
        }
    }
    if let Some(signed) = ours.header("X-WC-Webhook-Signature")
        && signed != signature(SECRET, ours.body.as_bytes())
    {
        found.push("the signature is wrong".to_owned());
    }
    match (
        serde_json::from_str::<Value>(&theirs.body),
        serde_json::from_str::<Value>(&ours.body),
    ) {
        (Ok(a), Ok(b)) if a.get("code").is_some() && a != b => {
            found.push(format!("{a} recorded, {b} ours"))
        }
        (Ok(a), Ok(b)) => compare(Look::Shape, "", &a, &b, &mut found),
        _ if theirs.body == ours.body => {}
        _ => found.push(format!("{} recorded, {} ours", theirs.body, ours.body)),
    }
    wrong.extend(
        found
            .into_iter()
            .map(|difference| format!("{name}: {difference}")),
    );
}
