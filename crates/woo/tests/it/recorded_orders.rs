//! Recorded orders, to the last øre.
use rust_decimal::Decimal;
use woo::{Order, Refund, Status};

use crate::recorded::{VERSIONS, read, text};

const ORDERS: [&str; 12] = [
    "60-order-create-shipping-fee-coupon-tax",
    "61-order-get",
    "65-order-completed",
    "67b-order-after-refunds",
    "68-order-set-paid-explicit-totals",
    "68b-order-more-than-stock",
    "69-order-cancelled",
    "69c-order-get-trashed",
    "69d-order-force-delete",
    "96-order-from-checkout",
    "97-order-rounding",
    "97b-order-rounding-dp6",
];

fn amount(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn every_recorded_order_is_read_and_its_lines_make_its_total() {
    for version in VERSIONS {
        for name in ORDERS {
            let order: Order = read(version, name);
            let lines: Decimal = order
                .line_items
                .iter()
                .map(|line| line.total + line.total_tax)
                .sum();
            let freight: Decimal = order
                .shipping_lines
                .iter()
                .map(|line| line.total + line.total_tax)
                .sum();
            let fees: Decimal = order
                .fee_lines
                .iter()
                .map(|line| line.total + line.total_tax)
                .sum();
            let off = (order.total - lines - freight - fees).abs();
            assert!(off <= amount("0.02"), "{version} {name}: {off}");
            assert!(!order.order_key.is_empty() && order.bought_at().is_some());
        }
        assert!(!read::<Vec<Order>>(version, "62-orders-list").is_empty());
    }
}

#[test]
fn an_order_with_everything_keeps_everything() {
    for version in VERSIONS {
        let order: Order = read(version, "60-order-create-shipping-fee-coupon-tax");
        assert_eq!(order.status, Status::Processing);
        assert_eq!(order.currency, "NOK");
        assert_eq!(order.total, amount("3580.65"));
        assert_eq!(order.total_without_tax(), amount("2886.12"));
        assert_eq!(order.billing.last_name, "Ødegård");
        assert_eq!(order.customer_note, "Ring på");
        let skus: Vec<Option<&str>> = order
            .line_items
            .iter()
            .map(|line| line.sku.as_deref())
            .collect();
        let expected = [
            Some("TERMOS-1"),
            Some("SEKK-R"),
            Some("SEKK-B"),
            None,
            Some("MAT-1"),
        ];
        assert_eq!(skus, expected, "{version}");
        assert_eq!(order.line_items[0].reduced_stock(), Some(amount("2")));
        assert_eq!(
            order.line_items[1].sold_id(),
            order.line_items[1].variation_id
        );
        assert_eq!(order.shipping_lines[0].total, amount("79"));
        assert_eq!(order.fee_lines[0].total, amount("20"));
        assert_eq!(order.coupon_lines[0].discount, amount("309.68"));
        assert_eq!(order.tax_lines[0].rate_percent, Some(amount("25")));
    }
}

#[test]
fn six_decimals_come_through_whole() {
    for version in VERSIONS {
        let raw = text(version, "97b-order-rounding-dp6.json");
        let order: Order = read(version, "97b-order-rounding-dp6");
        for line in &order.line_items {
            let total = line.total.to_string();
            assert!(raw.contains(&format!("\"{total}\"")), "{version} {total}");
            assert_eq!(line.total.scale(), 6, "{version}");
        }
    }
}

#[test]
fn a_refund_points_back_at_the_line_it_takes_back() {
    for version in VERSIONS {
        let refunds: Vec<Refund> = read(version, "67-refunds-list");
        let line = refunds.iter().find_map(|refund| refund.line_items.first());
        let line = line.unwrap();
        assert_eq!(line.quantity, amount("-1"), "{version}");
        assert!(line.refunded_item_id().is_some(), "{version}");
        let order: Order = read(version, "67b-order-after-refunds");
        let back: Decimal = order.refunds.iter().map(|refund| refund.total).sum();
        let given: Decimal = refunds.iter().map(|refund| refund.amount).sum();
        assert_eq!(back, -given, "{version}");
    }
}
