//! What Rackbeat gives is read leniently and exactly; what we write holds no null.

use rackbeat::{
    Address, CheckedItem, Customer, Invoice, ItemKind, LineChange, NewCreditNote, NewLine,
    NewOrder, NewProduct, Order, OrderField, OrderHead, Product, ProductChange, Shipment, VatZone,
    Whose,
};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

fn decimal(text: &str) -> Option<Decimal> {
    Some(text.parse().unwrap())
}

const ORDER: &str = r#"{
    "number": 1029, "customer_id": "10007", "order_date": "2026-03-02", "booked_at": null,
    "heading": "Nettordre kx7f-5567", "currency": "DKK", "currency_rate": 100,
    "total_subtotal": 399.10, "total_vat": "99.78", "total_total": 498.88, "vat_zone": "domestic",
    "their_reference": 5567, "billing_address": { "name": "Ida Holm", "zipcode": 2200, "street2": null },
    "delivery_address": [], "is_booked": false, "is_shipped": "true", "is_cancelled": 0,
    "lines": [ { "id": 770001, "child_id": "LAMP-7/W", "quantity": 2.5, "line_price": 159.64000000000001,
                 "item": { "number": "LAMP-7/W" }, "variations": [] } ],
    "created_at": "2026-03-02T10:11:12+01:00", "updated_at": "2026-03-02 10:11:12", "self": "https://example.com"
}"#;

#[test]
fn an_order_is_read_to_the_last_digit() {
    let order: Order = read(ORDER);
    assert_eq!((order.number, order.customer_id), (1029, Some(10007)));
    assert_eq!(order.total_subtotal, decimal("399.10"));
    assert_eq!(order.total_vat, decimal("99.78"));
    assert_eq!(order.lines[0].line_price, decimal("159.64000000000001"));
    assert_eq!(order.lines[0].quantity, decimal("2.5"));
    assert_eq!(order.lines[0].child_id.as_deref(), Some("LAMP-7/W"));
    assert_eq!(
        (order.is_booked, order.is_shipped, order.is_cancelled),
        (Some(false), Some(true), Some(false))
    );
    assert_eq!(order.vat_zone, Some(VatZone::Domestic));
    assert_eq!(order.their_reference.as_deref(), Some("5567"));
    assert_eq!(
        order.billing_address.unwrap().zipcode.as_deref(),
        Some("2200")
    );
    assert_eq!(order.delivery_address, None);
    assert_eq!(
        order.created_at.unwrap().to_rfc3339(),
        "2026-03-02T09:11:12+00:00"
    );
    assert_eq!(
        order.updated_at.unwrap().to_rfc3339(),
        "2026-03-02T10:11:12+00:00"
    );
}

#[test]
fn an_order_carries_a_reference_as_a_whole_word_only() {
    let order: Order = read(ORDER);
    assert!(order.carries("5567") && order.carries("kx7f-5567"));
    assert!(!order.carries("kx7f-556") && !order.carries("7"));
}

