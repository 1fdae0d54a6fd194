//! Amounts, quantities and SKUs.
use domain::{money, quantity, sku};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::build::dec;

#[test]
fn half_an_øre_goes_up_and_for_a_refund_down() {
    assert_eq!(money::round(dec("1.005"), 2), dec("1.01"));
    assert_eq!(money::round(dec("-1.005"), 2), dec("-1.01"));
    assert_eq!(money::round(dec("1.0049999"), 2), dec("1.00"));
}

#[test]
fn an_amount_too_large_for_a_row_is_none() {
    assert_eq!(money::to_minor(Decimal::MAX, "NOK"), None);
    assert_eq!(quantity::to_thousandths(Decimal::MAX), None);
}

#[test]
fn dinars_have_three_decimals() {
    assert_eq!(money::to_minor(dec("1.2345"), "KWD"), Some(1235));
    assert_eq!(money::to_minor(dec("1.2345"), "NOK"), Some(123));
    assert_eq!(money::from_minor(1235, "KWD"), dec("1.235"));
}

#[test]
fn shown_amounts_have_two_decimals_at_least() {
    assert_eq!(money::shown(dec("5")), "5.00");
    assert_eq!(money::shown(dec("-0.5")), "-0.50");
    assert_eq!(money::shown(dec("1.250")), "1.25");
    assert_eq!(money::shown(dec("1.2345")), "1.2345");
}

#[test]
fn quantities_are_never_rounded_up() {
    assert_eq!(quantity::to_thousandths(dec("1.9999")), Some(1999));
    assert_eq!(quantity::to_thousandths(dec("-0.0001")), Some(-1));
}

#[test]
fn a_sku_is_trimmed_and_at_most_twenty_five_characters() {
    assert_eq!(sku::trimmed("  KOPP 1 "), Some("KOPP 1"));
    assert_eq!(sku::trimmed(" \t"), None);
    assert!(!sku::is_too_long(&format!(" {} ", "Å".repeat(25))));
    assert!(sku::is_too_long(&"Å".repeat(26)));
}

#[test]
fn skus_that_differ_only_in_case_are_told_apart_from_equal_ones() {
    assert!(sku::differs_only_in_case("KOPP-Å", "kopp-å"));
    assert!(!sku::differs_only_in_case("KOPP", " KOPP "));
    assert!(!sku::differs_only_in_case("KOPP", "KOPP-1"));
}

proptest! {
    #[test]
    fn an_øre_amount_survives_the_row(minor in any::<i64>()) {
        prop_assert_eq!(money::to_minor(money::from_minor(minor, "NOK"), "NOK"), Some(minor));
        prop_assert_eq!(quantity::to_thousandths(quantity::from_thousandths(minor)), Some(minor));
    }

    #[test]
    fn rounding_moves_an_amount_half_an_øre_at_most(value in any::<i64>(), scale in 0_u32..10) {
        let amount = Decimal::new(value, scale);
        let rounded = money::round(amount, 2);
        prop_assert!((rounded - amount).abs() <= dec("0.005"));
        prop_assert!(rounded.scale() <= 2);
        prop_assert_eq!(money::round(-amount, 2), -rounded);
    }
}
