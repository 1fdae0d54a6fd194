//! A shop is the master: its products become Rackbeat's, and their edits follow.
use chrono::TimeDelta;
use domain::ProductMaster;
use rackbeat::ProductChange;
use serde_json::json;
use testkit::{
    House,
    build::dec,
    simulator::{Fault, Rule, woo},
};

use super::{WHO, choose, edit, item, settings, settle, writes};

fn goods(shop: &woo::Shop) {
    shop.add_product("NY-1", "Lampe &amp; skjerm", 125.into(), Some(4));
    shop.add_variable(
        "SEKK",
        "Sekk",
        250.into(),
        &[("SEKK-R", "Rød", 1), ("SEKK-B", "Blå", 2)],
    );
}

#[tokio::test]
async fn products_and_variations_of_the_shop_become_items_and_their_edits_follow() {
    let house = House::open().await;
    let shop = house.shop_where("A", goods).await;
    house.approve(&shop).await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    let lamp = item(&house, "NY-1");
    assert_eq!(
        (lamp.name.as_str(), lamp.sales_price),
        ("Lampe & skjerm", 100.into())
    );
    assert_eq!(item(&house, "SEKK-R").name, "Sekk – Rød");
    assert_eq!(item(&house, "SEKK-B").sales_price, 200.into());
    assert!(
        house.agreement.item("SEKK").is_none(),
        "a variable product is none"
    );
    // What both had follows the shop.
    assert_eq!(item(&house, "KOPP").sales_price, dec("159.2"));

    let id = shop.product_id("NY-1");
    assert!(shop.change_product(id, &json!({ "name": "Lampe", "regular_price": "250" })));
    let red = shop.product_id("SEKK-R");
    assert!(shop.change_product(red, &json!({ "regular_price": "125" })));
    settle(&house, &[&shop]).await;
    house.later(TimeDelta::minutes(5)).await;
    let lamp = item(&house, "NY-1");
    assert_eq!(
        (lamp.name.as_str(), lamp.sales_price),
        ("Lampe", 200.into())
    );
    assert_eq!(item(&house, "SEKK-R").sales_price, 100.into());

    let before = writes(&house, &[&shop]);
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(writes(&house, &[&shop]), before, "nothing differs any more");
}

#[tokio::test]
async fn an_edit_that_no_webhook_told_of_is_found_by_the_poll_and_a_renamed_parent_renames_its_variations()
 {
    let house = House::open().await;
    let shop = house.shop_where("A", goods).await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    let (lamp, bag) = (shop.product_id("NY-1"), shop.product_id("SEKK"));
    assert!(shop.change_product(lamp, &json!({ "name": "Lampett" })));
    assert!(shop.change_product(bag, &json!({ "name": "Ryggsekk" })));
    shop.lose_webhooks();
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(item(&house, "NY-1").name, "Lampett");
    assert_eq!(item(&house, "SEKK-R").name, "Ryggsekk – Rød");
    assert_eq!(item(&house, "SEKK-B").name, "Ryggsekk – Blå");
}

#[tokio::test]
async fn what_is_edited_on_the_wrong_side_is_put_right() {
    let house = House::open().await;
    let shop = house.shop_where("A", goods).await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    let by_hand = ProductChange {
        name: Some("Feil".to_owned()),
        ..ProductChange::default()
    };
    edit(&house, "NY-1", by_hand).await;
    settle(&house, &[&shop]).await;
    assert_eq!(item(&house, "NY-1").name, "Lampe & skjerm");
}

#[tokio::test]
async fn only_the_chosen_fields_are_carried() {
    let house = House::open().await;
    let shop = house.shop_where("A", goods).await;
    settings(&house, &shop, |rules| rules.carries.price = false).await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    assert_eq!(item(&house, "KOPP").sales_price, 199.into());
    let id = shop.product_id("KOPP");
    assert!(shop.change_product(id, &json!({ "name": "Krus", "regular_price": "500" })));
    settle(&house, &[&shop]).await;
    let mug = item(&house, "KOPP");
    assert_eq!((mug.name.as_str(), mug.sales_price), ("Krus", 199.into()));
    // Asked for later, it is carried for all.
    settings(&house, &shop, |rules| rules.carries.price = true).await;
    settle(&house, &[&shop]).await;
    assert_eq!(item(&house, "KOPP").sales_price, 400.into());
}

#[tokio::test]
async fn a_create_that_had_no_answer_is_looked_for_and_never_sent_twice() {
    let house = House::open().await;
    let shop = house.shop_where("A", goods).await;
    let before = house.rackbeat.calls().of("products.create");
    let once = Rule::once(Fault::CutJson).only("products.create");
    house.rackbeat.trouble().add(once);
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    house.later(TimeDelta::minutes(10)).await;
    assert_eq!(item(&house, "NY-1").name, "Lampe & skjerm");
    let made = house.rackbeat.calls().of("products.create");
    assert_eq!(made - before, 3, "three products, each once");
}

#[tokio::test]
async fn a_shop_that_is_let_go_of_is_its_numbers_master_for_a_day_still() {
    let house = House::open().await;
    let (a, b) = (house.shop("A").await, house.shop("B").await);
    choose(&house, &a, ProductMaster::WooCommerce).await;
    choose(&house, &b, ProductMaster::WooCommerce).await;
    settle(&house, &[&a, &b]).await;
    assert!(b.change_product(b.product_id("KOPP"), &json!({ "name": "Fra B" })));
    let tenant = house.tenant();
    let gone = app::shop::disconnect(&house.ctx, &tenant, WHO, a.id).await;
    assert!(gone.is_ok());
    settle(&house, &[&b]).await;
    house.later(TimeDelta::hours(1)).await;
    app::chore::tick(&house.ctx).await;
    house.run_jobs().await;
    assert_eq!(item(&house, "KOPP").name, "Kaffekopp");
    house.wait(TimeDelta::hours(49));
    app::chore::tick(&house.ctx).await;
    house.run_jobs().await;
    assert_eq!(item(&house, "KOPP").name, "Fra B");
}
