//! What a shop may answer, and what the client makes of it.
use std::time::Duration;

use woo::{Error, Manner, OrderQuery, Site, Trouble, discover};

use crate::{
    recorded_errors::name,
    shop::{Reply, Shop, http},
};

pub const PAGE: &str = "<!DOCTYPE html><html><body>Logg inn {\"id\":1}</body></html>";

pub async fn error_of(reply: Reply) -> Error {
    let shop = Shop::answering(reply).await;
    shop.client().order(1).await.unwrap_err()
}

#[tokio::test]
async fn a_web_page_is_a_web_page_whatever_its_status() {
    for status in [200, 401, 403, 404] {
        let error = error_of(Reply::html(status, PAGE)).await;
        assert_eq!(name(&error), "WebPage", "{status}");
        assert!(error.is_connections_fault());
    }
    let lying = error_of(Reply::json(200, PAGE)).await;
    assert_eq!(name(&lying), "WebPage");
    let bare = error_of(Reply::html(200, "OK")).await;
    assert_eq!(name(&bare), "WebPage");
}

#[tokio::test]
async fn only_the_shops_own_words_say_that_a_thing_is_gone() {
    for status in [404, 410] {
        let error = error_of(Reply::json(status, "")).await;
        assert_eq!(name(&error), "WebPage", "{status}");
    }
}

#[tokio::test]
async fn a_notice_around_json_is_read_past_when_we_only_look() {
    let body =
        "\u{feff}<br />\n<b>Notice</b>: x[3] {y} in <b>f.php</b><br />\n{\"id\":7}\n<br />slow";
    let shop = Shop::answering(Reply::json(200, body)).await;
    assert_eq!(shop.client().order(7).await.unwrap().id, 7);
}

#[tokio::test]
async fn an_answer_to_a_write_must_end_with_the_value() {
    let update = woo::OrderUpdate::default();
    let before = Shop::answering(Reply::json(200, "<b>Notice</b>\n{\"id\":7}")).await;
    assert_eq!(
        before.client().update_order(7, &update).await.unwrap().id,
        7
    );
    let behind = Shop::answering(Reply::json(200, "{\"id\":7}\n<b>Fatal error</b>")).await;
    let error = behind.client().update_order(7, &update).await.unwrap_err();
    assert_eq!(name(&error), "Unexpected");
    assert!(error.in_doubt());
}

#[tokio::test]
async fn a_refusal_behind_a_notice_is_still_a_refusal() {
    let body = "<b>Notice</b>: x<br />\n{\"code\":\"woocommerce_rest_shop_order_invalid_id\",\"message\":\"\",\"data\":{\"status\":404}}";
    assert_eq!(name(&error_of(Reply::json(404, body)).await), "NotFound");
}

#[tokio::test]
async fn a_refusal_that_calls_itself_a_success_is_a_refusal() {
    let body = r#"{"code":"woocommerce_rest_cannot_view","message":"","data":{"status":401}}"#;
    let error = error_of(Reply::json(200, body)).await;
    assert_eq!(name(&error), "Unauthorized");
}

#[tokio::test]
async fn json_cut_short_cannot_be_read() {
    let error = error_of(Reply::json(200, "[{\"id\":7},{\"id\":8")).await;
    assert_eq!(name(&error), "Unexpected");
    assert!(error.in_doubt());
    let reply = Reply::Cut {
        body: "{\"id\":7".to_owned(),
        missing: 100,
    };
    let error = error_of(reply).await;
    assert!(
        matches!(error, Error::Unavailable(Trouble::BrokeOff(_))),
        "{error:?}"
    );
    assert!(error.in_doubt());
}

#[tokio::test]
async fn nothing_is_never_an_empty_list() {
    for body in ["", "null", "false", "\"\"", "{}"] {
        let shop = Shop::answering(Reply::json(200, body)).await;
        let error = shop
            .client()
            .orders(&OrderQuery::default())
            .await
            .unwrap_err();
        assert_eq!(name(&error), "Unexpected", "{body}");
    }
}

