//! Connecting, and keeping what was connected alive.
use app::{
    Hindrance, Stopped,
    shop::{Facts, Mark},
};
use domain::Outcome;
use store::{ShopId, inbox::Kind, shop, shop::ShopKeys};
use testkit::{EMAIL, House, Shop};

fn mark(facts: &Facts, key: &str) -> Option<Mark> {
    facts
        .points
        .iter()
        .find(|point| point.key == key)
        .map(|point| point.mark)
}

async fn check(house: &House, shop: &Shop) -> Facts {
    app::shop::check_again(&house.ctx, &house.tenant(), shop.id)
        .await
        .unwrap()
}

#[tokio::test]
async fn the_check_proves_on_the_newest_order_that_the_shop_tells_what_changed() {
    let house = House::open().await;
    for shop in [house.shop("A").await, house.old_shop("B").await] {
        let facts = check(&house, &shop).await;
        assert_eq!(
            mark(&facts, "check-modified"),
            None,
            "there is no order yet"
        );
        shop.buy("KOPP", 1);
        shop.buy("KOPP", 1);
        let facts = check(&house, &shop).await;
        assert_eq!(
            mark(&facts, "check-modified"),
            Some(Mark::Good),
            "{:?}",
            facts.points
        );
        house.later(chrono::TimeDelta::minutes(6)).await;
    }
}

#[tokio::test]
async fn another_integration_in_the_shop_stops_until_its_owner_says_what_it_does() {
    let house = House::open().await;
    let shop = house
        .shop_where("A", |world| {
            world.set_up(|setup| setup.plugins.push("Rackbeat for WooCommerce".to_owned()))
        })
        .await;
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    let facts = Facts::of(&row);
    assert_eq!(facts.other_at_work(&row), Some("Rackbeat for WooCommerce"));
    assert_eq!(mark(&facts, "check-other-at-work"), Some(Mark::Stop));
    app::shop::confirm_other(&house.ctx, &house.tenant(), shop.id)
        .await
        .unwrap();
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    assert_eq!(Facts::of(&row).other_at_work(&row), None);
    house.run_jobs().await;
}

#[tokio::test]
async fn a_check_by_hand_puts_back_webhooks_that_somebody_took_away() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let before = shop.webhooks().len();
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    let client = house.ctx.outside.shop(&house.tenant(), &row).unwrap();
    for hook in shop.webhooks() {
        let id = hook.id.try_into().unwrap();
        client.delete_webhook(id).await.unwrap();
    }
    assert_eq!(shop.webhooks().len(), 0);
    check(&house, &shop).await;
    house.run_jobs().await;
    assert_eq!(shop.webhooks().len(), before);
}

#[tokio::test]
async fn a_shop_that_fell_silent_says_so_in_its_check() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.go_down();
    let facts = check(&house, &shop).await;
    assert!(facts.stops());
    assert_eq!(facts.points[0].key, "failure-shop-unreachable");
    assert_eq!(facts.currency, "NOK", "what was known is not forgotten");
    shop.come_up().unwrap();
    assert!(!check(&house, &shop).await.stops());
    house.run_jobs().await;
    shop.revoke_keys();
    assert_eq!(
        check(&house, &shop).await.points[0].key,
        "hindrance-keys-refused"
    );
}

#[tokio::test]
async fn a_disabled_webhook_is_made_anew_and_the_others_are_left_alone() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let client = client(&house, &shop).await;
    let before = shop.webhooks();
    let lost = before
        .iter()
        .find(|hook| hook.topic == "order.updated")
        .unwrap();
    client.delete_webhook(lost.id.cast_signed()).await.unwrap();
    house.ask(shop.id, Kind::Hooks, "").await;
    house.run_jobs().await;
    let after = shop.webhooks();
    assert_eq!((before.len(), after.len()), (8, 8));
    let kept = after
        .iter()
        .filter(|hook| before.iter().any(|old| old.id == hook.id));
    assert_eq!(kept.count(), 7);
    let repaired = house.outcomes_of(shop.id).await;
    assert!(
        repaired
            .iter()
            .any(|line| matches!(line, Outcome::WebhooksRepaired { count: 1, .. }))
    );
    house.ask(shop.id, Kind::Hooks, "").await;
    house.run_jobs().await;
    assert_eq!(
        shop.webhooks().iter().map(|hook| hook.id).max(),
        after.iter().map(|hook| hook.id).max()
    );
}

async fn client(house: &House, shop: &Shop) -> woo::Client {
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    house.ctx.outside.shop(&house.tenant(), &row).unwrap()
}

#[tokio::test]
async fn a_disconnected_shop_keeps_its_history_and_nothing_else() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let tenant = house.tenant();
    assert!(
        app::shop::disconnect(&house.ctx, &tenant, EMAIL, shop.id)
            .await
            .unwrap()
    );
    assert_eq!(shop.webhooks().len(), 0);
    let row = shop::find(&tenant, shop.id).await.unwrap();
    assert!(matches!(row.keys(&tenant), Err(store::Error::NotFound)));
    assert!(
        house
            .outcomes_of(shop.id)
            .await
            .iter()
            .any(|line| matches!(line, Outcome::ShopDisconnected { .. }))
    );
    // And back again: the same shop, the same row.
    let found = app::shop::find(&house.ctx, &shop.url()).await.unwrap();
    let keys = keys(&shop);
    let made = app::shop::connect(&house.ctx, &tenant, EMAIL, &found, keys)
        .await
        .unwrap();
    assert!(matches!(made, app::shop::Connection::Made(id) if id == shop.id));
    house.run_jobs().await;
    assert_eq!(shop.webhooks().len(), 8);
}

