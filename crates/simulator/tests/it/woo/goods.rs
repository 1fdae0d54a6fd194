//! The shop's goods: taxes, prices, texts, the bin, and writes that are refused.
use std::time::Duration;

use serde_json::{Value, json};
use simulator::woo::{Key, Setup, Shop, TaxRate, Version};
use simulator::{Fault, Rule};

use super::{KRONER, call, shop};
use crate::replay::exchange::client;
use crate::replay::receiver::Receiver;

fn started(version: Version) -> Shop {
    Shop::start(Setup {
        version,
        webhook_delay: Duration::ZERO,
        ..Setup::default()
    })
    .unwrap()
}

/// A single write; the status and what the shop says then.
async fn put(shop: &Shop, product: u64, fields: Value) -> (u16, Value) {
    call(shop, "PUT", &format!("products/{product}"), &fields).await
}

#[tokio::test]
async fn the_tax_table_is_the_shops_own() {
    let shop = shop();
    let svalbard = TaxRate {
        postcodes: vec!["9170".to_owned()],
        ..TaxRate::of("NO", "", 0)
    };
    shop.set_tax_rates(vec![
        svalbard,
        TaxRate::of("NO", "", 25),
        TaxRate::of("NO", "Reise", 12),
        TaxRate::of("SE", "", 25),
    ]);
    let (_, rates) = call(&shop, "GET", "taxes?per_page=100", &Value::Null).await;
    assert_eq!(rates[0]["postcodes"], json!(["9170"]));
    assert_eq!(rates[2]["class"], "reise");
    assert_eq!(rates[2]["rate"], "12.0000");
    let (_, classes) = call(&shop, "GET", "taxes/classes", &Value::Null).await;
    let slugs: Vec<_> = classes
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["slug"])
        .collect();
    assert_eq!(slugs, ["standard", "reduced-rate", "zero-rate", "reise"]);

    let cup = shop.add(0, &json!({ "name": "Kopp", "tax_class": "reise" }));
    assert_eq!(shop.product(cup).unwrap()["tax_class"], "reise");
    put(&shop, cup, json!({ "tax_class": "finnes-ikke" })).await;
    assert_eq!(shop.product(cup).unwrap()["tax_class"], "");
}

#[tokio::test]
async fn what_the_shop_is_set_to_can_be_read() {
    let shop = shop();
    shop.set_up(|setup| {
        setup.base = "ES:TF".to_owned();
        setup.price_decimals = 0;
        setup.taxes = false;
    });
    let (_, rows) = call(&shop, "GET", "settings/general", &Value::Null).await;
    let value = |id: &str| {
        let row = rows.as_array().unwrap().iter().find(|row| row["id"] == id);
        row.unwrap()["value"].clone()
    };
    assert_eq!(value("woocommerce_default_country"), "ES:TF");
    assert_eq!(value("woocommerce_price_num_decimals"), "0");
    assert_eq!(value("woocommerce_calc_taxes"), "no");
}

#[tokio::test]
async fn a_price_is_misread_unless_it_is_plain() {
    let shop = shop();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    for (sent, kept) in [
        ("1234.56", "1234.56"),
        ("12.345678901234", "12.345678901234"),
        ("1.234.56", "1234.56"),
        ("1e3", "13"),
        ("abc", ""),
    ] {
        let (_, shown) = put(&shop, cup, json!({ "regular_price": sent })).await;
        assert_eq!(shown["regular_price"], kept);
    }
    let (status, _) = put(&shop, cup, json!({ "regular_price": 12.5 })).await;
    assert_eq!(status, 400);
    put(&shop, cup, json!({ "regular_price": "12.5" })).await;
    let (_, shown) = put(&shop, cup, json!({ "regular_price": null })).await;
    assert_eq!(shown["regular_price"], "");
}

#[tokio::test]
async fn a_regular_price_at_the_sale_price_erases_the_sale() {
    let shop = shop();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    let (_, shown) = put(&shop, cup, json!({ "sale_price": "80" })).await;
    assert_eq!(shown["sale_price"], "80");
    let (_, shown) = put(&shop, cup, json!({ "regular_price": "80" })).await;
    assert_eq!(
        (&shown["regular_price"], &shown["sale_price"]),
        (&json!("80"), &json!(""))
    );
}

