//! An order's life in the shop: what is mailed, refunded, put back, thrown away and taken out again.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::DateTime;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use simulator::Clock;
use simulator::woo::{Mail, OrderDraft, Setup, Shop, Version, Via};

use super::{KRONER, call};

const BOTH: [Version; 2] = [Version::V7_1, Version::V11_0];

fn of(version: Version) -> Shop {
    Shop::start(Setup {
        version,
        ..Setup::default()
    })
    .unwrap()
}

/// Three cups at a hundred kroner, and freight.
fn three_cups(shop: &Shop) -> (u64, u64) {
    let cup = shop.add_product("CUP", "Kopp", KRONER, Some(10));
    let draft = OrderDraft {
        shipping: Some(("Frakt".to_owned(), 80.into())),
        ..OrderDraft::of(cup, 3)
    };
    (cup, shop.place_order(&draft).unwrap())
}

fn line_of(shop: &Shop, order: u64, kind: &str) -> Value {
    shop.order(order).unwrap()[kind][0].clone()
}

/// So many cups with what was paid for them.
fn cups_back(shop: &Shop, order: u64, pieces: i64) -> Value {
    let line = line_of(shop, order, "line_items");
    let tax = &line["taxes"][0]["id"];
    let (net, vat) = (pieces * 80, pieces * 20);
    json!({
        "id": line["id"], "quantity": pieces, "refund_total": net.to_string(),
        "refund_tax": [{ "id": tax, "refund_total": vat.to_string() }],
    })
}

fn meta(shop: &Shop, order: u64, key: &str) -> Vec<Value> {
    let line = line_of(shop, order, "line_items");
    let rows = line["meta_data"].as_array().unwrap().iter();
    rows.filter(|row| row["key"] == key)
        .map(|row| row["value"].clone())
        .collect()
}

#[test]
fn the_buyer_is_mailed_when_the_status_really_changes() {
    for version in BOTH {
        let shop = of(version);
        let cup = shop.add_product("CUP", "Kopp", KRONER, Some(10));
        let unpaid = OrderDraft {
            status: "pending".to_owned(),
            ..OrderDraft::of(cup, 1)
        };
        let order = shop.place_order(&unpaid).unwrap();
        assert!(shop.mails(order).is_empty());
        for status in [
            "on-hold",
            "processing",
            "processing",
            "completed",
            "completed",
        ] {
            assert!(shop.set_status(order, status));
        }
        assert!(shop.edit_order(order, &json!({ "customer_note": "Ring på" })));
        let mailed = [Mail::OnHold, Mail::Processing, Mail::Completed];
        assert_eq!(shop.mails(order), mailed, "{version:?}");
        assert!(shop.set_status(order, "refunded"));
        assert_eq!(shop.mails(order)[3..], [Mail::Refunded]);
        assert!(shop.mails(order + 1).is_empty());
    }
}

#[tokio::test]
async fn a_note_is_listed_by_whom_it_is_for_and_the_customers_is_mailed() {
    for version in BOTH {
        let shop = of(version);
        let (_, order) = three_cups(&shop);
        let before = shop.mails(order);
        let notes = format!("orders/{order}/notes");
        for (text, for_customer) in [("Pakkes i kveld", false), ("Sporing: TRACK-70", true)] {
            let note = json!({ "note": text, "customer_note": for_customer });
            let (status, made) = call(&shop, "POST", &notes, &note).await;
            assert_eq!(
                (status, &made["customer_note"]),
                (201, &json!(for_customer))
            );
            let own = format!("{notes}/{}", made["id"]);
            assert_eq!(call(&shop, "GET", &own, &Value::Null).await.1["note"], text);
        }
        assert_eq!(shop.mails(order)[before.len()..], [Mail::Note]);
        let of_type = |kind: &str| format!("{notes}?type={kind}");
        let (_, found) = call(&shop, "GET", &of_type("customer"), &Value::Null).await;
        assert_eq!(found.as_array().unwrap().len(), 1);
        assert_eq!(found[0]["note"], "Sporing: TRACK-70");
        let (_, found) = call(&shop, "GET", &of_type("internal"), &Value::Null).await;
        assert!(found.to_string().contains("Pakkes i kveld"));
        assert!(!found.to_string().contains("TRACK-70"));
        assert_eq!(
            call(&shop, "GET", "orders/1/notes", &Value::Null).await.0,
            404
        );
    }
}

