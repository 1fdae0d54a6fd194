//! Stock when a side misbehaves: what was not asserted is not written, what is in doubt is written again.
use chrono::TimeDelta;
use domain::Outcome;
use store::{
    inbox::{self, Kind},
    item, stock_level,
};
use testkit::{
    House, Shop,
    simulator::{
        Fault, Rule,
        rackbeat::ItemTrouble,
        woo::{self},
    },
};

const GOODS: i64 = 30;

/// A shop of thirty more goods, approved.
async fn full_shop(house: &House) -> Shop {
    for number in 0..GOODS {
        house
            .agreement
            .add_product(&format!("VARE-{number}"), "Vare", 10, 50);
    }
    let fill = |shop: &woo::Shop| {
        for number in 0..GOODS {
            shop.add_product(&format!("VARE-{number}"), "Vare", 12.into(), Some(50));
        }
    };
    let shop = house.shop_where("A", fill).await;
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(6)).await;
    shop
}

fn stocks(shop: &Shop) -> Vec<i64> {
    (0..GOODS)
        .map(|number| shop.stock(&format!("VARE-{number}")))
        .collect()
}

#[tokio::test]
async fn an_empty_or_half_list_asserts_nothing_and_is_told_once() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    for trouble in [ItemTrouble::EmptyList, ItemTrouble::HalfPage] {
        house.agreement.set_item_trouble(trouble);
        house.later(TimeDelta::minutes(5)).await;
        assert_eq!(stocks(&shop), vec![50; 30], "{trouble:?}");
    }
    assert_eq!(house.count("outcome-reading-rejected").await, 2);
    house.agreement.set_item_trouble(ItemTrouble::None);
    house.agreement.set_stock("VARE-7", 12);
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(shop.stock("VARE-7"), 12);
}

#[tokio::test]
async fn zeros_for_a_third_of_all_goods_are_held_and_asked_about() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    for number in 0..10 {
        house.agreement.set_stock(&format!("VARE-{number}"), 0);
    }
    house.agreement.set_stock("VARE-20", 33);
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(stocks(&shop)[..10], vec![50; 10], "held");
    assert_eq!(shop.stock("VARE-20"), 33, "everything else goes on");
    assert_eq!(house.count("outcome-stock-held").await, 1);
    let tenant = house.tenant();
    assert!(stock_level::has_holds(&tenant, shop.id).await.unwrap());

    app::stock::answer_hold(&house.ctx, &tenant, shop.id, ("kari@nordlys.no", true))
        .await
        .unwrap();
    house.run_jobs().await;
    assert_eq!(stocks(&shop)[..10], vec![0; 10]);
    assert!(!stock_level::has_holds(&tenant, shop.id).await.unwrap());
}

#[tokio::test]
async fn zeros_that_are_left_as_they_are_go_on_when_rackbeat_has_more() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    for number in 0..10 {
        house.agreement.set_stock(&format!("VARE-{number}"), 0);
    }
    house.later(TimeDelta::minutes(3)).await;
    let tenant = house.tenant();
    app::stock::answer_hold(&house.ctx, &tenant, shop.id, ("kari@nordlys.no", false))
        .await
        .unwrap();
    house.later(TimeDelta::hours(2)).await;
    assert_eq!(stocks(&shop)[..10], vec![50; 10]);
    assert_eq!(
        house.count("outcome-stock-held").await,
        1,
        "not asked again"
    );
    house.agreement.set_stock("VARE-3", 8);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(shop.stock("VARE-3"), 8);
}

#[tokio::test]
async fn few_zeros_are_believed() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    house.agreement.set_stock("VARE-1", 0);
    house.agreement.set_stock("VARE-2", 0);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!((shop.stock("VARE-1"), shop.stock("VARE-2")), (0, 0));
    assert_eq!(house.count("outcome-stock-held").await, 0);
}

