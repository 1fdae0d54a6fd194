//! What is given back before anything is shipped leaves the mapped order, to the øre.
use domain::order::{Origin, Refunds, is_emptied, unshelved};
use domain::{Discounts, Note, Rules};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::build::{dec, line, map_refunded, order, rules};

fn refund(amount: &str, lines: Value) -> woo::Refund {
    serde_json::from_value(json!({ "id": 7, "amount": amount, "line_items": lines })).unwrap()
}

/// Of the order's first line.
fn back(pieces: i64, net: &str, vat: &str) -> Value {
    json!({ "id": 90, "quantity": -pieces, "total": format!("-{net}"), "total_tax": format!("-{vat}"),
        "taxes": [{ "id": 1, "total": format!("-{vat}") }],
        "meta_data": [{ "id": 1, "key": "_refunded_item_id", "value": "1" }] })
}

/// Two cups at 80 and freight at 40, 25 % on all.
fn bought() -> woo::Order {
    order(json!({
        "total": "250.00", "total_tax": "50.00",
        "line_items": [line(json!({ "total_tax": "40.00", "taxes": [{ "id": 1, "total": "40.00" }] }))],
        "shipping_lines": [{ "id": 5, "method_title": "Posten", "total": "40.00", "total_tax": "10.00",
            "taxes": [{ "id": 1, "total": "10.00" }] }],
        "tax_lines": [{ "rate_id": 1, "rate_percent": 25, "tax_total": "40.00", "shipping_tax_total": "10.00" }],
    }))
}

#[test]
fn pieces_and_their_money_leave_their_line() {
    let refunds = [refund("100.00", json!([back(1, "80.00", "20.00")]))];
    let mapped = map_refunded(&bought(), &refunds, &rules()).unwrap();
    let goods = &mapped.order.lines[0];
    assert_eq!(
        (goods.quantity, goods.line_price),
        (Decimal::ONE, Some(dec("80")))
    );
    assert_eq!(
        (mapped.subtotal, mapped.lines_total()),
        (dec("120"), dec("120"))
    );
    assert_eq!(mapped.vat[0].vat, dec("30"));
    assert_eq!(mapped.nets[&dec("25")], dec("120"));
    assert_eq!(mapped.notes, []);
}

#[test]
fn money_back_on_a_line_without_pieces_lowers_its_price() {
    let refunds = [refund("50.00", json!([back(0, "40.00", "10.00")]))];
    let mapped = map_refunded(&bought(), &refunds, &rules()).unwrap();
    let goods = &mapped.order.lines[0];
    assert_eq!(
        (goods.quantity, goods.line_price),
        (Decimal::TWO, Some(dec("60")))
    );
    assert_eq!(mapped.lines_total(), mapped.subtotal);
}

#[test]
fn pieces_given_back_for_less_than_they_cost_leave_the_rest_on_the_discount_product() {
    let refunds = [refund("100.00", json!([back(2, "80.00", "20.00")]))];
    let mapped = map_refunded(&bought(), &refunds, &rules()).unwrap();
    let items: Vec<_> = mapped
        .order
        .lines
        .iter()
        .map(|line| line.item_id.as_str())
        .collect();
    assert_eq!(items, ["FRAKT", "RABATT"]);
    assert_eq!(mapped.origins, [Origin::Freight(5), Origin::Refund]);
    assert_eq!(mapped.lines_total(), dec("120"));
    assert_eq!(mapped.notes, [Note::RefundOnDiscount { amount: dec("80") }]);
}

#[test]
fn freight_given_back_lowers_its_line_or_takes_it_away() {
    for (amount, net, vat, left) in [
        ("25.00", "20.00", "5.00", Some("20")),
        ("50.00", "40.00", "10.00", None),
    ] {
        let freight = json!([{ "id": 91, "total": format!("-{net}"), "total_tax": format!("-{vat}"),
            "taxes": [{ "id": 1, "total": format!("-{vat}") }],
            "meta_data": [{ "id": 1, "key": "_refunded_item_id", "value": "5" }] }]);
        let refunds: Vec<woo::Refund> = serde_json::from_value(
            json!([{ "id": 7, "amount": amount, "line_items": [], "shipping_lines": freight }]),
        )
        .unwrap();
        let mapped = map_refunded(&bought(), &refunds, &rules()).unwrap();
        let freight = mapped
            .order
            .lines
            .iter()
            .find(|line| line.item_id == "FRAKT");
        assert_eq!(freight.and_then(|line| line.line_price), left.map(dec));
        assert_eq!(mapped.lines_total(), mapped.subtotal);
    }
}

#[test]
fn an_amount_without_lines_is_taken_off_by_the_orders_own_share_of_vat() {
    let mapped = map_refunded(&bought(), &[refund("100.00", json!([]))], &rules()).unwrap();
    let last = mapped.order.lines.last().unwrap();
    assert_eq!(
        (last.item_id.as_str(), last.line_price),
        ("RABATT", Some(dec("-80")))
    );
    assert_eq!(mapped.lines_total(), dec("120"));
    assert_eq!(
        (mapped.subtotal, mapped.vat[0].vat),
        (dec("120"), dec("30"))
    );
}

