//! How orders end: let go of, shipped, idle for long, or left by a shop that went away.
use std::{
    future::{Future, poll_fn},
    pin::pin,
    task::Poll,
};

use app::shop::Connection;
use chrono::TimeDelta;
use domain::RackbeatState;
use store::{
    Clock, inbox,
    inbox::Kind,
    order_link,
    order_link::{OrderLink, Stage},
    shop,
    shop::ShopKeys,
};
use testkit::{EMAIL, House, Shop, simulator::Fault, until};

async fn link(house: &House, shop: &Shop, id: u64) -> OrderLink {
    let found = order_link::find(&house.tenant(), shop.id, id.cast_signed()).await;
    found.unwrap().unwrap()
}

async fn bought(house: &House, shop: &Shop, sku: &str, pieces: i64) -> u64 {
    let id = shop.buy(sku, pieces);
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
    id
}

async fn status(house: &House, shop: &Shop, id: u64, status: &str) {
    assert!(shop.set_status(id, status));
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
}

/// So long later, with nobody at work meanwhile, a night is worked.
async fn a_night_after(house: &House, span: TimeDelta) {
    house.wait(span);
    app::chore::tick(&house.ctx).await;
    house.run_jobs().await;
}

pub async fn disconnect(house: &House, shop: &Shop) {
    let gone = app::shop::disconnect(&house.ctx, &house.tenant(), EMAIL, shop.id).await;
    assert!(gone.unwrap());
}

pub async fn reconnect(house: &House, shop: &Shop) {
    let key = shop.keys().remove(0);
    let keys = ShopKeys {
        key: key.key.into(),
        secret: key.secret.into(),
    };
    let found = app::shop::find(&house.ctx, &shop.url()).await.unwrap();
    let made = app::shop::connect(&house.ctx, &house.tenant(), EMAIL, &found, keys).await;
    assert!(matches!(made.unwrap(), Connection::Made(id) if id == shop.id));
    house.wait(TimeDelta::seconds(5));
    house.run_jobs().await;
}

#[tokio::test]
async fn a_released_order_is_closed_and_its_name_is_erased_ninety_days_later() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = bought(&house, &shop, "KOPP", 1).await;
    assert!(link(&house, &shop, id).await.closed_at.is_none());
    status(&house, &shop, id, "cancelled").await;
    let released = link(&house, &shop, id).await;
    assert_eq!(released.stage, Stage::Released);
    assert!(released.closed_at.is_some() && released.customer.is_some());
    a_night_after(&house, TimeDelta::days(89)).await;
    assert!(link(&house, &shop, id).await.customer.is_some());
    a_night_after(&house, TimeDelta::days(2)).await;
    assert_eq!(link(&house, &shop, id).await.customer, None);
}

#[tokio::test]
async fn a_released_order_that_is_wanted_again_is_open_again() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = bought(&house, &shop, "KOPP", 1).await;
    status(&house, &shop, id, "cancelled").await;
    house.wait(TimeDelta::seconds(5));
    status(&house, &shop, id, "processing").await;
    assert!(house.only_order().is_booked());
    assert!(link(&house, &shop, id).await.closed_at.is_none());
}

#[tokio::test]
async fn a_shipped_order_stays_closed_when_the_shop_calls_it_completed() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = bought(&house, &shop, "KOPP", 1).await;
    assert!(house.agreement.ship(house.only_order().number));
    house.deliver_webhooks(&[]).await;
    house.run_jobs().await;
    let closed_at = link(&house, &shop, id).await.closed_at;
    assert!(closed_at.is_some());
    house.wait(TimeDelta::minutes(2));
    status(&house, &shop, id, "completed").await;
    let after = link(&house, &shop, id).await;
    assert_eq!(after.status, "completed");
    assert_eq!((after.stage, after.closed_at), (Stage::Shipped, closed_at));
}

#[tokio::test]
async fn an_open_order_is_read_ever_more_seldom_and_followed_in_rackbeat_all_the_same() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| rules.rackbeat_state = RackbeatState::Draft)
        .await;
    let id = bought(&house, &shop, "KOPP", 1).await;
    let due_in = async |span| {
        let then = house.clock.now() + span;
        let due = order_link::due_again(&house.tenant(), shop.id, then).await;
        !due.unwrap().is_empty()
    };
    house.later(TimeDelta::hours(2)).await;
    assert!(
        due_in(TimeDelta::zero()).await,
        "every time while it is new"
    );
    house.wait(TimeDelta::days(4));
    house.run_jobs().await;
    assert!(!due_in(TimeDelta::hours(5)).await);
    assert!(due_in(TimeDelta::hours(7)).await);

    // So old that no list of Rackbeat's is read back to it.
    house.wait(TimeDelta::days(15));
    house.agreement.book(house.only_order().number);
    house.run_jobs().await;
    assert_eq!(link(&house, &shop, id).await.stage, Stage::Booked);
    assert_eq!(house.count("outcome-by-hand-booked").await, 1);
    assert!(!due_in(TimeDelta::hours(23)).await);

    // Gone from the shop in the end, which nothing tells of.
    assert!(shop.delete_order(id));
    shop.lose_webhooks();
    house.wait(TimeDelta::days(1));
    house.run_jobs().await;
    assert_eq!(link(&house, &shop, id).await.status, "gone");
}

