//! What we write: never a null, prices as plain text.
use secrecy::SecretString;
use serde_json::{Value, json};
use woo::{
    NewProduct, Note, OrderUpdate, ProductUpdate, Status, StockWrite, VariationUpdate,
    product::{Kind, Visibility},
    webhook::{NewWebhook, Topic},
};

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(fields) => fields.values().any(has_null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

fn new_product() -> NewProduct {
    NewProduct {
        sku: "A-1".to_owned(),
        name: "Kopp".to_owned(),
        kind: Kind::Simple,
        status: Visibility::Draft,
        regular_price: None,
        description: None,
        tax_class: None,
        stock: None,
    }
}

#[test]
fn what_is_not_set_is_left_out() {
    let update = ProductUpdate {
        id: 5,
        ..ProductUpdate::default()
    };
    assert_eq!(serde_json::to_value(update).unwrap(), json!({"id": 5}));
    let update = VariationUpdate {
        id: 6,
        ..VariationUpdate::default()
    };
    assert_eq!(serde_json::to_value(update).unwrap(), json!({"id": 6}));
    let update = OrderUpdate::default();
    assert_eq!(serde_json::to_value(update).unwrap(), json!({}));
    assert!(!has_null(&serde_json::to_value(new_product()).unwrap()));
}

#[test]
fn stock_is_switched_on_and_set_in_one() {
    let expected = json!({"id": 5, "manage_stock": true, "stock_quantity": 12});
    assert_eq!(
        serde_json::to_value(ProductUpdate::stock(5, 12)).unwrap(),
        expected
    );
    assert_eq!(
        serde_json::to_value(VariationUpdate::stock(5, 12)).unwrap(),
        expected
    );
    assert_eq!(StockWrite::of(12).pieces(), 12);
}

#[test]
fn a_price_is_plain_text_with_a_dot() {
    let product = NewProduct {
        regular_price: Some("1234567.50".parse().unwrap()),
        ..new_product()
    };
    let written = serde_json::to_value(product).unwrap();
    assert_eq!(written["regular_price"], json!("1234567.50"));
    assert_eq!(written["type"], json!("simple"));
}

#[test]
fn orders_and_notes_are_written_in_the_shops_words() {
    assert_eq!(
        serde_json::to_value(OrderUpdate::status(Status::OnHold)).unwrap(),
        json!({"status": "on-hold"})
    );
    let note = Note {
        text: "Delvis sendt".to_owned(),
        to_customer: false,
    };
    assert_eq!(
        serde_json::to_value(note).unwrap(),
        json!({"note": "Delvis sendt", "customer_note": false})
    );
}

#[test]
fn a_webhooks_secret_is_written_but_never_shown() {
    let webhook = NewWebhook {
        name: "Varebro".to_owned(),
        topic: Topic::OrderCreated,
        delivery_url: "https://varebro.example/hooks/1".to_owned(),
        secret: SecretString::from("s3cret"),
    };
    assert!(!format!("{webhook:?}").contains("s3cret"));
    let written = serde_json::to_value(webhook).unwrap();
    assert_eq!(written["secret"], json!("s3cret"));
    assert_eq!(written["topic"], json!("order.created"));
}
