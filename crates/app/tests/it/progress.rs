//! What happens to an order in Rackbeat comes back to its shop: once, and never over what was called off.
use std::time::Duration;

use chrono::TimeDelta;
use serde_json::json;
use store::{ShopId, inbox::Kind, order_link, order_link::Stage, order_progress};
use testkit::{
    House, Shop,
    simulator::{
        Fault, Rule,
        rackbeat::{Switches, Tracking},
        woo::Mail,
    },
};

use crate::{
    ends::{disconnect, reconnect},
    import::hurried,
};

/// More waits than any order needs.
const WAITS_MAX: usize = 400;

/// An order that is booked: its id in the shop, and its number in Rackbeat.
pub async fn booked(house: &House, shop: &Shop, sku: &str, pieces: i64) -> (u64, i64) {
    let id = shop.buy(sku, pieces);
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
    if find(house, id).is_none() {
        // A machine under load answers too late now and then.
        house.later(TimeDelta::minutes(5)).await;
    }
    let found = find(house, id);
    let log = house.log().await;
    (
        id,
        found.unwrap_or_else(|| panic!("order {id} is not in Rackbeat: {log}")),
    )
}

pub fn number_of(house: &House, id: u64) -> i64 {
    find(house, id).expect("it is in Rackbeat")
}

fn find(house: &House, id: u64) -> Option<i64> {
    let ending = format!("-{id}");
    let orders = house.orders_in_rackbeat().into_iter();
    let mut own = orders.filter(|order| {
        let reference = order.their_reference.as_deref();
        reference.is_some_and(|reference| reference.ends_with(&ending))
    });
    let found = own.next();
    assert!(own.next().is_none(), "it is there twice");
    found.map(|order| order.number)
}

pub async fn ship(house: &House, number: i64) {
    assert!(house.agreement.ship(number));
    house.deliver_webhooks(&[]).await;
    house.run_jobs().await;
}

pub fn status(shop: &Shop, id: u64) -> String {
    shop.order(id).unwrap()["status"]
        .as_str()
        .unwrap()
        .to_owned()
}

pub fn mails(shop: &Shop, id: u64, mail: Mail) -> usize {
    let mails = shop.mails(id);
    mails.into_iter().filter(|one| *one == mail).count()
}

/// What stands beside the order with these words in it; true: the customer was mailed it.
pub fn notes(shop: &Shop, id: u64, words: &str) -> Vec<bool> {
    let notes = shop.order_notes(id).into_iter();
    let ours = notes.filter(|(text, _)| text.contains(words));
    ours.map(|(_, for_customer)| for_customer).collect()
}

#[tokio::test]
async fn a_shipped_order_is_completed_in_its_shop_and_the_customer_is_mailed_once() {
    let house = House::open().await;
    let (shop, other) = (house.shop("A").await, house.shop("B").await);
    let (id, number) = booked(&house, &shop, "KOPP", 2).await;
    ship(&house, number).await;
    assert_eq!(status(&shop, id), "completed");
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::hours(6)).await;
    assert_eq!(shop.calls().of("orders.update"), 1);
    assert_eq!(mails(&shop, id, Mail::Completed), 1);
    assert_eq!(mails(&shop, id, Mail::Note), 0);
    assert_eq!(house.count("outcome-progress-status-set").await, 1);
    let log = house.log().await;
    assert!(
        log.contains("Ordren er satt til «completed» i nettbutikken"),
        "{log}"
    );
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (8, 8));
}

#[tokio::test]
async fn what_no_webhook_told_is_found_by_the_sweep() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    house.later(TimeDelta::minutes(5)).await;
    assert!(house.agreement.ship(number));
    house.later(TimeDelta::minutes(3)).await;
    assert_eq!(status(&shop, id), "completed");
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(30)).await;
    assert_eq!(mails(&shop, id, Mail::Completed), 1);
}

