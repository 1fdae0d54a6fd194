//! What becomes of an order's parts.
use domain::order::{Refunds, Terms, to_rackbeat};
use domain::{Note, Reference, Rules, VatZone};
use serde_json::json;

use crate::build::{Linked, dec, facts, line, map, map_with, order, rules, with_stand_in};

#[test]
fn a_line_price_is_the_amount_by_the_quantity_at_six_decimals() {
    let order = order(json!({
        "line_items": [line(json!({ "quantity": 3, "total": "239.976000" }))],
        "total": "299.98", "total_tax": "60.00",
    }));
    let mapped = map(&order, &rules()).unwrap();
    assert_eq!(mapped.order.lines[0].line_price, Some(dec("79.993333")));
    assert_eq!(mapped.lines_total(), dec("239.98"));
}

#[test]
fn an_order_of_nothing_costing_nothing_arrives_whole() {
    let free = line(json!({ "subtotal": "0.00", "total": "0.00" }));
    let mapped = map(
        &order(json!({ "line_items": [free], "total": "0", "total_tax": "0" })),
        &rules(),
    )
    .unwrap();
    assert_eq!(mapped.order.lines[0].line_price, Some(dec("0")));
    assert_eq!(mapped.order.lines[0].quantity, dec("2"));
    assert_eq!(mapped.subtotal, dec("0"));
}

#[test]
fn a_negative_fee_is_a_line_with_a_negative_price() {
    let order = order(json!({
        "fee_lines": [{ "id": 5, "name": "Avslag", "total": "-20.00" }],
        "total": "175.00", "total_tax": "35.00",
    }));
    let mapped = map(&order, &rules()).unwrap();
    let fee = &mapped.order.lines[1];
    assert_eq!(
        (fee.item_id.as_str(), fee.line_price),
        ("GEBYR", Some(dec("-20")))
    );
    assert!(mapped.has_negative_price());
    assert_eq!(mapped.lines_total(), dec("140"));
}

#[test]
fn a_refused_negative_price_becomes_a_negative_quantity_and_the_sum_stays() {
    let order = order(json!({
        "fee_lines": [{ "id": 5, "name": "Avslag", "total": "-20.00" }],
        "total": "175.00", "total_tax": "35.00",
    }));
    let mapped = map(&order, &rules()).unwrap().with_negative_quantities();
    let fee = &mapped.order.lines[1];
    assert_eq!((fee.quantity, fee.line_price), (dec("-1"), Some(dec("20"))));
    assert!(!mapped.has_negative_price());
    assert_eq!(mapped.lines_total(), dec("140"));
    assert_eq!(mapped.notes, [Note::NegativeQuantity]);
}

#[test]
fn free_freight_needs_no_product_but_is_named_where_there_is_one() {
    let order = order(
        json!({ "shipping_lines": [{ "id": 3, "method_title": "Hent i butikk", "total": "0.00" }] }),
    );
    let without = Rules {
        freight_product: None,
        ..rules()
    };
    assert_eq!(map(&order, &without).unwrap().order.lines.len(), 1);
    let named = map(&order, &rules()).unwrap().order.lines[1].name.clone();
    assert_eq!(named.as_deref(), Some("Hent i butikk"));
}

#[test]
fn five_hundred_lines_with_emoji_and_norwegian_letters_arrive_whole() {
    let lines: Vec<_> = (1..=500)
        .map(|id| {
            let name = format!("Blåbærsyltetøy 🫐 nr. {id}");
            line(json!({ "id": id, "name": name, "sku": format!("ÆØÅ-{id}"), "quantity": 1, "total": "1.01", "subtotal": "1.01" }))
        })
        .collect();
    let mapped = map(
        &order(json!({ "line_items": lines, "total": "631.25", "total_tax": "126.25" })),
        &rules(),
    )
    .unwrap();
    assert_eq!(mapped.order.lines.len(), 500);
    assert_eq!(mapped.order.lines[499].item_id, "ÆØÅ-500");
    assert_eq!(
        mapped.order.lines[499].name.as_deref(),
        Some("Blåbærsyltetøy 🫐 nr. 500")
    );
    assert_eq!(mapped.lines_total(), dec("505"));
}

#[test]
fn a_long_customer_note_is_cut_between_characters_and_told() {
    let family = "👨‍👩‍👧‍👦";
    let note = format!("{}{family}", "å".repeat(797));
    let mapped = map(&order(json!({ "customer_note": note })), &rules()).unwrap();
    assert_eq!(mapped.order.head.note, Some("å".repeat(797)));
    assert_eq!(mapped.notes, [Note::NoteCut]);
}

#[test]
fn a_note_of_exactly_eight_hundred_characters_is_left_alone() {
    let note = "🫐".repeat(800);
    let mapped = map(&order(json!({ "customer_note": note })), &rules()).unwrap();
    assert_eq!(mapped.order.head.note, Some(note));
    assert!(mapped.notes.is_empty());
}

#[test]
fn a_long_heading_keeps_the_reference_as_its_last_word() {
    let long = domain::order::Facts {
        shop_name: "Å".repeat(400),
        ..facts()
    };
    let heading = map_with(&order(json!({})), &rules(), &long)
        .unwrap()
        .order
        .head
        .heading
        .unwrap();
    assert_eq!(heading.chars().count(), 255);
    assert!(Reference::new("kx7f", 79, 1).stands_on(None, Some(&heading)));
}

