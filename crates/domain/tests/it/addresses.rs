//! Where to send it and whom to bill.
use domain::Note;
use serde_json::json;

use crate::build::{map, order, rules};

#[test]
fn shipping_falls_back_to_billing() {
    // A shop that fills in nothing but its default country has given no address.
    let head = map(&order(json!({ "shipping": { "country": "NO" } })), &rules())
        .unwrap()
        .order
        .head;
    let delivery = head.delivery_address.unwrap();
    assert_eq!(delivery.name.as_deref(), Some("Kari Ødegård"));
    assert_eq!(delivery.street.as_deref(), Some("Storgata 1"));
    assert_eq!(delivery.country.as_deref(), Some("Norway"));
    assert_eq!(delivery.phone.as_deref(), Some("+4722334455"));
}

#[test]
fn a_shipping_address_of_its_own_keeps_the_buyers_mail_and_its_own_phone() {
    let shipping = json!({ "first_name": "Ola", "last_name": "Nordmann", "company": "Å & Co",
        "address_1": "Kirkeveien 2", "city": "Bergen", "country": "NO", "phone": "99" });
    let head = map(&order(json!({ "shipping": shipping })), &rules())
        .unwrap()
        .order
        .head;
    let delivery = head.delivery_address.unwrap();
    assert_eq!(delivery.name.as_deref(), Some("Å & Co, Ola Nordmann"));
    assert_eq!(delivery.email.as_deref(), Some("kari@example.test"));
    assert_eq!(delivery.phone.as_deref(), Some("99"));
    assert_eq!(
        head.billing_address.unwrap().street.as_deref(),
        Some("Storgata 1")
    );
}

#[test]
fn an_order_without_any_address_says_nothing() {
    let head = map(&order(json!({ "billing": {} })), &rules())
        .unwrap()
        .order
        .head;
    assert_eq!(head.billing_address, None);
    assert_eq!(head.delivery_address, None);
}

#[test]
fn a_refused_mail_or_phone_is_left_out_and_noted() {
    let mapped = map(&order(json!({})), &rules()).unwrap().without_contacts();
    let head = mapped.order.head;
    for address in [
        head.billing_address.unwrap(),
        head.delivery_address.unwrap(),
    ] {
        assert_eq!((address.email, address.phone), (None, None));
        assert_eq!(address.name.as_deref(), Some("Kari Ødegård"));
    }
    assert_eq!(mapped.notes, [Note::ContactLeftOut]);
}

#[test]
fn a_state_stands_with_the_city_and_an_unknown_country_keeps_its_code() {
    let billing =
        json!({ "address_1": "1 Main St", "city": "Austin", "state": "TX", "country": "XK" });
    let head = map(&order(json!({ "billing": billing })), &rules())
        .unwrap()
        .order
        .head;
    let address = head.billing_address.unwrap();
    assert_eq!(address.city.as_deref(), Some("Austin, TX"));
    assert_eq!(address.country.as_deref(), Some("XK"));
}
