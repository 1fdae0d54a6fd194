//! What a person does about an order by hand, each with who and when, and what it means on both sides.
use app::order::{self, Untiable};
use chrono::TimeDelta;
use domain::{HandNews, Outcome};
use store::{
    inbox::Kind,
    order_line, order_link,
    order_link::{OrderLink, Stage},
    outcome,
    outcome::Filter,
};
use testkit::{House, Shop, simulator::woo::OrderDraft};

const WHO: &str = "kari@nordlys.no";

async fn link(house: &House, shop: &Shop, order: u64) -> OrderLink {
    let id = i64::try_from(order).unwrap();
    let link = order_link::find(&house.tenant(), shop.id, id).await;
    link.unwrap().expect("an order that we know")
}

async fn sent(house: &House) -> (Shop, u64) {
    let shop = house.shop("A").await;
    let order = shop.buy("KOPP", 2);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    (shop, order)
}

/// One that Rackbeat has not got, for its goods are unknown there.
async fn refused(house: &House) -> (Shop, u64) {
    let shop = house.shop("A").await;
    shop.add_product("UKJENT", "Ukjent", 100.into(), None);
    let order = shop.buy("UKJENT", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    (shop, order)
}

/// Who stands on the newest line of that kind.
async fn who(house: &House, shop: &Shop, is_it: impl Fn(&HandNews) -> bool) -> Option<String> {
    let filter = Filter {
        shop: Some(shop.id),
        ..Filter::default()
    };
    let lines = outcome::latest(&house.tenant(), &filter, 100)
        .await
        .unwrap();
    let mut lines = lines.into_iter();
    let line = lines.find(|line| matches!(&line.outcome, Outcome::Hand { news } if is_it(news)));
    line.expect("a line about it").who
}

#[tokio::test]
async fn an_order_let_go_of_is_left_in_rackbeat_and_not_sent_again() {
    let house = House::open().await;
    let (shop, order) = sent(&house).await;
    let before = link(&house, &shop, order).await;
    let number = before.rackbeat_number.unwrap();
    assert!(
        order::let_go(&house.ctx, &house.tenant(), &before, WHO)
            .await
            .unwrap()
    );
    house.later(TimeDelta::hours(2)).await;
    assert!(house.only_order().is_booked());
    let after = link(&house, &shop, order).await;
    assert_eq!((after.stage, after.rackbeat_number), (Stage::Seen, None));
    assert!(after.closed_at.is_some() && after.ignored_at.is_some());
    let by = who(&house, &shop, |news| *news == HandNews::LetGo { number }).await;
    assert_eq!(by.as_deref(), Some(WHO));
    // A page that was open all the while changes nothing.
    assert!(
        !order::let_go(&house.ctx, &house.tenant(), &before, WHO)
            .await
            .unwrap()
    );
    let held = order_line::of(&house.tenant(), after.id).await.unwrap();
    assert!(held.iter().all(|line| line.taken == 0));
}

#[tokio::test]
async fn sent_after_all_it_finds_the_order_that_it_once_was() {
    let house = House::open().await;
    let (shop, order) = sent(&house).await;
    let before = link(&house, &shop, order).await;
    assert!(
        order::let_go(&house.ctx, &house.tenant(), &before, WHO)
            .await
            .unwrap()
    );
    house.run_jobs().await;
    let between = link(&house, &shop, order).await;
    assert!(
        order::include(&house.ctx, &house.tenant(), &between, WHO)
            .await
            .unwrap()
    );
    house.later(TimeDelta::minutes(10)).await;
    let after = link(&house, &shop, order).await;
    assert_eq!(after.rackbeat_number, before.rackbeat_number);
    assert_eq!(after.stage, Stage::Booked);
    house.only_order();
}

#[tokio::test]
async fn a_draft_let_go_of_gives_its_goods_back_to_every_shop() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let other = house.shop("B").await;
    house
        .set(&shop, |rules| {
            rules.rackbeat_state = domain::RackbeatState::Draft
        })
        .await;
    let all = other.stock("KOPP");
    let order = shop.buy("KOPP", 2);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert_eq!(other.stock("KOPP"), all - 2);
    let before = link(&house, &shop, order).await;
    assert_eq!(before.stage, Stage::Created);
    assert!(
        order::let_go(&house.ctx, &house.tenant(), &before, WHO)
            .await
            .unwrap()
    );
    house.later(TimeDelta::minutes(1)).await;
    assert_eq!(other.stock("KOPP"), all);
}

