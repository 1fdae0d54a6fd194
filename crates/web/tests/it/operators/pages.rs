//! What the operators' pages show.
use store::{health, shop};
use testkit::{House, html};

use super::{at, clock_shows, close_september, counted_shops, firm, main_of, only_bill};

#[actix_web::test]
async fn the_dashboard_has_figures_charts_and_a_table_that_says_the_same() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    let danish = firm(&house, "Kaffe ApS", "DK").await;
    counted_shops(&danish, "kaffe", 2).await;
    close_september(&house).await;
    clock_shows(&house, "2026-10-20 12:00").await;
    let operator = house.operator().await;
    let page = operator.open("/admin").await;
    assert_eq!(
        page.html.matches("<svg class=\"chart\"").count(),
        3,
        "{}",
        page.html
    );
    assert!(
        page.has("Forfalt 372,50 kr + 100,00 DKK 2 fakturaer"),
        "{}",
        page.text()
    );
    assert!(
        page.has("september 2026 NOK 1 298,00 kr 74,50 kr"),
        "{}",
        page.text()
    );
    for forbidden in [" style=\"", "<style", "<script>", " onclick", "javascript:"] {
        assert!(!page.html.contains(forbidden), "{forbidden}");
    }
    insta::assert_snapshot!(main_of(&page, &[]));
}

#[actix_web::test]
async fn an_account_is_found_by_name_by_mail_and_by_number() {
    let house = House::bare().await;
    let fjord = firm(&house, "Økologisk Fjordmat", "NO").await;
    let details = domain::BillingDetails::parse(
        "NO",
        &domain::TypedDetails {
            company: "Fjordmat".to_owned(),
            organisation: "974 760 673".to_owned(),
            city: "Bergen".to_owned(),
            email: "post@fjord.example".to_owned(),
            ..Default::default()
        },
    );
    let saved = store::billing_detail::save(&fjord, &details.unwrap(), "x", house.ctx.now()).await;
    saved.unwrap();
    let operator = house.operator().await;
    for words in [
        "økologisk",
        "FJORD",
        "regnskap@økologisk",
        "974760673",
        "974 760 673",
    ] {
        let asked: String = url::form_urlencoded::byte_serialize(words.as_bytes()).collect();
        let page = operator
            .open(&format!("/admin/accounts?words={asked}"))
            .await;
        assert!(page.has("Økologisk Fjordmat"), "{words}: {}", page.text());
        assert!(!page.has("Nordlys AS"), "{words}");
    }
    assert!(
        operator
            .open("/admin/accounts?words=100%25")
            .await
            .has("Ingen konto passer")
    );
    assert!(operator.open("/admin/accounts").await.has("Nordlys AS"));
}

#[actix_web::test]
async fn the_list_of_accounts_is_turned_page_by_page() {
    let house = House::bare().await;
    for one in 0..60 {
        firm(&house, &format!("Firma {one}"), "NO").await;
    }
    let operator = house.operator().await;
    let (mut seen, mut path) = (0, "/admin/accounts?words=Firma".to_owned());
    for _ in 0..3 {
        let page = operator.open(&path).await;
        seen += html::main(&page.html)
            .matches("href=\"/admin/accounts/")
            .count();
        let Some(next) = html::main(&page.html).split("class=\"btn\" href=\"").nth(1) else {
            break;
        };
        path = next.split('"').next().unwrap().replace("&#38;", "&");
    }
    assert_eq!(seen, 60);
}

#[actix_web::test]
async fn an_account_is_seen_whole_with_its_ledger_its_bills_and_who_did_what() {
    let house = House::bare().await;
    let tenant = house.tenant();
    let shops = counted_shops(&tenant, "nordlys", 3).await;
    close_september(&house).await;
    let change = tenant.begin().await.unwrap();
    let gone = shop::disconnect(&change, shops[2], "kari@nordlys.no", at("2026-10-02 09:00")).await;
    gone.unwrap();
    change.commit().await.unwrap();
    let operator = house.operator().await;
    let path = format!("/admin/accounts/{}", house.account);
    let page = operator.open(&path).await;
    for told in [
        "Så langt i oktober 2026",
        "Butikk nordlys-0, Butikk nordlys-1, Butikk nordlys-2",
        "Koblet fra (koblet fra) kari@nordlys.no",
        "Faktura 10001",
        "Forfall: 16.10.2026",
    ] {
        let told = told.replace("Forfall: ", "");
        assert!(page.has(&told), "{told} is not in {}", page.text());
    }
    let bill = only_bill(&tenant).await.to_string();
    insta::assert_snapshot!(main_of(
        &page,
        &[(house.account.to_string(), "ACCOUNT"), (bill, "INVOICE")]
    ));
    let nobody = format!("/admin/accounts/{}", store::AccountId::new());
    assert_eq!(operator.open(&nobody).await.status, 404);
    assert_eq!(operator.open("/admin/accounts/x").await.status, 404);
}

#[actix_web::test]
async fn queue_and_health_tell_what_waits_and_what_does_not_answer() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let operator = house.operator().await;
    assert!(operator.open("/admin/health").await.has("Alle svarer"));
    let parked = "UPDATE shops SET parked_at = 1788000000000, parked_reason = 'x'";
    house.by_hand(parked).await.unwrap();
    house.clock.advance(chrono::TimeDelta::minutes(5));
    let page = operator.open("/admin/health").await;
    assert!(page.has("Én svarer ikke"), "{}", page.text());
    assert!(page.has("Nordlys AS Butikk A"), "{}", page.text());
    assert!(
        page.has("Kontoer som venter i sanntid 1"),
        "{}",
        page.text()
    );
    let silent = health::parked(&house.ctx.store, 10).await.unwrap();
    assert_eq!(silent[0].shop.as_deref(), Some("Butikk A"));
    app::chore::tick(&house.ctx).await;
    assert!(
        operator
            .open("/admin/health")
            .await
            .has("Sletting av det som ikke trengs lenger Ferdig")
    );
    house
        .by_hand("UPDATE shops SET parked_at = NULL, parked_reason = NULL")
        .await
        .unwrap();
    house.run_jobs().await;
    drop(shop);
}
