//! Webhooks are understood in the live body and in the documented one.

use rackbeat::webhook::{Subject, Subscription, stated_event, subject, token_matches};
use secrecy::ExposeSecret;

fn thing(key: &str) -> Option<Subject> {
    Some(Subject::Thing(key.to_owned()))
}

#[test]
fn the_live_body_names_the_thing() {
    assert_eq!(
        subject(
            "order.created",
            br#"{ "key_name": "number", "key": "1029" }"#
        ),
        thing("1029")
    );
    assert_eq!(
        subject("order.shipped", br#"{ "key_name": "number", "key": 1029 }"#),
        thing("1029")
    );
}

#[test]
fn the_documented_body_names_it_too() {
    let body = br#"{ "key": null, "event": "product.updated", "old_key": "A", "new_key": "B", "data": { "number": "B" } }"#;
    assert_eq!(subject("product.updated", body), thing("B"));
    assert_eq!(stated_event(body).as_deref(), Some("product.updated"));
    let body = br#"{ "data": { "number": 7 } }"#;
    assert_eq!(subject("order.created", body), thing("7"));
    assert_eq!(stated_event(body), None);
}

#[test]
fn changed_stock_names_its_item_and_what_of_it() {
    let item = |about: Option<&str>| {
        Some(Subject::Item {
            number: "LAMP-7/W".to_owned(),
            about: about.map(str::to_owned),
        })
    };
    let live = br#"{ "item": "LAMP-7/W", "item_type": "product", "type": "stock" }"#;
    assert_eq!(subject("inventory.changed", live), item(Some("stock")));
    let within = br#"{ "item": { "number": "LAMP-7/W" }, "type": "cost" }"#;
    assert_eq!(subject("inventory.changed", within), item(Some("cost")));
    let documented = br#"{ "key": "LAMP-7/W", "event": "inventory.changed", "data": {} }"#;
    assert_eq!(subject("inventory.changed", documented), item(None));
}

#[test]
fn a_body_that_names_nothing_is_no_message() {
    for body in [
        &b"not json"[..],
        b"{}",
        b"[]",
        b"null",
        br#"{ "key": "" }"#,
        br#"{ "item": {} }"#,
    ] {
        assert_eq!(subject("order.created", body), None);
        assert_eq!(subject("inventory.changed", body), None);
    }
}

#[test]
fn a_token_matches_itself_and_nothing_else() {
    assert!(token_matches("0a1b2c", "0a1b2c"));
    assert!(!token_matches("0a1b2d", "0a1b2c") && !token_matches("0a1b2", "0a1b2c"));
    assert!(!token_matches("", ""), "no token is no token");
}

#[test]
fn a_subscription_keeps_its_token_out_of_sight() {
    let made: Subscription = serde_json::from_str(
        r#"{ "id": 204501, "event": "inventory.changed", "url": "https://example.com/hook", "is_active": true,
             "plugin": null, "failures_since_last_success": 0, "token": "0a1b2c3d4e5f" }"#,
    )
    .unwrap();
    assert_eq!(made.token.as_ref().unwrap().expose_secret(), "0a1b2c3d4e5f");
    assert!(!format!("{made:?}").contains("0a1b2c3d4e5f"));
}