#[tokio::test]
async fn an_order_that_rackbeat_shows_as_it_was_left_is_not_read_whole_by_the_sweep() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (left, _) = booked(&house, &shop, "TERMOS-1", 1).await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    house.later(TimeDelta::minutes(5)).await;
    assert!(house.agreement.ship(number));
    // Whoever reads the whole row stumbles over it.
    let of_left = format!("WHERE woo_id = {left}");
    let keep = format!("UPDATE order_links SET refunds = written, written = '?' {of_left}");
    house.by_hand(&keep).await.unwrap();
    let hours = "UPDATE order_links SET next_read_at = 9000000000000000";
    house.by_hand(hours).await.unwrap();
    house.later(TimeDelta::minutes(3)).await;
    let shown = order_link::find(&house.tenant(), shop.id, id.cast_signed()).await;
    assert_eq!(shown.unwrap().unwrap().stage, Stage::Shipped);
    let back = format!("UPDATE order_links SET written = refunds, refunds = '' {of_left}");
    house.by_hand(&back).await.unwrap();
}

#[tokio::test]
async fn what_was_called_off_meanwhile_is_told_and_never_completed() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    for (told, meanwhile) in ["cancelled", "refunded", "failed", "pending"]
        .into_iter()
        .enumerate()
    {
        let (id, number) = booked(&house, &shop, "TERMOS-1", 1).await;
        assert!(house.agreement.ship(number));
        assert!(shop.set_status(id, meanwhile));
        house.deliver_webhooks(&[&shop]).await;
        house.later(TimeDelta::minutes(40)).await;
        assert_eq!(status(&shop, id), meanwhile);
        assert_eq!(mails(&shop, id, Mail::Completed), 0, "{meanwhile}");
        assert_eq!(
            house.count("outcome-progress-status-not-set").await,
            told + 1,
            "{meanwhile}"
        );
    }
    let (id, number) = booked(&house, &shop, "TERMOS-1", 1).await;
    assert!(house.agreement.ship(number));
    assert!(shop.trash_order(id));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(40)).await;
    assert_eq!(mails(&shop, id, Mail::Completed), 0, "in the bin");
    assert_eq!(shop.calls().of("orders.update"), 0);
}

#[tokio::test]
async fn an_order_that_is_completed_already_is_left_alone() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    assert!(shop.set_status(id, "completed"));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    ship(&house, number).await;
    house.later(TimeDelta::minutes(40)).await;
    assert_eq!(shop.calls().of("orders.update"), 0);
    assert_eq!(
        mails(&shop, id, Mail::Completed),
        1,
        "by the shop's own people"
    );
    assert_eq!(house.count("outcome-progress-status-stood").await, 1);
}

#[tokio::test]
async fn a_shop_that_wants_its_statuses_left_is_told_nothing() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.set(&shop, |rules| rules.shipped_status = None).await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    ship(&house, number).await;
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(status(&shop, id), "processing");
    assert_eq!(shop.calls().of("orders.update"), 0);
}

#[tokio::test]
async fn a_status_that_the_shop_does_not_have_is_told_and_tried_again_by_the_button() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let unknown = || Some("sendt-ut".to_owned());
    house
        .set(&shop, |rules| rules.shipped_status = unknown())
        .await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    ship(&house, number).await;
    house.later(TimeDelta::hours(2)).await;
    assert_eq!(house.count("outcome-progress-status-refused").await, 1);
    house
        .set(&shop, |rules| {
            rules.shipped_status = Some("completed".to_owned())
        })
        .await;
    house.ask(shop.id, Kind::Order, id).await;
    house.run_jobs().await;
    assert_eq!(status(&shop, id), "completed");
}

#[tokio::test]
async fn a_shop_that_is_down_or_away_is_told_when_it_is_back() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    shop.trouble().on(Fault::Http(500));
    ship(&house, number).await;
    house.later(TimeDelta::hours(3)).await;
    assert_eq!(status(&shop, id), "processing");
    shop.trouble().clear();
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(status(&shop, id), "completed");
    assert_eq!(mails(&shop, id, Mail::Completed), 1);

    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    disconnect(&house, &shop).await;
    ship(&house, number).await;
    house.later(TimeDelta::hours(3)).await;
    assert_eq!(status(&shop, id), "processing");
    reconnect(&house, &shop).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(status(&shop, id), "completed");
    assert_eq!(mails(&shop, id, Mail::Completed), 1);
}

