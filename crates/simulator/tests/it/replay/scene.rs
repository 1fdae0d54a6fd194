//! What stood in the recorded shop before an exchange, where no recorded exchange made it.

use rust_decimal::Decimal;
use serde_json::{Value, json};
use simulator::woo::{Fault, OrderDraft, Shop, Via};

use super::exchange::{Exchange, client};
use super::signature::sign;

/// The number at the end of the recorded path.
fn subject(exchange: &Exchange) -> u64 {
    let path = exchange.target.split('?').next().unwrap();
    path.rsplit('/').find_map(|part| part.parse().ok()).unwrap()
}

/// Sets the scene, and takes from the call what only fits the recorded shop.
pub async fn set(shop: &Shop, exchange: &mut Exchange, receiver: &str) {
    if exchange.plain_http {
        shop.set_up(|setup| setup.https = false);
    }
    let name = exchange.name.clone();
    let number = name.split('-').next().unwrap();
    shop.fault(fault(number));
    match number {
        "38" => sign(exchange, &shop.url()),
        "39b" => shop.demote(&format!("ck_{}", "d".repeat(40)), true),
        "70" => assert!(shop.add(0, &json!({ "name": "slett", "sku": "SLETT" })) > 0),
        "81" => webhooks(shop, exchange, receiver).await,
        "90" => trashed_order(shop, subject(exchange)),
        "91" => disabled_webhook(shop, subject(exchange)).await,
        "95" | "96" => checkout(shop, number, subject(exchange)),
        "97" => rounding(shop, exchange),
        "98b" => marked_orders(shop),
        "98q" => assert!(shop.change_product(10, &json!({ "sku": "TERMOS-1" }))),
        "98x" => {
            let stock = &exchange.answer.as_ref().unwrap()["stock_quantity"];
            assert!(shop.set_stock(13, stock.as_i64().unwrap()));
        }
        _ => {}
    }
}

fn fault(number: &str) -> Option<Fault> {
    Some(match number {
        "110" => Fault::PhpFatal,
        "111" => Fault::GarbageBeforeJson,
        "112" => Fault::Firewall,
        "113" => Fault::Maintenance,
        "114" => Fault::DatabaseDown,
        "115" => Fault::Deactivated,
        _ => return None,
    })
}

/// An order as an assistant writes it: no address, not paid at the door.
pub fn written(goods: &[u64], status: &str) -> OrderDraft {
    let draft = OrderDraft {
        status: status.to_owned(),
        billing: serde_json::Map::new(),
        delivery: serde_json::Map::new(),
        payment_method: String::new(),
        via: Via::Admin,
        ..OrderDraft::default()
    };
    goods.iter().fold(draft, |draft, id| draft.and(*id, 1))
}

fn trashed_order(shop: &Shop, id: u64) {
    shop.skip_to_id(id);
    let goods = shop.id_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ1234").unwrap();
    let order = shop.place_order(&written(&[goods], "processing")).unwrap();
    assert!(shop.trash_order(order));
}

/// Older shops make the order when the page is opened, newer ones when it is sent.
fn checkout(shop: &Shop, number: &str, id: u64) {
    if shop.order(id).is_some() {
        let sent = json!({ "customer_note": "takk", "status": "processing" });
        assert!(shop.edit_order(id, &sent));
        return;
    }
    for goods in [10, 17, 21] {
        assert!(shop.set_stock(goods, 50));
    }
    shop.skip_to_id(id);
    let opened = OrderDraft {
        customer_note: String::new(),
        ..bought("checkout-draft")
    };
    let draft = if number == "95" {
        opened
    } else {
        bought("processing")
    };
    shop.place_order(&draft).unwrap();
}

fn marked_orders(shop: &Shop) {
    let goods = shop.product_ids().into_iter().max().unwrap();
    for key in ["idem-1", "idem-1", ""] {
        let mut draft = written(&[goods], "pending");
        if !key.is_empty() {
            draft.meta.push(("_rb_key".to_owned(), json!(key)));
        }
        shop.place_order(&draft).unwrap();
    }
}

/// Puts back what was set for one exchange only.
pub fn strike(shop: &Shop) {
    shop.set_up(|setup| setup.https = true);
    shop.fault(None);
    shop.demote(&format!("ck_{}", "d".repeat(40)), false);
}

pub fn bought(status: &str) -> OrderDraft {
    OrderDraft {
        status: status.to_owned(),
        coupon: Some("SOMMER10".to_owned()),
        shipping: Some(("Fast frakt".to_owned(), Decimal::from(79))),
        customer_note: "takk".to_owned(),
        via: Via::Block,
        ..OrderDraft::of(10, 2).and(21, 1).and(17, 1)
    }
}

fn rounding(shop: &Shop, exchange: &Exchange) {
    if exchange.name != "97-order-rounding" {
        return;
    }
    let body: Value = serde_json::from_str(exchange.body.as_deref().unwrap()).unwrap();
    shop.skip_to_id(body["line_items"][0]["product_id"].as_u64().unwrap());
    let sku = exchange.answer.as_ref().unwrap()["line_items"][0]["sku"]
        .as_str()
        .unwrap();
    shop.add_product(sku, "Øre", Decimal::new(9999, 2), Some(100));
}

/// Makes the webhooks that the recorded list shows, with the same ids.
async fn webhooks(shop: &Shop, exchange: &mut Exchange, receiver: &str) {
    for hook in shop.webhooks() {
        call(
            shop,
            "DELETE",
            &format!("webhooks/{}?force=true", hook.id),
            None,
        )
        .await;
    }
    let mut rows = exchange
        .answer
        .as_ref()
        .unwrap()
        .as_array()
        .unwrap()
        .clone();
    rows.sort_by_key(|row| row["id"].as_u64());
    for row in rows {
        let body = json!({
            "name": row["name"], "topic": row["topic"], "delivery_url": format!("{receiver}/ok/x"), "secret": "whsec-test"
        });
        while shop.webhooks().last().map(|hook| hook.id) < row["id"].as_u64() {
            let before = shop.webhooks().len();
            call(shop, "POST", "webhooks", Some(&body)).await;
            let made = shop.webhooks()[before].id;
            if Some(made) != row["id"].as_u64() {
                call(shop, "DELETE", &format!("webhooks/{made}?force=true"), None).await;
            }
        }
    }
}

async fn disabled_webhook(shop: &Shop, wanted: u64) {
    let body = json!({ "name": "http://127.0.0.1:8099/fail/x", "topic": "product.updated", "delivery_url": "http://127.0.0.1:9/x" });
    while shop.webhooks().last().is_none_or(|hook| hook.id < wanted) {
        call(shop, "POST", "webhooks", Some(&body)).await;
    }
    call(
        shop,
        "PUT",
        &format!("webhooks/{wanted}"),
        Some(&json!({ "status": "disabled" })),
    )
    .await;
}

/// Calls the shop with its read-and-write key.
pub async fn call(shop: &Shop, method: &str, path: &str, body: Option<&Value>) -> Value {
    let key = &shop.keys()[0];
    let address = format!("{}/wp-json/wc/v3/{path}", shop.url());
    let call = client()
        .request(method.parse().unwrap(), address)
        .basic_auth(&key.key, Some(&key.secret));
    let call = match body {
        Some(body) => call.json(body),
        None => call,
    };
    let answer = call.send().await.unwrap();
    assert!(
        answer.status().is_success(),
        "{method} {path}: {}",
        answer.status()
    );
    answer.json().await.unwrap()
}
