//! Invoices that are held back, as the customer and the operator see them.
use testkit::House;

use super::{clock_shows, counted_shops, firm, shops_alone};

#[actix_web::test]
async fn an_operator_sees_what_is_held_back_and_why_and_the_customer_what_to_write() {
    let house = House::bare().await;
    shops_alone(&house.tenant(), "nordlys", 3).await;
    let danish = firm(&house, "Kaffe ApS", "DK").await;
    counted_shops(&danish, "kaffe", 3).await;
    clock_shows(&house, "2026-09-20 12:00").await;
    let owner = house.owner().await;
    let page = owner.open("/subscription").await;
    assert!(page.has("må dere fylle ut dette"), "{}", page.text());
    assert!(page.has("Skriv poststedet."), "{}", page.text());
    let page = owner.open("/shops").await;
    assert!(
        page.has("Fyll ut faktureringsopplysningene først"),
        "{}",
        page.text()
    );

    clock_shows(&house, "2026-10-01 06:00").await;
    let operator = house.operator().await;
    let held = ["Én faktura holdes tilbake", "Nordlys AS Poststed 372,50 kr"];
    let page = operator.open("/admin/months/2026-09").await;
    for text in held {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    assert!(!page.has("Kladder i NOK"), "{}", page.text());
    assert!(page.has("Kladder i DKK"), "{}", page.text());
    clock_shows(&house, "2026-10-02 06:00").await;
    // Sessions have ended meanwhile.
    let (operator, owner) = (house.operator().await, house.owner().await);
    let page = operator.open("/admin/months/2026-09").await;
    for text in held {
        assert!(page.has(text), "{text}: {}", page.text());
    }
    let months = operator.open("/admin/months").await;
    assert!(
        months.has("Avsluttet Én faktura, 200,00 DKK uten mva. Én faktura venter på opplysninger"),
        "{}",
        months.text()
    );

    owner.open("/subscription").await;
    let page = owner
        .send("/subscription/details", &[("city", "Tromsø")])
        .await;
    assert!(!page.has("må dere fylle ut dette"), "{}", page.text());
    house.run_jobs().await;
    assert!(owner.open("/subscription").await.has("Faktura 10002"));
    let page = operator.open("/admin/months/2026-09").await;
    assert!(!page.has("holdes tilbake"), "{}", page.text());
    let shops = owner.open("/shops").await;
    assert!(!shops.has("Fyll ut faktureringsopplysningene først"));
}
