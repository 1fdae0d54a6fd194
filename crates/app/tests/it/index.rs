//! The index: what is linked, what is listed and why, and what follows when either side changes.
use chrono::TimeDelta;
use domain::link::Tie;
use serde_json::json;
use store::{inbox::Kind, product_link};
use testkit::{House, Shop, simulator::woo};

use crate::import::{MAIN, approve, on_hand, preview};

async fn tie_of(house: &House, shop: &Shop, sku: &str) -> Option<Tie> {
    let filter = product_link::Filter::default();
    let links = product_link::page(&house.tenant(), shop.id, &filter, 500)
        .await
        .unwrap();
    links
        .into_iter()
        .find(|link| link.sku == sku)
        .map(|link| link.state)
}

#[tokio::test]
async fn products_are_linked_by_exact_sku_and_the_rest_is_listed() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        shop.add_product("", "Uten", 10.into(), Some(1));
        shop.add_product("kopp-liten", "Liten", 10.into(), Some(1));
        shop.add_product("EN-SKU-SOM-ER-LENGRE-ENN-25", "Lang", 10.into(), Some(1));
        shop.add_product("UKJENT", "Ukjent", 10.into(), Some(1));
    };
    house.agreement.add_product("KOPP-LITEN", "Liten", 10, 5);
    let shop = house.shop_where("A", fill).await;
    house.approve(&shop).await;
    // The sweep that came with the connection was before this item.
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(tie_of(&house, &shop, "KOPP").await, Some(Tie::Linked));
    assert_eq!(tie_of(&house, &shop, "").await, Some(Tie::NoSku));
    assert_eq!(
        tie_of(&house, &shop, "kopp-liten").await,
        Some(Tie::DiffersInCase)
    );
    assert_eq!(
        tie_of(&house, &shop, "EN-SKU-SOM-ER-LENGRE-ENN-25").await,
        Some(Tie::TooLong)
    );
    assert_eq!(tie_of(&house, &shop, "UKJENT").await, Some(Tie::Unknown));
    assert_eq!(
        shop.stock("kopp-liten"),
        1,
        "what is not linked is not written"
    );

    // Made in Rackbeat: the next sweep links it and its figure is written.
    house.agreement.add_product("UKJENT", "Ukjent", 10, 8);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(tie_of(&house, &shop, "UKJENT").await, Some(Tie::Linked));
    assert_eq!(shop.stock("UKJENT"), 8);
}

#[tokio::test]
async fn variations_with_their_own_numbers_have_their_own_figures() {
    for (name, old) in [("Ny", false), ("Gammel", true)] {
        let house = House::open().await;
        for color in ["R", "B"] {
            house
                .agreement
                .add_product(&format!("SEKK-{color}"), "Sekk", 10, 6);
        }
        let shop = if old {
            house.old_shop(name).await
        } else {
            house.shop(name).await
        };
        shop.add_variable(
            "SEKK",
            "Sekk",
            10.into(),
            &[("SEKK-R", "Rød", 1), ("SEKK-B", "Blå", 2)],
        );
        house.ask(shop.id, Kind::Index, "").await;
        house.later(TimeDelta::minutes(2)).await;
        assert_eq!((shop.stock("SEKK-R"), shop.stock("SEKK-B")), (6, 6));
        assert!(
            shop.calls().of("variations.batch") > 0,
            "{:?}",
            shop.calls().by_kind()
        );
    }
}

#[tokio::test]
async fn a_parent_that_counts_for_its_variations_is_written_once_if_it_has_the_number() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.agreement.add_product("FELLES", "Felles", 10, 6);
    house.agreement.add_product("TRØYE-S", "Trøye", 10, 6);
    let counts = json!({ "manage_stock": true, "stock_quantity": 3 });
    for (parent, variations) in [
        ("FELLES", [("", "Rød"), ("", "Blå")]),
        ("TRØYE", [("TRØYE-S", "S"), ("TRØYE-M", "M")]),
    ] {
        let id = shop.add(
            0,
            &json!({ "sku": parent, "name": parent, "type": "variable",
            "attributes": [{ "name": "Valg", "visible": true, "variation": true,
                "options": [variations[0].1, variations[1].1] }] }),
        );
        assert!(shop.change_product(id, &counts));
        for (sku, option) in variations {
            let fields = json!({ "sku": sku, "regular_price": "10",
                "attributes": [{ "name": "Valg", "option": option }] });
            assert_ne!(shop.add(id, &fields), 0);
        }
    }
    house.ask(shop.id, Kind::Index, "").await;
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(shop.stock("FELLES"), 6);
    assert_eq!(shop.stock("TRØYE"), 3, "one common figure cannot be true");
    assert_eq!(house.count("outcome-stock-on-parent").await, 1);
    assert_eq!(house.count("outcome-number-held-twice").await, 0);
}