#[tokio::test]
async fn left_out_and_sent_after_all_an_order_arrives_once() {
    let house = House::open().await;
    let (shop, order) = refused(&house).await;
    let before = link(&house, &shop, order).await;
    assert!(
        order::ignore(&house.ctx, &house.tenant(), &before, WHO)
            .await
            .unwrap()
    );
    assert!(
        !order::ignore(&house.ctx, &house.tenant(), &before, WHO)
            .await
            .unwrap()
    );
    house.agreement.add_product("UKJENT", "Ukjent", 50, 5);
    house.later(TimeDelta::hours(2)).await;
    assert!(house.orders_in_rackbeat().is_empty());
    let between = link(&house, &shop, order).await;
    assert!(
        order::include(&house.ctx, &house.tenant(), &between, WHO)
            .await
            .unwrap()
    );
    assert!(
        !order::include(&house.ctx, &house.tenant(), &between, WHO)
            .await
            .unwrap()
    );
    house.later(TimeDelta::minutes(10)).await;
    assert!(house.only_order().is_booked());
    let by = who(&house, &shop, |news| *news == HandNews::Included).await;
    assert_eq!(by.as_deref(), Some(WHO));
}

#[tokio::test]
async fn an_order_is_tied_to_one_that_stands_in_rackbeat_and_follows_it() {
    let house = House::open().await;
    let (shop, order) = refused(&house).await;
    let number = house.order_by_hand(("KOPP", 1), 100, None).await;
    house.agreement.book(number);
    house.run_jobs().await;
    let before = link(&house, &shop, order).await;
    let pair = order::pair(&house.ctx, &house.tenant(), &before, number).await;
    let pair = pair.unwrap().expect("the two can be tied");
    assert!(
        order::tie(&house.ctx, &house.tenant(), (&before, &pair), WHO)
            .await
            .unwrap()
    );
    house.later(TimeDelta::minutes(20)).await;
    let after = link(&house, &shop, order).await;
    assert_eq!(after.rackbeat_number, Some(number));
    assert_eq!(after.stage, Stage::Booked);
    assert_eq!(house.orders_in_rackbeat().len(), 1, "made once more");
    let by = who(&house, &shop, |news| matches!(news, HandNews::Tied { .. })).await;
    assert_eq!(by.as_deref(), Some(WHO));
    house.agreement.ship(number);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    let shipped = link(&house, &shop, order).await;
    assert_eq!(shipped.stage, Stage::Shipped);
    assert_eq!(shop.order(order).unwrap()["status"], "completed");
}