/// Everything that can go wrong with one call to a shop.
fn faults() -> Vec<Fault> {
    vec![
        Fault::TimeoutAfterCommit,
        Fault::LateCommitAfter(Duration::from_secs(30)),
        Fault::CutJson,
        Fault::NoticeBeforeJson,
        Fault::HtmlPage,
        Fault::HangUp,
        Fault::Http(500),
        Fault::RateLimited(None),
        Fault::KeysRevoked,
    ]
}

#[tokio::test]
async fn whatever_happens_to_the_status_the_customer_is_mailed_once() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    for fault in faults() {
        let (id, number) = booked(&house, &shop, "TERMOS-1", 1).await;
        let calls = shop.calls().of("orders.update");
        shop.trouble()
            .add(Rule::once(fault.clone()).only("orders.update"));
        ship(&house, number).await;
        assert!(
            shop.calls().of("orders.update") > calls,
            "{fault:?} never struck"
        );
        if matches!(fault, Fault::LateCommitAfter(_)) {
            house.until(|| status(&shop, id) == "completed").await;
        }
        house.later(TimeDelta::minutes(10)).await;
        assert_eq!(status(&shop, id), "completed", "{fault:?}");
        house.deliver_webhooks(&[&shop]).await;
        house.later(TimeDelta::minutes(10)).await;
        assert_eq!(mails(&shop, id, Mail::Completed), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn an_order_taken_back_while_its_status_was_in_doubt_is_not_completed_again() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    shop.trouble()
        .add(Rule::once(Fault::CutJson).only("orders.update"));
    ship(&house, number).await;
    assert_eq!(status(&shop, id), "completed");
    assert!(shop.set_status(id, "processing"));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(10)).await;
    assert_eq!(status(&shop, id), "processing", "the owner's own word");
    assert_eq!(mails(&shop, id, Mail::Completed), 1);
}

#[tokio::test]
async fn what_somebody_completed_and_took_back_before_us_is_not_taken_for_ours() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    for status in ["completed", "processing"] {
        house.later(TimeDelta::minutes(5)).await;
        assert!(shop.set_status(id, status));
        house.deliver_webhooks(&[&shop]).await;
        house.run_jobs().await;
    }
    // In doubt, and nothing was done.
    shop.trouble()
        .add(Rule::once(Fault::Http(500)).only("orders.update"));
    ship(&house, number).await;
    assert_eq!(status(&shop, id), "processing");
    house.later(TimeDelta::minutes(10)).await;
    assert_eq!(status(&shop, id), "completed");
    assert_eq!(shop.calls().of("orders.update"), 2);
    assert_eq!(mails(&shop, id, Mail::Completed), 2, "theirs, and ours");
}

#[tokio::test]
async fn an_order_called_off_while_we_read_what_else_belongs_to_it_is_not_completed() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 2).await;
    // Its refunds are read after the order itself.
    assert!(shop.refund(id, &json!({ "amount": "10.00" })).is_some());
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(5)).await;
    shop.calls().forget();
    let slow = Fault::Slow(Duration::from_secs(60));
    shop.trouble().add(Rule::once(slow).only("refunds"));
    let called_off = async {
        let read = || {
            shop.calls()
                .by_kind()
                .keys()
                .any(|kind| kind.starts_with("refunds"))
        };
        house.until(read).await;
        assert!(shop.set_status(id, "cancelled"));
    };
    tokio::join!(ship(&house, number), called_off);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(40)).await;
    assert_eq!(status(&shop, id), "cancelled");
    assert_eq!(shop.calls().of("orders.update"), 0);
    assert_eq!(mails(&shop, id, Mail::Completed), 0);
    assert_eq!(house.count("outcome-progress-status-not-set").await, 1);
}

