//! Recorded refusals, put to the client as the shop put them.
use woo::Error;

use crate::{
    recorded::{VERSIONS, text},
    shop::{Reply, Shop},
};

/// Recording, its status, and what it is to come out as.
const REFUSALS: [(&str, u16, &str); 26] = [
    ("20-product-404", 404, "NotFound"),
    ("20b-order-404", 404, "NotFound"),
    ("20d-no-route", 404, "NoRoute"),
    ("20e-product-id-not-number", 404, "NoRoute"),
    ("21-invalid-param-400", 400, "Invalid"),
    ("30-auth-none", 401, "Unauthorized"),
    ("31-auth-bad-key", 401, "Unauthorized"),
    ("32-auth-bad-secret", 401, "Unauthorized"),
    ("33-auth-read-key-writes", 401, "Unauthorized"),
    ("33b-auth-read-key-batch", 401, "Unauthorized"),
    ("34-auth-write-key-reads", 401, "Unauthorized"),
    ("39b-key-of-demoted-user", 403, "Unauthorized"),
    ("51-product-create-duplicate-sku", 400, "Conflict"),
    ("53e-put-products-variation-id", 404, "NotFound"),
    ("54c-decimal-stock", 400, "Invalid"),
    ("56e-variation-duplicate-sku", 400, "Conflict"),
    ("66b-refund-too-much", 500, "Invalid"),
    ("66d-refund-api-refund-default-true", 500, "Invalid"),
    ("69e-order-get-deleted", 404, "NotFound"),
    ("80b-webhook-invalid-topic", 400, "Invalid"),
    ("80c-webhook-invalid-url", 400, "Invalid"),
    ("80e-webhook-delete-without-force", 501, "Invalid"),
    ("110-fault-php-fatal-500", 500, "Unavailable"),
    ("113-fault-maintenance-503", 503, "Unavailable"),
    ("114-fault-database-down", 500, "Unavailable"),
    ("115-fault-woocommerce-deactivated", 404, "NoRoute"),
];

pub fn name(error: &Error) -> &'static str {
    match error {
        Error::Unauthorized(_) => "Unauthorized",
        Error::NotFound(_) => "NotFound",
        Error::NoRoute => "NoRoute",
        Error::Invalid(_) => "Invalid",
        Error::Conflict(_) => "Conflict",
        Error::TooLarge => "TooLarge",
        Error::RateLimited(_) => "RateLimited",
        Error::Unavailable(_) => "Unavailable",
        Error::WebPage => "WebPage",
        Error::Redirected(_) => "Redirected",
        Error::Unexpected(_) => "Unexpected",
        Error::Refused => "Refused",
    }
}

#[tokio::test]
async fn every_recorded_refusal_says_what_to_do_next() {
    for version in VERSIONS {
        for (recording, status, expected) in REFUSALS {
            let body = text(version, &format!("{recording}.json"));
            let shop = Shop::answering(Reply::json(status, &body)).await;
            let error = shop.client().order(1).await.unwrap_err();
            assert_eq!(name(&error), expected, "{version} {recording}: {error}");
        }
    }
}

#[tokio::test]
async fn maintenance_says_how_long_to_wait() {
    let body = text("11.0.1", "113-fault-maintenance-503.json");
    let reply = Reply::json(503, &body).with("Retry-After", "600");
    let error = Shop::answering(reply)
        .await
        .client()
        .order(1)
        .await
        .unwrap_err();
    assert!(matches!(error, Error::RateLimited(Some(wait)) if wait.as_secs() == 600));
}

#[tokio::test]
async fn a_taken_sku_tells_who_has_it() {
    let body = text("11.0.1", "51-product-create-duplicate-sku.json");
    let shop = Shop::answering(Reply::json(400, &body)).await;
    let Error::Conflict(said) = shop.client().product(1).await.unwrap_err() else {
        panic!("not a conflict");
    };
    assert!(said.resource_id.is_some_and(|id| id > 0));
}

#[tokio::test]
async fn a_trashed_products_sku_is_a_conflict_too() {
    let body = text("11.0.1", "70c-create-with-trashed-sku.json");
    let shop = Shop::answering(Reply::json(400, &body)).await;
    let error = shop.client().product(1).await.unwrap_err();
    assert_eq!(name(&error), "Conflict");
}

#[tokio::test]
async fn the_recorded_notice_before_json_is_read_past() {
    for version in VERSIONS {
        let body = text(version, "111-fault-garbage-before-json.body.txt");
        let shop = Shop::answering(Reply::json(200, &body)).await;
        assert_eq!(shop.client().product(10).await.unwrap().id, 10, "{version}");
    }
}

#[tokio::test]
async fn the_recorded_firewall_is_a_web_page() {
    let body = text("11.0.1", "112-fault-firewall-html-403.body.txt");
    let shop = Shop::answering(Reply::html(403, &body)).await;
    let error = shop.client().product(10).await.unwrap_err();
    assert_eq!(name(&error), "WebPage");
}
