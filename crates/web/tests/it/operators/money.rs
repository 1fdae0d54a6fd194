//! Prices, months, invoices, payments, credit notes and exports, as an operator handles them.
use testkit::{House, Method, Page, Visitor};

use super::{clock_shows, close_september, counted_shops, firm, main_of, only_bill};

async fn acts(operator: &Visitor) -> String {
    operator.open("/admin/acts").await.text()
}

/// As the browser sends the form on the present page, without following where it leads.
async fn raw(visitor: &Visitor, action: &str, filled: &[(&str, &str)]) -> Page {
    let mut form = visitor.page().form(action).unwrap();
    for (name, value) in filled {
        form.fields.retain(|(field, _)| field != name);
        form.fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    visitor.ask(Method::POST, action, &form.fields).await
}

#[actix_web::test]
async fn a_price_of_ones_own_is_given_with_a_reason_told_to_the_customer_and_ended() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    let operator = house.operator().await;
    let own = format!("/admin/accounts/{}", house.account);
    let prices = format!("{own}/prices");
    operator.open(&own).await;
    let wrong = [
        ("first", "2026-09-10"),
        ("last", "2026-09-01"),
        ("monthly", "-5"),
    ];
    let page = operator.send(&prices, &wrong).await;
    assert_eq!(page.status, 422);
    for fault in [
        "Siste dag kan ikke være før",
        "Skriv et beløp",
        "Skriv hvorfor",
    ] {
        assert!(page.has(fault), "{fault}: {}", page.text());
    }
    assert!(
        page.html.contains("value=\"2026-09-10\""),
        "what was typed is lost"
    );
    let right = [
        ("first", "2026-09-01"),
        ("last", ""),
        ("monthly", "99,50"),
        ("why", "Pilotkunde"),
    ];
    let page = operator.send(&prices, &right).await;
    assert!(page.has("Prisen er gitt."), "{}", page.text());
    assert!(
        page.has("99,50 kr fra 01.09.2026. Pilotkunde"),
        "{}",
        page.text()
    );
    assert!(
        operator
            .open("/admin/prices")
            .await
            .has("Nordlys AS 99,50 fra 01.09.2026 Pilotkunde")
    );

    let owner = house.owner().await;
    let page = owner.open("/subscription").await;
    assert!(
        page.has("Avtalt pris: 99,50 kr i måneden"),
        "{}",
        page.text()
    );
    assert!(
        page.has("Anslag for hele måneden, uten mva. 199,00 kr"),
        "{}",
        page.text()
    );
    assert!(owner.open("/shops").await.has("koster 99,50 kr i måneden"));

    let page = operator.open(&own).await;
    let end = testkit::html::forms(&page.html).into_iter();
    let end = end
        .map(|form| form.action)
        .find(|action| action.ends_with("/delete"))
        .unwrap();
    let page = operator.send(&end, &[("last", "2026-09-15")]).await;
    assert!(page.has("Prisen er avsluttet."), "{}", page.text());
    assert!(page.has("fra 01.09.2026 til 15.09.2026"), "{}", page.text());
    // Ended once, it stays so.
    assert!(page.form(&end).is_none());
    let told = acts(&operator).await;
    for act in [
        "Avtalte pris. 2026-09-01 – : 99.50. Pilotkunde",
        "Avsluttet avtalt pris. 2026-09-15",
    ] {
        assert!(told.contains(act), "{act}: {told}");
    }
}

#[actix_web::test]
async fn what_is_billed_gets_no_other_price() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    close_september(&house).await;
    let operator = house.operator().await;
    let own = format!("/admin/accounts/{}", house.account);
    operator.open(&own).await;
    let late = [
        ("first", "2026-09-30"),
        ("monthly", "0"),
        ("why", "For sent"),
    ];
    let page = operator.send(&format!("{own}/prices"), &late).await;
    assert!(
        page.has("En måned som er fakturert, kan ikke endres"),
        "{}",
        page.text()
    );
    let next = [
        ("first", "2026-10-01"),
        ("monthly", "0"),
        ("why", "Takk for tålmodigheten"),
    ];
    let page = operator.send(&format!("{own}/prices"), &next).await;
    assert!(page.has("Gratis fra 01.10.2026"), "{}", page.text());
}