#[tokio::test]
async fn what_our_own_customers_buy_empty_is_never_asked_about() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    let other = house.shop("B").await;
    house.later(TimeDelta::minutes(6)).await;
    for number in 0..10 {
        shop.buy(&format!("VARE-{number}"), 50);
    }
    house.deliver_webhooks(&[&shop, &other]).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(stocks(&shop)[..10], vec![0; 10]);
    assert_eq!(house.count("outcome-stock-held").await, 0);
}

#[tokio::test]
async fn an_item_that_goes_missing_is_told_once_and_keeps_its_figure() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    house.agreement.remove_product("VARE-5");
    house.agreement.bar("VARE-6", true);
    house.later(TimeDelta::minutes(10)).await;
    assert_eq!((shop.stock("VARE-5"), shop.stock("VARE-6")), (50, 50));
    assert_eq!(house.count("outcome-item-barred").await, 1);
    house.agreement.bar("VARE-6", false);
    house.agreement.set_stock("VARE-6", 9);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(shop.stock("VARE-6"), 9);
}

#[tokio::test]
async fn a_batch_without_an_answer_is_halved_and_written_again() {
    let house = House::open().await;
    house.clock.hurry(40);
    let shop = full_shop(&house).await;
    shop.trouble()
        .add(Rule::once(Fault::TimeoutAfterCommit).only("products.batch"));
    for number in 0..GOODS {
        house.agreement.set_stock(&format!("VARE-{number}"), 49);
    }
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(stocks(&shop), vec![49; 30]);
    let row = store::shop::find(&house.tenant(), shop.id).await.unwrap();
    assert!(row.batch_size < 100, "{}", row.batch_size);
}

#[tokio::test]
async fn a_write_that_takes_effect_late_does_not_stand() {
    let house = House::open().await;
    house.clock.hurry(40);
    let shop = full_shop(&house).await;
    let nobody = store::ShopId::nil();
    shop.trouble()
        .add(Rule::once(Fault::TimeoutAfterCommit).only("products.batch"));
    house.agreement.set_stock("VARE-1", 20);
    house.ask(nobody, Kind::Item, "VARE-1").await;
    house.run_jobs().await;
    house.agreement.set_stock("VARE-1", 10);
    house.ask(nobody, Kind::Item, "VARE-1").await;
    house.later(TimeDelta::seconds(10)).await;
    assert_eq!(shop.stock("VARE-1"), 10);
    // The shop, which never answered the first write, does it only now.
    shop.set_stock(shop.product_id("VARE-1"), 20);
    house.later(TimeDelta::minutes(4)).await;
    assert_eq!(shop.stock("VARE-1"), 10);
}

#[tokio::test]
async fn a_worker_killed_at_any_point_of_a_push_leaves_the_right_figure() {
    let house = House::open().await;
    house.clock.hurry(20);
    let shop = house.shop("A").await;
    let (mut waits, mut ended, mut kills) = (0, false, 0);
    while !ended {
        assert!(waits < 400, "a push never ends");
        let figure = 100 + i64::try_from(waits).unwrap();
        house.agreement.set_stock("KOPP", figure);
        house.ask(store::ShopId::nil(), Kind::Item, "KOPP").await;
        ended = house.run_until_killed(waits).await;
        kills += usize::from(!ended);
        house.later(TimeDelta::seconds(150)).await;
        assert_eq!(shop.stock("KOPP"), figure, "killed after {waits} waits");
        // Closely at first, then in wider steps: a database in another process waits far more often.
        waits += 1 + waits / 12;
    }
    assert!(kills > 10, "killed only {kills} times");
}

#[tokio::test]
async fn another_integration_at_work_keeps_us_from_writing() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    let tenant = house.tenant();
    store::agreement::set_other_integration(&tenant, Some("Rackbeat WooCommerce"))
        .await
        .unwrap();
    house.agreement.set_stock("VARE-1", 7);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(shop.stock("VARE-1"), 50);
    let log = house.outcomes_of(shop.id).await;
    assert!(
        log.iter()
            .any(|one| matches!(one, Outcome::StockAwaitsApproval { .. })),
        "{log:?}"
    );
}