#[test]
fn refunds_put_back_what_they_say_and_a_cancellation_the_rest() {
    for version in BOTH {
        let shop = of(version);
        let (cup, order) = three_cups(&shop);
        assert_eq!(shop.stock_of(cup), Some(7));
        for _ in 0..2 {
            let back = cups_back(&shop, order, 1);
            assert!(
                shop.refund(order, &json!({ "line_items": [back] }))
                    .is_some()
            );
        }
        assert_eq!(shop.stock_of(cup), Some(9));
        assert_eq!(meta(&shop, order, "_restock_refunded_items"), ["2"]);
        assert_eq!(meta(&shop, order, "_reduced_stock"), ["1"]);
        assert!(shop.set_status(order, "cancelled"));
        assert_eq!(shop.stock_of(cup), Some(10), "{version:?}");
    }
}

#[test]
fn a_refund_without_restock_leaves_the_shelf_as_it_is() {
    let shop = of(Version::V11_0);
    let (cup, order) = three_cups(&shop);
    let back = cups_back(&shop, order, 3);
    let refund = json!({ "line_items": [back], "api_restock": false });
    assert!(shop.refund(order, &refund).is_some());
    assert_eq!(shop.stock_of(cup), Some(7));
    assert_eq!(
        shop.order(order).unwrap()["status"],
        "processing",
        "freight is left"
    );
}

#[tokio::test]
async fn freight_alone_is_refunded_by_the_id_of_its_line() {
    for version in BOTH {
        let shop = of(version);
        let (cup, order) = three_cups(&shop);
        let freight = line_of(&shop, order, "shipping_lines");
        let back = json!({
            "id": freight["id"], "refund_total": "80.00",
            "refund_tax": [{ "id": freight["taxes"][0]["id"], "refund_total": "20.00" }],
        });
        let refund = shop
            .refund(order, &json!({ "line_items": [back] }))
            .unwrap();
        let path = format!("orders/{order}/refunds/{refund}");
        let (_, shown) = call(&shop, "GET", &path, &Value::Null).await;
        assert_eq!(shown["amount"], "100.00");
        assert_eq!(shown["line_items"], json!([]));
        assert_eq!(shop.stock_of(cup), Some(7));
        let lines = shown["shipping_lines"].as_array().unwrap();
        if version == Version::V11_0 {
            assert_eq!(lines[0]["total"], "-80.00");
            assert_eq!(lines[0]["total_tax"], "-20.00");
        } else {
            assert!(lines.is_empty(), "older shops say the amount alone");
        }
    }
}

#[test]
fn all_the_money_back_makes_the_order_refunded_and_no_more_can_be_had() {
    for version in BOTH {
        let shop = of(version);
        let (cup, order) = three_cups(&shop);
        assert!(shop.refund(order, &json!({ "amount": "150" })).is_some());
        assert_eq!(shop.order(order).unwrap()["status"], "processing");
        assert!(shop.refund(order, &json!({ "amount": "250.01" })).is_none());
        assert!(shop.refund(order, &json!({ "amount": "250" })).is_some());
        assert_eq!(shop.order(order).unwrap()["status"], "refunded");
        assert!(shop.refund(order, &json!({ "amount": "1" })).is_none());
        assert_eq!(shop.stock_of(cup), Some(7), "an amount puts nothing back");
        let mails = shop.mails(order);
        assert_eq!(mails, [Mail::Processing, Mail::Refunded, Mail::Refunded]);
    }
}

#[test]
fn the_status_refunded_refunds_what_is_left_and_puts_nothing_back() {
    for version in BOTH {
        let shop = of(version);
        let (cup, order) = three_cups(&shop);
        assert!(shop.refund(order, &json!({ "amount": "150" })).is_some());
        assert!(shop.set_status(order, "refunded"));
        let refunds = shop.order(order).unwrap()["refunds"].clone();
        let totals: Vec<_> = refunds
            .as_array()
            .unwrap()
            .iter()
            .map(|refund| refund["total"].clone())
            .collect();
        assert_eq!(totals.len(), 2);
        assert!(totals.contains(&json!("-250.00")), "{totals:?}");
        assert_eq!(shop.stock_of(cup), Some(7));
    }
}

#[test]
fn a_refund_that_is_deleted_is_gone_and_nobody_is_told() {
    let shop = of(Version::V11_0);
    let (_, order) = three_cups(&shop);
    let refund = shop.refund(order, &json!({ "amount": "100" })).unwrap();
    let before = shop.order(order).unwrap();
    assert!(shop.delete_refund(refund));
    let after = shop.order(order).unwrap();
    assert_eq!(after["refunds"], json!([]));
    assert_eq!(after["date_modified"], before["date_modified"]);
    assert!(!shop.delete_refund(refund));
}