#[tokio::test]
async fn an_order_deleted_in_rackbeat_is_told_once_and_not_looked_for_again() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    house.later(TimeDelta::minutes(5)).await;
    let link = order_link::find(&house.tenant(), shop.id, id.cast_signed()).await;
    let whose = link.unwrap().map(|link| (link.id, link.shop)).unwrap();
    // As after a part of it was shipped, and that was undone.
    let due = Some(house.ctx.now());
    order_progress::look(&house.tenant(), whose, due)
        .await
        .unwrap();
    assert!(house.agreement.delete(number));
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(house.count("outcome-by-hand-deleted").await, 1);
    house.rackbeat.calls().forget();
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(house.rackbeat.calls().of("orders.get"), 0);
}

#[tokio::test]
async fn a_shop_that_is_owed_news_of_an_order_that_was_dropped_is_left_in_peace() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (_, number) = booked(&house, &shop, "KOPP", 2).await;
    shop.trouble()
        .add(Rule::always(Fault::Http(500)).only("notes"));
    assert!(house.agreement.ship_some(number, 1));
    house.deliver_webhooks(&[]).await;
    house.run_jobs().await;
    assert!(house.agreement.cancel(number));
    house.later(TimeDelta::minutes(20)).await;
    shop.trouble().clear();
    house.later(TimeDelta::hours(2)).await;
    shop.calls().forget();
    house.later(TimeDelta::hours(1)).await;
    assert_eq!(shop.calls().of("orders.read"), 0);
}

#[tokio::test]
async fn killed_at_any_point_a_shipped_order_is_completed_once() {
    let house = hurried().await;
    let shop = house.shop("A").await;
    house.agreement.set_stock("TERMOS-1", 10_000);
    let (mut waits, mut ended, mut kills) = (0, false, 0);
    while !ended {
        assert!(waits < WAITS_MAX, "it never ends");
        assert!(shop.set_stock(shop.product_id("TERMOS-1"), 40));
        shop.lose_webhooks();
        let (id, number) = booked(&house, &shop, "TERMOS-1", 1).await;
        assert!(house.agreement.ship(number));
        house.ask(ShopId::nil(), Kind::Shipment, number).await;
        ended = house.run_until_killed(waits).await;
        kills += usize::from(!ended);
        house.later(TimeDelta::minutes(5)).await;
        let log = house.log().await;
        assert_eq!(
            status(&shop, id),
            "completed",
            "killed after {waits} waits: {log}"
        );
        assert_eq!(
            mails(&shop, id, Mail::Completed),
            1,
            "killed after {waits} waits"
        );
        waits += 1 + waits / 20;
    }
    assert!(kills > 15, "killed only {kills} times");
}

#[tokio::test]
async fn each_part_that_leaves_is_noted_once_and_the_last_completes_the_order() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 3).await;
    for part in 1..=2 {
        assert!(house.agreement.ship_some(number, 1));
        // The first is told by a webhook, the second by none.
        if part == 1 {
            house.deliver_webhooks(&[]).await;
        }
        house.later(TimeDelta::minutes(20)).await;
        assert_eq!(status(&shop, id), "processing");
        assert_eq!(notes(&shop, id, "1 × Kaffekopp"), vec![false; part]);
    }
    ship(&house, number).await;
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::hours(2)).await;
    assert_eq!(status(&shop, id), "completed");
    assert_eq!(notes(&shop, id, "Kaffekopp (").len(), 2);
    assert_eq!(house.count("outcome-progress-partly-shipped").await, 2);
    assert_eq!(
        (
            mails(&shop, id, Mail::Completed),
            mails(&shop, id, Mail::Note)
        ),
        (1, 0)
    );
}

