//! Rackbeat is the master: its items become the shop's products, and their edits follow.
use chrono::TimeDelta;
use domain::{NewInShop, ProductMaster};
use rackbeat::ProductChange;
use store::inbox::Kind;
use testkit::{
    House, Shop,
    build::dec,
    simulator::{Fault, Rule, woo},
};

use super::{WHO, choose, edit, field, price, settings, settle, writes};

fn change(name: &str, price: i64, description: &str) -> ProductChange {
    ProductChange {
        name: Some(name.to_owned()),
        sales_price: Some(price.into()),
        description: Some(description.to_owned()),
        ..ProductChange::default()
    }
}

async fn lamps(house: &House) -> Shop {
    house
        .agreement
        .add_product("NY-1", "Lampe & skjerm", 100, 4);
    edit(
        house,
        "NY-1",
        change("Lampe & skjerm", 100, "<p>Av messing</p>"),
    )
    .await;
    house.agreement.add_product("SEKK-R", "Sekk, rød", 200, 3);
    let bags = |shop: &woo::Shop| {
        shop.add_variable("SEKK", "Sekk", 999.into(), &[("SEKK-R", "Rød", 1)]);
    };
    let shop = house.shop_where("A", bags).await;
    house.approve(&shop).await;
    shop
}

#[tokio::test]
async fn items_become_drafts_in_the_shop_and_what_it_has_follows() {
    let house = House::open().await;
    let shop = lamps(&house).await;
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    settle(&house, &[&shop]).await;
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(field(&shop, "NY-1", "status"), "draft");
    assert_eq!(field(&shop, "NY-1", "type"), "simple");
    assert_eq!(field(&shop, "NY-1", "name"), "Lampe &amp; skjerm");
    assert_eq!(price(&shop, "NY-1"), 125.into());
    assert!(field(&shop, "NY-1", "description").contains("Av messing"));
    assert_eq!(shop.stock("NY-1"), 4, "its figure follows by itself");
    assert_eq!(price(&shop, "SEKK-R"), 250.into());
    assert_eq!(price(&shop, "KOPP"), dec("248.75"));
    for sku in ["FRAKT", "RABATT", "GEBYR"] {
        assert!(shop.id_of(sku).is_none(), "nobody buys {sku}");
    }

    edit(&house, "NY-1", change("Lampe", 200, "<p>Av tinn</p>")).await;
    edit(&house, "SEKK-R", change("Ranselen", 400, "Ny")).await;
    settle(&house, &[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(
        (field(&shop, "NY-1", "name"), price(&shop, "NY-1")),
        ("Lampe".into(), 250.into())
    );
    assert!(field(&shop, "NY-1", "description").contains("Av tinn"));
    assert_eq!(price(&shop, "SEKK-R"), 500.into());
    assert!(field(&shop, "SEKK-R", "description").contains("Ny"));
    assert!(
        !field(&shop, "SEKK-R", "name").contains("Ranselen"),
        "a variation is named by what it is"
    );

    let before = writes(&house, &[&shop]);
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(writes(&house, &[&shop]), before, "nothing differs any more");
}

#[tokio::test]
async fn new_products_are_published_when_so_set_and_barred_ones_are_not_made() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.agreement.add_product("NY-1", "Lampe", 100, 4);
    house.agreement.add_product("NY-2", "Sperret", 100, 4);
    let barred = ProductChange {
        is_barred: Some(true),
        ..ProductChange::default()
    };
    edit(&house, "NY-2", barred).await;
    house
        .agreement
        .add_lot("PAKKE", "Gavepakke", &[("KOPP", 2)]);
    settings(&house, &shop, |rules| {
        rules.new_in_shop = NewInShop::Published
    })
    .await;
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(field(&shop, "NY-1", "status"), "publish");
    assert!(shop.id_of("NY-2").is_none());
    assert_eq!(
        shop.stock("PAKKE"),
        5,
        "a bill of materials has its own figure"
    );
}

#[tokio::test]
async fn a_batch_that_had_no_answer_makes_nothing_twice() {
    for fault in [Fault::TimeoutAfterCommit, Fault::CutJson, Fault::Http(500)] {
        let house = House::open().await;
        let shop = house.shop("A").await;
        for number in 0..5 {
            house
                .agreement
                .add_product(&format!("NY-{number}"), "Lampe", 100, 4);
        }
        let once = Rule::once(fault.clone()).only("products.batch");
        shop.trouble().add(once);
        choose(&house, &shop, ProductMaster::Rackbeat).await;
        house.later(TimeDelta::minutes(30)).await;
        for number in 0..5 {
            assert!(shop.id_of(&format!("NY-{number}")).is_some(), "{fault:?}");
        }
        let lamps = shop.product_ids();
        let lamps = lamps.into_iter().filter_map(|id| shop.product(id));
        let lamps = lamps.filter(|product| product["name"] == "Lampe").count();
        assert_eq!(lamps, 5, "{fault:?}");
    }
}

#[tokio::test]
async fn a_shop_that_takes_few_rows_is_given_few_and_one_that_takes_not_even_one_is_told_of() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    for number in 0..30 {
        house
            .agreement
            .add_product(&format!("NY-{number}"), "Lampe", 100, 4);
    }
    shop.set_up(|setup| setup.rows_max = 7);
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::minutes(30)).await;
    assert!((0..30).all(|number| shop.id_of(&format!("NY-{number}")).is_some()));
    shop.set_up(|setup| setup.rows_max = 0);
    edit(&house, "NY-3", change("Lykt", 100, "")).await;
    house.later(TimeDelta::minutes(30)).await;
    assert_eq!(house.count("refusal-product-too-large").await, 1);
}

