//! The ledger follows what happens to shops, and the nights follow the ledger.
use app::billing;
use chrono::TimeDelta;
use domain::plan;
use store::{ledger, ledger::Move, shop_day};
use testkit::{EMAIL, House};

use super::people::{
    at, clock_shows, connect, disconnect, firm, long_connected, period, reconnect,
};

#[tokio::test]
async fn every_way_to_connect_and_let_go_of_a_shop_is_in_the_ledger() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (ctx, tenant) = (&house.ctx, house.tenant());
    app::shop::disconnect(ctx, &tenant, EMAIL, shop.id)
        .await
        .unwrap();
    // Letting go of it twice is letting go of it once.
    app::shop::disconnect(ctx, &tenant, EMAIL, shop.id)
        .await
        .unwrap();
    house.wait(TimeDelta::hours(2));
    let found = app::shop::find(ctx, &shop.url()).await.unwrap();
    let pasted = shop.keys().remove(0);
    let keys = store::shop::ShopKeys {
        key: pasted.key.into(),
        secret: pasted.secret.into(),
    };
    app::shop::connect(ctx, &tenant, "ola@nordlys.no", &found, keys)
        .await
        .unwrap();
    house.run_jobs().await;
    app::shop::pause(ctx, &tenant, EMAIL, shop.id)
        .await
        .unwrap();
    house.run_jobs().await;
    let entries = ledger::latest(&tenant, 10).await.unwrap();
    let told: Vec<_> = entries
        .iter()
        .rev()
        .map(|one| (one.why, one.who.as_str(), one.is_activation))
        .collect();
    assert_eq!(
        told,
        [
            (Move::Connected, EMAIL, true),
            (Move::Disconnected, EMAIL, false),
            (Move::Reconnected, "ola@nordlys.no", true),
        ]
    );
    assert!(entries.iter().all(|one| one.shop == shop.id));
    let histories = ledger::histories(&tenant).await.unwrap();
    assert_eq!(histories[0].ever.len(), 2);
    assert!(histories[0].is_connected(), "pausing is not letting go");
    app::shop::resume(ctx, &tenant, shop.id).await.unwrap();
    house.run_jobs().await;
}

#[tokio::test]
async fn every_night_writes_yesterday_and_missed_nights_are_caught_up() {
    let house = House::bare().await;
    let kaffe = firm(&house, "kaffe", "NO").await;
    long_connected(&kaffe, "kaffe", 2).await;
    let te = firm(&house, "te", "NO").await;
    connect(&te, "te-0", at("2026-08-31 12:00")).await;
    let gone = connect(&te, "te-1", at("2026-08-31 12:00")).await;
    disconnect(&te, gone, at("2026-09-03 00:00")).await;

    clock_shows(&house, "2026-09-03 03:00").await;
    let september = period("2026-09");
    let days = shop_day::of_month(&te, september).await.unwrap();
    let counts: Vec<_> = days
        .iter()
        .map(|one| (one.day.to_string(), one.count))
        .collect();
    // From 24 hours after, and never on the day that begins as it leaves.
    assert_eq!(
        counts,
        [("2026-09-01".to_owned(), 2), ("2026-09-02".to_owned(), 2)]
    );
    let last = shop_day::last_counted(&house.ctx.store).await.unwrap();
    assert_eq!(last, Some("2026-09-02".parse().unwrap()));

    clock_shows(&house, "2026-10-04 03:00").await;
    let days = shop_day::of_month(&te, september).await.unwrap();
    assert_eq!(days.len(), 30);
    assert_eq!(days.last().unwrap().count, 1);
    assert_eq!(days[1].shops.split(' ').count(), 2);
    let (first, last) = (september.first(), september.last());
    let counted = shop_day::counted(&house.ctx.store, first, last)
        .await
        .unwrap();
    assert_eq!(counted.len(), 30);
    assert_eq!(
        (counted[1].accounts, counted[1].shops, counted[1].extra),
        (2, 4, 2)
    );
    assert_eq!(
        (counted[9].accounts, counted[9].shops, counted[9].extra),
        (2, 3, 1)
    );
}

