//! The shops, and one shop's own page.
use testkit::House;

use super::main_of;

#[actix_web::test]
async fn without_shops_the_list_says_what_to_do() {
    let house = House::bare().await;
    let page = house.owner().await.open("/shops").await;
    assert!(page.has("Ingen nettbutikk er koblet til ennå"));
    assert!(page.html.contains("href=\"/shops/new\""));
}

#[actix_web::test]
async fn the_list_names_each_shop_and_how_it_stands() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let page = house.owner().await.open("/shops").await;
    assert!(page.has("I orden"));
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
}

#[actix_web::test]
async fn a_shops_page_tells_what_is_known_of_it() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let page = house
        .owner()
        .await
        .open(&format!("/shops/{}", shop.id))
        .await;
    assert!(page.has("Valuta NOK"), "{}", page.text());
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
}

#[actix_web::test]
async fn a_paused_shop_gets_nothing_until_it_is_taken_up_again() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let path = format!("/shops/{}", shop.id);
    owner.open(&path).await;
    let page = owner.send(&format!("{path}/pause"), &[]).await;
    assert!(page.has("Nettbutikken er satt på pause"), "{}", page.text());
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 0);
    let page = owner.send(&format!("{path}/pause/delete"), &[]).await;
    assert!(page.has("Nettbutikken er i gang igjen"));
    house.later(chrono::TimeDelta::minutes(6)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 1);
}

#[actix_web::test]
async fn disconnecting_asks_first_and_keeps_the_history() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let path = format!("/shops/{}", shop.id);
    let page = owner.open(&path).await;
    assert!(page.has("Historikken beholdes"));
    let page = owner.send(&format!("{path}/disconnection"), &[]).await;
    assert!(page.has("Nettbutikken er koblet fra."), "{}", page.text());
    assert!(page.has("Ikke tilkoblet"));
    assert!(page.form(&format!("{path}/pause")).is_none());
    for tab in ["orders", "stock", "settings", "log"] {
        assert_eq!(
            owner.open(&format!("{path}/{tab}")).await.status,
            200,
            "{tab}"
        );
    }
}