#[tokio::test]
async fn an_order_that_nothing_happens_to_is_closed_and_taken_up_when_it_changes() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (waits, done) = (
        bought(&house, &shop, "KOPP", 1).await,
        bought(&house, &shop, "TERMOS-1", 1).await,
    );
    status(&house, &shop, done, "completed").await;
    a_night_after(&house, TimeDelta::days(31)).await;
    assert!(link(&house, &shop, done).await.closed_at.is_some());
    assert!(link(&house, &shop, waits).await.closed_at.is_none());
    assert_eq!(house.count("outcome-order-idle").await, 1);
    a_night_after(&house, TimeDelta::days(150)).await;
    assert!(link(&house, &shop, waits).await.closed_at.is_some());
    // The other's line is older than lines are kept.
    assert_eq!(house.count("outcome-order-idle").await, 1);

    assert!(shop.edit_order(waits, &serde_json::json!({ "customer_note": "Haster" })));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(link(&house, &shop, waits).await.closed_at.is_none());
    // Shipped at last, also where it is closed again by then.
    let reference = link(&house, &shop, done).await.rackbeat_number.unwrap();
    assert!(house.agreement.ship(reference));
    house.deliver_webhooks(&[]).await;
    house.run_jobs().await;
    assert_eq!(link(&house, &shop, done).await.stage, Stage::Shipped);
}

#[tokio::test]
async fn a_shop_that_is_back_within_a_day_goes_on_where_it_left() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let before = shop::find(&house.tenant(), shop.id).await.unwrap();
    disconnect(&house, &shop).await;
    house.wait(TimeDelta::hours(3));
    shop.buy("KOPP", 1);
    shop.lose_webhooks();
    house.wait(TimeDelta::hours(3));
    reconnect(&house, &shop).await;
    assert!(house.only_order().is_booked(), "bought while it was away");
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    assert_eq!(row.connected_at, before.connected_at);
    assert_eq!(house.count("outcome-shop-uncovered").await, 0);
}

#[tokio::test]
async fn a_shop_that_is_back_after_months_begins_anew_and_its_owner_is_told() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.rackbeat.trouble().on(Fault::Http(500));
    let before = bought(&house, &shop, "KOPP", 1).await;
    disconnect(&house, &shop).await;
    house.rackbeat.trouble().clear();
    house.wait(TimeDelta::days(20));
    let meanwhile = shop.buy("KOPP", 1);
    shop.lose_webhooks();
    house.wait(TimeDelta::days(20));
    reconnect(&house, &shop).await;
    house.later(TimeDelta::minutes(20)).await;
    for id in [before, meanwhile] {
        assert!(shop.edit_order(id, &serde_json::json!({ "customer_note": "Hvor er den?" })));
    }
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert!(house.orders_in_rackbeat().is_empty(), "both are old by now");
    assert_eq!(house.count("outcome-shop-uncovered").await, 1);
    assert_eq!(house.count("outcome-orders-left").await, 1);
    let log = house.log().await;
    assert!(log.contains("(40 døgn), regnes som gamle"), "{log}");

    bought(&house, &shop, "KOPP", 1).await;
    assert!(house.only_order().is_booked(), "and what is new is sent");
}

#[tokio::test]
async fn what_a_shop_left_unbooked_holds_no_stock_after_a_day() {
    let house = House::open().await;
    let (gone, other) = (house.shop("A").await, house.shop("B").await);
    house
        .set(&gone, |rules| rules.rackbeat_state = RackbeatState::Draft)
        .await;
    bought(&house, &gone, "KOPP", 3).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(other.stock("KOPP"), 7);
    disconnect(&house, &gone).await;
    house.wait(TimeDelta::hours(12));
    app::chore::tick(&house.ctx).await;
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(other.stock("KOPP"), 7, "it may be back soon");
    a_night_after(&house, TimeDelta::hours(36)).await;
    assert_eq!(other.stock("KOPP"), 10);
    assert_eq!(house.count("outcome-orders-left").await, 1);
}

/// `None`: killed where it had waited `waits` times.
async fn killed_after<T>(mut waits: usize, doing: impl Future<Output = T>) -> Option<T> {
    let mut doing = pin!(doing);
    poll_fn(|context| match doing.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending if waits == 0 => Poll::Ready(None),
        Poll::Pending => {
            waits -= 1;
            Poll::Pending
        }
    })
    .await
}

async fn confirmed_and_awake(house: &House, shop: &Shop) -> (bool, bool) {
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    let waiting = inbox::unsettled(&house.tenant()).await.unwrap();
    let is_order = |message: &inbox::Message| message.kind() == Some(Kind::Order);
    (
        row.other_confirmed_at.is_some(),
        waiting.iter().any(is_order),
    )
}

#[tokio::test]
async fn orders_wake_with_what_they_waited_for_or_not_at_all() {
    let house = House::open().await;
    let plugin = "Rackbeat for WooCommerce".to_owned();
    let shop = house
        .shop_where("A", |world| {
            world.set_up(|setup| setup.plugins.push(plugin))
        })
        .await;
    bought(&house, &shop, "KOPP", 1).await;
    assert!(house.orders_in_rackbeat().is_empty());
    let tenant = house.tenant();
    for waits in 0.. {
        let confirmed = app::shop::confirm_other(&house.ctx, &tenant, shop.id);
        killed_after(waits, confirmed).await;
        // A commit that was on its way at the kill may land between the two readings.
        until(async || {
            let (confirmed, wakes) = confirmed_and_awake(&house, &shop).await;
            confirmed == wakes
        })
        .await;
        let (confirmed, wakes) = confirmed_and_awake(&house, &shop).await;
        assert_eq!(confirmed, wakes, "after {waits} waits");
        if wakes {
            break;
        }
    }
    house.run_jobs().await;
    assert!(house.only_order().is_booked());
}
