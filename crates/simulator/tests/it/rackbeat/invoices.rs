//! Invoices and credit notes.
use rackbeat::Error;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use simulator::rackbeat::{Setup, Switches};

use super::{Play, switched};

async fn booked(play: &Play, reference: &str) -> i64 {
    let order = play.order(reference, 3);
    let made = play.client.create_order(&order).await.unwrap();
    play.client.book_order(made.number).await.unwrap();
    made.number
}

/// The number of an invoice, booked or not.
async fn invoiced(play: &Play, order: i64, book: bool) -> i64 {
    let door = format!("orders/{order}/convert-to-invoice?book={book}");
    let (status, body) = play.post(&door, &Value::Null).await;
    assert_eq!(status, 200, "{body}");
    body["invoice_id"].as_i64().unwrap()
}

#[tokio::test]
async fn an_order_becomes_one_invoice_and_is_locked() {
    let play = Play::begin(Setup::default()).await;
    let order = booked(&play, "kx7f-1").await;
    let number = invoiced(&play, order, true).await;
    let invoice = play.get(&format!("customer-invoices/{number}")).await.1;
    let invoice = &invoice["customer_invoice"];
    assert_eq!(invoice["is_booked"], true);
    assert_eq!(invoice["is_creditnote"], false);
    assert_eq!(invoice["orders"], json!([order]));
    assert_eq!(invoice["total_subtotal"], json!(240));
    assert_eq!(invoice["lines"][0]["child_id"], "KOPP-1");
    assert_eq!(
        play.client.order(order).await.unwrap().is_invoiced,
        Some(true)
    );

    let again = format!("orders/{order}/convert-to-invoice");
    assert_eq!(play.post(&again, &Value::Null).await.0, 422);
    for refused in [
        play.client.reopen_order(order).await,
        play.client.delete_order(order).await,
        play.client
            .change_order(order, &play.order("x", 1).head)
            .await,
    ] {
        assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    }
    assert!(!play.agreement.cancel(order));
    assert!(
        play.agreement.ship(order),
        "goods may leave after the invoice"
    );
}

#[tokio::test]
async fn a_draft_or_a_cancelled_order_is_not_invoiced() {
    let play = Play::begin(Setup::default()).await;
    let draft = play.client.create_order(&play.order("kx7f-1", 1)).await;
    let draft = draft.unwrap().number;
    let cancelled = booked(&play, "kx7f-2").await;
    assert!(play.agreement.cancel(cancelled));
    for order in [draft, cancelled] {
        let door = format!("orders/{order}/convert-to-invoice?book=true");
        assert_eq!(play.post(&door, &Value::Null).await.0, 422);
    }
    assert!(play.agreement.invoices().is_empty());
}

#[tokio::test]
async fn where_only_what_is_shipped_is_invoiced_the_rest_waits() {
    let switches = Switches {
        invoices_shipped_only: true,
        ..Switches::default()
    };
    let play = Play::begin(switched(switches)).await;
    let order = booked(&play, "kx7f-1").await;
    let door = format!("orders/{order}/convert-to-invoice?book=true");
    assert_eq!(play.post(&door, &Value::Null).await.0, 422);
    assert!(play.agreement.ship(order));
    assert_eq!(play.post(&door, &Value::Null).await.0, 200);
}

#[tokio::test]
async fn invoices_are_listed_by_order_in_pages() {
    let play = Play::begin(Setup::default()).await;
    let mut orders = Vec::new();
    for at in 1..=3 {
        let order = booked(&play, &format!("kx7f-{at}")).await;
        invoiced(&play, order, at == 2).await;
        orders.push(order);
    }
    let (status, all) = play.get("customer-invoices?limit=2").await;
    assert_eq!(
        (status, &all["total"], &all["pages"]),
        (206, &json!(3), &json!(2))
    );
    assert_eq!(all["customer_invoices"].as_array().unwrap().len(), 2);
    let of_one = format!(
        "customer-invoices?order_number={}&fields=number,orders",
        orders[2]
    );
    let of_one = play.get(&of_one).await.1;
    assert_eq!(of_one["total"], 1);
    assert_eq!(of_one["customer_invoices"][0]["orders"], json!([orders[2]]));
    let drafts = play.get("customer-invoices?is_booked=false").await.1;
    assert_eq!(drafts["total"], 2);
}

#[tokio::test]
async fn a_draft_invoice_is_booked_once() {
    let play = Play::begin(Setup::default()).await;
    let order = booked(&play, "kx7f-1").await;
    let number = invoiced(&play, order, false).await;
    assert!(!play.agreement.invoices()[0].is_booked());
    let quietly = json!({ "mail": { "send": false } });
    let door = format!("customer-invoices/{number}/book");
    assert_eq!(play.post(&door, &quietly).await.0, 200);
    assert_eq!(play.post(&door, &quietly).await.0, 422);
    assert!(play.agreement.invoices()[0].is_booked());
}

#[tokio::test]
async fn a_credit_note_is_a_draft_of_the_lines_it_is_given() {
    for ignored in [false, true] {
        let switches = Switches {
            creditnote_ignores_lines: ignored,
            ..Switches::default()
        };
        let play = Play::begin(switched(switches)).await;
        let order = booked(&play, "kx7f-1").await;
        let draft = invoiced(&play, order, false).await;
        let door = format!("customer-invoices/{draft}/create-creditnote");
        let asked = json!({
            "heading": "Refusjon kx7f-1-77",
            "lines": [{ "item_id": "KOPP-1", "quantity": 1, "line_price": "79.9992" }],
        });
        assert_eq!(
            play.post(&door, &asked).await.0,
            422,
            "the invoice is a draft"
        );
        assert!(play.agreement.book_invoice(draft));

        let (status, body) = play.post(&door, &asked).await;
        let note = &body["customer_invoice"];
        assert_eq!((status, &note["is_creditnote"]), (201, &json!(true)));
        assert_eq!(note["is_booked"], false);
        let notes = play.agreement.credit_notes();
        let pieces: Vec<Decimal> = notes[0].lines.iter().map(|line| line.quantity).collect();
        if ignored {
            assert_eq!(pieces, [3.into()]);
            assert_eq!(notes[0].heading.as_deref(), Some("Nettordre kx7f-1"));
        } else {
            assert_eq!(pieces, [1.into()]);
            assert_eq!(notes[0].heading.as_deref(), Some("Refusjon kx7f-1-77"));
        }
        let of_note = format!("customer-invoices/{}/create-creditnote", notes[0].number);
        assert_eq!(play.post(&of_note, &Value::Null).await.0, 422);
    }
}

#[tokio::test]
async fn a_credit_note_of_an_unknown_item_is_refused() {
    let play = Play::begin(Setup::default()).await;
    let order = booked(&play, "kx7f-1").await;
    let invoice = invoiced(&play, order, true).await;
    let door = format!("customer-invoices/{invoice}/create-creditnote");
    let asked = json!({ "lines": [{ "item_id": "FINNES-IKKE", "quantity": 1 }] });
    let (status, body) = play.post(&door, &asked).await;
    assert_eq!(
        (status, &body["errors"]["lines.0.item_id"][0]),
        (422, &json!("Product needed"))
    );
    assert!(play.agreement.credit_notes().is_empty());
}
