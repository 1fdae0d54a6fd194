//! Every recorded delivery: its signature, and what it is about.
use std::fs;

use serde::Deserialize;
use woo::webhook::{Body, Topic, is_signed_by, read, sign};

use crate::recorded::{VERSIONS, folder};

const SECRET: &str = "whsec-test";

#[derive(Deserialize)]
struct Delivery {
    topic: Option<String>,
    signature: Option<String>,
    body: String,
}

fn deliveries() -> Vec<(String, Delivery)> {
    let mut all = Vec::new();
    for version in VERSIONS {
        for entry in fs::read_dir(folder(version).join("webhooks")).unwrap() {
            let path = entry.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            all.push((
                path.display().to_string(),
                serde_json::from_str(&text).unwrap(),
            ));
        }
    }
    all
}

#[test]
fn every_recorded_delivery_is_signed_with_its_secret_and_no_other() {
    let mut signed = 0;
    for (name, delivery) in deliveries() {
        let Some(signature) = delivery.signature else {
            continue;
        };
        let body = delivery.body.as_bytes();
        assert!(is_signed_by(SECRET, body, &signature), "{name}");
        assert_eq!(sign(SECRET, body), signature, "{name}");
        assert!(!is_signed_by("another", body, &signature), "{name}");
        let changed = [body, b" "].concat();
        assert!(!is_signed_by(SECRET, &changed, &signature), "{name}");
        signed += 1;
    }
    assert!(signed > 80, "{signed}");
}

#[test]
fn every_recorded_delivery_is_a_ping_or_about_something_or_an_error() {
    let (mut pings, mut subjects) = (0, 0);
    for (name, delivery) in deliveries() {
        match read(delivery.body.as_bytes()) {
            Body::Ping => {
                assert!(delivery.signature.is_none(), "{name}");
                pings += 1;
            }
            Body::About(id) => {
                assert!(id > 0, "{name}");
                let topic = Topic::from(delivery.topic.unwrap_or_default().as_str());
                assert!(topic.is_order() ^ topic.is_product(), "{name} {topic}");
                subjects += 1;
            }
            Body::Error(said) => assert!(said.code.starts_with("woocommerce_rest"), "{name}"),
            Body::Unreadable => panic!("{name}"),
        }
    }
    assert!(pings >= 2 && subjects > 70, "{pings} {subjects}");
}

#[test]
fn a_signed_error_object_is_about_nothing() {
    let gone =
        br#"{"code":"woocommerce_rest_shop_order_invalid_id","message":"Invalid ID.","data":{"status":404}}"#;
    assert!(matches!(read(gone), Body::Error(said) if said.status == 404));
    assert_eq!(read(b"[]"), Body::Unreadable);
    assert_eq!(read(b"webhook_id=x"), Body::Unreadable);
    assert_eq!(read(br#"{"id":7}"#), Body::About(7));
}

#[test]
fn nonsense_is_no_signature() {
    assert!(!is_signed_by(SECRET, b"x", ""));
    assert!(!is_signed_by(SECRET, b"x", "not base64!"));
    assert!(!is_signed_by(SECRET, b"x", "AAAA"));
}
