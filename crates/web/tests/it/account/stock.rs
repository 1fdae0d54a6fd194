//! A shop's stock.
use testkit::House;

use super::main_of;

#[actix_web::test]
async fn the_list_is_approved_before_anything_is_written() {
    let house = House::open().await;
    let shop = house
        .shop_where("A", |world| {
            world.set_stock(world.id_of("KOPP").unwrap(), 4);
        })
        .await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/stock", shop.id);
    let page = owner.open(&path).await;
    assert!(
        page.has("Ingenting er skrevet til nettbutikken"),
        "{}",
        page.text()
    );
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
    house.run_jobs().await;
    assert_eq!(shop.stock("KOPP"), 4);
    let page = owner.send(&format!("{path}/approval"), &[]).await;
    assert!(page.has("Listen er godkjent"), "{}", page.text());
    house.run_jobs().await;
    assert_eq!(shop.stock("KOPP"), 10);
    assert!(
        owner
            .open(&path)
            .await
            .form(&format!("{path}/approval"))
            .is_none()
    );
}

#[actix_web::test]
async fn products_that_are_not_linked_are_listed_with_why() {
    let house = House::open().await;
    house
        .agreement
        .add_product("LITEN-KOPP", "Liten kopp", 10, 5);
    house
        .ask(store::ShopId::nil(), store::inbox::Kind::Item, "LITEN-KOPP")
        .await;
    house.run_jobs().await;
    let shop = house
        .shop_where("A", |world| {
            world.add_product("UKJENT", "Ukjent vare", 10.into(), Some(3));
            world.add_product("", "Uten nummer", 10.into(), Some(3));
            world.add_product("liten-kopp", "Liten kopp", 10.into(), Some(3));
            world.add_product("ET-VARENUMMER-PÅ-30-TEGN-HELT", "Lang", 10.into(), Some(3));
        })
        .await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/stock", shop.id);
    let products = format!("/shops/{}/products", shop.id);
    let page = owner.open(&path).await;
    assert!(page.has("4 varer er ikke koblet"), "{}", page.text());
    for (why, name) in [
        ("no_sku", "Uten nummer"),
        ("unknown", "Ukjent vare"),
        ("differs_in_case", "Liten kopp"),
        ("too_long", "Lang"),
    ] {
        let page = owner.open(&format!("{products}?show={why}")).await;
        assert!(page.has(name), "{why}: {}", page.text());
    }
    let page = owner.open(&products).await;
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
}

#[actix_web::test]
async fn zeros_that_come_all_at_once_wait_for_the_owners_answer() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    for sku in ["KOPP", "TERMOS-1", "Å/Ø 12"] {
        house.agreement.set_stock(sku, 0);
    }
    house.later(chrono::TimeDelta::minutes(20)).await;
    assert_eq!(shop.stock("TERMOS-1"), 40);
    let owner = house.owner().await;
    let path = format!("/shops/{}/stock", shop.id);
    let page = owner.open(&format!("{path}?show=held")).await;
    assert!(
        page.has("Mange varer ville gått til null"),
        "{}",
        page.text()
    );
    assert!(page.has("TERMOS-1"));
    let page = owner
        .send(&format!("{path}/hold"), &[("answer", "write")])
        .await;
    assert!(page.has("Varene settes til null"), "{}", page.text());
    house.run_jobs().await;
    assert_eq!(shop.stock("TERMOS-1"), 0);
    assert!(
        !owner
            .open(&path)
            .await
            .has("Mange varer ville gått til null")
    );
}

#[actix_web::test]
async fn a_shop_is_compared_when_its_owner_asks() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.set_stock(shop.product_id("KOPP"), 77);
    let owner = house.owner().await;
    let path = format!("/shops/{}/stock", shop.id);
    owner.open(&path).await;
    let page = owner.send(&format!("{path}/comparison"), &[]).await;
    assert!(page.has("Vi sammenligner nå"));
    house.run_jobs().await;
    assert_eq!(shop.stock("KOPP"), 10, "{}", house.log().await);
}

#[actix_web::test]
async fn a_product_with_too_long_a_sku_is_linked_by_hand() {
    const LONG: &str = "ET-VARENUMMER-SOM-ER-ALT-FOR-LANGT";
    let house = House::open().await;
    house.agreement.add_product("KORT", "Lang vare", 10, 6);
    let shop = house
        .shop_where("A", |world| {
            world.add_product(LONG, "Lang vare", 10.into(), Some(2));
        })
        .await;
    house.approve(&shop).await;
    let order = shop.buy(LONG, 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 0, "{order} has no number");
    let owner = house.owner().await;
    let list = format!("/shops/{}/products?show=too_long", shop.id);
    let link = format!("/shops/{}/products/{}/link", shop.id, shop.product_id(LONG));
    owner.open(&list).await;
    let page = owner.send(&link, &[("number", "FINNES-IKKE")]).await;
    assert!(
        page.has("Vi fant ikke varenummer FINNES-IKKE"),
        "{}",
        page.text()
    );
    let page = owner.send(&link, &[("number", "KORT")]).await;
    assert!(page.has("Varen er koblet til KORT"), "{}", page.text());
    assert!(!page.has("Lang vare"), "{}", page.text());
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 1, "{}", house.log().await);
    assert_eq!(shop.stock(LONG), 5, "six, less the one that is sold");
}