#[tokio::test]
async fn nothing_is_tied_that_is_not_there_or_is_anothers() {
    let house = House::open().await;
    let (shop, order) = sent(&house).await;
    shop.add_product("UKJENT", "Ukjent", 100.into(), None);
    let unsent = shop.buy("UKJENT", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let (ours, free) = (
        link(&house, &shop, order).await,
        link(&house, &shop, unsent).await,
    );
    let taken = ours.rackbeat_number.unwrap();
    let ask = |link: OrderLink, number: i64| {
        let (ctx, tenant) = (house.ctx.clone(), house.tenant());
        async move {
            order::pair(&ctx, &tenant, &link, number)
                .await
                .unwrap()
                .err()
        }
    };
    assert_eq!(ask(free.clone(), 999_999).await, Some(Untiable::NotThere));
    assert_eq!(ask(free.clone(), taken).await, Some(Untiable::Taken));
    assert_eq!(ask(ours, 999_999).await, Some(Untiable::Sent));
    let other = house.order_by_hand(("KOPP", 1), 100, None).await;
    house.agreement.cancel(other);
    assert_eq!(ask(free.clone(), other).await, Some(Untiable::Dropped));
    house.rackbeat.go_down();
    let silent = Untiable::NoAnswer(domain::Side::Rackbeat);
    assert_eq!(ask(free, 12).await, Some(silent));
}

#[tokio::test]
async fn two_that_are_tied_to_one_number_at_once_come_to_one() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.add_product("UKJENT", "Ukjent", 100.into(), None);
    let orders = [shop.buy("UKJENT", 1), shop.buy("UKJENT", 1)];
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let number = house.order_by_hand(("KOPP", 1), 100, None).await;
    let mut tied = 0;
    let mut pairs = Vec::new();
    for order in orders {
        let link = link(&house, &shop, order).await;
        let pair = order::pair(&house.ctx, &house.tenant(), &link, number).await;
        pairs.push((link, pair.unwrap().unwrap()));
    }
    for (link, pair) in &pairs {
        let done = order::tie(&house.ctx, &house.tenant(), (link, pair), WHO).await;
        tied += u32::from(done.unwrap());
    }
    assert_eq!(tied, 1);
    house.later(TimeDelta::minutes(5)).await;
}

#[tokio::test]
async fn sums_that_differ_are_seen_before_anything_is_tied() {
    let house = House::open().await;
    let (shop, order) = refused(&house).await;
    let before = link(&house, &shop, order).await;
    // What the shop takes without VAT.
    let same = house.order_by_hand(("KOPP", 1), 80, None).await;
    let more = house.order_by_hand(("KOPP", 3), 80, None).await;
    let agrees = |number| {
        let (ctx, tenant, link) = (house.ctx.clone(), house.tenant(), before.clone());
        async move {
            let pair = order::pair(&ctx, &tenant, &link, number).await.unwrap();
            pair.unwrap().agrees()
        }
    };
    assert!(agrees(same).await);
    assert!(!agrees(more).await);
}

#[tokio::test]
async fn whoever_asks_for_another_try_stands_in_the_log() {
    let house = House::open().await;
    let (shop, order) = refused(&house).await;
    let before = link(&house, &shop, order).await;
    order::retry(&house.ctx, &house.tenant(), &before, WHO)
        .await
        .unwrap();
    house.run_jobs().await;
    let by = who(&house, &shop, |news| *news == HandNews::SendAgain).await;
    assert_eq!(by.as_deref(), Some(WHO));
    let cause = before.result.unwrap().cause().unwrap();
    let asked = (cause.as_str(), Some(shop.id));
    let count = order::retry_cause(&house.ctx, &house.tenant(), asked, WHO).await;
    assert_eq!(count.unwrap(), 1);
    house.run_jobs().await;
    let by = who(&house, &shop, |news| {
        *news == HandNews::SendAgainAll { count: 1 }
    })
    .await;
    assert_eq!(by.as_deref(), Some(WHO));
    let elsewhere = (cause.as_str(), Some(store::ShopId::new()));
    let none = order::retry_cause(&house.ctx, &house.tenant(), elsewhere, WHO).await;
    assert_eq!(none.unwrap(), 0);
}

#[tokio::test]
async fn an_old_order_picked_out_alone_is_sent() {
    let house = House::open().await;
    let mut old = 0;
    let shop = house
        .shop_where("A", |world| {
            let kopp = world.id_of("KOPP").unwrap();
            old = world.place_order(&OrderDraft::of(kopp, 1)).unwrap();
            house.clock.advance(TimeDelta::minutes(30));
        })
        .await;
    house.approve(&shop).await;
    house.ask(shop.id, Kind::Order, old).await;
    house.run_jobs().await;
    let before = link(&house, &shop, old).await;
    assert!(before.is_old);
    assert!(
        order::include(&house.ctx, &house.tenant(), &before, WHO)
            .await
            .unwrap()
    );
    house.later(TimeDelta::minutes(5)).await;
    assert!(house.only_order().is_booked());
}
