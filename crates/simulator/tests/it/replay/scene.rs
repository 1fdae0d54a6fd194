//! What stood in the recorded shop before an exchange, where no recorded exchange made it.

use base64::Engine;
use hmac::{Hmac, KeyInit, Mac};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use simulator::woo::{Fault, OrderDraft, Shop, Via};

use super::exchange::{Exchange, client};

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
    match name.split('-').next().unwrap() {
        "38" => sign(exchange, &shop.url()),
        "39b" => shop.demote(&format!("ck_{}", "d".repeat(40)), true),
        "70" if name == "70-product-trash" => {
            shop.add(0, &json!({ "name": "slett", "sku": "SLETT" }));
        }
        "81" => webhooks(shop, exchange, receiver).await,
        "90" => {
            shop.skip_to_id(subject(exchange));
            let goods = shop.id_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ1234").unwrap();
            let bank = "bacs".to_owned();
            let draft = OrderDraft {
                via: Via::Admin,
                payment_method: bank,
                ..OrderDraft::of(goods, 1)
            };
            let order = shop.place_order(&draft).unwrap();
            assert!(shop.trash_order(order));
        }
        "91" => disabled_webhook(shop, subject(exchange)).await,
        "95" => {
            stock_up(shop);
            shop.skip_to_id(subject(exchange));
            let draft = OrderDraft {
                customer_note: String::new(),
                ..bought("checkout-draft")
            };
            shop.place_order(&draft).unwrap();
        }
        "96" if shop.order(subject(exchange)).is_some() => {
            assert!(shop.edit_order(
                subject(exchange),
                &json!({ "customer_note": "takk", "status": "processing" })
            ));
        }
        "96" => {
            stock_up(shop);
            shop.skip_to_id(subject(exchange));
            shop.place_order(&bought("processing")).unwrap();
        }
        "97" => rounding(shop, exchange),
        "98q" => {
            assert!(shop.change_product(10, &json!({ "sku": "TERMOS-1" })));
        }
        "98x" => {
            let stock = exchange.answer.as_ref().unwrap()["stock_quantity"]
                .as_i64()
                .unwrap();
            assert!(shop.set_stock(13, stock));
        }
        "98b" => {
            let goods = shop.product_ids().into_iter().max().unwrap();
            for key in ["idem-1", "idem-1", ""] {
                let mut draft = OrderDraft {
                    via: Via::Admin,
                    ..OrderDraft::of(goods, 1)
                };
                draft.status = "pending".to_owned();
                draft.billing.clear();
                draft.delivery.clear();
                if !key.is_empty() {
                    draft.meta.push(("_rb_key".to_owned(), json!(key)));
                }
                shop.place_order(&draft).unwrap();
            }
        }
        "110" => shop.fault(Some(Fault::PhpFatal)),
        "111" => shop.fault(Some(Fault::GarbageBeforeJson)),
        "112" => shop.fault(Some(Fault::Firewall)),
        "113" => shop.fault(Some(Fault::Maintenance)),
        "114" => shop.fault(Some(Fault::DatabaseDown)),
        "115" => shop.fault(Some(Fault::Deactivated)),
        _ => {}
    }
}

/// Puts back what was set for one exchange only.
pub fn strike(shop: &Shop) {
    shop.set_up(|setup| setup.https = true);
    shop.fault(None);
    shop.demote(&format!("ck_{}", "d".repeat(40)), false);
}

fn stock_up(shop: &Shop) {
    for goods in [10, 17, 21] {
        assert!(shop.set_stock(goods, 50));
    }
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

/// Signs the recorded OAuth call anew, for this address and this moment.
fn sign(exchange: &mut Exchange, home: &str) {
    let (path, query) = exchange
        .target
        .clone()
        .split_once('?')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    let mut pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    pairs.retain(|(name, _)| name != "oauth_signature");
    for (name, value) in &mut pairs {
        if name == "oauth_timestamp" {
            *value = exchange.at.to_string();
        }
    }
    let encode = |text: &str| {
        url::form_urlencoded::byte_serialize(text.as_bytes())
            .collect::<String>()
            .replace('+', "%20")
    };
    let mut encoded: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    encoded.sort();
    let base = format!(
        "GET&{}&{}",
        encode(&format!("{home}{path}")),
        encode(&encoded.join("&"))
    );
    let signature = signature(&format!("cs_{}&", "a".repeat(40)), base.as_bytes());
    exchange.target = format!(
        "{path}?{}&oauth_signature={}",
        encoded.join("&"),
        encode(&signature)
    );
}

pub fn signature(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    base64::engine::general_purpose::STANDARD.encode(mac.finalize().into_bytes())
}
