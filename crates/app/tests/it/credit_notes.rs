//! Refunds of orders that are shipped: drafts of credit notes, each once and exact, or a person is told.
use std::time::Duration;

use chrono::TimeDelta;
use domain::{RackbeatState, Refunded};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use testkit::{
    House, Shop,
    build::dec,
    simulator::{
        Fault, Rule,
        rackbeat::{Invoice, Switches},
        woo::OrderDraft,
    },
};

use crate::{
    import::hurried,
    progress::{number_of, opened},
};

/// A shop whose orders are invoiced by us, and whose refunds become credit notes.
async fn crediting(house: &House) -> Shop {
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| {
            rules.rackbeat_state = RackbeatState::Invoiced;
            rules.refunded = Refunded::CreditNote;
        })
        .await;
    shop
}

/// Two mugs at 159.20 and freight of 79, without VAT.
async fn sold(house: &House, shop: &Shop) -> (u64, i64) {
    let draft = OrderDraft {
        shipping: Some(("Posten".to_owned(), dec("79"))),
        ..OrderDraft::of(shop.product_id("KOPP"), 2)
    };
    let id = shop.place(&draft);
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
    (id, number_of(house, id))
}

fn line(shop: &Shop, id: u64, list: &str) -> Value {
    shop.order(id).unwrap()[list][0].clone()
}

fn rate(line: &Value) -> Value {
    line["taxes"][0]["id"].clone()
}

/// So many mugs, with their VAT.
fn mugs(shop: &Shop, id: u64, pieces: i64) -> Value {
    let line = line(shop, id, "line_items");
    let (net, vat) = (
        dec("159.20") * Decimal::from(pieces),
        dec("39.80") * Decimal::from(pieces),
    );
    json!({
        "id": line["id"], "quantity": pieces, "refund_total": net.to_string(),
        "refund_tax": [{ "id": rate(&line), "refund_total": vat.to_string() }],
    })
}

fn freight(shop: &Shop, id: u64) -> Value {
    let line = line(shop, id, "shipping_lines");
    json!({
        "id": line["id"], "refund_total": "79.00",
        "refund_tax": [{ "id": rate(&line), "refund_total": "19.75" }],
    })
}

async fn refund(house: &House, shop: &Shop, id: u64, fields: Value) -> u64 {
    let made = shop.refund(id, &fields).expect("the shop refunds it");
    house.deliver_webhooks(&[shop]).await;
    house.later(TimeDelta::minutes(3)).await;
    made
}

fn lines(credit: &Invoice) -> Vec<(&str, Decimal, Decimal)> {
    let lines = credit.lines.iter();
    lines
        .map(|line| (line.item.as_str(), line.quantity, line.price))
        .collect()
}

#[tokio::test]
async fn refunded_pieces_become_a_draft_of_a_credit_note_and_nothing_is_booked() {
    let house = House::open().await;
    let shop = crediting(&house).await;
    let (id, number) = sold(&house, &shop).await;
    let fields =
        json!({ "amount": "199.00", "line_items": [mugs(&shop, id, 1)], "api_restock": false });
    let made = refund(&house, &shop, id, fields).await;
    let credits = house.agreement.credit_notes();
    assert_eq!(credits.len(), 1);
    assert!(!credits[0].is_booked());
    assert_eq!(lines(&credits[0]), [("KOPP", Decimal::ONE, dec("159.2"))]);
    assert_eq!(credits[0].subtotal(), dec("159.20"));
    let reference = house
        .agreement
        .order(number)
        .unwrap()
        .their_reference
        .unwrap();
    let heading = credits[0].heading.clone().unwrap();
    assert_eq!(
        heading,
        format!("Refusjon i nettbutikken {reference}/R{made}")
    );
    let log = house.log().await;
    assert!(
        log.contains(&format!(
            "Kreditnota {} på 159,20 uten mva.",
            credits[0].number
        )),
        "{log}"
    );
    assert!(
        log.contains("Varene er ikke lagt tilbake på lager."),
        "{log}"
    );
    house.later(TimeDelta::hours(3)).await;
    house.ask(shop.id, store::inbox::Kind::Order, id).await;
    house.run_jobs().await;
    assert_eq!(house.agreement.credit_notes().len(), 1);
}

