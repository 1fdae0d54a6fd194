//! One shop is the master, another follows Rackbeat: an edit in the first reaches the second, once.
use chrono::TimeDelta;
use domain::ProductMaster;
use serde_json::json;
use testkit::House;

use super::{choose, field, item, price, settle, writes};

#[tokio::test]
async fn an_edit_in_the_master_reaches_the_other_shop_once_and_without_echo() {
    let house = House::open().await;
    let (a, b) = (house.shop("A").await, house.shop("B").await);
    choose(&house, &a, ProductMaster::WooCommerce).await;
    choose(&house, &b, ProductMaster::Rackbeat).await;
    settle(&house, &[&a, &b]).await;
    house.later(TimeDelta::minutes(20)).await;
    let before = writes(&house, &[&a, &b]);

    let id = a.product_id("KOPP");
    assert!(a.change_product(id, &json!({ "name": "Krus", "regular_price": "250" })));
    settle(&house, &[&a, &b]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(item(&house, "KOPP").sales_price, 200.into());
    assert_eq!(
        (field(&b, "KOPP", "name"), price(&b, "KOPP")),
        ("Krus".into(), 250.into())
    );
    house.later(TimeDelta::hours(2)).await;
    assert_eq!(
        writes(&house, &[&a, &b]),
        before + 2,
        "one in Rackbeat, one in the other shop"
    );

    // A new one goes the whole way too.
    a.add_product("NY-1", "Lampe", 125.into(), Some(3));
    settle(&house, &[&a, &b]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(item(&house, "NY-1").sales_price, 100.into());
    assert_eq!(
        (field(&b, "NY-1", "name"), price(&b, "NY-1")),
        ("Lampe".into(), 125.into())
    );
}
