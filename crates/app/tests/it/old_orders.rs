//! Orders from before a shop was connected: seen, approved, taken along, and never before today's.
use app::old_order::{self, Choice, RunState};
use chrono::TimeDelta;
use domain::{FailureReason, Outcome, State};
use rand::{Rng, SeedableRng, rngs::StdRng};
use store::{Clock, inbox::Kind, lane::Track, order_link, order_link::Stage};
use testkit::{House, Shop, simulator::woo::OrderDraft};

const WHO: &str = "kari@nordlys.no";
const OPEN: Choice = Choice {
    since: None,
    with_completed: false,
};

/// A shop that had sold before it was connected: what each is in the shop by then.
async fn with_old(house: &House, statuses: &[&str]) -> (Shop, Vec<u64>) {
    let mut old = Vec::new();
    let shop = house
        .shop_where("A", |world| {
            for status in statuses {
                let kopp = world.id_of("KOPP").unwrap();
                let id = world.place_order(&OrderDraft::of(kopp, 1)).unwrap();
                if *status != "processing" {
                    assert!(world.edit_order(id, &serde_json::json!({ "status": status })));
                }
                old.push(id);
            }
            house.clock.advance(TimeDelta::minutes(30));
        })
        .await;
    house.approve(&shop).await;
    (shop, old)
}

async fn stage(house: &House, shop: &Shop, order: u64) -> Option<order_link::OrderLink> {
    let id = i64::try_from(order).unwrap();
    order_link::find(&house.tenant(), shop.id, id)
        .await
        .unwrap()
}

async fn run(house: &House, shop: &Shop) -> old_order::Run {
    let run = old_order::latest(&house.tenant(), shop.id).await.unwrap();
    run.expect("a run")
}

async fn counted(house: &House, shop: &Shop, choice: Choice) -> old_order::Run {
    let asked = (shop.id, choice);
    let begun = old_order::preview(&house.ctx, &house.tenant(), asked, WHO).await;
    assert!(begun.unwrap());
    house.run_jobs().await;
    run(house, shop).await
}

async fn approved(house: &House, shop: &Shop, choice: Choice) {
    let seen = (shop.id, counted(house, shop, choice).await.id);
    let done = old_order::approve(&house.ctx, &house.tenant(), seen, WHO).await;
    assert!(done.unwrap());
}

#[tokio::test]
async fn nothing_old_is_sent_before_somebody_says_yes() {
    let house = House::open().await;
    let (shop, _) = with_old(&house, &["processing", "on-hold", "completed"]).await;
    let run = counted(&house, &shop, OPEN).await;
    assert_eq!(
        (run.state, run.open, run.completed),
        (RunState::Ready, 2, 0)
    );
    house.later(TimeDelta::hours(1)).await;
    assert!(house.orders_in_rackbeat().is_empty());
}

#[tokio::test]
async fn open_ones_are_sent_and_completed_ones_are_left() {
    let house = House::open().await;
    let (shop, old) = with_old(&house, &["processing", "processing", "completed"]).await;
    let stock = shop.stock("KOPP");
    approved(&house, &shop, OPEN).await;
    house.later(TimeDelta::minutes(2)).await;
    let done = run(&house, &shop).await;
    assert_eq!(done.state, RunState::Done);
    assert_eq!((done.taken, done.known, done.released), (2, 0, 2));
    assert_eq!(house.orders_in_rackbeat().len(), 2);
    for order in &old[..2] {
        let link = stage(&house, &shop, *order).await.unwrap();
        assert_eq!((link.stage, link.is_old), (Stage::Booked, false));
    }
    assert!(
        stage(&house, &shop, old[2])
            .await
            .is_none_or(|link| link.is_old)
    );
    // The shop had taken them off its own figure before; Rackbeat had not.
    house.later(TimeDelta::minutes(20)).await;
    assert!(
        shop.stock("KOPP") <= stock,
        "{} of {stock}",
        shop.stock("KOPP")
    );
    assert_eq!(house.count("outcome-old-orders-done").await, 1);
}

