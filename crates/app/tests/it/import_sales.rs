//! Sales before and during a synchronisation are neither lost nor counted twice.
use app::import::{Filter, Reason};
use chrono::TimeDelta;
use rand::{Rng, SeedableRng, rngs::StdRng};
use rust_decimal::Decimal;
use store::{import::State, lane::Track};
use testkit::{House, Shop, simulator::woo};

use crate::import::{MAIN, approve, bring, hurried, on_hand, preview, rows, view};

#[tokio::test]
async fn sold_and_booked_goods_are_on_hand_and_not_available() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    shop.set_stock(shop.product_id("KOPP"), 15);
    shop.buy("KOPP", 5);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.only_order().is_booked());
    assert_eq!(shop.stock("KOPP"), 10);
    bring(&house, &shop, Some(MAIN)).await;
    assert_eq!(on_hand(&house, "KOPP"), Some(15.into()));
    assert_eq!(house.agreement.available("KOPP"), Some(10.into()));
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(shop.stock("KOPP"), 10);
}

#[tokio::test]
async fn what_was_sold_on_the_stand_in_product_is_never_added() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        shop.add_product("NY-1", "Ny", 100.into(), Some(15));
    };
    let shop = house.shop_where("A", fill).await;
    let stand_in = |rules: &mut domain::Rules| rules.unknown_sku = domain::UnknownSku::StandIn;
    house.set(&shop, stand_in).await;
    // With goods beside it, since what Rackbeat keeps no stock of is never shipped alone.
    let draft = woo::OrderDraft::of(shop.product_id("NY-1"), 5);
    shop.place(&draft.and(shop.product_id("KOPP"), 1));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let order = house.only_order();
    assert_eq!(order.lines[0].item, "UKJENT-VARE");
    assert_eq!(shop.stock("NY-1"), 10);
    bring(&house, &shop, Some(MAIN)).await;
    assert_eq!(on_hand(&house, "NY-1"), Some(10.into()));
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(5)).await;
    assert!(shop.stock("NY-1") <= 10);
    assert!(house.agreement.ship(order.number));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(shop.stock("NY-1"), 10);
}

#[tokio::test]
async fn of_an_order_that_is_shipped_in_part_no_level_is_set() {
    let house = House::open().await;
    let shop = house.new_shop("A").await;
    shop.set_stock(shop.product_id("KOPP"), 15);
    shop.buy("KOPP", 5);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(house.agreement.ship_some(house.only_order().number, 3));
    house.wait(TimeDelta::minutes(5));
    let there = on_hand(&house, "KOPP");
    assert_ne!(there, Some(15.into()));
    bring(&house, &shop, Some(MAIN)).await;
    assert_eq!(on_hand(&house, "KOPP"), there);
    let failed = rows(&house, &shop, Filter::Failed).await;
    let cup = failed.iter().find(|row| row.sku == "KOPP").unwrap();
    assert_eq!(cup.reason, Some(Reason::ShippedInPart));
}

/// Goods in the shop whose pieces are known at every moment: what was there to begin with less what was shipped.
const GOODS: usize = 30;

#[tokio::test]
async fn sales_while_it_runs_are_neither_lost_nor_counted_twice() {
    for seed in 0..4 {
        run(seed).await;
    }
}

/// An order that stands: its id, which goods and how many pieces of them.
type Sale = (u64, usize, i64);

async fn run(seed: u64) {
    let mut dice = StdRng::seed_from_u64(seed);
    let house = hurried().await;
    let pieces: Vec<i64> = (0..GOODS).map(|_| dice.random_range(20..200)).collect();
    let fill = |shop: &woo::Shop| {
        for (number, many) in pieces.iter().enumerate() {
            shop.add_product(&format!("V-{number}"), "Vare", 100.into(), Some(*many));
        }
    };
    let shop = house.shop_where("A", fill).await;
    // Some are there already, with a figure that is somebody's guess.
    for number in 0..GOODS / 3 {
        let sku = format!("V-{number}");
        let guess = dice.random_range(0..300);
        house.agreement.add_product(&sku, "Vare", 80, guess);
    }
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    let mut sales = Vec::new();
    for _ in 0..100 {
        if view(&house, &shop).await.import.state == State::Done {
            break;
        }
        trade(&house, &shop, &mut sales, &mut dice).await;
        // A stretch of the run, cut off anywhere; the rest is taken over.
        let waits = dice.random_range(50..500);
        house.run_track_until_killed(Track::Bulk, waits).await;
        house.wait(TimeDelta::seconds(70));
    }
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(30)).await;
    let done = view(&house, &shop).await.import;
    assert_eq!(done.state, State::Done, "seed {seed}: {done:?}");
    assert_eq!(done.did.failed, 0, "seed {seed}");
    for (number, many) in pieces.iter().enumerate() {
        let sold = sales.iter().filter(|sale| sale.1 == number);
        let sold: i64 = sold.map(|sale| sale.2).sum();
        let sku = format!("V-{number}");
        let shown = shop.stock(&sku);
        assert_eq!(shown, many - sold, "seed {seed}, {sku} in the shop");
        let there = on_hand(&house, &sku);
        assert_eq!(there, Some(Decimal::from(*many)), "seed {seed}, {sku}");
        let available = house.agreement.available(&sku);
        let left = Some(Decimal::from(many - sold));
        assert_eq!(available, left, "seed {seed}, {sku} available");
    }
}

/// Somebody buys, cancels, or Varebro hears of it; or nothing happens.
async fn trade(house: &House, shop: &Shop, sales: &mut Vec<Sale>, dice: &mut StdRng) {
    match dice.random_range(0..4) {
        0 => {
            let number = dice.random_range(0..GOODS);
            let many = dice.random_range(1..4);
            sales.push((shop.buy(&format!("V-{number}"), many), number, many));
        }
        1 if !sales.is_empty() => {
            let one = dice.random_range(0..sales.len());
            if shop.set_status(sales[one].0, "cancelled") {
                sales.remove(one);
            }
        }
        2 => {
            house.deliver_webhooks(&[shop]).await;
            house
                .run_track_until_killed(Track::Realtime, usize::MAX)
                .await;
        }
        _ => {}
    }
}
