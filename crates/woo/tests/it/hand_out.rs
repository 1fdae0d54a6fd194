//! Keys from the shop's own page: the address we send to, and what comes back.
use std::collections::HashMap;

use secrecy::ExposeSecret;
use woo::{
    Site,
    auth::{Ask, AuthKeys, Permissions, authorize_url},
};

#[test]
fn the_owner_is_sent_to_the_shops_own_page() {
    let site = Site::typed("https://kaffe.no/butikk").unwrap();
    let ask = Ask {
        app_name: "Varebro".to_owned(),
        user_id: "a-1".to_owned(),
        return_url: "https://varebro.example/back/%C3%A5+b".parse().unwrap(),
        callback_url: "https://varebro.example/keys/tok".parse().unwrap(),
    };
    let url = authorize_url(&site, &ask);
    assert_eq!(url.path(), "/butikk/wc-auth/v1/authorize");
    let query: HashMap<String, String> = url.query_pairs().into_owned().collect();
    assert_eq!(query["scope"], "read_write");
    assert_eq!(query["user_id"], "a-1");
    assert_eq!(query["callback_url"], "https://varebro.example/keys/tok");
    // The shop decodes once more.
    assert_eq!(
        query["return_url"],
        "https://varebro.example/back/%25C3%25A5%2Bb"
    );
}

#[test]
fn the_recorded_hand_out_gives_keys_and_shows_none() {
    let body = r#"{"key_id":5,"user_id":"tenant-42","consumer_key":"ck_b555f1cffe29b86f99b88b1351a486fb696e13ba","consumer_secret":"cs_33a69dcde5f7f61875aa40bbee88818bded80ff5","key_permissions":"read_write"}"#;
    let keys: AuthKeys = serde_json::from_str(body).unwrap();
    assert_eq!((keys.key_id, keys.user_id.as_str()), (5, "tenant-42"));
    assert_eq!(keys.key_permissions, Permissions::ReadWrite);
    let shown = format!("{keys:?}");
    assert!(!shown.contains("ck_") && !shown.contains("cs_"), "{shown}");
    let keys = keys.into_keys();
    assert!(keys.key.expose_secret().starts_with("ck_b555"));
    assert!(keys.secret.expose_secret().starts_with("cs_33a6"));
}

#[test]
fn a_user_id_may_come_as_a_number() {
    let body = r#"{"key_id":"5","user_id":42,"consumer_key":"ck_1","consumer_secret":"cs_1","key_permissions":"read"}"#;
    let keys: AuthKeys = serde_json::from_str(body).unwrap();
    assert_eq!(keys.user_id, "42");
    assert_eq!(keys.key_permissions, Permissions::Read);
}