#[test]
fn the_order_day_is_the_shops_day() {
    // Paid at 23.30 UTC, which is half past midnight in Oslo.
    let date = map(&order(json!({})), &rules())
        .unwrap()
        .order
        .head
        .order_date
        .unwrap();
    assert_eq!(date.to_string(), "2026-11-24");
}

#[test]
fn the_vat_zone_follows_the_address_that_the_shop_taxes_by() {
    let swedish = json!({ "shipping": { "address_1": "Gatan 1", "country": "SE" } });
    let zone = |based: &str| {
        let facts = domain::order::Facts {
            tax_based_on: domain::TaxBasedOn::read(based),
            ..facts()
        };
        map_with(&order(swedish.clone()), &rules(), &facts)
            .unwrap()
            .order
            .head
            .vat_zone
    };
    assert_eq!(zone("shipping"), Some(VatZone::Eu));
    assert_eq!(zone("billing"), Some(VatZone::Domestic));
    assert_eq!(zone("base"), Some(VatZone::Domestic));
}

#[test]
fn vat_zones_are_home_union_and_the_rest() {
    use domain::vat::zone;
    assert_eq!(zone("DK", "DK"), VatZone::Domestic);
    assert_eq!(zone("dk", "DK"), VatZone::Domestic);
    assert_eq!(zone("", "NO"), VatZone::Domestic);
    assert_eq!(zone("DK", "NO"), VatZone::Eu);
    assert_eq!(zone("NO", "DK"), VatZone::Abroad);
    assert_eq!(zone("GB", "NO"), VatZone::Abroad);
    // Northern Ireland's goods and Monaco are in the union's VAT; Åland, the Faroes and Svalbard are in nobody's.
    assert_eq!(
        (zone("XI", "DK"), zone("MC", "SE")),
        (VatZone::Eu, VatZone::Eu)
    );
    for (country, home) in [("AX", "SE"), ("FO", "DK"), ("GL", "DK"), ("SJ", "NO")] {
        assert_eq!(zone(country, home), VatZone::Abroad, "{country}");
    }
}

#[test]
fn the_same_order_has_the_same_hash_and_a_changed_one_another() {
    let one = map(&order(json!({})), &rules()).unwrap();
    let same = map(&order(json!({})), &rules()).unwrap();
    let other = map(&order(json!({ "customer_note": "Ring på" })), &rules()).unwrap();
    assert_eq!(one.hash(), same.hash());
    assert_ne!(one.hash(), other.hash());
    assert_eq!(one.hash().len(), 64);
}

#[test]
fn the_stand_in_takes_what_has_no_number_and_says_so() {
    let order = order(json!({ "line_items": [line(json!({ "sku": "FREMMED" }))] }));
    let items = Linked {
        unknown: vec!["FREMMED"],
        ..Linked::default()
    };
    let rules = with_stand_in();
    let terms = Terms {
        rules: &rules,
        facts: &facts(),
        customer: 10007,
        put_on_discount: false,
    };
    let reference = Reference::new("kx7f", 79, 1);
    let mapped = to_rackbeat(&order, &Refunds::default(), &items, &reference, terms).unwrap();
    assert_eq!(mapped.order.lines[0].item_id, "DIVERSE");
    assert_eq!(mapped.order.lines[0].name.as_deref(), Some("Kaffekopp"));
    let (name, sku) = ("Kaffekopp".to_owned(), "FREMMED".to_owned());
    assert_eq!(mapped.notes, [Note::StoodIn { name, sku }]);
}

#[test]
fn what_a_gift_card_paid_goes_on_the_discount_when_the_owner_says_so() {
    let order = order(json!({ "total": "150.00", "total_tax": "40.00" }));
    let rules = rules();
    let terms = Terms {
        rules: &rules,
        facts: &facts(),
        customer: 10007,
        put_on_discount: true,
    };
    let mapped = to_rackbeat(
        &order,
        &Refunds::default(),
        &Linked::default(),
        &Reference::new("kx7f", 79, 1),
        terms,
    )
    .unwrap();
    assert_eq!(mapped.lines_total(), dec("110"));
    assert_eq!(mapped.lines_total(), mapped.subtotal);
    assert_eq!(mapped.notes, [Note::PutOnDiscount { amount: dec("-50") }]);
}

#[test]
fn a_line_that_is_neither_ordered_nor_paid_is_left_out() {
    let gone =
        line(json!({ "id": 2, "quantity": 0, "total": "0.00", "subtotal": "0.00", "sku": null }));
    let mapped = map(
        &order(json!({ "line_items": [line(json!({})), gone] })),
        &rules(),
    )
    .unwrap();
    assert_eq!(mapped.order.lines.len(), 1);
}

#[test]
fn half_a_metre_is_half_a_metre() {
    let cloth = line(json!({ "quantity": "0.5", "total": "160.00" }));
    let mapped = map(&order(json!({ "line_items": [cloth] })), &rules()).unwrap();
    assert_eq!(mapped.order.lines[0].quantity, dec("0.5"));
    assert_eq!(mapped.order.lines[0].line_price, Some(dec("320")));
}