#[tokio::test]
async fn a_page_of_one_odd_row_names_it_unless_it_has_no_id() {
    let one = Shop::answering(Reply::json(200, r#"[{"id":2,"total":"odd"}]"#)).await;
    let page = one.client().orders(&OrderQuery::default()).await.unwrap();
    assert_eq!((page.items.len(), page.unreadable), (0, vec![2]));
    let strange = Shop::answering(Reply::json(200, r#"[{"text":"hello"}]"#)).await;
    let error = strange.client().orders(&OrderQuery::default()).await;
    assert_eq!(name(&error.unwrap_err()), "Unexpected");
}

#[tokio::test]
async fn one_odd_row_does_not_hide_the_others() {
    let rows = r#"[{"id":1},{"id":2,"total":"odd"},{"id":3}]"#;
    let reply = Reply::json(200, rows)
        .with("X-WP-Total", "103")
        .with("X-WP-TotalPages", "2")
        .with("Date", "Mon, 23 Nov 2026 15:04:59 GMT");
    let shop = Shop::answering(reply).await;
    let page = shop.client().orders(&OrderQuery::default()).await.unwrap();
    let ids: Vec<i64> = page.items.iter().map(|order| order.id).collect();
    assert_eq!((ids, page.unreadable.clone()), (vec![1, 3], vec![2]));
    assert_eq!((page.total, page.pages), (Some(103), Some(2)));
    assert!(page.has_more(1, 100) && !page.has_more(2, 100));
    let date = page.date.unwrap().to_rfc3339();
    assert_eq!(date, "2026-11-23T15:04:59+00:00");
}

#[tokio::test]
async fn a_redirect_is_told_and_not_followed() {
    let reply = Reply::html(301, "").with("Location", "https://www.kaffe.no/wp-json/?a=b");
    let shop = Shop::answering(reply).await;
    let error = discover(&http(), shop.site().home()).await.unwrap_err();
    let Error::Redirected(Some(to)) = error else {
        panic!("{error:?}");
    };
    assert_eq!(
        Site::typed(&to).unwrap().to_string(),
        "https://www.kaffe.no"
    );
    assert_eq!(shop.asked().len(), 1);
}

#[tokio::test]
async fn waiting_is_told_in_both_forms() {
    let seconds = Reply::json(429, "").with("Retry-After", "30");
    assert!(
        matches!(error_of(seconds).await, Error::RateLimited(Some(wait)) if wait == Duration::from_secs(30))
    );
    let date = Reply::html(503, PAGE)
        .with("Date", "Mon, 23 Nov 2026 15:00:00 GMT")
        .with("Retry-After", "Mon, 23 Nov 2026 15:01:30 GMT");
    assert!(
        matches!(error_of(date).await, Error::RateLimited(Some(wait)) if wait == Duration::from_secs(90))
    );
    let silent = error_of(Reply::json(429, "")).await;
    assert!(matches!(silent, Error::RateLimited(None)));
    assert!(!silent.in_doubt());
}

#[tokio::test]
async fn a_write_that_was_cut_off_on_its_way_is_in_doubt_whatever_wait_it_tells() {
    let update = woo::OrderUpdate::default();
    for status in [408, 502, 503] {
        let reply = Reply::html(status, PAGE).with("Retry-After", "30");
        let shop = Shop::answering(reply).await;
        let error = shop.client().update_order(7, &update).await.unwrap_err();
        assert_eq!(name(&error), "Unavailable", "{status}");
        assert!(error.in_doubt());
    }
}

#[tokio::test]
async fn too_much_is_too_much() {
    assert_eq!(name(&error_of(Reply::html(413, PAGE)).await), "TooLarge");
    let shop = Shop::answering(Reply::json(200, &format!("[{}]", " ".repeat(5000)))).await;
    let client = shop.client_with(Manner {
        max_body: 1000,
        ..Manner::default()
    });
    let error = client.orders(&OrderQuery::default()).await.unwrap_err();
    assert_eq!(name(&error), "Unexpected");
}

#[tokio::test]
async fn the_index_is_found_without_keys() {
    let body = r#"{"name":"Kaffe","url":"https://kaffe.no","home":"https://kaffe.no","gmt_offset":"1","timezone_string":"","namespaces":["oembed/1.0","wc/v3"]}"#;
    let shop = Shop::answering(Reply::json(200, body)).await;
    let index = discover(&http(), shop.site().home()).await.unwrap();
    assert!(index.is_shop());
    assert_eq!(index.name, "Kaffe");
    let asked = shop.asked()[0].clone();
    assert!(asked.starts_with("GET /wp-json/?_fields=name%2Curl%2Chome"));
    assert!(!asked.to_ascii_lowercase().contains("authorization"));
}