fn keys(shop: &Shop) -> ShopKeys {
    let key = shop.keys().remove(0);
    ShopKeys {
        key: key.key.into(),
        secret: key.secret.into(),
    }
}

#[tokio::test]
async fn a_shop_that_is_down_can_be_disconnected_too() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.go_down();
    let removed = app::shop::disconnect(&house.ctx, &house.tenant(), EMAIL, shop.id).await;
    assert!(!removed.unwrap(), "its webhooks are left, and that is told");
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    assert!(row.disconnected_at.is_some());
}

#[tokio::test]
async fn keys_of_another_shop_do_not_replace() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    other.set_up(|setup| setup.currency = "SEK".to_owned());
    let mut theirs = other.keys().remove(0);
    theirs.key = theirs.key.replace('a', "e");
    let keys = ShopKeys {
        key: theirs.key.into(),
        secret: theirs.secret.into(),
    };
    let refused = app::shop::replace_keys(&house.ctx, &house.tenant(), EMAIL, shop.id, keys).await;
    assert!(matches!(refused, Err(Stopped::By(Hindrance::KeysRefused))));
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    assert!(
        house
            .ctx
            .outside
            .shop(&house.tenant(), &row)
            .unwrap()
            .order_statuses()
            .await
            .is_ok()
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn a_parked_shop_comes_back_with_new_keys() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let keys = keys(&shop);
    let key = shop.keys().remove(0).key;
    shop.demote(&key, true);
    house.later(chrono::TimeDelta::hours(2)).await;
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    assert!(row.parked_at.is_some());
    shop.demote(&key, false);
    let replaced = app::shop::replace_keys(&house.ctx, &house.tenant(), EMAIL, shop.id, keys).await;
    assert!(!replaced.unwrap().stops());
    let row = shop::find(&house.tenant(), shop.id).await.unwrap();
    assert!(row.parked_at.is_none());
    house.run_jobs().await;
}

#[tokio::test]
async fn rackbeats_own_integration_is_seen_and_stops_until_confirmed() {
    let house = House::bare().await;
    house.agreement.add_plugin("woocommerce", "WooCommerce");
    house.connect_rackbeat().await;
    house.run_jobs().await;
    let row = store::agreement::find(&house.tenant()).await.unwrap();
    assert_eq!(row.other_integration.as_deref(), Some("WooCommerce"));
    assert!(row.other_confirmed_at.is_none());
    app::agreement::confirm_other(&house.ctx, &house.tenant())
        .await
        .unwrap();
    let row = store::agreement::find(&house.tenant()).await.unwrap();
    assert!(row.other_confirmed_at.is_some());
}

#[tokio::test]
async fn nothing_is_made_twice_in_rackbeat() {
    let house = House::bare().await;
    house.connect_rackbeat().await;
    let (customers, items) = (
        house.agreement.customers().len(),
        house.agreement.items().len(),
    );
    for _ in 0..2 {
        let missing = app::agreement::make_all(&house.ctx, &house.tenant())
            .await
            .unwrap();
        assert!(missing.is_empty());
    }
    assert_eq!(
        (
            house.agreement.customers().len(),
            house.agreement.items().len()
        ),
        (customers, items)
    );
    house.run_jobs().await;
}

#[tokio::test]
async fn events_that_rackbeat_does_not_have_are_asked_for_once() {
    let house = House::open().await;
    let asked = |house: &House| house.rackbeat.calls().of("webhooks.create");
    let first = asked(&house);
    house.ask(ShopId::nil(), Kind::Hooks, "").await;
    house.run_jobs().await;
    assert_eq!(
        asked(&house),
        first,
        "refusals are remembered, the others are there"
    );
    assert!(house.agreement.webhooks().len() >= 5);
}

#[tokio::test]
async fn what_gave_up_in_the_shop_is_found_at_night() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let client = client(&house, &shop).await;
    for hook in shop.webhooks() {
        client.delete_webhook(hook.id.cast_signed()).await.unwrap();
    }
    a_night_goes_by(&house).await;
    assert_eq!(shop.webhooks().len(), 8);
    let rackbeat = house.rackbeat_client().await;
    for hook in rackbeat.webhooks().await.unwrap().items {
        rackbeat.delete_webhook(hook.id).await.unwrap();
    }
    a_night_goes_by(&house).await;
    assert!(house.agreement.webhooks().len() >= 5);
}

/// Nobody works until it is over: a thousand polls in between would show nothing more.
async fn a_night_goes_by(house: &House) {
    house.wait(chrono::TimeDelta::hours(25));
    house.run_jobs().await;
}