#[actix_web::test]
async fn a_month_is_seen_before_it_is_closed_and_closed_once() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    let danish = firm(&house, "Kaffe ApS", "DK").await;
    counted_shops(&danish, "kaffe", 3).await;
    clock_shows(&house, "2026-09-20 12:00").await;
    let operator = house.operator().await;
    let page = operator.open("/admin/months/2026-09").await;
    assert!(page.has("Måneden er ikke over ennå."), "{}", page.text());
    assert!(page.form("/admin/months/2026-09/preview").is_none());
    // The clock has not come to it: the operator does not wait.
    house.clock.set(super::at("2026-10-01 00:30"));
    let operator = house.operator().await;
    let page = operator.open("/admin/months/2026-09").await;
    assert!(
        page.form("/admin/months/2026-09/close").is_none(),
        "closed unseen"
    );
    operator.send("/admin/months/2026-09/preview", &[]).await;
    house.run_jobs().await;
    let page = operator.open("/admin/months/2026-09").await;
    assert!(
        page.has("Kladder i NOK Kontoer som får faktura 1 Uten mva. 298,00 kr"),
        "{}",
        page.text()
    );
    assert!(
        page.has("Kladder i DKK Kontoer som får faktura 1 Uten mva. 200,00 DKK Mva. 0,00 DKK"),
        "{}",
        page.text()
    );
    assert!(
        page.has("Nordlys AS 60 298,00 kr 372,50 kr"),
        "{}",
        page.text()
    );
    operator.send("/admin/months/2026-09/close", &[]).await;
    house.run_jobs().await;
    let page = operator.open("/admin/months/2026-09").await;
    assert!(page.has("av drift@varebro.example."), "{}", page.text());
    assert!(page.has("Slik ble måneden i NOK"), "{}", page.text());
    assert!(page.form("/admin/months/2026-09/close").is_none());
    insta::assert_snapshot!(main_of(&page, &[]));
    assert!(
        operator
            .open("/admin/months")
            .await
            .has("september 2026 Avsluttet Én faktura, 298,00 kr uten mva.")
    );
    let told = acts(&operator).await;
    assert!(told.contains("Avsluttet måned. 2026-09"), "{told}");
    // Billing began in September.
    let page = operator.open("/admin/months/2026-08").await;
    assert!(page.has("Måneden faktureres ikke"), "{}", page.text());
    assert!(page.form("/admin/months/2026-08/preview").is_none());
    for strange in [
        "/admin/months/2026-9",
        "/admin/months/2026-13",
        "/admin/months/x",
    ] {
        assert_eq!(operator.open(strange).await.status, 404, "{strange}");
    }
}