#[tokio::test]
async fn a_shop_of_before_10_3_is_read_parent_by_parent() {
    let house = House::open().await;
    house.agreement.add_product("SEKK-R", "Sekk, rød", 200, 3);
    let shop = house.old_shop("A").await;
    shop.add_variable("SEKK", "Sekk", 999.into(), &[("SEKK-R", "Rød", 1)]);
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(price(&shop, "SEKK-R"), 250.into());
    edit(&house, "SEKK-R", change("Sekk", 300, "Lett")).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(price(&shop, "SEKK-R"), 375.into());
    assert!(field(&shop, "SEKK-R", "description").contains("Lett"));
}

#[tokio::test]
async fn a_number_whose_sku_is_on_a_product_tied_to_another_is_told_once_and_never_made() {
    let house = House::open().await;
    house.agreement.add_product("NY-1", "Lampe", 100, 4);
    let shop = house.shop("A").await;
    let id = shop.product_id("KOPP").cast_signed();
    let tenant = house.tenant();
    let tied = app::index::tie(&house.ctx, &tenant, (shop.id, id), "NY-1", WHO);
    assert!(tied.await.unwrap());
    house.run_jobs().await;
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(house.count("refusal-sku-taken").await, 1);
    assert_eq!(field(&shop, "KOPP", "name"), "Lampe");
}

#[tokio::test]
async fn a_description_that_is_too_large_to_read_does_not_keep_figures_from_being_read() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.approve(&shop).await;
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    settle(&house, &[&shop]).await;
    house
        .agreement
        .edit_quietly("KOPP", |item| item.description = Some("Ny".to_owned()));
    house.later(TimeDelta::minutes(3)).await;
    assert!(field(&shop, "KOPP", "description").contains("Ny"));
    // Longer than any answer that is read.
    let endless = "x".repeat(33 * 1024 * 1024);
    house
        .agreement
        .edit_quietly("KOPP", |item| item.description = Some(endless));
    house.agreement.set_stock("TERMOS-1", 77);
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(shop.stock("TERMOS-1"), 77);
}

#[tokio::test]
async fn one_product_that_the_shop_cannot_save_keeps_no_other_from_being_edited() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        for number in 0..20 {
            shop.add_product(&format!("VARE-{number}"), "Vare", 125.into(), Some(5));
        }
    };
    for number in 0..20 {
        house
            .agreement
            .add_product(&format!("VARE-{number}"), "Vare", 100, 5);
    }
    let shop = house.shop_where("A", fill).await;
    house.approve(&shop).await;
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    settle(&house, &[&shop]).await;
    let broken = shop.product_id("VARE-7");
    shop.set_up(|setup| setup.fatal = vec![broken]);
    for number in 0..20 {
        edit(&house, &format!("VARE-{number}"), change("Vare", 200, "")).await;
    }
    settle(&house, &[&shop]).await;
    house.later(TimeDelta::minutes(30)).await;
    for number in 0..20 {
        let expected = if number == 7 { 125 } else { 250 };
        assert_eq!(
            price(&shop, &format!("VARE-{number}")),
            expected.into(),
            "{number}"
        );
    }
    assert_eq!(house.count("outcome-product-write-failed").await, 1);
    shop.set_up(|setup| setup.fatal.clear());
    house.later(TimeDelta::hours(3)).await;
    assert_eq!(price(&shop, "VARE-7"), 250.into());
}

#[tokio::test]
async fn descriptions_are_read_on_as_many_pages_as_there_are_items_wherever_these_lie() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let shelf = house.agreement.add_location("Butikken");
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    house
        .set(&shop, |rules| rules.locations = vec![shelf])
        .await;
    house.later(TimeDelta::minutes(2)).await;
    house.rackbeat.calls().forget();
    house.ask(store::ShopId::nil(), Kind::Index, "").await;
    house.run_jobs().await;
    let calls = house.rackbeat.calls();
    assert_eq!(calls.of("items.list"), 2, "{:?}", calls.by_kind());
}