#[tokio::test]
async fn what_is_lost_or_spoilt_is_rebuilt_from_the_ledger_to_the_same_figures() {
    let house = House::bare().await;
    for name in ["a", "b", "c"] {
        let firm = firm(&house, name, "NO").await;
        long_connected(&firm, name, 3).await;
    }
    let te = firm(&house, "te", "NO").await;
    let shop = connect(&te, "te", at("2026-08-10 12:00")).await;
    disconnect(&te, shop, at("2026-09-10 12:00")).await;
    reconnect(&te, "te", at("2026-09-20 23:59")).await;
    clock_shows(&house, "2026-10-01 03:00").await;
    let september = period("2026-09");
    let before = shop_day::of_month(&te, september).await.unwrap();
    assert_eq!(before.len(), 10 + 11);
    assert_eq!(billing::rebuild(&house.ctx, september).await.unwrap(), 0);
    for spoil in [
        "DELETE FROM shop_days WHERE day = '2026-09-05'",
        "UPDATE shop_days SET count = 7 WHERE day = '2026-09-06'",
        "UPDATE shop_days SET shops = '' WHERE day = '2026-09-07'",
        "UPDATE shop_days SET day = '2026-09-12' WHERE day = '2026-09-08' AND count = 1",
    ] {
        assert!(house.by_hand(spoil).await.unwrap() > 0, "{spoil}");
    }
    let mended = billing::rebuild(&house.ctx, september).await.unwrap();
    assert_eq!(mended, 4 + 4 + 4 + 2);
    assert_eq!(shop_day::of_month(&te, september).await.unwrap(), before);
    assert_eq!(billing::rebuild(&house.ctx, september).await.unwrap(), 0);
}

#[tokio::test]
async fn a_night_killed_anywhere_is_counted_by_the_next_turn() {
    let house = House::bare().await;
    let firm = firm(&house, "kaffe", "NO").await;
    long_connected(&firm, "kaffe", 2).await;
    let mut kills = 0;
    for waits in 0..40 {
        let next = plan::day_at(house.ctx.now()) + chrono::Days::new(1);
        house.clock.set(at(&format!("{next} 03:00")));
        app::chore::tick(&house.ctx).await;
        let track = store::lane::Track::Bulk;
        kills += usize::from(!house.run_track_until_killed(track, waits).await);
        house.later(TimeDelta::seconds(61)).await;
        let last = shop_day::last_counted(&house.ctx.store).await.unwrap();
        assert_eq!(last, next.pred_opt(), "killed after {waits} waits");
    }
    assert!(kills > 5, "killed only {kills} times");
    let days = shop_day::of_month(&firm, period("2026-09")).await.unwrap();
    assert!(days.len() > 20 && days.iter().all(|day| day.count == 2));
}

#[tokio::test]
async fn after_seven_broken_days_a_mail_says_once_that_the_shop_still_counts() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (tenant, now) = (house.tenant(), house.ctx.now());
    let parking = store::shop::Parking {
        limit: 1,
        reason: "failure-unreachable",
        now,
        probe_at: now + TimeDelta::days(60),
    };
    store::shop::fail(&tenant, shop.id, parking).await.unwrap();
    let told = async || {
        let mails = house.mails_to(EMAIL).await;
        let about = |mail: &&testkit::Letter| mail.subject.contains("uten kontakt i en uke");
        mails.iter().filter(about).count()
    };
    house.wait(TimeDelta::days(6));
    app::chore::tick(&house.ctx).await;
    assert_eq!(told().await, 0);
    for _ in 0..4 {
        house.wait(TimeDelta::days(1));
        app::chore::tick(&house.ctx).await;
    }
    assert_eq!(told().await, 1);
    let histories = ledger::histories(&tenant).await.unwrap();
    let today = plan::day_at(house.ctx.now());
    assert!(plan::counts_on(&histories[0].ever, today));
    store::shop::succeed(&tenant, shop.id).await.unwrap();
    house.run_jobs().await;
}
