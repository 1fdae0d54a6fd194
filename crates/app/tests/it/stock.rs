//! One stock in every shop: Rackbeat's figure less what is in flight, written only where it differs.
use chrono::TimeDelta;
use domain::Outcome;
use store::{inbox::Kind, stock_level};
use testkit::{House, Shop};

/// Two approved shops that show what Rackbeat has.
async fn two_shops(house: &House) -> (Shop, Shop) {
    let (a, b) = (house.shop("A").await, house.shop("B").await);
    // A poll after the first writes: what comes now comes after them.
    house.later(TimeDelta::minutes(6)).await;
    (a, b)
}

async fn sell(house: &House, shop: &Shop, sku: &str, pieces: i64) {
    shop.buy(sku, pieces);
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
}

#[tokio::test]
async fn a_sale_in_one_shop_lowers_the_other_and_only_the_other() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    a.calls().forget();
    b.calls().forget();
    sell(&house, &a, "KOPP", 3).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (7, 7));
    assert_eq!(
        a.calls().of("products.batch"),
        0,
        "the selling shop is right already"
    );
    assert_eq!(b.calls().of("products.batch"), 1);
    assert_eq!(b.calls().of("orders.list"), 1, "one look before the write");
    assert_eq!(b.calls().total(), 2, "{:?}", b.calls().by_kind());
    let log = house.outcomes_of(b.id).await;
    let written = log.iter().any(|outcome| {
        matches!(outcome, Outcome::StockWritten { changes }
            if changes.len() == 1 && changes[0].before == Some(10) && changes[0].after == 7)
    });
    assert!(written, "{log:?}");
}

#[tokio::test]
async fn the_last_piece_is_gone_everywhere_even_while_rackbeat_is_down() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    house.rackbeat.go_down();
    sell(&house, &a, "KOPP", 10).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (0, 0));
    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::minutes(10)).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (0, 0));
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn a_figure_changed_in_rackbeat_reaches_every_shop() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    house.agreement.set_stock("KOPP", 25);
    house.ask(store::ShopId::nil(), Kind::Item, "KOPP").await;
    house.run_jobs().await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (25, 25));
}

#[tokio::test]
async fn a_lost_hint_is_found_by_the_sweep() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    house.agreement.set_stock("KOPP", 4);
    house.agreement.set_stock("TERMOS-1", 41);
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (4, 4));
    assert_eq!((a.stock("TERMOS-1"), b.stock("TERMOS-1")), (41, 41));
}

#[tokio::test]
async fn many_hints_are_read_by_pages_and_few_by_number() {
    let house = House::open().await;
    two_shops(&house).await;
    for number in 0..9 {
        house
            .agreement
            .add_product(&format!("NY-{number}"), "Ny", 10, 1);
    }
    house.rackbeat.calls().forget();
    for number in 0..9 {
        house
            .ask(store::ShopId::nil(), Kind::Item, format!("NY-{number}"))
            .await;
    }
    house.run_jobs().await;
    let calls = house.rackbeat.calls();
    assert_eq!(
        (calls.of("items.list"), calls.of("items.get")),
        (1, 0),
        "{:?}",
        calls.by_kind()
    );
    calls.forget();
    house.ask(store::ShopId::nil(), Kind::Item, "KOPP").await;
    house.ask(store::ShopId::nil(), Kind::Item, "NY-1").await;
    house.run_jobs().await;
    assert_eq!(
        (calls.of("items.list"), calls.of("items.get")),
        (0, 2),
        "{:?}",
        calls.by_kind()
    );
}

#[tokio::test]
async fn a_booked_order_is_counted_once_and_shipping_it_changes_nothing() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    sell(&house, &a, "KOPP", 3).await;
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (7, 7));
    let order = house.only_order();
    house.agreement.ship(order.number);
    house
        .ask(store::ShopId::nil(), Kind::Shipment, order.number)
        .await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (7, 7));
}

#[tokio::test]
async fn buffer_and_cap_are_the_shops_own() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    house.set(&a, |rules| rules.buffer = 4).await;
    house.set(&b, |rules| rules.cap = Some(5)).await;
    for shop in [&a, &b] {
        app::stock::refresh(&house.ctx, &house.tenant(), shop.id)
            .await
            .unwrap();
    }
    house.run_jobs().await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (6, 5));
}

