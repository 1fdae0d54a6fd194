//! A synchronisation asked for again: levels that are Rackbeat's truth stay, and a yes is to what was seen.
use app::import::{self, Act, Filter, Reason};
use store::import::State;
use testkit::{House, simulator::woo};

use crate::import::{MAIN, approve, approve_seen, bring, on_hand, preview, rows, view, writes};

const CUP: &str = "KOPP";

#[tokio::test]
async fn what_rackbeat_itself_showed_in_the_shop_never_becomes_its_stock() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    bring(&house, &shop, Some(MAIN)).await;
    house.approve(&shop).await;
    house.set(&shop, |rules| rules.cap = Some(10)).await;
    house.agreement.set_stock(CUP, 500);
    house.later(chrono::TimeDelta::minutes(5)).await;
    shop.set_stock(shop.product_id(CUP), 10);
    let before = writes(&house);
    let again = bring(&house, &shop, Some(MAIN)).await;
    assert_eq!(again.import.seen.differs, 0);
    assert_eq!(on_hand(&house, CUP), Some(500.into()));
    assert_eq!(writes(&house), before);
    let rows = rows(&house, &shop, Filter::All).await;
    let cup = rows.iter().find(|row| row.sku == CUP).unwrap();
    assert_eq!((cup.act, cup.wants_level), (Act::Link, false));
    assert_eq!(cup.reason, Some(Reason::RackbeatsOwn));
}

#[tokio::test]
async fn levels_that_an_earlier_run_set_are_not_set_again_and_those_that_failed_are() {
    let house = House::open().await;
    let outer = house.agreement.add_location("Fjernlager");
    let shop = house.new_shop("A").await;
    house.agreement.set_stock_at("TERMOS-1", outer, 100);
    shop.set_stock(shop.product_id(CUP), 9);
    shop.set_stock(shop.product_id("TERMOS-1"), 7);
    bring(&house, &shop, Some(MAIN)).await;
    assert_eq!(on_hand(&house, CUP), Some(9.into()));
    // Received there since.
    house.agreement.set_stock(CUP, 20);
    house.agreement.set_stock_at("TERMOS-1", outer, 0);
    bring(&house, &shop, Some(MAIN)).await;
    assert_eq!(on_hand(&house, CUP), Some(20.into()));
    assert_eq!(on_hand(&house, "TERMOS-1"), Some(7.into()));
}

#[tokio::test]
async fn a_stock_list_that_is_approved_after_the_preview_counts_in_the_run() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    shop.set_stock(shop.product_id(CUP), 9);
    let seen = preview(&house, &shop).await;
    assert!(seen.import.seen.differs > 0);
    let there = on_hand(&house, CUP);
    house.approve(&shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.run_jobs().await;
    assert_eq!(view(&house, &shop).await.import.state, State::Done);
    assert_eq!(on_hand(&house, CUP), there);
    let rows = rows(&house, &shop, Filter::All).await;
    let cup = rows.iter().find(|row| row.sku == CUP).unwrap();
    assert_eq!(cup.reason, Some(Reason::RackbeatsOwn));
}

#[tokio::test]
async fn of_two_previews_only_the_first_that_is_approved_sets_levels() {
    let house = House::open().await;
    let fill = |many: i64| {
        move |shop: &woo::Shop| {
            shop.add_product("NY-1", "Ny", 100.into(), Some(many));
        }
    };
    let first = house.shop_where("A", fill(7)).await;
    let second = house.shop_where("B", fill(99)).await;
    for shop in [&first, &second] {
        assert!(preview(&house, shop).await.import.offers_stock);
    }
    assert!(approve(&house, &first, Some(MAIN)).await);
    assert!(!approve(&house, &second, Some(MAIN)).await);
    let now = view(&house, &second).await.import;
    assert_eq!((now.state, now.offers_stock), (State::Ready, false));
    assert!(approve(&house, &second, None).await);
    house.run_jobs().await;
    assert_eq!(on_hand(&house, "NY-1"), Some(7.into()));
}

#[tokio::test]
async fn a_yes_to_an_older_preview_is_no_yes_to_the_newer_one() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    let old = preview(&house, &shop).await.import.id;
    shop.add_product("NY-1", "Ny", 100.into(), Some(7));
    let new = preview(&house, &shop).await.import.id;
    assert!(!approve_seen(&house, (&shop, old), None).await);
    house.run_jobs().await;
    assert_eq!(on_hand(&house, "NY-1"), None);
    assert!(approve_seen(&house, (&shop, new), None).await);
    house.run_jobs().await;
    assert!(on_hand(&house, "NY-1").is_some());
}

#[tokio::test]
async fn a_run_that_is_paused_keeps_no_figure_from_the_shop() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    shop.set_stock(shop.product_id(CUP), 9);
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    let (ctx, tenant) = (&house.ctx, house.tenant());
    assert!(import::pause(ctx, &tenant, shop.id, "kari").await.unwrap());
    house.approve(&shop).await;
    house.agreement.set_stock(CUP, 2);
    house.later(chrono::TimeDelta::minutes(10)).await;
    assert!(view(&house, &shop).await.import.paused.is_some());
    assert_eq!(shop.stock(CUP), 2);
}

#[tokio::test]
async fn a_run_whose_shop_was_let_go_of_goes_on_when_it_is_back() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        shop.add_product("NY-1", "Ny", 100.into(), Some(7));
    };
    let shop = house.shop_where("A", fill).await;
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    crate::ends::disconnect(&house, &shop).await;
    house.run_jobs().await;
    assert_eq!(on_hand(&house, "NY-1"), None);
    crate::ends::reconnect(&house, &shop).await;
    house.run_jobs().await;
    assert_eq!(view(&house, &shop).await.import.state, State::Done);
    assert_eq!(on_hand(&house, "NY-1"), Some(7.into()));
}
