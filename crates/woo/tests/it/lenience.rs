//! Odd forms of the same data, as older versions and plugins send them.
use proptest::{prop_assert_eq, proptest};
use rust_decimal::Decimal;
use serde_json::json;
use woo::{BatchAnswer, ManageStock, Order, Product, Status};

fn order(json: &str) -> Order {
    serde_json::from_str(json).unwrap()
}

#[test]
fn an_order_of_only_an_id_is_read() {
    let order = order(r#"{"id":"7"}"#);
    assert_eq!((order.id, order.total), (7, Decimal::ZERO));
    assert!(order.line_items.is_empty());
}

#[test]
fn a_text_holds_no_nul() {
    let order = order(r#"{"id":7,"customer_note":"Ring\u0000 på"}"#);
    assert_eq!(order.customer_note, "Ring på");
}

#[test]
fn a_thing_without_an_id_is_none() {
    for body in [
        r#"{"code":"x","message":"y","data":null}"#,
        r#"{"id":null}"#,
        r#"{"id":0}"#,
        r#"{"id":-3}"#,
    ] {
        assert!(serde_json::from_str::<Order>(body).is_err(), "{body}");
    }
}

#[test]
fn nothing_comes_in_many_forms() {
    let order = order(
        r#"{"id":1,"billing":[],"shipping":null,"line_items":null,"fee_lines":"","meta_data":{},
            "total":null,"total_tax":"","date_paid_gmt":"0000-00-00T00:00:00","customer_id":false}"#,
    );
    assert_eq!(order.billing, woo::Address::default());
    assert_eq!(
        (order.total, order.date_paid_gmt, order.customer_id),
        (Decimal::ZERO, None, 0)
    );
}

#[test]
fn a_list_with_holes_comes_as_an_object() {
    let order = order(
        r#"{"id":1,"line_items":{"1":{"id":5,"quantity":"2.5","total":12},"3":{"id":6,"sku":null}}}"#,
    );
    assert_eq!(order.line_items.len(), 2);
    assert_eq!(order.line_items[0].quantity, "2.5".parse().unwrap());
    assert_eq!(order.line_items[1].sku, None);
}

#[test]
fn money_as_a_number_is_read_by_its_digits() {
    let order = order(
        r#"{"id":1,"total":0.1234567890123456789,"total_tax":1e3,"shipping_total":"-12.50"}"#,
    );
    assert_eq!(order.total.to_string(), "0.1234567890123456789");
    assert_eq!(order.total_tax, Decimal::from(1000));
    assert_eq!(order.shipping_total.to_string(), "-12.50");
}

#[test]
fn money_that_is_no_number_is_never_guessed() {
    assert!(serde_json::from_str::<Order>(r#"{"id":1,"total":"12,50"}"#).is_err());
}

#[test]
fn stock_is_managed_in_many_spellings() {
    for (written, expected) in [
        (json!(true), ManageStock::Yes),
        (json!("yes"), ManageStock::Yes),
        (json!(1), ManageStock::Yes),
        (json!("parent"), ManageStock::Parent),
        (json!(false), ManageStock::No),
        (json!(null), ManageStock::No),
    ] {
        let product: Product =
            serde_json::from_value(json!({"id": 1, "manage_stock": written})).unwrap();
        assert_eq!(product.manage_stock, expected, "{written}");
    }
}

#[test]
fn a_status_of_a_plugin_is_kept_as_it_is() {
    let order = order(r#"{"id":1,"status":"ready-to-ship"}"#);
    assert_eq!(order.status, Status::Other("ready-to-ship".to_owned()));
    assert_eq!(
        serde_json::to_value(&order.status).unwrap(),
        json!("ready-to-ship")
    );
}

#[test]
fn an_empty_batch_is_a_list() {
    let answer: BatchAnswer<Product> = serde_json::from_str("[]").unwrap();
    assert!(answer.create.is_empty() && answer.update.is_empty());
}

#[test]
fn one_unreadable_row_leaves_the_others() {
    let answer: BatchAnswer<Product> =
        serde_json::from_str(r#"{"update":[{"id":1,"regular_price":"x"},{"id":2}]}"#).unwrap();
    let odd = answer.update[0].as_ref().unwrap_err();
    assert_eq!((odd.id, &odd.said), (1, &None));
    assert_eq!(answer.update[1].as_ref().unwrap().id, 2);
}

proptest! {
    #[test]
    fn any_amount_comes_through_as_it_was_sent(mantissa in -10_i64.pow(15)..10_i64.pow(15), scale in 0_u32..10) {
        let sent = Decimal::new(mantissa, scale);
        let as_text: Order = serde_json::from_str(&format!(r#"{{"id":1,"total":"{sent}"}}"#)).unwrap();
        let as_number: Order = serde_json::from_str(&format!(r#"{{"id":1,"total":{sent}}}"#)).unwrap();
        prop_assert_eq!(as_text.total, sent);
        prop_assert_eq!(as_number.total, sent);
    }
}
