//! A shop's products: who their master is, how each is linked, and what a person does about them.
use domain::ProductMaster;
use testkit::{House, Shop};

use super::main_of;

async fn master(house: &House, shop: &Shop) -> ProductMaster {
    let rules = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    rules.product_master
}

pub async fn choose(house: &House, shop: &Shop, master: ProductMaster) {
    let tenant = house.tenant();
    let old = store::rules::of(&tenant, shop.id).await.unwrap();
    let mut rules = old.clone();
    rules.product_master = master;
    app::shop::save_settings(&house.ctx, &tenant, "Kari", shop.id, (&old, &rules))
        .await
        .unwrap();
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
    assert!(page.has("Nettbutikken styrer varene"), "{}", page.text());
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
    owner.open(&list).await;
    let page = owner.send(&links, &[("lines", "\u{0}\u{1}")]).await;
    assert!(page.has("Linjene kan ikke leses"), "{}", page.text());
    owner.open(&list).await;
    let lines = format!("FINNES-IKKE;KORT\n{LONG};KORT\n\n{LONG};UKJENT\nbare-en");
    let page = owner.send(&links, &[("lines", &lines)]).await;
    for said in [
        "Koblet: 1.",
        "Linje 1: Nettbutikken har ikke én vare med varenummeret FINNES-IKKE.",
        "Linje 4: Rackbeat har ikke nummeret UKJENT.",
        "Linje 5 kan ikke leses",
    ] {
        assert!(page.has(said), "{said}: {}", page.text());
    }
    // What is left to mend stands in the field still.
    let left = format!("\nFINNES-IKKE;KORT\n{LONG};UKJENT\nbare-en</textarea>");
    assert!(page.html.contains(&left), "{}", page.html);
    owner.open(&list).await;
    let lines = format!("{LONG};KORT");
    let page = owner.send(&links, &[("lines", &lines)]).await;
    assert!(page.has("Koblet: 1."), "{}", page.text());
    house.run_jobs().await;
    let page = owner.open(&format!("{list}?search=lang")).await;
    assert!(page.has("KORT"), "{}", page.text());
}

#[actix_web::test]
async fn a_file_larger_than_other_forms_is_taken() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    owner.open(&format!("/shops/{}/products", shop.id)).await;
    let lines = "FINNES-IKKE-I-NETTBUTIKKEN;KORT\n".repeat(12_000);
    let path = format!("/shops/{}/products/links", shop.id);
    let page = owner.send(&path, &[("lines", &lines)]).await;
    assert!(page.has("Linje 12000: "), "{}", page.status);
    house.run_jobs().await;
}

#[actix_web::test]
async fn products_that_are_not_carried_have_their_names_and_are_found_by_them() {
    let house = House::open().await;
    let fill = |world: &testkit::simulator::woo::Shop| {
        world.add_product("NY-VARE", "Håndlaget kopp", 10.into(), Some(2));
    };
    let first = house.shop_where("A", fill).await;
    let shop = house.shop_where("B", fill).await;
    for one in [&first, &shop] {
        choose(&house, one, ProductMaster::WooCommerce).await;
        house.run_jobs().await;
    }
    let owner = house.owner().await;
    let list = format!("/shops/{}/products?show=not_sent", shop.id);
    for path in [
        list.clone(),
        format!("{list}&search=laget+kopp"),
        format!("{list}&search=ny-v"),
    ] {
        let page = owner.open(&path).await;
        assert!(page.has("Håndlaget kopp"), "{path}: {}", page.text());
        assert!(page.has("styres allerede"), "{path}: {}", page.text());
    }
    // The log leads there.
    let log = owner.open(&format!("/shops/{}/log", shop.id)).await;
    let way = format!("/shops/{}/products?show=not_sent", shop.id);
    assert!(log.html.contains(&way), "{}", log.text());
    let page = owner.open(&format!("{list}&search=finnes+ikke")).await;
    assert!(!page.has("Håndlaget kopp"), "{}", page.text());
}
