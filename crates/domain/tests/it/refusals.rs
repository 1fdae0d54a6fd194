//! One refusal, one test.
use domain::order::{Facts, Refunds, Terms, to_rackbeat};
use domain::{Discounts, Reference, Refusal, Rules, Setting};
use serde_json::{Value, json};

use crate::build::{Linked, dec, facts, line, map, map_with, order, rules, with_stand_in};

fn name() -> String {
    "Kaffekopp".to_owned()
}

fn refused(fields: Value, rules: &Rules) -> Refusal {
    map(&order(fields), rules).unwrap_err()
}

fn refused_by(items: &Linked) -> Refusal {
    let rules = rules();
    let terms = Terms {
        rules: &rules,
        facts: &facts(),
        customer: 10007,
        put_on_discount: false,
    };
    to_rackbeat(
        &order(json!({})),
        &Refunds::default(),
        items,
        &Reference::new("kx7f", 79, 1),
        terms,
    )
    .unwrap_err()
}

#[test]
fn a_line_without_sku_is_refused_by_its_name() {
    let lines = json!([line(json!({ "sku": "  " }))]);
    assert_eq!(
        refused(json!({ "line_items": lines }), &rules()),
        Refusal::LineWithoutSku { name: name() }
    );
}

#[test]
fn a_line_whose_product_is_gone_is_named_by_its_number() {
    let lines = json!([line(
        json!({ "id": 7, "name": "", "sku": null, "product_id": 0, "quantity": 0 })
    )]);
    let refusal = Refusal::LineWithoutQuantity {
        name: "#7".to_owned(),
    };
    assert_eq!(refused(json!({ "line_items": lines }), &rules()), refusal);
}

#[test]
fn a_sku_of_thirty_characters_is_refused() {
    let sku = "A".repeat(30);
    let lines = json!([line(json!({ "sku": sku }))]);
    assert_eq!(
        refused(json!({ "line_items": lines }), &rules()),
        Refusal::SkuTooLong { sku, name: name() }
    );
}

#[test]
fn a_sku_that_rackbeat_lacks_is_refused() {
    let items = Linked {
        unknown: vec!["KOPP-1"],
        ..Linked::default()
    };
    assert_eq!(
        refused_by(&items),
        Refusal::UnknownSku {
            sku: "KOPP-1".to_owned(),
            name: name()
        }
    );
}

#[test]
fn a_barred_item_is_refused() {
    let items = Linked {
        barred: vec!["KOPP-1"],
        ..Linked::default()
    };
    assert_eq!(
        refused_by(&items),
        Refusal::BarredItem {
            sku: "KOPP-1".to_owned(),
            name: name()
        }
    );
}

#[test]
fn an_amount_without_quantity_is_refused() {
    let lines = json!([line(json!({ "quantity": 0 }))]);
    assert_eq!(
        refused(json!({ "line_items": lines }), &rules()),
        Refusal::LineWithoutQuantity { name: name() }
    );
}

#[test]
fn an_order_without_lines_has_nothing_to_send() {
    assert_eq!(
        refused(json!({ "line_items": [] }), &rules()),
        Refusal::NothingToSend
    );
}

#[test]
fn a_currency_that_rackbeat_does_not_know_is_refused() {
    let facts = Facts {
        currencies: vec!["NOK".to_owned(), "EUR".to_owned()],
        ..facts()
    };
    let refusal = map_with(&order(json!({ "currency": "ISK" })), &rules(), &facts).unwrap_err();
    assert_eq!(
        refusal,
        Refusal::UnknownCurrency {
            currency: "ISK".to_owned()
        }
    );
    assert!(map_with(&order(json!({ "currency": "EUR" })), &rules(), &facts).is_ok());
}

#[test]
fn a_total_below_the_lines_is_refused_with_the_difference() {
    let refusal = refused(json!({ "total": "150.00", "total_tax": "40.00" }), &rules());
    assert_eq!(
        refusal,
        Refusal::TotalBelowLines {
            difference: dec("50.00")
        }
    );
}

#[test]
fn freight_without_a_freight_product_is_refused() {
    let rules = Rules {
        freight_product: None,
        ..rules()
    };
    let fields =
        json!({ "shipping_lines": [{ "id": 3, "method_title": "Post", "total": "40.00" }] });
    assert_eq!(
        refused(fields, &rules),
        Refusal::MissingSetting {
            setting: Setting::FreightProduct
        }
    );
}

#[test]
fn a_fee_without_a_fee_product_is_refused() {
    let rules = Rules {
        fee_product: None,
        ..rules()
    };
    let fields = json!({ "fee_lines": [{ "id": 3, "name": "Gebyr", "total": "40.00" }] });
    assert_eq!(
        refused(fields, &rules),
        Refusal::MissingSetting {
            setting: Setting::FeeProduct
        }
    );
}

#[test]
fn a_discount_of_its_own_without_a_discount_product_is_refused() {
    let rules = Rules {
        discount_product: None,
        discounts: Discounts::OwnLine,
        ..rules()
    };
    let lines = json!([line(json!({ "total": "140.00" }))]);
    assert_eq!(
        refused(json!({ "line_items": lines }), &rules),
        Refusal::MissingSetting {
            setting: Setting::DiscountProduct
        }
    );
}

#[test]
fn a_stand_in_that_is_not_picked_is_refused() {
    let rules = Rules {
        stand_in_product: None,
        ..with_stand_in()
    };
    let lines = json!([line(json!({ "sku": "" }))]);
    assert_eq!(
        refused(json!({ "line_items": lines }), &rules),
        Refusal::MissingSetting {
            setting: Setting::StandInProduct
        }
    );
}

#[test]
fn refusals_of_one_sku_share_their_cause() {
    let (sku, name) = ("KOPP-1".to_owned(), name());
    let unknown = Refusal::UnknownSku {
        sku: sku.clone(),
        name: name.clone(),
    };
    let barred = Refusal::BarredItem {
        sku,
        name: "Et annet navn".to_owned(),
    };
    assert_eq!(unknown.cause(), "sku:KOPP-1");
    assert_eq!(unknown.cause(), barred.cause());
    assert_eq!(
        Refusal::MissingSetting {
            setting: Setting::FreightProduct
        }
        .cause(),
        "setting:freight_product"
    );
    assert_eq!(
        Refusal::UnknownCurrency {
            currency: "ISK".to_owned()
        }
        .cause(),
        "currency:ISK"
    );
}