#[tokio::test]
async fn completed_ones_come_along_from_a_date_when_they_are_ticked() {
    let house = House::open().await;
    let (shop, _) = with_old(&house, &["completed", "processing", "cancelled"]).await;
    let since = Some(house.clock.now() - TimeDelta::days(1));
    let choice = Choice {
        since,
        with_completed: true,
    };
    let run = counted(&house, &shop, choice).await;
    assert_eq!((run.open, run.completed), (1, 1));
    approved(&house, &shop, choice).await;
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 2);
    let later = Choice {
        since: Some(house.clock.now()),
        ..choice
    };
    assert_eq!(counted(&house, &shop, later).await.counted(), 0);
}

#[tokio::test]
async fn what_carries_our_reference_in_rackbeat_is_tied_and_not_made_again() {
    let house = House::open().await;
    let (shop, old) = with_old(&house, &["processing", "processing"]).await;
    // Made by an earlier time of ours, of which a restored backup knows nothing.
    let code = store::shop::find(&house.tenant(), shop.id)
        .await
        .unwrap()
        .code;
    let reference = format!("{code}-{}", old[0]);
    let number = house
        .order_by_hand(("KOPP", 1), 100, Some(&reference))
        .await;
    approved(&house, &shop, OPEN).await;
    house.later(TimeDelta::minutes(2)).await;
    let done = run(&house, &shop).await;
    assert_eq!((done.taken, done.known, done.released), (2, 1, 2));
    assert_eq!(house.orders_in_rackbeat().len(), 2, "one was made twice");
    let link = stage(&house, &shop, old[0]).await.unwrap();
    assert_eq!(link.rackbeat_number, Some(number));
}

#[tokio::test]
async fn a_second_run_changes_nothing() {
    let house = House::open().await;
    let (shop, _) = with_old(&house, &["processing", "processing"]).await;
    approved(&house, &shop, OPEN).await;
    house.later(TimeDelta::minutes(2)).await;
    approved(&house, &shop, OPEN).await;
    house.later(TimeDelta::minutes(2)).await;
    let done = run(&house, &shop).await;
    assert_eq!((done.state, done.taken), (RunState::Done, 0));
    assert_eq!(house.orders_in_rackbeat().len(), 2);
}

#[tokio::test]
async fn a_page_of_orders_that_cannot_be_read_hides_none_of_those_after_it() {
    let house = House::open().await;
    let mut readable = 0;
    let shop = house
        .shop_where("A", |world| {
            let termos = world.id_of("TERMOS-1").unwrap();
            assert!(world.set_stock(termos, 100));
            let buy = || {
                house.clock.advance(TimeDelta::minutes(1));
                world.place_order(&OrderDraft::of(termos, 1)).unwrap()
            };
            // A page, and then some.
            for _ in 0..55 {
                assert!(world.spoil_order(buy()));
            }
            readable = buy();
            house.clock.advance(TimeDelta::minutes(30));
        })
        .await;
    approved(&house, &shop, OPEN).await;
    house.later(TimeDelta::minutes(2)).await;
    let done = run(&house, &shop).await;
    assert_eq!((done.state, done.open, done.taken), (RunState::Done, 56, 1));
    let link = stage(&house, &shop, readable).await.unwrap();
    assert_eq!(link.stage, Stage::Booked);
    let is_told = |outcome: &Outcome| {
        let Outcome::Failed { reason, .. } = outcome else {
            return false;
        };
        matches!(reason, FailureReason::Unreadable { .. })
    };
    let told = house.outcomes().await;
    assert!(told.iter().any(is_told), "{told:?}");
}