#[tokio::test]
async fn whatever_happens_to_a_note_it_stands_there_once() {
    let switches = Switches {
        tracking: Tracking::ShipmentField,
        ..Switches::default()
    };
    let house = opened(switches).await;
    house.clock.hurry(40);
    let shop = house.shop("A").await;
    for (time, fault) in faults().into_iter().enumerate() {
        let (id, number) = booked(&house, &shop, "TERMOS-1", 2).await;
        let calls = shop.calls().of("notes.create");
        shop.trouble()
            .add(Rule::once(fault.clone()).only("notes.create"));
        let tracking = format!("37010000{time}");
        assert!(house.agreement.ship_some(number, 1));
        assert!(house.agreement.note_tracking(number, &tracking));
        house.deliver_webhooks(&[]).await;
        house.run_jobs().await;
        let struck = || shop.calls().of("notes.create") > calls;
        if struck() && matches!(fault, Fault::LateCommitAfter(_)) {
            house
                .until(|| !notes(&shop, id, &tracking).is_empty())
                .await;
        }
        house.later(TimeDelta::minutes(2)).await;
        assert!(struck(), "{fault:?} never struck: {}", house.log().await);
        house.later(TimeDelta::minutes(30)).await;
        assert_eq!(notes(&shop, id, &tracking), [true], "{fault:?}");
        assert_eq!(mails(&shop, id, Mail::Note), 1, "{fault:?}");
    }
}

/// Rackbeat as the switches say, and all that orders need in it.
pub async fn opened(switches: Switches) -> House {
    let house = House::with(switches).await;
    house.connect_rackbeat().await;
    house.run_jobs().await;
    house
}

#[tokio::test]
async fn a_tracking_number_reaches_the_customer_once_wherever_rackbeat_keeps_it() {
    for tracking in [
        Tracking::Nowhere,
        Tracking::ShipmentField,
        Tracking::OrderField,
        Tracking::OrderNote,
    ] {
        let house = opened(Switches {
            tracking,
            ..Switches::default()
        })
        .await;
        let shop = house.shop("A").await;
        let (id, number) = booked(&house, &shop, "KOPP", 1).await;
        ship(&house, number).await;
        house.later(TimeDelta::minutes(5)).await;
        // The label is printed after the parcel was marked as shipped.
        assert!(house.agreement.note_tracking(number, "370123456789"));
        house.deliver_webhooks(&[&shop]).await;
        house.later(TimeDelta::hours(3)).await;
        let told = usize::from(tracking != Tracking::Nowhere);
        assert_eq!(
            notes(&shop, id, "Sporingsnummer: 370123456789"),
            vec![true; told],
            "{tracking:?}"
        );
        assert_eq!(mails(&shop, id, Mail::Note), told, "{tracking:?}");
        assert_eq!(mails(&shop, id, Mail::Completed), 1, "{tracking:?}");
        assert_eq!(
            house.count("outcome-progress-tracking-told").await,
            told,
            "{tracking:?}"
        );
    }
}

#[tokio::test]
async fn a_part_with_a_tracking_number_is_one_mail_that_says_what_is_in_it() {
    let house = opened(Switches {
        tracking: Tracking::ShipmentField,
        ..Switches::default()
    })
    .await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 2).await;
    for tracking in ["370111111", "370222222"] {
        assert!(house.agreement.ship_some(number, 1));
        assert!(house.agreement.note_tracking(number, tracking));
        house.deliver_webhooks(&[]).await;
        house.later(TimeDelta::minutes(20)).await;
    }
    assert_eq!(status(&shop, id), "completed");
    let told = shop.order_notes(id);
    let about = |words: &str| {
        told.iter()
            .filter(|(text, mailed)| *mailed && text.contains(words))
            .count()
    };
    assert_eq!(
        (
            about("1 × Kaffekopp"),
            about("370111111"),
            about("370222222")
        ),
        (1, 1, 1)
    );
    assert_eq!(mails(&shop, id, Mail::Note), 2);
}

#[tokio::test]
async fn nobody_is_mailed_a_number_for_an_order_that_was_called_off() {
    let house = opened(Switches {
        tracking: Tracking::OrderNote,
        ..Switches::default()
    })
    .await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    assert!(house.agreement.ship(number));
    assert!(house.agreement.note_tracking(number, "370123456789"));
    assert!(shop.edit_order(id, &json!({ "status": "cancelled" })));
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::hours(2)).await;
    assert_eq!(mails(&shop, id, Mail::Note), 0);
    assert!(notes(&shop, id, "370123456789").is_empty());
}
