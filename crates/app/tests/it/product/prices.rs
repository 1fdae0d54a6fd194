//! Prices there and back: a shop that enters them with VAT, one without, and every rate of VAT.
use chrono::TimeDelta;
use domain::ProductMaster;
use serde_json::json;
use testkit::{
    House,
    build::dec,
    simulator::{Fault, Rule, woo},
};

use super::{choose, item, price, settle};
use crate::import::{MAIN, approve, preview};

/// Tax classes of the simulated shop and what becomes of 199.90 in each, where prices are entered with VAT.
const CLASSES: [(&str, &str, &str); 3] = [
    ("", "taxable", "159.92"),
    ("reduced-rate", "taxable", "173.826087"),
    ("", "none", "199.9"),
];

#[tokio::test]
async fn a_price_carried_to_rackbeat_and_back_is_the_same_to_the_ore() {
    for with_vat in [true, false] {
        let house = House::open().await;
        let fill = |shop: &woo::Shop| {
            shop.set_up(|setup| setup.prices_include_tax = with_vat);
            for (number, (class, status, _)) in CLASSES.iter().enumerate() {
                let fields = json!({ "sku": format!("P-{number}"), "name": "Vare",
                    "regular_price": "199.90", "tax_class": class, "tax_status": status,
                    "manage_stock": true, "stock_quantity": 1 });
                assert_ne!(shop.add(0, &fields), 0);
            }
        };
        let shop = house.shop_where("A", fill).await;
        choose(&house, &shop, ProductMaster::WooCommerce).await;
        settle(&house, &[&shop]).await;
        for (number, (_, _, there)) in CLASSES.iter().enumerate() {
            let expected = if with_vat { dec(there) } else { dec("199.9") };
            let held = item(&house, &format!("P-{number}")).sales_price;
            assert_eq!(
                held.normalize(),
                expected.normalize(),
                "class {number}, with VAT: {with_vat}"
            );
        }
        let before = shop.calls().of("products.batch");
        choose(&house, &shop, ProductMaster::Rackbeat).await;
        house.later(TimeDelta::minutes(20)).await;
        for number in 0..CLASSES.len() {
            assert_eq!(price(&shop, &format!("P-{number}")), dec("199.90"));
        }
        assert_eq!(
            shop.calls().of("products.batch"),
            before,
            "nothing differs, so nothing is written"
        );
    }
}

#[tokio::test]
async fn odd_prices_and_texts_have_their_sentences_and_stop_nothing_else() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        for (sku, price) in [
            ("TOM", ""),
            ("NULL", "0"),
            ("LANG", "12.345678901234"),
            ("GOD", "125"),
        ] {
            let fields = json!({ "sku": sku, "name": "<b>Fet</b> &lt;vare&gt; 🎁", "regular_price": price,
                "description": "<script>x</script><p>Lang</p>".repeat(400) });
            assert_ne!(shop.add(0, &fields), 0);
        }
        // A class that nobody has given a rate.
        let fields = json!({ "sku": "KLASSE", "name": "Uten sats", "regular_price": "125",
            "tax_class": "zero-rate" });
        assert_ne!(shop.add(0, &fields), 0);
    };
    let shop = house.shop_where("A", fill).await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    assert_eq!(item(&house, "GOD").name, "Fet <vare> 🎁");
    assert_eq!(item(&house, "NULL").sales_price, 0.into());
    assert!(house.agreement.item("TOM").is_none());
    assert!(house.agreement.item("KLASSE").is_none());
    assert_eq!(house.count("refusal-price-missing").await, 1);
    assert_eq!(house.count("refusal-no-vat-rate").await, 1);
    // Rackbeat keeps six decimals.
    assert_eq!(item(&house, "LANG").sales_price, dec("9.876543"));
}

#[tokio::test]
async fn a_check_by_hand_that_finds_vat_turned_off_moves_the_prices() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    choose(&house, &shop, ProductMaster::WooCommerce).await;
    settle(&house, &[&shop]).await;
    let (before, entered) = (item(&house, "KOPP").sales_price, price(&shop, "KOPP"));
    assert_ne!(before.normalize(), entered.normalize());
    shop.set_up(|setup| setup.prices_include_tax = false);
    // One whose prices could not be read: what was known of them is not forgotten.
    shop.trouble()
        .add(Rule::once(Fault::Http(500)).only("taxes.list"));
    let tenant = house.tenant();
    let check = || app::shop::check_again(&house.ctx, &tenant, shop.id);
    assert!(check().await.unwrap().prices.unwrap().include_tax);
    assert!(!check().await.unwrap().prices.unwrap().include_tax);
    house.run_jobs().await;
    assert_eq!(
        item(&house, "KOPP").sales_price.normalize(),
        entered.normalize()
    );
}

#[tokio::test]
async fn a_shop_that_changed_what_its_prices_mean_is_asked_before_anything_goes_by_them() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        shop.add_product("NY", "Ny", 100.into(), Some(1));
    };
    let shop = house.shop_where("A", fill).await;
    house.approve(&shop).await;
    house.wait(TimeDelta::hours(2));
    house.run_jobs().await;
    // It has no master, and its owner enters prices without VAT from now on.
    shop.set_up(|setup| setup.prices_include_tax = false);
    preview(&house, &shop).await;
    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(item(&house, "NY").sales_price.normalize(), 100.into());

    // With VAT again, and Rackbeat becomes the master at once.
    shop.set_up(|setup| setup.prices_include_tax = true);
    choose(&house, &shop, ProductMaster::Rackbeat).await;
    settle(&house, &[&shop]).await;
    assert_eq!(price(&shop, "NY"), 125.into());
}

#[tokio::test]
async fn at_night_every_shop_is_asked_where_it_is_and_what_it_taxes_by() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.set_up(|setup| {
        setup.base = "DK".to_owned();
        setup.prices_include_tax = false;
    });
    house.wait(TimeDelta::hours(24));
    house.run_jobs().await;
    let row = store::shop::find(&house.tenant(), shop.id).await.unwrap();
    let facts = app::shop::facts(&row);
    assert_eq!(facts.base_country, "DK");
    assert!(!facts.prices_include_tax && !facts.prices.unwrap().include_tax);
}