#[tokio::test]
async fn another_integration_in_the_shop_keeps_us_from_writing_until_the_owner_says_otherwise() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    let tenant = house.tenant();
    let row = store::shop::find(&tenant, shop.id).await.unwrap();
    let mut facts: serde_json::Value = serde_json::from_str(&row.facts).unwrap();
    facts["others"] = serde_json::json!(["Another bridge"]);
    let facts = facts.to_string();
    store::shop::set_facts(&tenant, shop.id, &facts, row.currency.as_deref())
        .await
        .unwrap();
    house.agreement.set_stock("VARE-1", 7);
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(shop.stock("VARE-1"), 50);
}

#[tokio::test]
async fn a_list_of_bills_that_is_empty_or_short_clears_none() {
    let house = House::open().await;
    house.agreement.add_lot("GAVE", "Gavesett", &[("KOPP", 2)]);
    house.shop("A").await;
    house.later(TimeDelta::minutes(6)).await;
    let tenant = house.tenant();
    let known = item::materials(&tenant).await.unwrap();
    assert!(known.contains_key("GAVE"), "{known:?}");
    for trouble in [ItemTrouble::EmptyList, ItemTrouble::HalfPage] {
        house.agreement.set_item_trouble(trouble);
        house.rackbeat.calls().forget();
        house.ask(store::ShopId::nil(), Kind::Index, "night").await;
        house.run_jobs().await;
        assert_eq!(house.rackbeat.calls().of("lots.list"), 2, "{trouble:?}");
        let now = item::materials(&tenant).await.unwrap();
        assert_eq!(now, known, "{trouble:?}");
    }
}

#[tokio::test]
async fn a_batch_that_fails_waits_its_turn_however_much_is_due() {
    let house = House::open().await;
    let fill = |shop: &woo::Shop| {
        for number in 0..130 {
            shop.add_product(&format!("NY-{number}"), "Ny", 12.into(), Some(50));
        }
    };
    for number in 0..130 {
        house
            .agreement
            .add_product(&format!("NY-{number}"), "Ny", 10, 49);
    }
    let shop = house.shop_where("A", fill).await;
    house.later(TimeDelta::minutes(6)).await;
    shop.trouble()
        .add(Rule::always(Fault::Http(500)).only("products.batch"));
    shop.calls().forget();
    house.approve(&shop).await;
    assert_eq!(
        shop.calls().of("products.batch"),
        1,
        "the next try is later"
    );
    shop.trouble().clear();
    house.later(TimeDelta::minutes(1)).await;
    assert_eq!((shop.stock("NY-0"), shop.stock("NY-129")), (49, 49));
}

#[tokio::test]
async fn hints_read_together_wait_together_when_that_fails() {
    let house = House::open().await;
    house.shop("A").await;
    house.later(TimeDelta::minutes(6)).await;
    house
        .rackbeat
        .trouble()
        .add(Rule::always(Fault::Http(500)).only("items"));
    house.rackbeat.calls().forget();
    for number in 0..9 {
        let number = format!("NY-{number}");
        house.ask(store::ShopId::nil(), Kind::Item, number).await;
        house.wait(TimeDelta::milliseconds(1));
    }
    house.run_jobs().await;
    let calls = house.rackbeat.calls();
    assert_eq!(calls.of("items.list"), 1, "{:?}", calls.by_kind());
    let waiting = inbox::unsettled(&house.tenant()).await.unwrap();
    let hints: Vec<_> = waiting
        .iter()
        .filter(|one| one.kind() == Some(Kind::Item))
        .collect();
    assert_eq!(hints.len(), 9);
    assert!(hints.iter().all(|one| one.attempts == 1), "{hints:?}");
    house.rackbeat.trouble().clear();
    house.later(TimeDelta::minutes(1)).await;
}

