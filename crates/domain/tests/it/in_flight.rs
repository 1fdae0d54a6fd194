//! Which goods an order has taken.
use domain::Rules;
use domain::order::{Refunds, taken};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::build::{dec, line, order, rules};

fn pieces(status: &str, fields: Value, rules: &Rules) -> Decimal {
    let order = order(json!({ "status": status, "line_items": [line(fields)] }));
    taken(&order, &Refunds::default(), rules)
        .iter()
        .map(|line| line.quantity)
        .sum()
}

fn reduced() -> Value {
    json!({ "meta_data": [{ "id": 9, "key": "_reduced_stock", "value": "2" }] })
}

#[test]
fn paid_and_waiting_orders_have_taken_their_goods() {
    for status in ["processing", "on-hold", "completed"] {
        assert_eq!(pieces(status, json!({}), &rules()), dec("2"), "{status}");
    }
}

#[test]
fn unpaid_and_called_off_orders_have_taken_nothing() {
    for status in ["pending", "checkout-draft", "failed", "cancelled", "trash"] {
        assert_eq!(pieces(status, reduced(), &rules()), dec("0"), "{status}");
    }
}

#[test]
fn a_status_of_the_shops_own_takes_when_it_starts_or_when_the_shop_has_reduced() {
    assert_eq!(pieces("plukkes", json!({}), &rules()), dec("0"));
    assert_eq!(pieces("plukkes", reduced(), &rules()), dec("2"));
    let starting = Rules {
        start_statuses: vec!["plukkes".to_owned()],
        ..rules()
    };
    assert_eq!(pieces("plukkes", json!({}), &starting), dec("2"));
}

#[test]
fn with_orders_off_only_open_orders_have_taken() {
    let off = Rules {
        orders_on: false,
        ..rules()
    };
    assert_eq!(pieces("processing", json!({}), &off), dec("2"));
    assert_eq!(pieces("completed", reduced(), &off), dec("0"));
}

#[test]
fn what_was_refunded_is_no_longer_taken() {
    let refund = |quantity: i64| -> woo::Refund {
        let line = json!({ "id": 90, "quantity": quantity, "name": "Kaffekopp",
            "meta_data": [{ "id": 1, "key": "_refunded_item_id", "value": "1" }] });
        serde_json::from_value(json!({ "id": 80, "amount": "80.00", "line_items": [line] }))
            .unwrap()
    };
    let order = order(json!({}));
    let left = |refunds: &[woo::Refund]| taken(&order, &Refunds::of(refunds), &rules());
    assert_eq!(left(&[refund(-1)])[0].quantity, dec("1"));
    assert_eq!(left(&[refund(-1), refund(-1)]), []);
}
