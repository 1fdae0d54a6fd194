//! What the database refuses, whoever asks.
use chrono::NaiveDate;
use domain::plan::Agreed;
use store::{agreed_price, agreed_price::NewPrice, invoice, invoice::Payment};
use testkit::House;

use super::people::{close_november, firm, long_connected, pay};

/// A statement, and what the database says to it.
const REFUSED: [(&str, &str); 15] = [
    ("UPDATE shop_ledger SET at = at - 1", "rows are only added"),
    ("DELETE FROM shop_ledger", "rows are only added"),
    ("UPDATE invoices SET total = 0", "never changed"),
    ("UPDATE invoices SET document = '{}'", "never changed"),
    (
        "UPDATE invoices SET final_at = NULL, number = NULL",
        "never changed",
    ),
    ("DELETE FROM invoices", "never deleted"),
    (
        "UPDATE invoice_events SET kind = 'unpaid'",
        "rows are only added",
    ),
    ("DELETE FROM invoice_events", "rows are only added"),
    (
        "UPDATE invoice_papers SET pdf_hash = ''",
        "rows are only added",
    ),
    ("DELETE FROM invoice_papers", "rows are only added"),
    ("UPDATE agreed_prices SET monthly = 0", "only be ended"),
    (
        "UPDATE agreed_prices SET first = '2026-11-01'",
        "only be ended",
    ),
    ("DELETE FROM agreed_prices", "never deleted"),
    ("UPDATE number_series SET last = last - 1", "given once"),
    ("DELETE FROM number_series", "given once"),
];

#[tokio::test]
async fn ledger_final_invoices_events_papers_and_numbers_cannot_be_changed_by_hand() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 3).await;
    let first: NaiveDate = "2026-11-10".parse().unwrap();
    let price = NewPrice {
        agreed: Agreed {
            first,
            last: None,
            monthly: 9_900,
        },
        who: "drift@varebro.no",
        why: "Avtale",
    };
    agreed_price::add(&firm, price, house.ctx.now())
        .await
        .unwrap();
    close_november(&house).await;
    let id = invoice::of_account(&firm).await.unwrap()[0].id;
    let payment = Payment {
        day: first,
        who: "drift@varebro.no",
        note: "",
    };
    pay(&firm, id, payment, house.ctx.now()).await.unwrap();
    for (statement, says) in REFUSED {
        let said = house.by_hand(statement).await.unwrap_err();
        assert!(said.contains(says), "{statement}: {said}");
    }
    for table in [
        "shop_ledger",
        "invoices",
        "invoice_events",
        "invoice_papers",
    ] {
        let emptied = house.by_hand(&format!("TRUNCATE {table}")).await;
        assert!(emptied.is_err(), "{table} was emptied");
        let doubled = format!("INSERT INTO {table} SELECT * FROM {table}");
        assert!(
            house.by_hand(&doubled).await.is_err(),
            "{table} has rows twice"
        );
    }
}
