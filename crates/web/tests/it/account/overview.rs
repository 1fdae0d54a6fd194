//! The first page.
use testkit::{House, simulator::Fault};

use super::main_of;

#[actix_web::test]
async fn a_new_account_is_shown_where_to_begin() {
    let house = House::bare().await;
    let page = house.owner().await.open("/").await;
    assert!(page.has("Kom i gang"), "{}", page.text());
    assert!(page.has("Rackbeat er ikke koblet til"));
    assert!(page.html.contains("href=\"/onboarding\""));
}

#[actix_web::test]
async fn the_first_steps_lead_to_the_initial_synchronisation() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    let owner = house.owner().await;
    let next = |html: &str, below: &str| {
        let address = format!(
            "class=\"btn btn-primary\" href=\"/shops/{}/{below}\"",
            shop.id
        );
        assert!(html.contains(&address), "{below}: {html}");
        assert_eq!(html.matches("list-group-item").count(), 4);
    };
    next(&owner.open("/onboarding").await.html, "settings");
    house.set(&shop, |_| {}).await;
    let page = owner.open("/onboarding").await;
    next(&page.html, "import");
    assert!(page.has("Se lagerlisten"), "{}", page.text());
    house.approve(&shop).await;
    let page = owner.open("/onboarding").await;
    assert!(!page.html.contains("btn-primary"), "{}", page.text());
}

#[actix_web::test]
async fn each_side_is_seen_at_a_glance() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let page = house.owner().await.open("/").await;
    assert!(page.has("Nordlys AS"));
    assert!(!page.has("Dette venter på deg"), "{}", page.text());
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
}

#[actix_web::test]
async fn what_waits_for_a_person_stands_first() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    let owner = house.owner().await;
    let page = owner.open("/").await;
    assert!(page.has("Dette venter på deg"));
    assert!(page.has("listen over lagerantall venter på godkjenning"));
    shop.add_product("UKJENT", "Ukjent vare", 10.into(), None);
    shop.buy("UKJENT", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let page = owner.open("/").await;
    assert!(page.has("én ordre er ikke overført"), "{}", page.text());
    assert!(
        page.html
            .contains(&format!("/shops/{}/orders?state=not_sent", shop.id))
    );
}

#[actix_web::test]
async fn a_side_that_does_not_answer_is_told_with_what_to_do() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.rackbeat.trouble().on(Fault::Http(503));
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.later(chrono::TimeDelta::minutes(3)).await;
    let page = house.owner().await.open("/").await;
    assert!(
        page.has("Rackbeat svarer ikke som det skal"),
        "{}",
        page.text()
    );
    assert!(page.has("Svarer ikke"));
    house.rackbeat.trouble().clear();
    house.later(chrono::TimeDelta::hours(1)).await;
    let page = house.owner().await.open("/").await;
    assert!(!page.has("Dette venter på deg"), "{}", page.text());
}
