//! What is deleted, trashed, restored or turned into something else is told, and nothing is undone elsewhere.
use chrono::TimeDelta;
use domain::{ProductMaster, Refusal};
use serde_json::json;
use testkit::{House, simulator::woo};

use super::{WHO, choose, field, item, price, settle, writes};

#[tokio::test]
async fn a_product_trashed_in_its_master_stays_in_rackbeat_and_is_taken_up_when_it_is_back() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    let id = shop.product_id("KOPP");
    assert!(shop.delete_product(id, false));
    house.later(TimeDelta::minutes(5)).await;
    settle(&house, &[&shop]).await;
    assert_eq!(house.count("outcome-product-gone-shop").await, 1);
    assert_eq!(item(&house, "KOPP").name, "Kaffekopp");
    assert!(shop.restore_product(id));
    assert!(shop.change_product(id, &json!({ "name": "Krus", "status": "publish" })));
    house.later(TimeDelta::minutes(5)).await;
    settle(&house, &[&shop]).await;
    assert_eq!(item(&house, "KOPP").name, "Krus");
    assert_eq!(house.count("outcome-product-back-shop").await, 1);
}

#[tokio::test]
async fn a_product_deleted_in_the_shop_that_follows_is_not_made_anew_until_a_person_says_so() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.agreement.add_product("NY-1", "Lampe", 100, 4);
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::minutes(5)).await;
    let id = shop.product_id("NY-1");
    assert!(shop.delete_product(id, true));
    house.wait(TimeDelta::hours(30));
    house.run_jobs().await;
    assert_eq!(house.count("outcome-product-gone-shop").await, 1);
    assert!(shop.id_of("NY-1").is_none());
    let tenant = house.tenant();
    let made = app::product::make_again(&house.ctx, &tenant, shop.id, "NY-1").await;
    assert!(made.unwrap());
    house.later(TimeDelta::minutes(5)).await;
    assert!(shop.id_of("NY-1").is_some());
}

#[tokio::test]
async fn something_in_the_trash_that_holds_the_sku_is_told() {
    let house = House::open().await;
    house.agreement.add_product("NY-1", "Lampe", 100, 4);
    let fill = |shop: &woo::Shop| {
        let id = shop.add_product("NY-1", "Gammel", 10.into(), Some(1));
        assert!(shop.delete_product(id, false));
    };
    let shop = house.shop_where("A", fill).await;
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(house.count("refusal-sku-in-trash").await, 1);
    let before = writes(&house, &[&shop]);
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(writes(&house, &[&shop]), before);
}

#[tokio::test]
async fn a_simple_product_that_became_a_variable_one_is_left_alone_and_told() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::minutes(5)).await;
    let id = shop.product_id("KOPP");
    assert!(shop.turn_variable(id, &[("KOPP-R", "Rød", 1)]));
    house.wait(TimeDelta::hours(30));
    house.run_jobs().await;
    assert_eq!(house.count("refusal-turned-variable").await, 1);
}

#[tokio::test]
async fn a_price_at_or_below_the_sale_price_is_told_and_the_rest_is_written() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = shop.product_id("KOPP");
    assert!(shop.change_product(id, &json!({ "regular_price": "400", "sale_price": "300" })));
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(price(&shop, "KOPP"), 400.into());
    assert_eq!(field(&shop, "KOPP", "sale_price"), "300");
    let change = rackbeat::ProductChange {
        name: Some("Krus".to_owned()),
        ..rackbeat::ProductChange::default()
    };
    super::edit(&house, "KOPP", change).await;
    settle(&house, &[&shop]).await;
    assert_eq!(field(&shop, "KOPP", "name"), "Krus");
    let before = writes(&house, &[&shop]);
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(writes(&house, &[&shop]), before);
}

#[tokio::test]
async fn a_shop_in_another_currency_gets_no_prices_and_is_told_why() {
    let house = House::open().await;
    let shop = house
        .shop_where("A", |shop| {
            shop.set_up(|setup| setup.currency = "SEK".to_owned())
        })
        .await;
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(price(&shop, "KOPP"), 199.into());
    assert_eq!(house.count("refusal-other-currency").await, 1);
    // Its owner says that Rackbeat's prices are in that currency after all.
    app::agreement::set_currency(&house.ctx, &house.tenant(), WHO, "SEK")
        .await
        .unwrap();
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(price(&shop, "KOPP"), testkit::build::dec("248.75"));
}

#[tokio::test]
async fn without_a_product_group_nothing_is_made_until_one_is_picked() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        shop.add_product("NY-1", "Lampe", 125.into(), Some(4));
        shop.add_product("GRATIS", "Gratis", 0.into(), Some(4));
    };
    let shop = house.shop_where("A", fill).await;
    super::settings(&house, &shop, |rules| rules.product_group = Some(987_654)).await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    assert!(house.agreement.item("NY-1").is_none());
    let refused = house.outcomes().await;
    let refused = refused.iter().filter_map(domain::Outcome::refusal);
    let mut refused = refused.filter(|one| matches!(one, Refusal::RackbeatRefused { .. }));
    assert!(refused.next().is_some());
    super::settings(&house, &shop, |rules| rules.product_group = None).await;
    settle(&house, &[&shop]).await;
    assert_eq!(item(&house, "NY-1").sales_price, 100.into());
    assert_eq!(item(&house, "GRATIS").sales_price, 0.into());
}
