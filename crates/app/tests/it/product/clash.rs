//! Numbers that more than one would be master of, and SKUs that cannot be numbers.
use chrono::TimeDelta;
use domain::{ProductMaster, link::Tie};
use serde_json::json;
use store::product_link;
use testkit::{House, simulator::woo};

use super::{WHO, choose, item, settle};

#[tokio::test]
async fn the_first_shop_keeps_a_number_until_it_is_handed_over() {
    let house = House::open().await;
    let (a, b) = (house.shop("A").await, house.shop("B").await);
    choose(&house, &a, ProductMaster::WooCommerce).await;
    choose(&house, &b, ProductMaster::WooCommerce).await;
    settle(&house, &[&a, &b]).await;
    assert_eq!(house.count("refusal-claimed-by-other-shop").await, 3);
    assert!(b.change_product(b.product_id("KOPP"), &json!({ "name": "Fra B" })));
    settle(&house, &[&a, &b]).await;
    assert_eq!(item(&house, "KOPP").name, "Kaffekopp");

    let tenant = house.tenant();
    let handed = app::product::hand_over(&house.ctx, &tenant, (b.id, "KOPP"), WHO);
    assert!(handed.await.unwrap());
    settle(&house, &[&a, &b]).await;
    assert_eq!(item(&house, "KOPP").name, "Fra B");
    assert!(a.change_product(a.product_id("KOPP"), &json!({ "name": "Fra A" })));
    settle(&house, &[&a, &b]).await;
    assert_eq!(item(&house, "KOPP").name, "Fra B");

    // The rest falls to the other when its master lets go.
    assert!(b.change_product(b.product_id("TERMOS-1"), &json!({ "name": "Bs termos" })));
    choose(&house, &a, ProductMaster::None).await;
    settle(&house, &[&a, &b]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(item(&house, "TERMOS-1").name, "Bs termos");
}

#[tokio::test]
async fn a_long_sku_is_listed_and_can_be_tied_to_a_number_by_hand_or_from_a_file() {
    const LONG: &str = "EN-SKU-SOM-ER-LENGRE-ENN-25";
    const OTHER: &str = "ENDA-EN-SKU-SOM-ER-FOR-LANG";
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        shop.add_product(LONG, "Lang", 125.into(), Some(1));
        shop.add_product(OTHER, "Lang to", 250.into(), Some(1));
        shop.add_product("", "Uten", 10.into(), Some(1));
        shop.add_product("kopp-liten", "Liten", 10.into(), Some(1));
    };
    house.agreement.add_product("KOPP-LITEN", "Liten", 10, 5);
    let shop = house.shop_where("A", fill).await;
    // The sweep that came with the connection was before that item.
    house.later(TimeDelta::minutes(2)).await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    let counts = product_link::counts(&house.tenant(), shop.id)
        .await
        .unwrap();
    for listed in [(Tie::TooLong, 2), (Tie::NoSku, 1), (Tie::DiffersInCase, 1)] {
        assert!(counts.contains(&listed), "{counts:?}");
    }
    let file = format!("SKU;Nummer\n{LONG};KORT-1\nFINNES-IKKE;X\n{OTHER};KORT-2\nbare-en\n");
    let tenant = house.tenant();
    let tied = app::product::tie_lines(&house.ctx, &tenant, (shop.id, WHO), file.as_bytes());
    let tied = tied.await.unwrap().unwrap();
    let fault = |line, text: &str, why| app::product::Fault {
        line,
        text: text.to_owned(),
        why,
    };
    let sku = "FINNES-IKKE".to_owned();
    let faults = vec![
        fault(3, "FINNES-IKKE;X", app::product::Why::UnknownSku { sku }),
        fault(5, "bare-en", app::product::Why::Unreadable),
    ];
    assert_eq!(tied, app::product::Tied { count: 2, faults });
    settle(&house, &[&shop]).await;
    assert_eq!(item(&house, "KORT-1").sales_price, 100.into());
    assert_eq!(item(&house, "KORT-2").name, "Lang to");
    let unreadable =
        app::product::tie_lines(&house.ctx, &tenant, (shop.id, WHO), b"\xff\xd8 no text");
    assert_eq!(unreadable.await.unwrap(), None);
}
