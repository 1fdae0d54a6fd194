//! Many edits on the sides that may edit: in the end both agree, and then nothing is written any more.
use chrono::TimeDelta;
use domain::ProductMaster;
use rackbeat::ProductChange;
use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use rust_decimal::Decimal;
use serde_json::json;
use testkit::{House, Shop};

use super::{choose, edit, item, price, settle, writes};

/// Half in the shop that is a master, half in Rackbeat's own goods.
const EDITS: usize = 1_000;
/// Debug builds are slow, so a commit is judged by fewer.
const FEWER: usize = 120;

const NAMES: [&str; 5] = ["Lampe", "Stol &amp; bord", "Kopp «blå»", "Æøå", "Vare 5"];

#[tokio::test]
async fn after_a_thousand_edits_both_ends_agree_and_three_sweeps_write_nothing() {
    let edits = if std::env::var_os("VAREBRO_TEST_LONG").is_some() {
        EDITS
    } else {
        FEWER
    };
    let mut dice = StdRng::seed_from_u64(7);
    let house = House::open().await;
    let (master, follower) = (house.shop("A").await, house.shop("B").await);
    for number in 0..8 {
        master.add_product(&format!("A-{number}"), "Vare", 100.into(), Some(5));
    }
    choose(&house, &master, ProductMaster::WooCommerce).await;
    choose(&house, &follower, ProductMaster::Rackbeat).await;
    for number in 0..8 {
        house
            .agreement
            .add_product(&format!("R-{number}"), "Vare", 80, 5);
    }
    house.ask(master.id, store::inbox::Kind::Index, "").await;
    settle(&house, &[&master, &follower]).await;
    house.later(TimeDelta::minutes(20)).await;
    for done in 0..edits {
        let (name, cents) = (
            NAMES.choose(&mut dice).unwrap(),
            dice.random_range(1..100_000),
        );
        let amount = Decimal::new(cents, 2);
        let number = dice.random_range(0..8);
        if dice.random_bool(0.5) {
            let id = master.product_id(&format!("A-{number}"));
            let fields = json!({ "name": name, "regular_price": amount.to_string() });
            assert!(master.change_product(id, &fields));
        } else {
            let change = ProductChange {
                name: Some(format!("{name} {number}")),
                sales_price: Some(amount),
                description: Some(format!("<p>{name}</p>")),
                is_barred: None,
            };
            edit(&house, &format!("R-{number}"), change).await;
        }
        if dice.random_bool(0.1) {
            master.lose_webhooks();
        }
        if done % 10 == 9 {
            settle(&house, &[&master, &follower]).await;
        }
    }
    settle(&house, &[&master, &follower]).await;
    house.later(TimeDelta::minutes(40)).await;
    agree(&house, &master, &follower);

    let before = writes(&house, &[&master, &follower]);
    for _ in 0..3 {
        house.later(TimeDelta::minutes(20)).await;
    }
    assert_eq!(writes(&house, &[&master, &follower]), before);
}

fn agree(house: &House, master: &Shop, follower: &Shop) {
    for number in 0..8 {
        let sku = format!("A-{number}");
        let held = item(house, &sku);
        assert_eq!(price(follower, &sku), price(master, &sku), "{sku}");
        let there = held.sales_price * Decimal::new(125, 2);
        let there = there.round_dp(2);
        assert_eq!(there, price(master, &sku), "{sku}");
        let name = super::field(master, &sku, "name");
        assert_eq!(super::field(follower, &sku, "name"), name);
        assert_eq!(held.name.replace('&', "&amp;"), name);
    }
    for number in 0..8 {
        let sku = format!("R-{number}");
        let held = item(house, &sku);
        let asked = held.sales_price * Decimal::new(125, 2);
        let asked =
            asked.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        assert_eq!(price(follower, &sku), asked, "{sku}");
        let wanted = held.description.unwrap_or_default();
        let shown = super::field(follower, &sku, "description");
        assert!(
            wanted.is_empty() || shown.contains(wanted.trim()),
            "{sku}: {shown} is not {wanted}"
        );
    }
}
