//! Killed anywhere on a product's way, it is made once at each end and looked at until it is there.
use chrono::TimeDelta;
use domain::ProductMaster;
use serde_json::json;
use testkit::{House, Shop};

use super::{choose, item, price, settle};

/// Points at which a turn is killed: so many waits after it began.
const POINTS: usize = 24;
const APART: usize = 9;

#[tokio::test]
async fn killed_anywhere_a_product_is_made_once_in_rackbeat_and_once_in_the_other_shop() {
    let house = House::open().await;
    let (master, follower) = (house.shop("A").await, house.shop("B").await);
    choose(&house, &master, ProductMaster::WooCommerce).await;
    choose(&house, &follower, ProductMaster::Rackbeat).await;
    settle(&house, &[&master, &follower]).await;
    for point in 0..POINTS {
        let sku = format!("K-{point}");
        let id = master.add_product(&sku, "Vare", 100.into(), Some(1));
        house.deliver_webhooks(&[&master]).await;
        let waits = point * APART;
        house.run_until_killed(waits).await;
        // Whoever died holds the lane until its lease has run out.
        house.wait(TimeDelta::seconds(61));
        assert!(master.change_product(id, &json!({ "regular_price": "125" })));
        house.deliver_webhooks(&[&master, &follower]).await;
        house.run_until_killed(waits / 2).await;
        house.wait(TimeDelta::seconds(61));
        house.run_jobs().await;
    }
    house.later(TimeDelta::minutes(40)).await;
    settle(&house, &[&master, &follower]).await;
    for point in 0..POINTS {
        let sku = format!("K-{point}");
        assert_eq!(item(&house, &sku).sales_price, 100.into(), "{sku}");
        assert_eq!(price(&follower, &sku), 125.into(), "{sku}");
        assert_eq!(holders(&follower, &sku), 1, "{sku}");
    }
}

fn holders(shop: &Shop, sku: &str) -> usize {
    let products = shop.product_ids().into_iter();
    let products = products.filter_map(|id| shop.product(id));
    products.filter(|product| product["sku"] == sku).count()
}
