//! From Rackbeat's figures to what a shop shows.
use std::collections::BTreeMap;

use domain::stock::{NoFigure, Step, figure, figure_at, must_ask, shown, spread};
use domain::{Quantity, Rules};
use proptest::prelude::*;
use rackbeat::Product;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::build::dec;

fn item(fields: Value) -> Product {
    let mut all = json!({ "number": "KOPP-1", "inventory_enabled": true, "stock_quantity": 7,
        "in_order_quantity": 2, "available_quantity": 5 });
    for (name, value) in fields.as_object().unwrap() {
        all[name] = value.clone();
    }
    serde_json::from_value(all).unwrap()
}

#[test]
fn a_shop_shows_what_is_left_less_what_is_in_flight_and_held_back() {
    assert_eq!(shown(dec("10"), dec("3"), 2, None), 5);
    assert_eq!(shown(dec("10"), dec("0"), 0, Some(4)), 4);
    assert_eq!(shown(dec("2"), dec("3"), 0, None), 0);
    assert_eq!(shown(dec("2.9"), dec("0"), 0, None), 2);
    assert_eq!(shown(dec("-4"), dec("0"), 0, Some(9)), 0);
    assert_eq!(shown(Decimal::MAX, dec("0"), 0, None), i64::MAX);
}

#[test]
fn only_an_item_with_inventory_gives_a_figure() {
    assert_eq!(figure(&item(json!({})), Quantity::Available), Ok(dec("5")));
    assert_eq!(figure(&item(json!({})), Quantity::OnHand), Ok(dec("7")));
    let service = item(json!({ "inventory_enabled": false }));
    assert_eq!(
        figure(&service, Quantity::Available),
        Err(NoFigure::Service)
    );
    let silent = item(json!({ "inventory_enabled": null }));
    assert_eq!(figure(&silent, Quantity::Available), Err(NoFigure::Service));
}

#[test]
fn a_barred_or_deleted_item_gives_no_figure() {
    assert_eq!(
        figure(&item(json!({ "is_barred": true })), Quantity::Available),
        Err(NoFigure::Barred)
    );
    let deleted = item(json!({ "deleted_at": "2026-03-02T09:15:00+01:00" }));
    assert_eq!(
        figure(&deleted, Quantity::Available),
        Err(NoFigure::Deleted)
    );
}

#[test]
fn a_figure_that_is_text_or_missing_is_none_and_never_zero() {
    for value in [json!("5"), Value::Null, json!(true)] {
        let odd = item(json!({ "available_quantity": value }));
        assert_eq!(figure(&odd, Quantity::Available), Err(NoFigure::NotANumber));
    }
}

#[test]
fn chosen_locations_count_what_lies_there_less_all_that_is_reserved() {
    let there = serde_json::from_value(json!({ "number": "KOPP-1", "locations": [
        { "number": 1, "stock_quantity": 4 }, { "number": 2, "stock_quantity": 2 }, { "number": 3, "stock_quantity": 1 },
    ] }))
    .unwrap();
    let rules = Rules {
        locations: vec![1, 3],
        ..Rules::default()
    };
    assert_eq!(figure_at(&item(json!({})), &there, &rules), Ok(dec("3")));
    let on_hand = Rules {
        quantity: Quantity::OnHand,
        ..rules
    };
    assert_eq!(figure_at(&item(json!({})), &there, &on_hand), Ok(dec("5")));
    let reserved_unknown = item(json!({ "in_order_quantity": null }));
    assert_eq!(
        figure_at(
            &reserved_unknown,
            &there,
            &Rules {
                quantity: Quantity::Available,
                ..on_hand
            }
        ),
        Err(NoFigure::NotANumber)
    );
}

#[test]
fn fewer_than_three_zeros_are_never_asked_about() {
    assert!(!must_ask(2, 2));
    assert!(must_ask(3, 14));
}

#[test]
fn a_fifth_of_the_goods_is_the_limit() {
    assert!(!must_ask(100, 500));
    assert!(must_ask(101, 500));
}

fn step() -> Step {
    Step {
        before: 3,
        after: 0,
        quantity_before: dec("3"),
        counted_since: dec("0"),
        in_flight: dec("0"),
    }
}

#[test]
fn a_zero_that_rackbeat_says_counts_as_a_fall() {
    assert!(step().falls_by_rackbeat(&Rules::default()));
    assert!(!Step { after: 1, ..step() }.falls_by_rackbeat(&Rules::default()));
    assert!(
        !Step {
            before: 0,
            ..step()
        }
        .falls_by_rackbeat(&Rules::default())
    );
}

#[test]
fn a_zero_that_our_own_sales_explain_does_not_count_as_a_fall() {
    assert!(
        !Step {
            in_flight: dec("3"),
            ..step()
        }
        .falls_by_rackbeat(&Rules::default())
    );
    assert!(
        !Step {
            counted_since: dec("3"),
            ..step()
        }
        .falls_by_rackbeat(&Rules::default())
    );
    assert!(
        Step {
            in_flight: dec("2"),
            ..step()
        }
        .falls_by_rackbeat(&Rules::default())
    );
}

#[test]
fn a_bill_of_materials_counts_against_its_components() {
    let of = |number: &str, quantity: &str| (number.to_owned(), dec(quantity));
    let materials = BTreeMap::from([
        ("SETT".to_owned(), vec![of("KOPP", "2"), of("FAT", "1")]),
        ("GAVE".to_owned(), vec![of("SETT", "1"), of("ESKE", "1")]),
    ]);
    let all = spread(
        &BTreeMap::from([of("GAVE", "3"), of("KOPP", "1")]),
        &materials,
    );
    let expected = [
        of("ESKE", "3"),
        of("FAT", "3"),
        of("GAVE", "3"),
        of("KOPP", "7"),
        of("SETT", "3"),
    ];
    assert_eq!(all, BTreeMap::from(expected));
}

#[test]
fn a_bill_of_materials_that_holds_itself_comes_to_an_end() {
    let materials = BTreeMap::from([("A".to_owned(), vec![("A".to_owned(), dec("1"))])]);
    let all = spread(&BTreeMap::from([("A".to_owned(), dec("1"))]), &materials);
    assert!(all["A"] >= dec("1"));
}

proptest! {
    #[test]
    fn never_more_is_shown_than_is_left(
        quantity in -1_000_000_i64..1_000_000, in_flight in 0_i64..1_000_000,
        buffer in 0_i64..100, cap in prop::option::of(0_i64..100),
    ) {
        let (quantity, in_flight) = (Decimal::new(quantity, 3), Decimal::new(in_flight, 3));
        let shown = shown(quantity, in_flight, buffer, cap);
        let left = quantity - in_flight - Decimal::from(buffer);
        prop_assert!(shown >= 0);
        prop_assert!(cap.is_none_or(|cap| shown <= cap));
        prop_assert!(shown == 0 || Decimal::from(shown) <= left);
        // Nor a whole piece less, unless the cap says so.
        prop_assert!(cap == Some(shown) || Decimal::from(shown) > left - Decimal::ONE);
    }

    #[test]
    fn more_in_flight_never_shows_more(quantity in 0_i64..1000, less in 0_i64..1000, more in 0_i64..1000) {
        let at = |in_flight: i64| shown(Decimal::from(quantity), Decimal::from(in_flight), 0, None);
        prop_assert!(at(less + more) <= at(less));
    }
}