#[tokio::test]
async fn nothing_is_written_before_the_owner_has_said_yes() {
    let house = House::open().await;
    house.agreement.set_stock("KOPP", 3);
    let shop = house.new_shop("A").await;
    house.later(TimeDelta::minutes(30)).await;
    assert_eq!(shop.stock("KOPP"), 10);
    assert_eq!(shop.calls().of("products.batch"), 0);
    let filter = stock_level::Filter::default();
    let page = app::stock::page(&house.tenant(), shop.id, &filter, 50)
        .await
        .unwrap();
    let mug = page.iter().find(|row| row.sku == "KOPP").unwrap();
    assert_eq!((mug.shop_has, mug.will_become), (Some(10), Some(3)));
    assert_eq!(house.count("outcome-stock-awaits-approval").await, 1);
    house.approve(&shop).await;
    assert_eq!(shop.stock("KOPP"), 3);
}

#[tokio::test]
async fn an_order_during_our_own_write_is_repaired_at_the_next_look() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    sell(&house, &b, "KOPP", 1).await;
    assert_eq!(a.stock("KOPP"), 9);
    // Sold in A before our write, seen after it: the write has put the piece back on the shelf.
    a.buy("KOPP", 2);
    a.set_stock(a.product_id("KOPP"), 9);
    house.deliver_webhooks(&[&a]).await;
    house.run_jobs().await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (7, 7));
}

#[tokio::test]
async fn a_hundred_changed_products_take_three_calls_at_most() {
    let house = House::open().await;
    for number in 0..100 {
        house
            .agreement
            .add_product(&format!("VARE-{number}"), "Vare", 10, 50);
    }
    let fill = |shop: &testkit::simulator::woo::Shop| {
        for number in 0..100 {
            shop.add_product(&format!("VARE-{number}"), "Vare", 12.into(), Some(50));
        }
    };
    let shop = house.shop_where("A", fill).await;
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(6)).await;
    for number in 0..100 {
        house.agreement.set_stock(&format!("VARE-{number}"), 49);
    }
    shop.calls().forget();
    house.later(TimeDelta::seconds(70)).await;
    assert_eq!(shop.stock("VARE-42"), 49);
    let polls = 1;
    assert!(
        shop.calls().total() <= 3 + polls,
        "{:?}",
        shop.calls().by_kind()
    );
    assert_eq!(shop.calls().of("products.batch"), 1);
}

#[tokio::test]
async fn two_compares_find_what_somebody_else_wrote_and_three_leave_it_alone_until_the_night() {
    let house = House::open().await;
    let (a, _) = two_shops(&house).await;
    for round in 1..=3 {
        a.set_stock(a.product_id("KOPP"), 90 + round);
        app::stock::compare_now(&house.ctx, &house.tenant(), a.id)
            .await
            .unwrap();
        house.run_jobs().await;
        assert_eq!(a.stock("KOPP"), 10);
    }
    assert_eq!(house.count("outcome-stock-corrected").await, 3);
    a.set_stock(a.product_id("KOPP"), 99);
    app::stock::compare_now(&house.ctx, &house.tenant(), a.id)
        .await
        .unwrap();
    house.run_jobs().await;
    assert_eq!(a.stock("KOPP"), 99, "left alone until the night");
    assert_eq!(
        house.count("outcome-another-system-writes").await,
        1,
        "told once"
    );
    house.wait(TimeDelta::hours(24));
    house.run_jobs().await;
    assert_eq!(a.stock("KOPP"), 10);
}

#[tokio::test]
async fn a_compare_that_meets_a_sale_blames_nobody() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    a.buy("KOPP", 2);
    app::stock::compare_now(&house.ctx, &house.tenant(), a.id)
        .await
        .unwrap();
    house.run_jobs().await;
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (8, 8));
    assert_eq!(house.count("outcome-stock-corrected").await, 0);
}

