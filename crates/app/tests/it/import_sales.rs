//! Sales before and during a synchronisation are neither lost nor counted twice.
use chrono::TimeDelta;
use rand::{Rng, SeedableRng, rngs::StdRng};
use rust_decimal::Decimal;
use store::{import::State, lane::Track};
use testkit::House;

use crate::import::{MAIN, approve, bring, hurried, on_hand, preview, view};

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

/// Goods in the shop whose pieces are known at every moment: what was there to begin with less what was shipped.
const GOODS: usize = 30;

#[tokio::test]
async fn sales_while_it_runs_are_neither_lost_nor_counted_twice() {
    for seed in 0..4 {
        run(seed).await;
    }
}

async fn run(seed: u64) {
    let mut dice = StdRng::seed_from_u64(seed);
    let house = hurried().await;
    let mut pieces: Vec<i64> = (0..GOODS).map(|_| dice.random_range(20..200)).collect();
    let fill = |shop: &testkit::simulator::woo::Shop| {
        for (number, many) in pieces.iter().enumerate() {
            shop.add_product(&format!("V-{number}"), "Vare", 100.into(), Some(*many));
        }
    };
    let shop = house.shop_where("A", fill).await;
    // Some are there already, with a figure that is somebody's guess.
    for number in 0..GOODS / 3 {
        let guess = dice.random_range(0..300);
        house
            .agreement
            .add_product(&format!("V-{number}"), "Vare", 80, guess);
    }
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    let mut orders = Vec::new();
    for _ in 0..100 {
        if view(&house, &shop).await.import.state == State::Done {
            break;
        }
        match dice.random_range(0..4) {
            0 => {
                let number = dice.random_range(0..GOODS);
                let many = dice.random_range(1..4);
                orders.push((shop.buy(&format!("V-{number}"), many), number, many, false));
            }
            1 if !orders.is_empty() => {
                let one = dice.random_range(0..orders.len());
                let (id, _, _, shipped) = orders[one];
                if !shipped && shop.set_status(id, "cancelled") {
                    orders.remove(one);
                }
            }
            2 => {
                house.deliver_webhooks(&[&shop]).await;
                house
                    .run_track_until_killed(Track::Realtime, usize::MAX)
                    .await;
            }
            _ => {}
        }
        // A stretch of the run, cut off anywhere; the rest is taken over.
        house
            .run_track_until_killed(Track::Bulk, dice.random_range(50..500))
            .await;
        house.wait(TimeDelta::seconds(70));
    }
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(30)).await;
    let done = view(&house, &shop).await.import;
    assert_eq!(done.state, State::Done, "seed {seed}: {done:?}");
    assert_eq!(done.did.failed, 0, "seed {seed}");
    for (number, many) in pieces.iter_mut().enumerate() {
        let sku = format!("V-{number}");
        let sold: i64 = orders
            .iter()
            .filter(|one| one.1 == number)
            .map(|one| one.2)
            .sum();
        assert_eq!(
            shop.stock(&sku),
            *many - sold,
            "seed {seed}, {sku} in the shop"
        );
        assert_eq!(
            on_hand(&house, &sku),
            Some(Decimal::from(*many)),
            "seed {seed}, {sku}"
        );
        let available = house.agreement.available(&sku);
        assert_eq!(
            available,
            Some(Decimal::from(*many - sold)),
            "seed {seed}, {sku}"
        );
    }
}