#[tokio::test]
async fn a_number_held_twice_is_written_to_neither() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.agreement.add_product("TO", "To", 10, 5);
    let first = shop.add_product("TO", "Kopp", 10.into(), Some(66));
    let second = shop.add_product("EN-SKU-SOM-ER-LENGRE-ENN-25", "Kopp", 10.into(), Some(77));
    house.ask(shop.id, Kind::Index, "").await;
    house.run_jobs().await;
    // The owner ties the long one to the number that another product has already.
    let tenant = house.tenant();
    let ids = [second.cast_signed()].into();
    let link = product_link::of_products(&tenant, shop.id, &ids)
        .await
        .unwrap()
        .remove(0);
    let change = tenant.begin().await.unwrap();
    product_link::tie_by_hand(&change, link.id, Some("TO"), "kari@nordlys.no")
        .await
        .unwrap();
    change.commit().await.unwrap();
    assert!(shop.set_stock(first, 66));
    house.ask(shop.id, Kind::Index, "").await;
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(
        (shop.stock_of(first), shop.stock_of(second)),
        (Some(66), Some(77))
    );
    assert_eq!(house.count("outcome-number-held-twice").await, 2);
}

#[tokio::test]
async fn stock_is_switched_on_only_when_the_owner_says_so() {
    let house = House::open().await;
    house.agreement.add_product("LØS", "Løs", 10, 5);
    let loose = |shop: &woo::Shop| {
        shop.add_product("LØS", "Løs", 10.into(), None);
    };
    let shop = house.shop_where("A", loose).await;
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(3)).await;
    let id = shop.product_id("LØS");
    assert_eq!(shop.stock_of(id), None);
    assert_eq!(house.count("outcome-stock-not-managed").await, 1);
    app::stock::manage(&house.ctx, &house.tenant(), shop.id, "kari@nordlys.no")
        .await
        .unwrap();
    house.run_jobs().await;
    assert_eq!(shop.stock_of(id), Some(5));
}

#[tokio::test]
async fn a_product_given_the_right_sku_is_linked_by_the_shops_own_hint() {
    let house = House::open().await;
    house.agreement.add_product("FAT-1", "Fat", 10, 5);
    let shop = house.shop("A").await;
    let id = shop.add_product("FAT-ONE", "Fat", 10.into(), Some(1));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert_eq!(tie_of(&house, &shop, "FAT-ONE").await, Some(Tie::Unknown));
    assert!(shop.change_product(id, &json!({ "sku": "FAT-1" })));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(tie_of(&house, &shop, "FAT-1").await, Some(Tie::Linked));
    assert_eq!(shop.stock("FAT-1"), 5);
    // News of what we wrote a moment ago is taken for an echo, and read a little later.
    assert!(shop.delete_product(id, false));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(tie_of(&house, &shop, "FAT-1").await, None);
}

#[tokio::test]
async fn a_new_shop_beside_an_empty_rackbeat_is_left_as_it_is() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        for number in 0..120 {
            shop.add_product(&format!("VARE-{number}"), "Vare", 12.into(), Some(9));
        }
    };
    let shop = house.shop_where("A", fill).await;
    house.wait(TimeDelta::hours(30));
    house.run_jobs().await;
    assert_eq!(shop.stock("VARE-119"), 9);
    assert_eq!(shop.calls().of("products.batch"), 0);
    let counts = product_link::counts(&house.tenant(), shop.id)
        .await
        .unwrap();
    assert!(counts.contains(&(Tie::Unknown, 120)), "{counts:?}");
}

