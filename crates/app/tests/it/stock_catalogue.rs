//! A catalogue of five hundred: nothing of it changes unless Rackbeat asserted it and the owner said yes.
use chrono::TimeDelta;
use testkit::{
    EMAIL, House, Shop,
    simulator::{rackbeat::ItemTrouble, woo},
};

const GOODS: usize = 500;

fn sku(number: usize) -> String {
    format!("VARE-{number}")
}

/// What the shop itself says of each: no two neighbours alike.
fn pieces(number: usize) -> i64 {
    1 + i64::try_from(number % 97).unwrap()
}

/// A shop of five hundred goods, connected just now.
async fn catalogue(house: &House) -> Shop {
    let fill = |shop: &woo::Shop| {
        for number in 0..GOODS {
            shop.add_product(&sku(number), "Vare", 12.into(), Some(pieces(number)));
        }
    };
    house.shop_where("A", fill).await
}

fn fill_rackbeat(house: &House) {
    for number in 0..GOODS {
        let goods = (sku(number), pieces(number));
        house.agreement.add_product(&goods.0, "Vare", 10, goods.1);
    }
}

fn stocks(shop: &Shop) -> Vec<i64> {
    (0..GOODS).map(|number| shop.stock(&sku(number))).collect()
}

fn as_filled() -> Vec<i64> {
    (0..GOODS).map(pieces).collect()
}

fn writes(shop: &Shop) -> u64 {
    let calls = shop.calls();
    calls.of("products.batch") + calls.of("products.update") + calls.of("variations.batch")
}

/// Sweeps, polls, a button and a night go by.
async fn a_day(house: &House, shop: &Shop) {
    house.later(TimeDelta::minutes(20)).await;
    app::stock::compare_now(&house.ctx, &house.tenant(), shop.id)
        .await
        .unwrap();
    house.run_jobs().await;
    house.wait(TimeDelta::hours(24));
    house.later(TimeDelta::minutes(20)).await;
}

#[tokio::test]
async fn beside_an_empty_rackbeat_nothing_changes_before_the_owner_approves_nor_after() {
    let house = House::bare().await;
    for goods in testkit::build::goods() {
        house.agreement.remove_product(&goods.sku);
    }
    house.connect_rackbeat().await;
    house.run_jobs().await;
    let shop = catalogue(&house).await;
    a_day(&house, &shop).await;
    assert_eq!(stocks(&shop), as_filled());
    assert_eq!(writes(&shop), 0, "{:?}", shop.calls().by_kind());
    // An item that is not there is no zero.
    house.approve(&shop).await;
    a_day(&house, &shop).await;
    assert_eq!(stocks(&shop), as_filled());
    assert_eq!(writes(&shop), 0, "{:?}", shop.calls().by_kind());
}

#[tokio::test]
async fn what_rackbeat_has_of_each_reaches_the_shop_only_when_it_is_approved() {
    let house = House::open().await;
    fill_rackbeat(&house);
    for number in 0..GOODS {
        house.agreement.set_stock(&sku(number), 1 + pieces(number));
    }
    let shop = catalogue(&house).await;
    a_day(&house, &shop).await;
    assert_eq!(stocks(&shop), as_filled());
    assert_eq!(writes(&shop), 0, "{:?}", shop.calls().by_kind());
    assert_eq!(house.count("outcome-stock-awaits-approval").await, 1);
    house.approve(&shop).await;
    let one_more: Vec<_> = as_filled().into_iter().map(|has| has + 1).collect();
    assert_eq!(stocks(&shop), one_more);
}

#[tokio::test]
async fn an_empty_list_and_half_a_page_change_nothing_of_five_hundred() {
    let house = House::open().await;
    fill_rackbeat(&house);
    let shop = catalogue(&house).await;
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(6)).await;
    shop.calls().forget();
    for trouble in [ItemTrouble::EmptyList, ItemTrouble::HalfPage] {
        house.agreement.set_item_trouble(trouble);
        house.later(TimeDelta::minutes(20)).await;
        assert_eq!(stocks(&shop), as_filled(), "{trouble:?}");
    }
    assert_eq!(writes(&shop), 0, "{:?}", shop.calls().by_kind());
    assert_eq!(
        house.count("outcome-reading-rejected").await,
        2,
        "each is told once"
    );
}

#[tokio::test]
async fn zeros_for_a_third_are_asked_about_and_the_other_figures_go_on() {
    let house = House::open().await;
    fill_rackbeat(&house);
    let shop = catalogue(&house).await;
    house.approve(&shop).await;
    house.later(TimeDelta::minutes(6)).await;
    let third = GOODS / 3;
    for number in 0..third {
        house.agreement.set_stock(&sku(number), 0);
    }
    house.agreement.set_stock(&sku(GOODS - 1), 800);
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(stocks(&shop)[..third], as_filled()[..third], "held");
    assert_eq!(shop.stock(&sku(GOODS - 1)), 800);
    assert_eq!(house.count("outcome-stock-held").await, 1, "asked once");
    // Neither time nor a compare answers for the owner.
    house.later(TimeDelta::hours(3)).await;
    app::stock::compare_now(&house.ctx, &house.tenant(), shop.id)
        .await
        .unwrap();
    house.run_jobs().await;
    assert_eq!(stocks(&shop)[..third], as_filled()[..third], "still held");
    app::stock::answer_hold(&house.ctx, &house.tenant(), shop.id, (EMAIL, true))
        .await
        .unwrap();
    house.run_jobs().await;
    assert_eq!(stocks(&shop)[..third], vec![0; third]);
}