#[tokio::test]
async fn texts_are_kept_as_html_that_does_no_harm() {
    let shop = shop();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    for (sent, kept) in [
        ("Kopp & fat", "Kopp &amp; fat"),
        ("Kopp &amp; fat", "Kopp &amp; fat"),
        ("5 < 6 > 4", "5 &lt; 6 &gt; 4"),
        ("<b>Kopp</b><iframe src=\"x\">", "<b>Kopp</b>"),
        ("<img src=\"x\" onerror=\"y\">", "<img src=\"x\">"),
        ("A\\B", "AB"),
    ] {
        let (_, shown) = put(&shop, cup, json!({ "name": sent, "description": sent })).await;
        assert_eq!(
            (&shown["name"], &shown["description"]),
            (&json!(kept), &json!(kept))
        );
    }
}

#[tokio::test]
async fn a_list_shows_texts_as_they_are_only_to_those_who_edit() {
    let shop = shop();
    shop.add(
        0,
        &json!({ "name": "Kopp", "sku": "CUP", "description": "Blå" }),
    );
    let described = async |query: &str| {
        let path = format!("products?_fields=description{query}");
        call(&shop, "GET", &path, &Value::Null).await.1[0]["description"].clone()
    };
    assert_eq!(described("").await, "<p>Blå</p>\n");
    assert_eq!(described("&context=edit").await, "Blå");
}

#[tokio::test]
async fn one_row_that_is_refused_stops_no_other() {
    for (version, trashed_blocks) in [(Version::V7_1, false), (Version::V11_0, true)] {
        let shop = started(version);
        let held = shop.add_product("CUP", "Kopp", KRONER, Some(5));
        let binned = shop.add_product("OLD", "Gammel", KRONER, None);
        assert!(shop.delete_product(binned, false));
        let rows = ["cup", "OLD", "NEW"].map(|sku| json!({ "sku": sku, "name": "Ny" }));
        let (status, done) =
            call(&shop, "POST", "products/batch", &json!({ "create": rows })).await;
        assert_eq!(status, 200);
        let error = &done["create"][0]["error"];
        assert_eq!(error["code"], "product_invalid_sku");
        assert_eq!(error["data"]["resource_id"], held);
        let blocked = done["create"][1]["error"]["code"] == "woocommerce_rest_product_not_created";
        assert_eq!(blocked, trashed_blocks, "{version:?}");
        assert_eq!(done["create"][2]["sku"], "NEW");
    }
}

#[tokio::test]
async fn a_batch_may_be_too_large_by_rows_or_by_bytes() {
    let shop = shop();
    let rows = |count: usize| json!({ "create": vec![json!({ "name": "Kopp" }); count] });
    shop.set_up(|setup| setup.rows_max = 20);
    let (status, said) = call(&shop, "POST", "products/batch", &rows(21)).await;
    assert_eq!(status, 413);
    assert_eq!(said["code"], "woocommerce_rest_request_entity_too_large");
    assert_eq!(
        call(&shop, "POST", "products/batch", &rows(20)).await.0,
        200
    );

    shop.set_up(|setup| setup.body_max = 100);
    let key = Key::of('a', "read_write");
    let answer = client()
        .post(format!("{}/wp-json/wc/v3/products/batch", shop.url()))
        .basic_auth(&key.key, Some(&key.secret))
        .json(&rows(20))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status().as_u16(), 413);
    assert!(answer.text().await.unwrap().starts_with("<html>"));
}

#[tokio::test]
async fn the_bin_takes_variations_along_and_gives_them_back() {
    let shop = shop();
    let sack = shop.add_variable(
        "SEKK",
        "Sekk",
        KRONER,
        &[("SEKK-R", "Rød", 3), ("SEKK-B", "Blå", 4)],
    );
    let all = async || {
        let (_, list) = call(&shop, "GET", "variations?_fields=sku", &Value::Null).await;
        list.as_array().unwrap().len()
    };
    assert_eq!(all().await, 2);
    assert!(shop.delete_product(sack, false));
    assert_eq!(all().await, 0);
    assert_eq!(shop.product(sack).unwrap()["status"], "trash");
    assert!(shop.restore_product(sack));
    assert_eq!(all().await, 2);
    assert_eq!(shop.product(sack).unwrap()["status"], "draft");
    assert!(!shop.restore_product(sack), "it is not in the bin");
}

