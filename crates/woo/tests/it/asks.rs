//! What the client asks, in the one form every version reads right.
use chrono::{DateTime, Utc};
use woo::{
    Error, KeysIn, Manner, Note, OrderQuery, OrderUpdate, ProductQuery, ProductUpdate, Status,
    VariationUpdate,
};

use crate::shop::{KEY, Reply, SECRET, Shop};

fn moment(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[tokio::test]
async fn a_poll_asks_by_utc_without_suffix_in_the_order_of_ids() {
    let shop = Shop::answering(Reply::json(200, "[]")).await;
    let query = OrderQuery {
        modified_after: Some(moment("2026-11-23T15:18:04.9Z")),
        page: 3,
        ..OrderQuery::default()
    };
    shop.client().orders(&query).await.unwrap();
    let asked = shop.asked_for();
    for part in [
        "GET /wp-json/wc/v3/orders?",
        "modified_after=2026-11-23T15%3A18%3A04&",
        "dates_are_gmt=true",
        "orderby=id",
        "order=asc",
        "status=any",
        "dp=6",
        "page=3",
        "per_page=100",
    ] {
        assert!(asked.contains(part), "{part} in {asked}");
    }
}

#[tokio::test]
async fn open_orders_are_asked_for_by_id_and_trash_by_name() {
    let shop = Shop::answering(Reply::json(200, "[]")).await;
    let query = OrderQuery {
        include: vec![7, 9],
        status: vec![Status::Trash],
        fields: vec!["id", "status"],
        ..OrderQuery::default()
    };
    shop.client().orders(&query).await.unwrap();
    let asked = shop.asked_for();
    for part in ["include=7%2C9", "status=trash", "_fields=id%2Cstatus"] {
        assert!(asked.contains(part), "{part} in {asked}");
    }
    assert!(!asked.contains("dates_are_gmt"), "{asked}");
}

#[tokio::test]
async fn every_call_asks_for_json_and_says_who_asks() {
    let shop = Shop::answering(Reply::json(200, r#"{"id":1}"#)).await;
    shop.client().order(1).await.unwrap();
    let asked = shop.asked()[0].to_ascii_lowercase();
    assert!(asked.contains("accept: application/json"), "{asked}");
    assert!(asked.contains("user-agent: varebro/"), "{asked}");
    assert!(asked.contains("authorization: basic "), "{asked}");
    assert!(!asked.contains(KEY), "{asked}");
}

#[tokio::test]
async fn where_the_header_is_stripped_the_keys_go_into_the_query() {
    let shop = Shop::answering(Reply::json(200, r#"{"id":1}"#)).await;
    let client = shop.client().with_keys_in(KeysIn::Query);
    client.order(1).await.unwrap();
    let asked = shop.asked()[0].clone();
    assert!(asked.contains(&format!("consumer_key={KEY}&consumer_secret={SECRET}")));
    assert!(!asked.to_ascii_lowercase().contains("authorization"));
    assert!(!format!("{client:?}").contains("k_a"), "{client:?}");
}

#[tokio::test]
async fn no_failure_shows_the_keys() {
    let said = format!(r#"{{"code":"x","message":"key {KEY} is bad","data":{{"status":400}}}}"#);
    let replies = [
        Reply::Nothing,
        Reply::json(400, &said),
        Reply::json(301, "").with("Location", &format!("https://x.no/?consumer_key={KEY}")),
        Reply::json(200, &format!("{{\"{KEY}")),
    ];
    for reply in replies {
        let shop = Shop::answering(reply).await;
        let client = shop.client_with(Manner {
            keys_in: KeysIn::Query,
            ..Manner::default()
        });
        let error = client.order(1).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains(KEY) && !shown.contains(SECRET), "{shown}");
        assert!(!shown.contains("consumer_"), "{shown}");
    }
}

#[tokio::test]
async fn a_batch_carries_only_what_is_set() {
    let shop = Shop::answering(Reply::json(200, r#"{"update":[{"id":5}]}"#)).await;
    let answer = shop
        .client()
        .update_products(&[ProductUpdate::stock(5, 3)])
        .await
        .unwrap();
    assert_eq!(answer.update[0].as_ref().unwrap().id, 5);
    let asked = shop.asked()[0].clone();
    assert!(asked.starts_with("POST /wp-json/wc/v3/products/batch "));
    let body = asked.split_once("\r\n\r\n").unwrap().1;
    assert_eq!(
        body,
        r#"{"update":[{"id":5,"manage_stock":true,"stock_quantity":3}]}"#
    );
}

#[tokio::test]
async fn an_empty_batch_asks_nothing_and_a_long_one_is_too_large() {
    let shop = Shop::answering(Reply::json(200, "{}")).await;
    let client = shop.client();
    let answer = client.update_products(&[]).await.unwrap();
    assert!(answer.update.is_empty());
    let many = vec![ProductUpdate::stock(1, 1); 101];
    let error = client.update_products(&many).await.unwrap_err();
    assert!(matches!(error, Error::TooLarge));
    assert!(shop.asked().is_empty());
}

#[tokio::test]
async fn an_old_shops_variations_are_told_their_parent() {
    let shop = Shop::answering(Reply::json(200, r#"[{"id":20},{"id":21}]"#)).await;
    let page = shop.client().variations(19, 1, &[]).await.unwrap();
    assert!(page.items.iter().all(|variation| variation.parent_id == 19));
    let shop = Shop::answering(Reply::json(200, r#"{"update":[{"id":20}]}"#)).await;
    let answer = shop
        .client()
        .update_variations(19, &[VariationUpdate::stock(20, 1)])
        .await
        .unwrap();
    assert_eq!(answer.update[0].as_ref().unwrap().parent_id, 19);
    assert!(shop.asked_for().contains("/products/19/variations/batch"));
}

#[tokio::test]
async fn an_old_shops_statuses_come_from_its_report() {
    let no_route = r#"{"code":"rest_no_route","message":"","data":{"status":404}}"#;
    let report = r#"[{"slug":"klar","name":"Klar til henting","total":3}]"#;
    let shop =
        Shop::answering_in_turn(vec![Reply::json(404, no_route), Reply::json(200, report)]).await;
    let statuses = shop.client().order_statuses().await.unwrap();
    assert_eq!(statuses[0].name, "Klar til henting");
    assert!(shop.asked()[1].contains("/reports/orders/totals"));
}

#[tokio::test]
async fn orders_and_webhooks_are_written_where_they_belong() {
    let shop = Shop::answering(Reply::json(200, r#"{"id":7}"#)).await;
    let client = shop.client();
    let update = OrderUpdate::status(Status::Completed);
    client.update_order(7, &update).await.unwrap();
    let note = Note {
        text: "Sendt".to_owned(),
        to_customer: false,
    };
    client.add_note(7, &note).await.unwrap();
    client.delete_webhook(3).await.unwrap();
    let lines: Vec<String> = shop
        .asked()
        .iter()
        .map(|request| request.lines().next().unwrap().to_owned())
        .collect();
    assert_eq!(
        lines,
        [
            "PUT /wp-json/wc/v3/orders/7 HTTP/1.1",
            "POST /wp-json/wc/v3/orders/7/notes HTTP/1.1",
            "DELETE /wp-json/wc/v3/webhooks/3?force=true HTTP/1.1",
        ]
    );
}

#[tokio::test]
async fn products_are_listed_by_sku_and_by_what_is_wanted_of_them() {
    let shop = Shop::answering(Reply::json(200, "[]")).await;
    let query = ProductQuery {
        sku: vec!["A-1".to_owned(), "Å/Ø".to_owned()],
        fields: vec!["id", "sku"],
        ..ProductQuery::default()
    };
    shop.client().products(&query).await.unwrap();
    let asked = shop.asked_for();
    assert!(asked.contains("sku=A-1%2C%C3%85%2F%C3%98"), "{asked}");
    assert!(asked.contains("_fields=id%2Csku"), "{asked}");
}

#[tokio::test]
async fn notes_are_listed_whole_and_say_who_got_them() {
    let body = r#"[{"id":4,"author":"Varebro","note":"Sporingsnummer: 370","customer_note":true},
        {"id":3,"author":"system","note":"processing > completed","customer_note":false}]"#;
    let shop = Shop::answering(Reply::json(200, body)).await;
    let notes = shop.client().notes(7).await.unwrap();
    assert!(
        shop.asked_for()
            .starts_with("GET /wp-json/wc/v3/orders/7/notes")
    );
    let told: Vec<_> = notes
        .iter()
        .map(|note| (note.text.as_str(), note.to_customer))
        .collect();
    assert_eq!(
        told,
        [
            ("Sporingsnummer: 370", true),
            ("processing > completed", false)
        ]
    );
}
