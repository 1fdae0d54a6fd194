//! What people do with orders in Rackbeat's own pages, and what Rackbeat does not let them do.
use simulator::rackbeat::Setup;

use super::Play;

#[tokio::test]
async fn a_person_changes_a_draft_and_not_a_booked_order() {
    let play = Play::begin(Setup::default()).await;
    let made = play.client.create_order(&play.order("kx7f-1", 2)).await;
    let number = made.unwrap().number;
    assert!(play.agreement.change_line(number, "KOPP-1", 5));
    assert!(play.agreement.add_line(number, "FRAKT", 1));
    assert!(!play.agreement.change_line(number, "FINNES-IKKE", 5));
    assert!(play.agreement.book(number));
    assert_eq!(play.available(), 5.into());
    assert!(!play.agreement.change_line(number, "KOPP-1", 1));
    assert!(!play.agreement.add_line(number, "FRAKT", 1));
    assert!(!play.agreement.book(number), "it is booked already");

    assert!(play.agreement.reopen(number));
    assert_eq!(play.available(), 10.into());
    assert!(play.agreement.change_line(number, "FRAKT", 0));
    assert!(play.agreement.book(number));
    let order = play.client.order(number).await.unwrap();
    assert_eq!(order.lines.len(), 1);
    assert_eq!(play.available(), 5.into());
}

#[tokio::test]
async fn a_cancelled_order_stays_as_it_is() {
    let play = Play::begin(Setup::default()).await;
    let made = play.client.create_order(&play.order("kx7f-1", 2)).await;
    let number = made.unwrap().number;
    assert!(play.agreement.book(number) && play.agreement.ship_some(number, 1));
    assert!(play.agreement.cancel(number));
    assert_eq!(
        play.available(),
        9.into(),
        "what left has left; the rest is free"
    );
    let agreement = &play.agreement;
    assert!(!agreement.cancel(number) && !agreement.book(number) && !agreement.reopen(number));
    assert!(!agreement.ship(number) && agreement.invoice(number).is_none());
    assert!(agreement.note(number, "Kunden ringte"));
    assert_eq!(agreement.order(number).unwrap().notes, ["Kunden ringte"]);
}

#[tokio::test]
async fn an_invoice_made_by_hand_is_booked_and_closes_the_order() {
    let play = Play::begin(Setup::default()).await;
    let made = play.client.create_order(&play.order("kx7f-1", 2)).await;
    let number = made.unwrap().number;
    assert!(
        play.agreement.invoice(number).is_none(),
        "a draft is not invoiced"
    );
    assert!(play.agreement.book(number));
    let invoice = play.agreement.invoice(number).unwrap();
    assert!(play.agreement.invoices()[0].is_booked());
    assert_eq!(play.agreement.invoices()[0].number, invoice);
    assert!(!play.agreement.delete(number) && !play.agreement.reopen(number));
}