#[tokio::test]
async fn one_product_that_the_shop_cannot_save_keeps_no_other_from_being_written() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    let broken = shop.product_id("VARE-7");
    shop.set_up(|setup| setup.fatal = vec![broken]);
    for number in 0..GOODS {
        house.agreement.set_stock(&format!("VARE-{number}"), 21);
    }
    shop.calls().forget();
    house.later(TimeDelta::minutes(2)).await;
    let mut expected = vec![21; 30];
    expected[7] = 50;
    assert_eq!(stocks(&shop), expected);
    let calls = shop.calls().of("products.batch");
    assert!(calls <= 14, "{calls} calls to find one of thirty");
    assert_eq!(house.count("outcome-product-write-failed").await, 1);

    // It is tried by itself from now on, and the others do not notice.
    shop.calls().forget();
    house.agreement.set_stock("VARE-3", 20);
    house.later(TimeDelta::hours(5)).await;
    expected[3] = 20;
    assert_eq!(stocks(&shop), expected);
    let calls = shop.calls().of("products.batch");
    assert!(calls <= 14, "{calls} calls in five hours");
    assert_eq!(house.count("outcome-product-write-failed").await, 1);
    assert_eq!(
        house.count("outcome-parked-shop").await,
        0,
        "nor is the shop to blame"
    );

    shop.set_up(|setup| setup.fatal.clear());
    house.later(TimeDelta::minutes(90)).await;
    assert_eq!(shop.stock("VARE-7"), 21);
}

#[tokio::test]
async fn a_figure_that_the_shop_answers_otherwise_is_written_again_and_told_but_not_for_ever() {
    let house = House::open().await;
    let shop = full_shop(&house).await;
    let kept = shop.product_id("VARE-4");
    shop.set_up(|setup| setup.keeps_stock = [(kept, 77)].into());
    house.agreement.set_stock("VARE-4", 5);
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(house.count("outcome-product-figure-not-taken").await, 1);
    let log = house.outcomes_of(shop.id).await;
    let is_said = |one: &Outcome| match one {
        Outcome::StockWritten { changes } => changes.iter().any(|change| change.sku == "VARE-4"),
        _ => false,
    };
    assert!(!log.iter().any(is_said), "nobody says that it was written");
    // The plug-in was only late.
    shop.set_up(|setup| setup.keeps_stock.clear());
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(shop.stock("VARE-4"), 5);

    shop.set_up(|setup| setup.keeps_stock = [(kept, 77)].into());
    shop.calls().forget();
    house.agreement.set_stock("VARE-4", 6);
    house.later(TimeDelta::minutes(50)).await;
    assert_eq!(house.count("outcome-another-system-writes").await, 1);
    assert!(
        shop.calls().of("products.batch") <= 3,
        "{:?}",
        shop.calls().by_kind()
    );
    shop.set_up(|setup| setup.keeps_stock.clear());
    house.wait(TimeDelta::hours(24));
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(
        shop.stock("VARE-4"),
        6,
        "the nightly compare ends what was left alone"
    );
}

#[tokio::test]
async fn one_product_in_whose_saving_the_shop_never_answers_is_set_aside_too() {
    let house = House::open().await;
    house.clock.hurry(40);
    let shop = full_shop(&house).await;
    let slow = shop.product_id("VARE-7");
    shop.set_up(|setup| setup.endless = vec![slow]);
    for number in 0..GOODS {
        house.agreement.set_stock(&format!("VARE-{number}"), 21);
    }
    house.later(TimeDelta::minutes(20)).await;
    let mut expected = vec![21; 30];
    expected[7] = 50;
    assert_eq!(stocks(&shop), expected);
    assert_eq!(house.count("outcome-product-write-failed").await, 1);
    assert_eq!(house.count("outcome-parked-shop").await, 0);
}