#[test]
fn the_bin_gives_no_stock_back_and_what_is_taken_out_of_it_is_what_it_was() {
    for version in BOTH {
        let shop = of(version);
        let (cup, order) = three_cups(&shop);
        assert!(shop.trash_order(order) && !shop.trash_order(order));
        assert_eq!(shop.order(order).unwrap()["status"], "trash");
        assert!(shop.restore_order(order) && !shop.restore_order(order));
        let restored = shop.order(order).unwrap();
        assert_eq!(restored["status"], "processing");
        assert_eq!(restored["meta_data"], json!([]));
        assert_eq!(shop.stock_of(cup), Some(7));
        assert_eq!(shop.mails(order), [Mail::Processing], "{version:?}");
        assert!(shop.delete_order(order));
        assert!(shop.order(order).is_none() && !shop.restore_order(order));
        assert_eq!(shop.stock_of(cup), Some(7));
    }
}

#[test]
fn edited_lines_of_a_paid_order_move_the_stock() {
    for version in BOTH {
        let shop = of(version);
        let (cup, order) = three_cups(&shop);
        let flask = shop.add_product("FLASK", "Termos", KRONER, Some(5));
        let added = json!({ "line_items": [{ "product_id": flask, "quantity": 2 }] });
        assert!(shop.edit_order(order, &added));
        assert_eq!(shop.stock_of(flask), Some(3));
        let back = cups_back(&shop, order, 1);
        assert!(
            shop.refund(order, &json!({ "line_items": [back] }))
                .is_some()
        );
        assert_eq!(shop.stock_of(cup), Some(8));
        assert!(shop.edit_line(order, 0, 5));
        assert_eq!(
            shop.stock_of(cup),
            Some(6),
            "five ordered, one of them refunded"
        );
        assert!(shop.edit_line(order, 1, 0));
        assert_eq!(shop.stock_of(flask), Some(5));
        assert!(shop.set_status(order, "cancelled"));
        assert_eq!(shop.stock_of(cup), Some(10), "{version:?}");
    }
}

#[test]
fn nobody_waits_for_ever_to_be_paid() {
    for (version, via, cancels) in [
        (Version::V7_1, Via::Classic, true),
        (Version::V7_1, Via::Block, false),
        (Version::V11_0, Via::Block, true),
        (Version::V11_0, Via::Admin, false),
    ] {
        let now = Arc::new(AtomicI64::new(1_800_000_000));
        let hand = now.clone();
        let time = move || DateTime::from_timestamp(hand.load(Ordering::SeqCst), 0).unwrap();
        let shop = Shop::start(Setup {
            version,
            clock: Clock::following(time, 1),
            ..Setup::default()
        })
        .unwrap();
        let cup = shop.add_product("CUP", "Kopp", KRONER, Some(3));
        let draft = OrderDraft {
            status: "pending".to_owned(),
            via,
            ..OrderDraft::of(cup, 1)
        };
        let order = shop.place_order(&draft).unwrap();
        let status = || shop.order(order).unwrap()["status"].clone();
        now.fetch_add(3_600, Ordering::SeqCst);
        assert_eq!(status(), "pending");
        now.fetch_add(1, Ordering::SeqCst);
        let expected = if cancels { "cancelled" } else { "pending" };
        assert_eq!(status(), expected, "{version:?} {via:?}");
        assert!(shop.mails(order).is_empty());
    }
}

#[test]
fn sums_are_rounded_as_the_shops_prices_are() {
    for (decimals, at_subtotal, total, tax) in [
        (0, false, "300", "60"),
        (2, false, "299.97", "59.99"),
        (3, false, "299.970", "59.994"),
        (2, true, "299.97", "59.99"),
    ] {
        let shop = Shop::start(Setup {
            price_decimals: decimals,
            round_at_subtotal: at_subtotal,
            ..Setup::default()
        })
        .unwrap();
        let price: Decimal = "99.99".parse().unwrap();
        let cup = shop.add_product("CUP", "Kopp", price, Some(3));
        let order = shop.place_order(&OrderDraft::of(cup, 3)).unwrap();
        let order = shop.order(order).unwrap();
        assert_eq!(
            (&order["total"], &order["total_tax"]),
            (&json!(total), &json!(tax))
        );
    }
}