#[actix_web::test]
async fn an_invoice_is_paid_unpaid_and_credited_and_its_papers_are_taken_home() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    close_september(&house).await;
    let id = only_bill(&house.tenant()).await;
    let operator = house.operator().await;
    let own = format!("/admin/invoices/{id}");
    let page = operator.open(&own).await;
    assert!(page.has("Faktura 10001"), "{}", page.text());
    insta::assert_snapshot!(main_of(
        &page,
        &[
            (id.to_string(), "INVOICE"),
            (house.account.to_string(), "ACCOUNT"),
        ]
    ));

    let pay = format!("{own}/payment");
    let page = operator
        .send(&pay, &[("day", "2027-01-01"), ("amount", "372")])
        .await;
    assert_eq!(page.status, 422);
    assert!(
        page.has("ikke frem i tid") && page.has("Beløpet må være alt"),
        "{}",
        page.text()
    );
    operator.open(&own).await;
    let long = "x".repeat(201);
    let page = operator
        .send(&pay, &[("day", "2026-10-02"), ("note", &long)])
        .await;
    assert_eq!(page.status, 422, "a remark is lost");
    assert!(page.has("høyst 200 tegn") && page.html.contains(&long));
    operator.open(&own).await;
    let page = operator
        .send(&pay, &[("day", "2026-10-02"), ("note", "Bank")])
        .await;
    assert!(
        page.has("Fakturaen er merket som betalt."),
        "{}",
        page.text()
    );
    assert!(
        page.has("Betalt 02.10.2026 · 372,50 kr · drift@varebro.example · Bank"),
        "{}",
        page.text()
    );
    assert!(
        operator
            .open("/admin/invoices?state=paid")
            .await
            .has("Faktura 10001")
    );
    for why in ["", " ", &long] {
        operator.open(&own).await;
        let page = operator
            .send(&format!("{pay}/delete"), &[("why", why)])
            .await;
        assert_eq!(page.status, 422, "nobody will know why");
        assert!(
            page.has("Skriv hvorfor, høyst 200 tegn."),
            "{}",
            page.text()
        );
    }
    operator.open(&own).await;
    let page = operator
        .send(&format!("{pay}/delete"), &[("why", "Feil faktura")])
        .await;
    assert!(page.has("Betalingsmerket er fjernet."), "{}", page.text());
    assert!(
        operator
            .open("/admin/invoices?state=open")
            .await
            .has("Faktura 10001")
    );
    assert!(
        operator
            .open("/admin/invoices?state=paid")
            .await
            .has("Ingen fakturaer passer")
    );
    assert!(
        operator
            .open("/admin/invoices?number=100017")
            .await
            .has("Ingen fakturaer passer")
    );
    let kid = domain::invoice::kid(10_001);
    assert!(
        operator
            .open(&format!("/admin/invoices?number={kid}"))
            .await
            .has("Faktura 10001")
    );

    credit(&operator, &own).await;
    let pdf = operator
        .ask(Method::GET, &format!("{own}/invoice.pdf"), &[])
        .await;
    assert_eq!(pdf.header("content-type"), "application/pdf");
    assert!(
        pdf.html.starts_with("%PDF"),
        "{}",
        &pdf.html[..40.min(pdf.html.len())]
    );
    assert_eq!(
        operator
            .ask(Method::GET, &format!("{own}/invoice.doc"), &[])
            .await
            .status,
        404
    );
    let told = acts(&operator).await;
    for act in [
        "Merket faktura som betalt. 10001 · 2026-10-02. Bank",
        "Tok tilbake betaling. 10001. Feil faktura",
        "Laget kreditnota. 10001 · 100.00. Avtalt avslag",
        "Lastet ned faktura. 10001 · invoice.pdf",
    ] {
        assert!(told.contains(act), "{act}: {told}");
    }
    house.run_jobs().await;
}

/// A part of it, seen first.
async fn credit(operator: &Visitor, own: &str) {
    let credit = format!("{own}/credit");
    operator.open(&credit).await;
    let page = operator
        .send(&credit, &[("amount", "9999"), ("reason", "")])
        .await;
    assert!(page.has("Skriv en årsak"), "{}", page.text());
    let page = operator
        .send(&credit, &[("amount", "9999"), ("reason", "Avslag")])
        .await;
    assert!(
        page.has("Det er bare 298,00 kr igjen å kreditere."),
        "{}",
        page.text()
    );
    let page = operator
        .send(
            &credit,
            &[("amount", "100,00"), ("reason", "Avtalt avslag")],
        )
        .await;
    assert_eq!(page.status, 200);
    assert!(page.has("Slik blir den"), "{}", page.text());
    assert!(page.has("Totalt 125,00 kr"), "{}", page.text());
    let before = operator.open("/admin/invoices").await.text();
    assert!(
        !before.contains("Kreditnota 10002"),
        "made before it was seen"
    );
    operator.open(&credit).await;
    operator
        .send(
            &credit,
            &[("amount", "100,00"), ("reason", "Avtalt avslag")],
        )
        .await;
    // The last form is the one that makes it.
    let page = operator.send(&credit, &[]).await;
    assert!(page.has("Kreditnota 10002 er laget."), "{}", page.text());
    assert!(page.has("10001: Avtalt avslag"), "{}", page.text());
    let page = operator.open(own).await;
    assert!(
        page.has("Kreditert 125,00 kr Ubetalt 247,50 kr"),
        "{}",
        page.text()
    );
}