#[tokio::test]
async fn the_bin_is_told_and_so_is_what_comes_out_of_it() {
    let shop = shop();
    let mut receiver = Receiver::start();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    for topic in ["product.deleted", "product.restored"] {
        let hook = json!({ "topic": topic, "delivery_url": format!("{}/ok", receiver.url) });
        call(&shop, "POST", "webhooks", &hook).await;
    }
    let mut told = async || loop {
        let news = receiver.next().await;
        if let Some(topic) = news.header("X-WC-Webhook-Topic") {
            return (
                topic.to_owned(),
                serde_json::from_str::<Value>(&news.body).unwrap(),
            );
        }
    };
    assert!(shop.delete_product(cup, false));
    assert_eq!(
        told().await,
        ("product.deleted".to_owned(), json!({ "id": cup }))
    );
    assert!(shop.restore_product(cup));
    let (topic, body) = told().await;
    assert_eq!(
        (topic.as_str(), &body["sku"]),
        ("product.restored", &json!("CUP"))
    );
}

#[tokio::test]
async fn a_simple_product_can_turn_variable() {
    let shop = shop();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    assert!(shop.turn_variable(cup, &[("CUP-R", "Rød", 2)]));
    let shown = shop.product(cup).unwrap();
    assert_eq!(
        (
            &shown["type"],
            &shown["sku"],
            &shown["regular_price"],
            &shown["manage_stock"]
        ),
        (&json!("variable"), &json!("CUP"), &json!(""), &json!(false))
    );
    let red = shop.product(shop.id_of("CUP-R").unwrap()).unwrap();
    assert_eq!(red["parent_id"], cup);
    assert_eq!(red["regular_price"], "100");
}

#[tokio::test]
async fn what_drifts_moves_no_date_and_is_told_to_nobody() {
    let shop = shop();
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(5));
    let hook = json!({ "topic": "product.updated", "delivery_url": "http://127.0.0.1:1/" });
    call(&shop, "POST", "webhooks", &hook).await;
    let before = shop.product(cup).unwrap()["date_modified_gmt"].clone();
    assert!(shop.drift_stock(cup, 2) && shop.drift(cup, &json!({ "regular_price": "7" })));
    let after = shop.product(cup).unwrap();
    assert_eq!(
        (shop.stock_of(cup), &after["regular_price"]),
        (Some(2), &json!("7"))
    );
    assert_eq!(after["date_modified_gmt"], before);
    assert_eq!(shop.undelivered(), 0);
}

#[tokio::test]
async fn keys_can_be_lost_in_the_middle() {
    let shop = shop();
    shop.trouble()
        .add(Rule::always(Fault::KeysRevoked).only("products").after(3));
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(call(&shop, "GET", "products", &Value::Null).await.0);
    }
    assert_eq!(seen, [200, 200, 200, 401, 401]);
    assert_eq!(call(&shop, "GET", "orders", &Value::Null).await.0, 200);
}

#[tokio::test]
async fn a_slow_batch_is_done_though_nobody_waits_for_it() {
    let shop = shop();
    shop.set_up(|setup| setup.row_time = Duration::from_secs(60));
    let key = Key::of('a', "read_write");
    let rows = ["A", "B"].map(|sku| json!({ "sku": sku, "name": "Kopp" }));
    let call = client()
        .post(format!("{}/wp-json/wc/v3/products/batch", shop.url()))
        .basic_auth(&key.key, Some(&key.secret))
        .json(&json!({ "create": rows }));
    let answer = call.timeout(Duration::from_millis(500)).send().await;
    assert!(answer.is_err_and(|error| error.is_timeout()));
    assert!(shop.id_of("A").is_some() && shop.id_of("B").is_some());
}
