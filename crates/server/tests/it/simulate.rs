//! The simulated worlds, started alone.
use nix::sys::signal::Signal;
use serde_json::{Value, json};

use crate::process::{Running, varebro};

const HERE: &str = "127.0.0.1:0";

#[tokio::test]
async fn a_shop_and_rackbeat_take_the_keys_that_are_printed() {
    // Already installed when another test was first.
    drop(rustls::crypto::ring::default_provider().install_default());
    let folder = tempfile::tempdir().unwrap();
    let mut command = varebro(folder.path());
    let mut running = Running::start(command.args(["simulate", "--rackbeat", HERE, "--woo", HERE]));
    let rackbeat = running.after("Rackbeat: VAREBRO_RACKBEAT_URL=");
    let token = running.after("  API key ");
    let shop = running.after("Shop A: ");
    let key = running.after("  consumer key    ");
    let secret = running.after("  consumer secret ");

    let http = reqwest::Client::builder().build().unwrap();
    let asked = http.get(format!("{rackbeat}/api/self")).bearer_auth(token);
    let asked = asked.header("Accept", "application/json");
    assert_eq!(asked.send().await.unwrap().status(), 200);

    let orders = format!("{shop}/wp-json/wc/v3/orders");
    let products = format!("{shop}/wp-json/wc/v3/products?sku=KOPP-1");
    let cup = http.get(&products).basic_auth(&key, Some(&secret));
    let cup: Value = cup.send().await.unwrap().json().await.unwrap();
    let lines = json!([{ "product_id": cup[0]["id"], "quantity": 3 }]);
    let order = json!({ "status": "processing", "line_items": lines });
    let asked = http
        .post(orders)
        .basic_auth(&key, Some(&secret))
        .json(&order);
    assert_eq!(asked.send().await.unwrap().status(), 201);
    let left = http.get(products).basic_auth(key, Some(secret));
    let left: Value = left.send().await.unwrap().json().await.unwrap();
    assert_eq!(left[0]["stock_quantity"], 37);
    assert!(running.ends_on(Signal::SIGTERM));
}