#[actix_web::test]
async fn a_credit_note_is_made_once_however_often_the_button_is_pressed() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    close_september(&house).await;
    let id = only_bill(&house.tenant()).await;
    let operator = house.operator().await;
    let credit = format!("/admin/invoices/{id}/credit");
    operator.open(&credit).await;
    let part = [("amount", "100,00"), ("reason", "Avtalt avslag")];
    operator.send(&credit, &part).await;
    let seen = operator.page().form(&credit).unwrap().fields;
    let pressed = [
        operator.ask(Method::POST, &credit, &seen),
        operator.ask(Method::POST, &credit, &seen),
    ];
    let pressed = futures::future::join_all(pressed).await;
    let mut statuses: Vec<_> = pressed.iter().map(|page| page.status).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 422]);
    let late = pressed.iter().find(|page| page.status == 422).unwrap();
    for told in [
        "Kreditnota 10002 ble laget mens du så på denne forhåndsvisningen",
        "Slik blir den",
        "Totalt 125,00 kr",
    ] {
        assert!(late.has(told), "{told}: {}", late.text());
    }
    let kept = late.form(&credit).unwrap().fields;
    for (name, value) in part {
        assert!(
            kept.contains(&(name.to_owned(), value.to_owned())),
            "{kept:?}"
        );
    }
    let bills = operator.open("/admin/invoices").await;
    assert!(bills.has("Kreditnota 10002"), "{}", bills.text());
    assert!(!bills.has("Kreditnota 10003"), "{}", bills.text());
    // There are to be two: what was told is confirmed.
    let again = operator.ask(Method::POST, &credit, &kept).await;
    assert_eq!(again.status, 303);
    // And where nothing is left, that is told beside it.
    let all = [("amount", "98,00"), ("reason", "Resten")];
    operator.open(&credit).await;
    operator.send(&credit, &all).await;
    let last = operator.page().form(&credit).unwrap().fields;
    assert_eq!(operator.ask(Method::POST, &credit, &last).await.status, 303);
    let late = operator.ask(Method::POST, &credit, &last).await;
    assert!(
        late.has("Kreditnota 10004 ble laget mens"),
        "{}",
        late.text()
    );
    assert!(late.has("Det er ingenting igjen"), "{}", late.text());
    house.run_jobs().await;
}

#[actix_web::test]
async fn the_accountants_file_opens_in_a_norwegian_spreadsheet_and_reckons_nothing() {
    let house = House::bare().await;
    let evil = firm(&house, "=cmd AS", "NO").await;
    counted_shops(&evil, "evil", 2).await;
    close_september(&house).await;
    let operator = house.operator().await;
    operator.open("/admin/export").await;
    let page = raw(
        &operator,
        "/admin/export",
        &[("first", "2026-10-31"), ("last", "2026-10-01")],
    )
    .await;
    assert_eq!(page.status, 422);
    let file = raw(
        &operator,
        "/admin/export",
        &[("first", "2026-10-01"), ("last", "2026-10-31")],
    )
    .await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"varebro-2026-10-01-2026-10-31.csv\""
    );
    assert!(file.html.starts_with("\u{feff}Nummer;"), "{}", file.html);
    let row = file.html.lines().nth(1).unwrap();
    assert!(
        row.starts_with("10001;Faktura;") && row.contains(";'=cmd AS;"),
        "{row}"
    );
    assert!(
        row.contains(";149,00;") && row.contains(";186,25;"),
        "{row}"
    );
    assert_eq!(file.html.lines().count(), 2);
}