#[tokio::test]
async fn several_refunds_are_several_drafts_and_the_last_takes_all_that_remains() {
    let house = House::open().await;
    let shop = crediting(&house).await;
    let (id, _) = sold(&house, &shop).await;
    let one =
        json!({ "amount": "199.00", "line_items": [mugs(&shop, id, 1)], "api_restock": true });
    refund(&house, &shop, id, one).await;
    let log = house.log().await;
    assert!(
        log.contains("Nettbutikken regner varene som tilbake på lager."),
        "{log}"
    );
    assert!(shop.set_status(id, "refunded"));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(3)).await;
    let credits = house.agreement.credit_notes();
    assert_eq!(credits.len(), 2);
    assert_eq!(
        lines(&credits[1]),
        [
            ("KOPP", Decimal::ONE, dec("159.2")),
            ("FRAKT", Decimal::ONE, dec("79"))
        ]
    );
    let sum: Decimal = credits.iter().map(Invoice::subtotal).sum();
    assert_eq!(sum, dec("397.40"));
    assert_eq!(house.count("outcome-credit-drafted").await, 2);
}

#[tokio::test]
async fn freight_alone_and_money_alone_are_credited_on_their_own_products() {
    let house = House::open().await;
    let shop = crediting(&house).await;
    let (id, _) = sold(&house, &shop).await;
    let fields = json!({ "amount": "98.75", "line_items": [freight(&shop, id)] });
    refund(&house, &shop, id, fields).await;
    let fields = json!({ "amount": "50.00", "reason": "Skadet eske" });
    refund(&house, &shop, id, fields).await;
    let credits = house.agreement.credit_notes();
    assert_eq!(lines(&credits[0]), [("FRAKT", Decimal::ONE, dec("79"))]);
    assert_eq!(lines(&credits[1]), [("RABATT", Decimal::ONE, dec("40"))]);
    assert_eq!(credits[1].lines[0].name, "Skadet eske");
    assert_eq!(house.count("outcome-credit-drafted").await, 2);
}

#[tokio::test]
async fn who_wants_only_to_be_told_is_told_what_to_do() {
    let house = House::open().await;
    let shop = crediting(&house).await;
    house
        .set(&shop, |rules| rules.refunded = Refunded::OnlyTell)
        .await;
    let (id, _) = sold(&house, &shop).await;
    let invoice = house.agreement.invoices()[0].number;
    let fields = json!({ "amount": "199.00", "line_items": [mugs(&shop, id, 1)] });
    refund(&house, &shop, id, fields).await;
    house.later(TimeDelta::hours(2)).await;
    assert!(house.agreement.credit_notes().is_empty());
    assert_eq!(house.count("outcome-refund-invoiced").await, 1);
    let log = house.log().await;
    assert!(
        log.contains(&format!("fakturert med faktura {invoice}")),
        "{log}"
    );
}

#[tokio::test]
async fn what_is_shipped_and_not_invoiced_is_told_once() {
    let house = House::open().await;
    let shop = crediting(&house).await;
    house
        .set(&shop, |rules| rules.rackbeat_state = RackbeatState::Shipped)
        .await;
    let (id, number) = sold(&house, &shop).await;
    let fields = json!({ "amount": "199.00", "line_items": [mugs(&shop, id, 1)] });
    refund(&house, &shop, id, fields).await;
    assert!(house.agreement.invoice(number).is_some());
    house.later(TimeDelta::hours(2)).await;
    house.ask(shop.id, store::inbox::Kind::Order, id).await;
    house.run_jobs().await;
    assert!(
        house.agreement.credit_notes().is_empty(),
        "whoever invoices it was told"
    );
    assert_eq!(house.count("outcome-refund-shipped").await, 1);
}