#[test]
fn a_bare_order_says_nothing_but_its_number() {
    let order: Order = read(r#"{ "number": 1029 }"#);
    assert!(order.is_bare() && !order.is_dropped());
    assert_eq!(order.booked(), None);
}

#[test]
fn an_order_without_a_number_is_no_order() {
    assert!(serde_json::from_str::<Order>(r#"{ "heading": "x" }"#).is_err());
    assert!(serde_json::from_str::<Order>(r#"{ "number": null }"#).is_err());
}

#[test]
fn a_reopened_order_is_not_booked_whatever_its_dates_say() {
    let order: Order =
        read(r#"{ "number": 1, "is_booked": false, "booked_at": "2026-03-02T10:11:12+01:00" }"#);
    assert_eq!(order.booked(), Some(false));
}

#[test]
fn a_quantity_counts_only_when_it_is_a_number() {
    let item: Product = read(
        r#"{ "number": "A", "type": "lot", "stock_quantity": "12", "available_quantity": null,
             "in_order_quantity": -3.25, "inventory_enabled": 1, "sales_price": "199.5", "is_barred": null }"#,
    );
    assert_eq!(item.kind, ItemKind::Lot);
    assert_eq!((item.stock_quantity, item.available_quantity), (None, None));
    assert_eq!(item.in_order_quantity, decimal("-3.25"));
    assert_eq!((item.inventory_enabled, item.is_barred), (Some(true), None));
    assert_eq!(item.sales_price, decimal("199.5"));
}

#[test]
fn an_item_number_that_looks_like_a_number_stays_text() {
    let item: Product = read(r#"{ "number": 5701234567899, "stock_quantity": 1e2 }"#);
    assert_eq!(item.number, "5701234567899");
    assert_eq!(item.stock_quantity, decimal("100"));
}

#[test]
fn a_text_holds_no_nul() {
    let product: Product = read(r#"{"number":"KO\u0000PP","name":"Kopp\u0000"}"#);
    assert_eq!(
        (product.number.as_str(), product.name.as_deref()),
        ("KOPP", Some("Kopp"))
    );
}

#[test]
fn the_checking_report_tells_each_location() {
    let item: CheckedItem = read(
        r#"{ "number": "A", "stock_quantity": 7, "locations": [ { "number": 1001, "name": "Main", "stock_quantity": 5 },
             { "number": "1002", "name": null, "stock_quantity": 2 } ] }"#,
    );
    assert_eq!(item.locations[1].number, 1002);
    assert_eq!(item.locations[0].stock_quantity, decimal("5"));
}

#[test]
fn a_customer_is_known_by_either_name() {
    let named: Customer = read(r#"{ "number": 10007, "name": "Nettkunde", "vat_zone": "mars" }"#);
    let as_asked: Customer = read(r#"{ "number": 10007, "company_name": "Nettkunde" }"#);
    assert_eq!(named.name, as_asked.name);
    assert_eq!(named.vat_zone, Some(VatZone::Other));
}

#[test]
fn the_agreement_tells_its_number_and_company() {
    let whose: Whose = read(
        r#"{ "user_account": { "id": 40217, "company_name": "Nordlys Handel ApS",
             "address": { "street": "Havnegade 8", "country": "Denmark" } }, "user": null }"#,
    );
    assert_eq!(whose.user_account.id, 40217);
    assert_eq!(
        whose.user_account.address.unwrap().country.as_deref(),
        Some("Denmark")
    );
}

#[test]
fn what_we_write_holds_no_null_and_numbers_to_the_last_digit() {
    let order = NewOrder {
        customer_id: 10007,
        head: OrderHead {
            heading: Some("Nettordre 🎁 kx7f-1".to_owned()),
            vat_zone: Some(VatZone::DomesticExempt),
            order_date: Some("2026-03-02".parse().unwrap()),
            delivery_address: Some(Address {
                name: Some("Åse".to_owned()),
                email: Some("aase@example.com".to_owned()),
                ..Address::default()
            }),
            ..OrderHead::default()
        },
        lines: vec![NewLine {
            item_id: "A/1".to_owned(),
            quantity: "2.500".parse().unwrap(),
            line_price: decimal("12345678901234.123456"),
            ..NewLine::default()
        }],
    };
    let expected = concat!(
        r#"{"customer_id":10007,"vat_zone":"domestic_exempt","heading":"Nettordre 🎁 kx7f-1","order_date":"2026-03-02","#,
        r#""delivery_address_name":"Åse","delivery_address":{"name":"Åse","email":"aase@example.com"},"#,
        r#""lines":[{"item_id":"A/1","quantity":2.5,"line_price":12345678901234.123456}]}"#,
    );
    assert_eq!(serde_json::to_string(&order).unwrap(), expected);
}

#[test]
fn changes_hold_only_what_changes() {
    let price = ProductChange {
        sales_price: decimal("99.90"),
        ..ProductChange::default()
    };
    assert_eq!(
        serde_json::to_string(&price).unwrap(),
        r#"{"sales_price":99.9}"#
    );
    let none = LineChange::default();
    assert_eq!(serde_json::to_string(&none).unwrap(), "{}");
    let product = NewProduct {
        number: "A".to_owned(),
        group: 1,
        ..NewProduct::default()
    };
    assert_eq!(
        serde_json::to_string(&product).unwrap(),
        r#"{"number":"A","name":"","group":1,"sales_price":0}"#
    );
}

#[test]
fn a_shipment_tells_its_tracking_number_wherever_it_stands() {
    let shipment = |more: &str| -> Shipment {
        read(&format!(
            r#"{{ "id": "55", "is_shipped": 1, "order_id": 1029, "employee": {{ "name": "Ida" }},
                 "lines": [ {{ "id": 1, "child_id": "LAMP-7/W", "quantity": 2.0 }} ]{more} }}"#
        ))
    };
    let told = |more: &str| {
        let tracking = shipment(more).tracking;
        (tracking.number, tracking.link)
    };
    let text = |text: &str| Some(text.to_owned());
    let whole = shipment("");
    assert!(whole.is_on_its_way());
    assert_eq!((whole.id, whole.lines[0].quantity), (55, decimal("2.0")));
    assert_eq!(told(""), (None, None));
    assert_eq!(
        told(r#", "tracking_number": " 370123 " "#),
        (text("370123"), None)
    );
    assert_eq!(
        told(
            r#", "tracking_number": null, "tracking_code": 370123, "tracking_url": "https://spor.no/1""#
        ),
        (text("370123"), text("https://spor.no/1"))
    );
    assert_eq!(
        told(r#", "tracking": { "code": "AB12", "url": "https://spor.no/AB12" }"#),
        (text("AB12"), text("https://spor.no/AB12"))
    );
    assert_eq!(
        told(r#", "track_and_trace": "https://spor.no/AB12""#),
        (None, text("https://spor.no/AB12"))
    );
}

#[test]
fn an_invoice_says_which_order_it_was_made_of_in_several_ways() {
    let invoice = |more: &str| -> Invoice {
        read(&format!(
            r#"{{ "number": 20001, "heading": "Nettordre kx7f-5567", "total_subtotal": "399.10",
                 "is_creditnote": false, "is_booked": true{more} }}"#
        ))
    };
    assert_eq!(invoice("").is_of(1029), None);
    assert_eq!(invoice(r#", "order_id": 1029"#).is_of(1029), Some(true));
    assert_eq!(
        invoice(r#", "order_id": 88, "orders": ["1029"]"#).is_of(1029),
        Some(true)
    );
    assert_eq!(
        invoice(r#", "orders": [{ "number": 1030 }]"#).is_of(1029),
        Some(false)
    );
    let plain = invoice(r#", "orders": null, "lines": null"#);
    assert_eq!(plain.total_subtotal, decimal("399.10"));
    assert!(plain.ends_with("kx7f-5567") && !plain.ends_with("kx7f-55") && !plain.is_credit());
}

#[test]
fn a_custom_field_is_known_by_its_own_names_or_those_within() {
    let field: OrderField =
        read(r#"{ "id": 7, "slug": "spor", "name": "Sporingsnummer", "value": 370123 }"#);
    assert_eq!(
        field.names().collect::<Vec<_>>(),
        ["Sporingsnummer", "spor"]
    );
    assert_eq!(field.value.as_deref(), Some("370123"));
    let within: OrderField = read(r#"{ "field": { "name": "Tracking" }, "value": null }"#);
    assert_eq!(
        (within.names().next(), within.value.clone()),
        (Some("Tracking"), None)
    );
}

#[test]
fn a_credit_note_is_asked_for_with_its_lines_and_nothing_else() {
    let note = NewCreditNote {
        heading: "Refusjon kx7f-5567/R12".to_owned(),
        lines: vec![NewLine {
            item_id: "LAMP-7/W".to_owned(),
            quantity: Decimal::ONE,
            line_price: decimal("199.50"),
            ..NewLine::default()
        }],
    };
    assert_eq!(
        serde_json::to_string(&note).unwrap(),
        r#"{"heading":"Refusjon kx7f-5567/R12","lines":[{"item_id":"LAMP-7/W","quantity":1,"line_price":199.5}]}"#
    );
}