#[tokio::test]
async fn a_bill_of_materials_holds_its_components() {
    let house = House::open().await;
    house.agreement.add_lot("GAVE", "Gavesett", &[("KOPP", 2)]);
    let add = |shop: &testkit::simulator::woo::Shop| {
        shop.add_product("GAVE", "Gavesett", 500.into(), None);
    };
    let a = house.shop_where("A", add).await;
    house.approve(&a).await;
    let b = house.shop("B").await;
    house.later(TimeDelta::minutes(6)).await;
    house.rackbeat.go_down();
    sell(&house, &a, "GAVE", 1).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (8, 8));
    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::minutes(10)).await;
}

#[tokio::test]
async fn only_chosen_locations_count_and_all_that_is_reserved_is_taken_off() {
    let house = House::open().await;
    let (a, b) = two_shops(&house).await;
    let shelf = house.agreement.add_location("Butikken");
    house.agreement.set_stock_at("KOPP", shelf, 6);
    house.set(&a, |rules| rules.locations = vec![shelf]).await;
    app::stock::refresh(&house.ctx, &house.tenant(), a.id)
        .await
        .unwrap();
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (6, 16));
    sell(&house, &b, "KOPP", 1).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!((a.stock("KOPP"), b.stock("KOPP")), (5, 15));
}

#[tokio::test]
async fn a_set_is_gone_when_its_parts_are_sold_by_themselves() {
    let house = House::open().await;
    house.agreement.add_lot("GAVE", "Gavesett", &[("KOPP", 2)]);
    house
        .agreement
        .add_lot("STOR", "Stor gave", &[("GAVE", 1), ("TERMOS-1", 1)]);
    house.agreement.set_stock("GAVE", 5);
    house.agreement.set_stock("STOR", 5);
    let add = |shop: &testkit::simulator::woo::Shop| {
        shop.add_product("GAVE", "Gavesett", 500.into(), Some(5));
        shop.add_product("STOR", "Stor gave", 900.into(), Some(5));
    };
    let a = house.shop_where("A", add).await;
    house.approve(&a).await;
    let b = house.shop_where("B", add).await;
    house.approve(&b).await;
    house.later(TimeDelta::minutes(6)).await;
    assert_eq!((a.stock("GAVE"), b.stock("STOR")), (5, 5));

    house.rackbeat.go_down();
    sell(&house, &a, "KOPP", 5).await;
    for shop in [&a, &b] {
        assert_eq!(shop.stock("KOPP"), 5, "{}", shop.name);
        assert_eq!(
            (shop.stock("GAVE"), shop.stock("STOR")),
            (2, 2),
            "{}",
            shop.name
        );
    }
    // Of two sets that share a part, one takes from the other.
    sell(&house, &b, "GAVE", 2).await;
    for shop in [&a, &b] {
        assert_eq!(shop.stock("KOPP"), 1, "{}", shop.name);
        assert_eq!(
            (shop.stock("GAVE"), shop.stock("STOR")),
            (0, 0),
            "{}",
            shop.name
        );
    }
    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::minutes(10)).await;
    for shop in [&a, &b] {
        assert_eq!(
            (shop.stock("GAVE"), shop.stock("STOR")),
            (0, 0),
            "{}",
            shop.name
        );
    }
}

#[tokio::test]
async fn a_hint_for_a_part_concerns_the_set() {
    let house = House::open().await;
    house.agreement.add_lot("GAVE", "Gavesett", &[("KOPP", 2)]);
    house.agreement.set_stock("GAVE", 5);
    let add = |shop: &testkit::simulator::woo::Shop| {
        shop.add_product("GAVE", "Gavesett", 500.into(), Some(5));
    };
    let a = house.shop_where("A", add).await;
    house.approve(&a).await;
    house.later(TimeDelta::minutes(6)).await;
    house.agreement.set_stock("KOPP", 3);
    house.rackbeat.calls().forget();
    house.ask(store::ShopId::nil(), Kind::Item, "KOPP").await;
    house.run_jobs().await;
    assert_eq!((a.stock("KOPP"), a.stock("GAVE")), (3, 1));
    assert_eq!(
        house.rackbeat.calls().of("items.get"),
        1,
        "without another call"
    );
}