#[tokio::test]
async fn what_was_refunded_before_it_was_shipped_is_not_credited_again() {
    let house = House::open().await;
    let shop = crediting(&house).await;
    house
        .set(&shop, |rules| rules.rackbeat_state = RackbeatState::Booked)
        .await;
    let (id, number) = sold(&house, &shop).await;
    let fields = json!({ "amount": "199.00", "line_items": [mugs(&shop, id, 1)] });
    refund(&house, &shop, id, fields).await;
    assert_eq!(
        house.agreement.order(number).unwrap().subtotal(),
        dec("238.20")
    );
    house
        .set(&shop, |rules| {
            rules.rackbeat_state = RackbeatState::Invoiced
        })
        .await;
    house.ask(shop.id, store::inbox::Kind::Order, id).await;
    house.later(TimeDelta::minutes(5)).await;
    assert!(house.agreement.order(number).unwrap().is_invoiced());
    house.later(TimeDelta::hours(1)).await;
    assert!(house.agreement.credit_notes().is_empty());
    let fields = json!({ "amount": "98.75", "line_items": [freight(&shop, id)] });
    refund(&house, &shop, id, fields).await;
    let credits = house.agreement.credit_notes();
    assert_eq!(credits.len(), 1);
    assert_eq!(credits[0].subtotal(), dec("79"));
}

#[tokio::test]
async fn a_draft_of_another_sum_is_told_with_both_sums() {
    let house = opened(Switches {
        creditnote_ignores_lines: true,
        ..Switches::default()
    })
    .await;
    let shop = crediting(&house).await;
    let (id, _) = sold(&house, &shop).await;
    // Its answer is lost, and its heading is not ours: it is found all the same.
    house
        .rackbeat
        .trouble()
        .add(Rule::once(Fault::CutJson).only("customer-invoices.create-creditnote"));
    let fields = json!({ "amount": "199.00", "line_items": [mugs(&shop, id, 1)] });
    refund(&house, &shop, id, fields).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(house.agreement.credit_notes().len(), 1);
    assert_eq!(house.count("outcome-credit-differs").await, 1);
    let log = house.log().await;
    assert!(
        log.contains("summen er 397,40 uten mva. Nettbutikken refunderte 159,20"),
        "{log}"
    );
}

#[tokio::test]
async fn whatever_happens_to_the_draft_there_is_one() {
    let house = hurried().await;
    let shop = crediting(&house).await;
    for fault in [
        Fault::TimeoutAfterCommit,
        Fault::LateCommitAfter(Duration::from_secs(60)),
        Fault::CutJson,
        Fault::NoticeBeforeJson,
        Fault::HtmlPage,
        Fault::HangUp,
        Fault::Http(500),
        Fault::RateLimited(None),
    ] {
        assert!(shop.set_stock(shop.product_id("KOPP"), 40));
        house.agreement.set_stock("KOPP", 10_000);
        let (id, _) = sold(&house, &shop).await;
        let (before, kind) = (
            house.agreement.credit_notes().len(),
            "customer-invoices.create-creditnote",
        );
        house
            .rackbeat
            .trouble()
            .add(Rule::once(fault.clone()).only(kind));
        let fields = json!({ "amount": "199.00", "line_items": [mugs(&shop, id, 1)] });
        assert!(shop.refund(id, &fields).is_some());
        let calls = house.rackbeat.calls().of(kind);
        house.deliver_webhooks(&[&shop]).await;
        house.run_jobs().await;
        assert!(
            house.rackbeat.calls().of(kind) > calls,
            "{fault:?} never struck"
        );
        if matches!(fault, Fault::LateCommitAfter(_)) {
            house
                .until(|| house.agreement.credit_notes().len() > before)
                .await;
        }
        house.later(TimeDelta::minutes(10)).await;
        assert_eq!(
            house.agreement.credit_notes().len(),
            before + 1,
            "{fault:?}"
        );
    }
    assert_eq!(house.count("outcome-credit-drafted").await, 8);
}
