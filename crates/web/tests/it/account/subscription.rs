//! The subscription's page: this month day by day, what one more shop costs, invoices, and whom to bill.
use chrono::TimeDelta;
use store::user::Role;
use testkit::{House, Method};

use crate::operators::{close_september, counted_shops, firm, main_of, only_bill};

#[actix_web::test]
async fn the_month_is_shown_day_by_day_and_a_third_shop_changes_the_estimate() {
    let house = House::open().await;
    let owner = house.owner().await;
    assert!(
        owner
            .open("/subscription")
            .await
            .has("Ingen nettbutikk har talt denne måneden.")
    );
    assert!(
        owner
            .open("/shops/new")
            .await
            .has("Den første nettbutikken er gratis.")
    );
    house.shop("A").await;
    house.shop("B").await;
    house.clock.advance(TimeDelta::days(3));
    house.run_jobs().await;
    let page = owner.open("/subscription").await;
    assert!(
        page.has("Anslag for hele måneden, uten mva. 144,03 kr"),
        "{}",
        page.text()
    );
    let page = owner.open("/shops/new").await;
    assert!(
        page.has("Denne og hver ekstra nettbutikk koster 149,00 kr i måneden uten mva."),
        "{}",
        page.text()
    );
    house.shop("C").await;
    let page = owner.open("/subscription").await;
    // Of the third, 26 days: it counts from the day after it was connected.
    assert!(
        page.has("Anslag for hele måneden, uten mva. 273,17 kr"),
        "{}",
        page.text()
    );
    assert!(
        page.has("Nettbutikker som teller i dag 2"),
        "{}",
        page.text()
    );
    insta::assert_snapshot!(main_of(&page, &[]));
}

#[actix_web::test]
async fn billing_details_are_kept_and_a_wrong_number_loses_nothing_of_the_rest() {
    let house = House::bare().await;
    let owner = house.owner().await;
    let page = owner.open("/subscription").await;
    let form = page.form("/subscription/details").unwrap();
    assert!(
        form.fields
            .contains(&("company".to_owned(), "Nordlys AS".to_owned()))
    );
    let typed = [
        ("company", "Nordlys Handel AS"),
        ("organisation", "974 760 674"),
        ("address", "Storgata 1\nOppgang B"),
        ("postal_code", "9008"),
        ("city", ""),
        ("reference", "Avd. <nett>"),
        ("email", "ikke en adresse"),
        ("endpoint", "0192:1"),
    ];
    let page = owner.send("/subscription/details", &typed).await;
    assert_eq!(page.status, 422);
    for (field, fault) in [
        ("organisation", "Organisasjonsnummeret stemmer ikke"),
        ("city", "Skriv poststedet"),
        ("email", "Skriv en e-postadresse"),
        ("endpoint", "EHF-adressen stemmer ikke"),
    ] {
        assert!(page.has(fault), "{fault}: {}", page.text());
        assert!(
            page.html.contains(&format!("id=\"{field}-fault\"")),
            "{field}"
        );
    }
    let again = page.form("/subscription/details").unwrap();
    for (name, value) in typed {
        let held = again
            .fields
            .iter()
            .find(|(field, _)| field == name)
            .unwrap();
        assert_eq!(held.1.trim(), value, "{name}");
    }
    let right = [
        ("organisation", "974 760 673"),
        ("city", "Tromsø"),
        ("email", "regnskap@nordlys.no"),
        ("endpoint", "974760673"),
    ];
    let page = owner.send("/subscription/details", &right).await;
    assert!(
        page.has("Faktureringsopplysningene er lagret."),
        "{}",
        page.text()
    );
    let kept = page.form("/subscription/details").unwrap().fields;
    assert!(
        kept.contains(&("endpoint".to_owned(), "0192:974760673".to_owned())),
        "{kept:?}"
    );
}

#[actix_web::test]
async fn a_reader_sees_what_is_paid_and_changes_nothing() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    close_september(&house).await;
    let reader = house.signed_in(Role::Reader).await;
    let page = reader.open("/subscription").await;
    assert!(
        page.has("Faktura 10001 september 2026 16.10.2026 372,50 kr"),
        "{}",
        page.text()
    );
    assert!(page.form("/subscription/details").is_none());
    assert!(
        page.has("Firmanavn på fakturaen Nordlys AS"),
        "{}",
        page.text()
    );
    let csrf = page.form("/language").unwrap().fields[0].clone();
    let post = reader
        .ask(Method::POST, "/subscription/details", &[csrf])
        .await;
    assert_eq!(post.status, 403);
}

#[actix_web::test]
async fn an_invoice_is_for_its_own_account_alone() {
    let house = House::bare().await;
    let other = firm(&house, "Fremmed AS", "NO").await;
    counted_shops(&other, "fremmed", 3).await;
    counted_shops(&house.tenant(), "nordlys", 2).await;
    close_september(&house).await;
    let owner = house.owner().await;
    let own = only_bill(&house.tenant()).await;
    let theirs = only_bill(&other).await;
    for paper in ["invoice.pdf", "invoice.xml"] {
        let path = format!("/subscription/invoices/{theirs}/{paper}");
        assert_eq!(
            owner.ask(Method::GET, &path, &[]).await.status,
            404,
            "{path}"
        );
    }
    let path = format!("/subscription/invoices/{own}/invoice.pdf");
    let pdf = owner.ask(Method::GET, &path, &[]).await;
    assert_eq!(
        (pdf.status, pdf.header("content-type")),
        (200, "application/pdf")
    );
    assert_eq!(pdf.header("cache-control"), "no-store");
    let page = owner.open("/subscription").await;
    assert!(
        !page.has("Fremmed") && !page.has("372,50"),
        "{}",
        page.text()
    );
    assert_eq!(
        owner
            .open("/subscription/invoices/x/invoice.pdf")
            .await
            .status,
        404
    );
    let nobody = house.visitor().ask(Method::GET, &path, &[]).await;
    assert_eq!(nobody.status, 303);
}