#[tokio::test]
async fn what_was_stopped_on_the_way_is_put_back_as_it_was() {
    let house = House::open().await;
    let (shop, old) = with_old(&house, &["processing"; 7]).await;
    approved(&house, &shop, OPEN).await;
    // Taken along, a few released, and the rest waits for its turn.
    house.run_jobs().await;
    let done = old_order::cancel(&house.ctx, &house.tenant(), shop.id, WHO).await;
    assert!(done.unwrap());
    house.later(TimeDelta::minutes(2)).await;
    let end = run(&house, &shop).await;
    assert_eq!(end.state, RunState::Stopped);
    assert_eq!(end.released + end.put_back, 7);
    assert!(end.put_back > 0, "all were released at once");
    let sent = u64::try_from(house.orders_in_rackbeat().len()).unwrap();
    assert_eq!(sent, end.released);
    let mut back = 0;
    for order in old {
        let link = stage(&house, &shop, order).await.unwrap();
        back += u64::from(link.is_old && link.closed_at.is_some());
    }
    assert_eq!(back, end.put_back);
}

#[tokio::test]
async fn a_run_that_is_killed_anywhere_comes_to_the_same_end() {
    let mut dice = StdRng::seed_from_u64(7);
    let mut kills = 0;
    for _ in 0..4 {
        let house = House::open().await;
        let (shop, old) = with_old(&house, &["processing"; 7]).await;
        approved(&house, &shop, OPEN).await;
        while run(&house, &shop).await.state != RunState::Done {
            // Long enough that it comes any further at all.
            let waits = dice.random_range(1..300);
            kills += usize::from(!house.run_track_until_killed(Track::Bulk, waits).await);
            house.run_track_until_killed(Track::Realtime, 10_000).await;
            house.wait(TimeDelta::seconds(61));
        }
        house.later(TimeDelta::minutes(10)).await;
        let done = run(&house, &shop).await;
        assert_eq!((done.taken, done.known, done.released), (7, 0, 7));
        assert_eq!(house.orders_in_rackbeat().len(), 7);
        for order in old {
            let link = stage(&house, &shop, order).await.unwrap();
            assert_eq!(link.stage, Stage::Booked);
        }
        assert_eq!(house.count("outcome-old-orders-done").await, 1);
        assert_eq!(house.count("outcome-old-orders-waits").await, 7);
    }
    assert!(kills >= 8, "killed only {kills} times");
}

#[tokio::test]
async fn a_new_order_is_sent_while_old_ones_wait_for_their_turn() {
    let house = House::open().await;
    let (shop, _) = with_old(&house, &["processing"; 8]).await;
    approved(&house, &shop, OPEN).await;
    house.run_jobs().await;
    let new = shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let link = stage(&house, &shop, new).await.unwrap();
    assert_eq!(link.stage, Stage::Booked);
    let run = run(&house, &shop).await;
    assert!(run.released < run.taken, "nothing old waited any more");
    house.later(TimeDelta::minutes(2)).await;
    assert_eq!(house.orders_in_rackbeat().len(), 9);
}

#[tokio::test]
async fn those_that_wait_for_their_turn_say_so_and_hold_their_goods() {
    let house = House::open().await;
    let (shop, old) = with_old(&house, &["processing"; 6]).await;
    approved(&house, &shop, OPEN).await;
    house.run_jobs().await;
    let mut waiting = 0;
    for order in old {
        let link = stage(&house, &shop, order).await.unwrap();
        if matches!(link.result, Some(Outcome::OldOrders { .. })) {
            assert_eq!(link.state, State::Waiting);
            let lines = store::order_line::of(&house.tenant(), link.id).await;
            assert_eq!(lines.unwrap()[0].taken, 1_000);
            waiting += 1;
        }
    }
    assert!(waiting > 0);
    house.later(TimeDelta::minutes(2)).await;
    let (tenant, now) = (house.tenant(), house.clock.now());
    let due = store::inbox::count_due(&tenant, (shop.id, Kind::OldOrders), 5, now);
    assert_eq!(due.await.unwrap(), 0);
}
