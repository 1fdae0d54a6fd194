//! Whether Rackbeat reckons what the shop reckons.
use domain::order::{RateSum, Rounding, rounding, rounding_line, vat_differences};
use domain::{Refusal, Setting};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;

use crate::build::{dec, line, map, order, rules};

#[test]
fn five_øre_are_rounded_and_six_stop_the_order() {
    assert_eq!(rounding(dec("100.00"), dec("100")), Rounding::Equal);
    assert_eq!(
        rounding(dec("100.05"), dec("100")),
        Rounding::Line(dec("0.05"))
    );
    assert_eq!(
        rounding(dec("99.95"), dec("100")),
        Rounding::Line(dec("-0.05"))
    );
    assert_eq!(
        rounding(dec("100.06"), dec("100")),
        Rounding::Stop {
            difference: dec("0.06")
        }
    );
    assert_eq!(
        rounding(dec("99.94"), dec("100")),
        Rounding::Stop {
            difference: dec("-0.06")
        }
    );
}

#[test]
fn the_rounding_line_stands_on_the_product_that_was_picked() {
    let line = rounding_line(dec("-0.03"), &rules()).unwrap();
    assert_eq!(
        (line.item_id.as_str(), line.line_price),
        ("AVRUNDING", Some(dec("-0.03")))
    );
    let none = domain::Rules {
        rounding_product: None,
        ..rules()
    };
    let refusal = Refusal::MissingSetting {
        setting: Setting::RoundingProduct,
    };
    assert_eq!(rounding_line(dec("-0.03"), &none), Err(refusal));
}

fn rackbeat(lines: serde_json::Value) -> rackbeat::Order {
    serde_json::from_value(json!({ "number": 1029, "lines": lines })).unwrap()
}

fn rate(percent: &str, vat: &str) -> RateSum {
    RateSum {
        percent: dec(percent),
        vat: dec(vat),
    }
}

#[test]
fn equal_vat_is_not_mentioned() {
    let order = rackbeat(json!([
        { "line_total": 100, "vat_percentage": 25 }, { "line_total": 60, "vat_percentage": 25.0 },
        { "line_total": 100, "vat_percentage": 15 },
    ]));
    assert_eq!(
        vat_differences(&[rate("25", "40"), rate("15.0000", "15.00")], &order),
        []
    );
}

#[test]
fn an_øre_of_vat_a_line_is_shown_and_more_warns() {
    let lines = json!([{ "line_total": 100, "vat_percentage": 25 }, { "line_total": 60, "vat_percentage": 25 }]);
    let little = vat_differences(&[rate("25", "40.02")], &rackbeat(lines.clone()));
    assert_eq!((little.len(), little[0].warn), (1, false));
    let much = vat_differences(&[rate("25", "40.03")], &rackbeat(lines));
    assert_eq!(
        (much[0].shop, much[0].rackbeat, much[0].warn),
        (dec("40.03"), dec("40"), true)
    );
}

#[test]
fn another_rate_in_rackbeat_warns_for_both_rates() {
    let order = rackbeat(json!([{ "line_price": 50, "quantity": 2, "vat_percentage": 15 }]));
    let found = vat_differences(&[rate("25", "25")], &order);
    let percents: Vec<_> = found.iter().map(|row| (row.percent, row.warn)).collect();
    assert_eq!(percents, [(dec("15"), true), (dec("25"), true)]);
}

#[test]
fn an_answer_that_does_not_tell_its_vat_says_nothing() {
    let order = rackbeat(json!([{ "line_total": 100 }]));
    assert_eq!(vat_differences(&[rate("25", "25")], &order), []);
    assert_eq!(
        vat_differences(&[rate("25", "25")], &rackbeat(json!([]))),
        []
    );
}

fn food(lines: u32) -> woo::Order {
    let items: Vec<_> = (0..lines)
        .map(|id| {
            line(json!({ "id": id, "quantity": 1, "total": "86.956522", "subtotal": "86.956522" }))
        })
        .collect();
    let (total, with_vat) = (
        dec("86.956522") * Decimal::from(lines),
        Decimal::from(lines * 100),
    );
    let vat = with_vat - domain::money::round(total, 2);
    order(
        json!({ "line_items": items, "total": with_vat.to_string(), "total_tax": vat.to_string() }),
    )
}

#[test]
fn many_lines_rounded_alike_still_add_up_to_the_shops_total() {
    for lines in [1, 14, 20, 500] {
        let mapped = map(&food(lines), &rules()).unwrap();
        let off = (mapped.lines_total() - mapped.subtotal).abs();
        assert!(off <= dec("0.05"), "{lines} lines are off by {off}");
    }
}

#[test]
fn a_line_that_gives_its_øre_back_is_off_by_one_at_most() {
    for line in map(&food(500), &rules()).unwrap().order.lines {
        let price = line.line_price.unwrap();
        assert!(price == dec("86.96") || price == dec("86.95"), "{price}");
    }
}

proptest! {
    #[test]
    fn rounding_makes_the_sums_equal_or_stops(shop in -1_000_000_i64..1_000_000, off in -20_i64..20) {
        let (shop, rackbeat) = (Decimal::new(shop, 2), Decimal::new(shop + off, 2));
        match rounding(shop, rackbeat) {
            Rounding::Equal => prop_assert_eq!(off, 0),
            Rounding::Line(amount) => {
                prop_assert!(off != 0 && off.abs() <= 5);
                prop_assert_eq!(rackbeat + amount, shop);
            }
            Rounding::Stop { difference } => {
                prop_assert!(off.abs() > 5);
                prop_assert_eq!(rackbeat + difference, shop);
            }
        }
    }

    /// Rackbeat multiplies price by quantity; the line must come out at the shop's amount.
    #[test]
    fn any_order_maps_to_lines_that_add_up_to_its_own(
        lines in prop::collection::vec((0_i64..10_000_000, 1_u32..1000), 1..30),
    ) {
        let amount = |millionths: i64| Decimal::new(millionths, 4);
        let total: Decimal = lines.iter().map(|(one, _)| domain::money::round(amount(*one), 2)).sum();
        let items: Vec<_> = lines
            .iter()
            .map(|(one, quantity)| line(json!({ "quantity": quantity, "total": amount(*one).to_string() })))
            .collect();
        let order = order(json!({ "line_items": items, "total": total.to_string(), "total_tax": "0" }));
        let mapped = map(&order, &rules()).unwrap();
        prop_assert_eq!(mapped.lines_total(), total);
        prop_assert_eq!(rounding(mapped.subtotal, mapped.lines_total()), Rounding::Equal);
    }
}
