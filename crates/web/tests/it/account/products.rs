//! A shop's products: who their master is, how each is linked, and what a person does about them.
use domain::ProductMaster;
use testkit::{House, Shop};

use super::main_of;

async fn master(house: &House, shop: &Shop) -> ProductMaster {
    let rules = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    rules.product_master
}

#[actix_web::test]
async fn another_master_is_taken_only_after_its_meaning_was_shown() {
    let house = House::open().await;
    let shop = house
        .shop_where("A", |world| {
            world.add_product("NY-VARE", "Ny vare", 125.into(), Some(3));
        })
        .await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    owner.open(&path).await;
    let page = owner
        .send(&path, &[("product_master", "woocommerce")])
        .await;
    assert!(page.has("Dette betyr det"), "{}", page.text());
    assert!(
        page.has("Varer som opprettes i Rackbeat: 1."),
        "{}",
        page.text()
    );
    assert_eq!(master(&house, &shop).await, ProductMaster::None);

    let page = owner.send(&path, &[]).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    assert_eq!(master(&house, &shop).await, ProductMaster::WooCommerce);
    house.run_jobs().await;
    assert!(house.agreement.item("NY-VARE").is_some());
    let page = owner.open(&format!("/shops/{}/products", shop.id)).await;
    assert!(page.has("Nettbutikken er hovedkilde"), "{}", page.text());
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
}

#[actix_web::test]
async fn products_are_found_by_part_of_a_sku_or_a_name() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let list = format!("/shops/{}/products", shop.id);
    let page = owner.open(&format!("{list}?search=termos")).await;
    assert!(page.has("TERMOS-1"), "{}", page.text());
    assert!(!page.has("KOPP"), "{}", page.text());
    let page = owner.open(&format!("{list}?search=finnes+ikke")).await;
    assert!(page.has("Ingen varer passer"), "{}", page.text());
}

#[actix_web::test]
async fn lines_from_a_spreadsheet_tie_many_products_at_once() {
    const LONG: &str = "ET-VARENUMMER-SOM-ER-ALT-FOR-LANGT";
    let house = House::open().await;
    house.agreement.add_product("KORT", "Lang vare", 10, 6);
    let shop = house
        .shop_where("A", |world| {
            world.add_product(LONG, "Lang vare", 10.into(), Some(2));
        })
        .await;
    house
        .ask(store::ShopId::nil(), store::inbox::Kind::Item, "KORT")
        .await;
    house.run_jobs().await;
    let owner = house.owner().await;
    let (list, links) = (
        format!("/shops/{}/products", shop.id),
        format!("/shops/{}/products/links", shop.id),
    );
    for (lines, said) in [
        ("\u{0}\u{1}", "kan ikke leses"),
        (
            "FINNES-IKKE;KORT",
            "ikke én vare med varenummeret FINNES-IKKE",
        ),
    ] {
        owner.open(&list).await;
        let page = owner.send(&links, &[("lines", lines)]).await;
        assert!(page.has(said), "{}", page.text());
    }
    owner.open(&list).await;
    let lines = format!("{LONG};KORT");
    let page = owner.send(&links, &[("lines", &lines)]).await;
    assert!(page.has("1 varer er koblet"), "{}", page.text());
    house.run_jobs().await;
    let page = owner.open(&format!("{list}?search=lang")).await;
    assert!(page.has("KORT"), "{}", page.text());
}