#[tokio::test]
async fn a_figure_that_a_synchronisation_read_in_the_shop_is_not_written_there_though_the_list_is_old()
 {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        shop.add_product("UKJENT", "Ukjent", 10.into(), Some(4));
    };
    let shop = house.shop_where("A", fill).await;
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(2)).await;
    preview(&house, &shop).await;
    house.wait(TimeDelta::minutes(11));
    let before = shop.calls().of("products.batch");
    assert!(approve(&house, &shop, Some(MAIN)).await);
    house.run_jobs().await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(on_hand(&house, "UKJENT"), Some(4.into()));
    assert_eq!(tie_of(&house, &shop, "UKJENT").await, Some(Tie::Linked));
    assert_eq!(shop.calls().of("products.batch"), before);
}

/// An approved shop of twenty more goods.
async fn twenty() -> (House, Shop) {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        for number in 0..20 {
            shop.add_product(&format!("VARE-{number}"), "Vare", 12.into(), Some(9));
        }
    };
    for number in 0..20 {
        house
            .agreement
            .add_product(&format!("VARE-{number}"), "Vare", 10, 9);
    }
    let shop = house.shop_where("A", fill).await;
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(6)).await;
    (house, shop)
}

#[tokio::test]
async fn a_list_that_lost_much_is_not_believed_while_the_products_are_there() {
    let (house, shop) = twenty().await;
    let half = shop.product_ids();
    let half = half[half.len() / 2];
    for (hidden, told) in [(0, 1), (half, 1)] {
        shop.set_up(|setup| setup.hides_from = Some(hidden));
        for _ in 0..2 {
            house.wait(TimeDelta::hours(24));
            house.later(TimeDelta::minutes(6)).await;
            assert_eq!(tie_of(&house, &shop, "KOPP").await, Some(Tie::Linked));
            assert_eq!(tie_of(&house, &shop, "VARE-19").await, Some(Tie::Linked));
        }
        assert_eq!(house.count("outcome-product-list-doubted").await, told);
    }
    house.agreement.set_stock("KOPP", 25);
    house.agreement.set_stock("VARE-19", 26);
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!((shop.stock("KOPP"), shop.stock("VARE-19")), (25, 26));
}

#[tokio::test]
async fn what_really_went_is_gone_when_the_products_were_asked_for() {
    let (house, shop) = twenty().await;
    for (number, id) in shop.product_ids().into_iter().enumerate() {
        // Some are trashed, the others deleted, and nobody is told.
        assert!(shop.delete_product(id, number % 2 == 0));
    }
    shop.lose_webhooks();
    house.ask(shop.id, Kind::Index, "night").await;
    house.run_jobs().await;
    assert_eq!(tie_of(&house, &shop, "KOPP").await, Some(Tie::Linked));
    house.wait(TimeDelta::hours(24));
    house.later(TimeDelta::minutes(6)).await;
    assert_eq!(tie_of(&house, &shop, "KOPP").await, None, "gone");
    assert_eq!(house.count("outcome-product-list-doubted").await, 1);
}

#[tokio::test]
async fn what_a_person_tied_is_tied_still_when_it_comes_back_from_the_bin() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let long = "EN-SKU-SOM-ER-LENGRE-ENN-25";
    house.agreement.add_product("KORT", "Kort", 10, 5);
    let id = shop.add_product(long, "Lang", 10.into(), Some(1));
    house.ask(shop.id, Kind::Index, "").await;
    house.later(TimeDelta::minutes(2)).await;
    let (ctx, tenant, of) = (&house.ctx, house.tenant(), (shop.id, id.cast_signed()));
    assert!(
        app::index::tie(ctx, &tenant, of, "KORT", "kari@nordlys.no")
            .await
            .unwrap()
    );
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(shop.stock(long), 5);

    assert!(shop.delete_product(id, false));
    house.ask(shop.id, Kind::Index, "").await;
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(tie_of(&house, &shop, long).await, None, "gone");
    assert!(shop.restore_product(id));
    house.agreement.set_stock("KORT", 8);
    house.ask(shop.id, Kind::Index, "").await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(tie_of(&house, &shop, long).await, Some(Tie::Linked));
    assert_eq!(shop.stock(long), 8);
}
