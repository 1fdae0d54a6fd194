//! Recorded orders of both versions become Rackbeat orders whose sums equal the shop's.
use domain::order::{Rounding, rounding};
use domain::{Refusal, UnknownSku};
use serde_json::json;

use crate::build::{map, rules, with_stand_in};

const RECORDED: [(&str, &str); 8] = [
    ("60-11.0.1", include_str!("../payloads/60-11.0.1.json")),
    ("60-7.1.1", include_str!("../payloads/60-7.1.1.json")),
    ("96-11.0.1", include_str!("../payloads/96-11.0.1.json")),
    ("96-7.1.1", include_str!("../payloads/96-7.1.1.json")),
    ("97-11.0.1", include_str!("../payloads/97-11.0.1.json")),
    ("97-7.1.1", include_str!("../payloads/97-7.1.1.json")),
    ("97b-11.0.1", include_str!("../payloads/97b-11.0.1.json")),
    ("97b-7.1.1", include_str!("../payloads/97b-7.1.1.json")),
];

fn read(text: &str) -> woo::Order {
    serde_json::from_str(text).unwrap()
}

#[test]
fn recorded_orders_become_these_rackbeat_orders() {
    for (name, text) in RECORDED {
        let mapped = map(&read(text), &with_stand_in()).unwrap();
        let vat: Vec<_> = mapped
            .vat
            .iter()
            .map(|rate| (rate.percent, rate.vat))
            .collect();
        let notes: Vec<_> = mapped
            .notes
            .iter()
            .map(|note| note.sentence().key)
            .collect();
        let shown = json!({
            "order": mapped.order, "subtotal": mapped.subtotal, "vat": vat, "notes": notes,
            "hash": mapped.hash(),
        });
        insta::assert_json_snapshot!(name, shown);
    }
}

#[test]
fn recorded_sums_equal_the_shops_to_the_øre() {
    for (name, text) in RECORDED {
        let order = read(text);
        let mapped = map(&order, &with_stand_in()).unwrap();
        assert_eq!(
            mapped.lines_total(),
            order.total - order.total_tax,
            "{name}"
        );
        assert_eq!(
            rounding(mapped.subtotal, mapped.lines_total()),
            Rounding::Equal,
            "{name}"
        );
        let vat: rust_decimal::Decimal = mapped.vat.iter().map(|rate| rate.vat).sum();
        assert_eq!(vat, order.total_tax, "{name}");
    }
}

#[test]
fn the_recorded_order_with_a_product_without_sku_is_refused_by_its_name() {
    assert_eq!(rules().unknown_sku, UnknownSku::Refuse);
    for (name, text) in RECORDED.iter().filter(|(name, _)| name.starts_with("60-")) {
        let refusal = map(&read(text), &rules()).unwrap_err();
        assert_eq!(
            refusal,
            Refusal::LineWithoutSku {
                name: "Uten SKU".to_owned()
            },
            "{name}"
        );
    }
}

#[test]
fn discounts_as_a_line_of_their_own_change_no_sum() {
    let rules = domain::Rules {
        discounts: domain::Discounts::OwnLine,
        ..with_stand_in()
    };
    for (name, text) in RECORDED {
        let order = read(text);
        let mapped = map(&order, &rules).unwrap();
        assert_eq!(
            mapped.lines_total(),
            order.total - order.total_tax,
            "{name}"
        );
        let discounts = mapped
            .order
            .lines
            .iter()
            .filter(|line| line.item_id == "RABATT")
            .count();
        assert_eq!(
            discounts,
            usize::from(!order.coupon_lines.is_empty()),
            "{name}"
        );
    }
}