#[test]
fn with_discounts_on_a_line_of_their_own_the_sums_agree_too() {
    let own = Rules {
        discounts: Discounts::OwnLine,
        ..rules()
    };
    let bought = order(json!({
        "total": "150.00", "total_tax": "30.00",
        "line_items": [line(json!({ "subtotal": "160.00", "total": "120.00" }))],
        "coupon_lines": [{ "id": 9, "code": "sommer" }],
    }));
    for (pieces, net) in [(1, "60.00"), (0, "30.00"), (1, "20.00")] {
        let refunds = [refund(net, json!([back(pieces, net, "0.00")]))];
        let mapped = map_refunded(&bought, &refunds, &own).unwrap();
        assert_eq!(
            mapped.lines_total(),
            mapped.subtotal,
            "{pieces} pieces, {net}"
        );
        assert_eq!(mapped.subtotal, dec("120") - dec(net));
    }
}

#[test]
fn an_order_is_emptied_by_its_status_or_by_every_piece_and_all_money() {
    let all = refund("200.00", json!([back(2, "160.00", "40.00")]));
    let freight: woo::Refund =
        serde_json::from_value(json!({ "id": 8, "amount": "50.00", "shipping_lines": [
        { "id": 91, "total": "-40.00", "total_tax": "-10.00",
          "meta_data": [{ "id": 1, "key": "_refunded_item_id", "value": "5" }] }] }))
        .unwrap();
    let emptied = |refunds: &[woo::Refund]| is_emptied(&bought(), &Refunds::of(refunds));
    assert!(!emptied(&[]));
    assert!(!emptied(std::slice::from_ref(&all)), "the freight is paid");
    assert!(emptied(&[all, freight]));
    assert!(
        !emptied(&[refund("250.00", json!([]))]),
        "the money alone: what is sent all the same is the shop's to decide"
    );
    let mut by_status = bought();
    by_status.status = woo::Status::Refunded;
    assert!(is_emptied(&by_status, &Refunds::default()));
}

#[test]
fn what_is_not_put_back_on_the_shelf_is_told_by_the_shops_own_count() {
    let reduced = |pieces: &str| {
        order(json!({ "line_items": [line(json!({
            "quantity": 3, "meta_data": [{ "id": 1, "key": "_reduced_stock", "value": pieces }]
        }))] }))
    };
    let one = Refunds::of(&[refund("100.00", json!([back(1, "80.00", "20.00")]))]);
    let left = |order: &woo::Order| {
        let left = unshelved(order, &one);
        left.first().map(|left| left.pieces)
    };
    assert_eq!(
        left(&reduced("3")),
        Some(Decimal::ONE),
        "still down as taken"
    );
    assert_eq!(left(&reduced("2")), None, "put back");
    assert_eq!(
        left(&order(json!({}))),
        None,
        "the shop keeps no stock of it"
    );
    let mut whole = reduced("3");
    whole.status = woo::Status::Refunded;
    let all = unshelved(&whole, &Refunds::default());
    assert_eq!(all[0].pieces, dec("3"));
}

proptest! {
    /// Any refunds, in any number, of pieces, money or both.
    #[test]
    fn whatever_is_given_back_the_lines_add_up_to_what_is_left(
        quantity in 1_i64..6, price in 1_i64..100_000,
        backs in prop::collection::vec((0_i64..3, 0_i64..5_000), 0..4),
        loose in 0_i64..5_000, own_line in any::<bool>(), off in 0_i64..50,
    ) {
        let net = Decimal::new(quantity * price, 2);
        let paid = domain::money::round(net * Decimal::new(100 - off, 2), 2);
        let vat = domain::money::round(paid / Decimal::from(4), 2);
        let bought = order(json!({
            "total": (paid + vat).to_string(), "total_tax": vat.to_string(),
            "line_items": [line(json!({ "quantity": quantity, "subtotal": net.to_string(), "total": paid.to_string(),
                "total_tax": vat.to_string(), "taxes": [{ "id": 1, "total": vat.to_string() }] }))],
            "tax_lines": [{ "rate_id": 1, "rate_percent": 25, "tax_total": vat.to_string() }],
        }));
        let mut left = (quantity, paid);
        let mut refunds = Vec::new();
        for (pieces, money) in backs {
            let (pieces, money) = (pieces.min(left.0), Decimal::new(money, 2).min(left.1));
            left = (left.0 - pieces, left.1 - money);
            let tax = domain::money::round(money / Decimal::from(4), 2);
            refunds.push(refund(&(money + tax).to_string(), json!([back(pieces, &money.to_string(), &tax.to_string())])));
        }
        let loose = Decimal::new(loose, 2).min(left.1);
        if !loose.is_zero() {
            refunds.push(refund(&loose.to_string(), json!([])));
        }
        let rules = Rules { discounts: if own_line { Discounts::OwnLine } else { Discounts::InLine }, ..rules() };
        let all = Refunds::of(&refunds);
        match map_refunded(&bought, &refunds, &rules) {
            Ok(mapped) => {
                prop_assert_eq!(mapped.subtotal, all.rest_of(&bought));
                let missed = (mapped.lines_total() - mapped.subtotal).abs();
                prop_assert!(missed <= Decimal::new(5, 2), "missed by {}", missed);
                let pieces: Decimal = mapped.order.lines.iter().filter(|line| line.item_id == "KOPP-1")
                    .map(|line| line.quantity).sum();
                prop_assert_eq!(pieces, Decimal::from(left.0));
            }
            Err(refusal) => prop_assert_eq!(refusal, domain::Refusal::NothingToSend),
        }
    }
}
