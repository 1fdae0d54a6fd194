//! Orders go further than booked where their owner wants it: shipped and invoiced by us, each once.
use std::time::Duration;

use chrono::TimeDelta;
use domain::RackbeatState;
use store::{
    inbox::Kind,
    order_link,
    order_link::{OrderLink, Stage},
};
use testkit::{
    House, Shop,
    simulator::{Fault, Rule, woo::Mail},
};

use crate::{
    import::hurried,
    progress::{booked, mails, number_of, status},
};

/// More waits than any order needs.
const WAITS_MAX: usize = 400;

async fn link(house: &House, shop: &Shop, id: u64) -> OrderLink {
    let found = order_link::find(&house.tenant(), shop.id, id.cast_signed()).await;
    found.unwrap().unwrap()
}

async fn shop_that_wants(house: &House, state: RackbeatState) -> Shop {
    let shop = house.shop("A").await;
    house.set(&shop, |rules| rules.rackbeat_state = state).await;
    shop
}

#[tokio::test]
async fn an_order_is_shipped_by_us_and_its_shop_is_told() {
    let house = House::open().await;
    let shop = shop_that_wants(&house, RackbeatState::Shipped).await;
    let other = house.shop("B").await;
    let (id, number) = booked(&house, &shop, "KOPP", 2).await;
    let order = house.agreement.order(number).unwrap();
    assert!(order.is_shipped() && !order.is_invoiced());
    assert_eq!(status(&shop, id), "completed");
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::hours(2)).await;
    assert_eq!(house.agreement.shipments(number).len(), 1);
    assert_eq!(house.rackbeat.calls().of("shipments.mark-shipped"), 1);
    assert_eq!(mails(&shop, id, Mail::Completed), 1);
    assert_eq!((shop.stock("KOPP"), other.stock("KOPP")), (8, 8));
    let told =
        house.count("outcome-progress-shipped").await + house.count("outcome-order-shipped").await;
    assert_eq!(told, 1);
}

#[tokio::test]
async fn an_order_is_invoiced_by_us_and_the_number_is_kept() {
    let house = House::open().await;
    let shop = shop_that_wants(&house, RackbeatState::Invoiced).await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    let invoices = house.agreement.invoices();
    assert_eq!(invoices.len(), 1);
    assert!(invoices[0].is_booked());
    let row = link(&house, &shop, id).await;
    assert_eq!(
        (row.stage, row.invoice_number),
        (Stage::Invoiced, Some(invoices[0].number))
    );
    assert!(row.closed_at.is_some());
    assert_eq!(house.count("outcome-progress-invoiced").await, 1);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::hours(2)).await;
    assert_eq!(house.agreement.invoices().len(), 1);
    assert_eq!(status(&shop, id), "completed");
    assert!(house.agreement.order(number).unwrap().is_shipped());
}

/// Everything that can go wrong with one call to Rackbeat.
fn faults() -> Vec<Fault> {
    vec![
        Fault::TimeoutAfterCommit,
        Fault::LateCommitAfter(Duration::from_secs(60)),
        Fault::CutJson,
        Fault::NoticeBeforeJson,
        Fault::HtmlPage,
        Fault::HangUp,
        Fault::Http(500),
        Fault::RateLimited(None),
    ]
}

#[tokio::test]
async fn whatever_happens_on_the_way_there_is_one_shipment_and_one_invoice() {
    let house = hurried().await;
    let shop = shop_that_wants(&house, RackbeatState::Invoiced).await;
    for kind in [
        "orders.create-shipment",
        "shipments.mark-shipped",
        "orders.convert-to-invoice",
    ] {
        for fault in faults() {
            let calls = house.rackbeat.calls().of(kind);
            let rule = Rule::once(fault.clone()).only(kind);
            house.rackbeat.trouble().add(rule);
            assert!(shop.set_stock(shop.product_id("TERMOS-1"), 40));
            house.agreement.set_stock("TERMOS-1", 10_000);
            let before = house.agreement.invoices().len();
            let (id, number) = booked(&house, &shop, "TERMOS-1", 1).await;
            assert!(
                house.rackbeat.calls().of(kind) > calls,
                "{fault:?} never struck {kind}"
            );
            if matches!(fault, Fault::LateCommitAfter(_)) {
                let came = || match kind {
                    "orders.create-shipment" => !house.agreement.shipments(number).is_empty(),
                    "shipments.mark-shipped" => house.agreement.order(number).unwrap().is_shipped(),
                    _ => house.agreement.invoices().len() > before,
                };
                house.until(came).await;
            }
            house.later(TimeDelta::minutes(10)).await;
            house.deliver_webhooks(&[&shop]).await;
            house.later(TimeDelta::minutes(5)).await;
            let order = house.agreement.order(number).unwrap();
            assert!(
                order.is_shipped() && order.is_invoiced(),
                "{fault:?} at {kind}"
            );
            assert_eq!(
                house.agreement.shipments(number).len(),
                1,
                "{fault:?} at {kind}"
            );
            assert_eq!(
                house.agreement.invoices().len(),
                before + 1,
                "{fault:?} at {kind}"
            );
            assert_eq!(mails(&shop, id, Mail::Completed), 1, "{fault:?} at {kind}");
            assert_eq!(
                link(&house, &shop, id).await.stage,
                Stage::Invoiced,
                "{fault:?} at {kind}"
            );
        }
    }
}

#[tokio::test]
async fn killed_at_any_point_an_order_is_shipped_and_invoiced_once() {
    let house = hurried().await;
    let shop = shop_that_wants(&house, RackbeatState::Invoiced).await;
    let (mut waits, mut ended, mut kills) = (0, false, 0);
    while !ended {
        assert!(waits < WAITS_MAX, "it never ends");
        assert!(shop.set_stock(shop.product_id("TERMOS-1"), 40));
        house.agreement.set_stock("TERMOS-1", 10_000);
        shop.lose_webhooks();
        let before = house.agreement.invoices().len();
        let id = shop.buy("TERMOS-1", 1);
        house.deliver_webhooks(&[&shop]).await;
        ended = house.run_until_killed(waits).await;
        kills += usize::from(!ended);
        house.later(TimeDelta::minutes(12)).await;
        let number = number_of(&house, id);
        let order = house.agreement.order(number).unwrap();
        assert!(
            order.is_shipped() && order.is_invoiced(),
            "killed after {waits} waits"
        );
        assert_eq!(
            house.agreement.shipments(number).len(),
            1,
            "killed after {waits} waits"
        );
        assert_eq!(
            house.agreement.invoices().len(),
            before + 1,
            "killed after {waits} waits"
        );
        assert_eq!(
            mails(&shop, id, Mail::Completed),
            1,
            "killed after {waits} waits"
        );
        waits += 1 + waits / 20;
    }
    assert!(kills > 20, "killed only {kills} times");
}

#[tokio::test]
async fn a_shipment_that_somebody_has_begun_is_left_to_them() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 2).await;
    assert!(house.agreement.pick(number));
    house
        .set(&shop, |rules| {
            rules.rackbeat_state = RackbeatState::Invoiced
        })
        .await;
    house.ask(shop.id, Kind::Order, id).await;
    house.run_jobs().await;
    assert!(!house.agreement.order(number).unwrap().is_shipped());
    assert_eq!(house.count("outcome-progress-shipment-left").await, 1);
    assert!(house.agreement.ship(number));
    house.deliver_webhooks(&[]).await;
    house.later(TimeDelta::minutes(5)).await;
    // What is left of the owner's wish follows by itself.
    assert!(house.agreement.order(number).unwrap().is_invoiced());
    assert_eq!(house.agreement.shipments(number).len(), 1);
    assert_eq!(status(&shop, id), "completed");
}

#[tokio::test]
async fn a_part_shipped_by_hand_while_ours_was_in_doubt_is_not_taken_for_the_whole() {
    let house = House::open().await;
    let shop = shop_that_wants(&house, RackbeatState::Invoiced).await;
    for picked in [false, true] {
        let left = house.count("outcome-progress-shipment-left").await;
        // In doubt, and nothing was done.
        let fault = Rule::once(Fault::Http(500)).only("orders.create-shipment");
        house.rackbeat.trouble().add(fault);
        let (id, number) = booked(&house, &shop, "TERMOS-1", 3).await;
        assert!(house.agreement.shipments(number).is_empty());
        match picked {
            true => assert!(house.agreement.pick_some(number, 1)),
            false => assert!(house.agreement.ship_some(number, 1)),
        }
        house.deliver_webhooks(&[]).await;
        house.later(TimeDelta::minutes(10)).await;
        assert_eq!(status(&shop, id), "processing", "picked: {picked}");
        assert_eq!(link(&house, &shop, id).await.stage, Stage::Booked);
        assert_eq!(house.agreement.shipments(number).len(), 1);
        assert!(house.count("outcome-progress-shipment-left").await > left);
        assert!(house.agreement.ship(number));
        house.deliver_webhooks(&[]).await;
        house.later(TimeDelta::minutes(10)).await;
        assert_eq!(status(&shop, id), "completed");
        assert_eq!(mails(&shop, id, Mail::Completed), 1);
        assert_eq!(link(&house, &shop, id).await.stage, Stage::Invoiced);
        assert_eq!(house.rackbeat.calls().of("shipments.mark-shipped"), 0);
    }
}

#[tokio::test]
async fn an_invoice_made_by_hand_is_noticed_with_its_number() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    house.later(TimeDelta::minutes(5)).await;
    assert!(house.agreement.ship(number));
    house.deliver_webhooks(&[]).await;
    house.run_jobs().await;
    let invoice = house.agreement.invoice(number).unwrap();
    house.later(TimeDelta::minutes(20)).await;
    let row = link(&house, &shop, id).await;
    assert_eq!(
        (row.stage, row.invoice_number),
        (Stage::Invoiced, Some(invoice))
    );
    assert_eq!(house.count("outcome-progress-by-hand").await, 1);
    assert_eq!(house.rackbeat.calls().of("orders.convert-to-invoice"), 0);
}

#[tokio::test]
async fn an_order_invoiced_before_it_is_shipped_is_followed_until_it_is() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let (id, number) = booked(&house, &shop, "KOPP", 1).await;
    house.later(TimeDelta::minutes(5)).await;
    let invoice = house.agreement.invoice(number).unwrap();
    house.later(TimeDelta::minutes(20)).await;
    let row = link(&house, &shop, id).await;
    assert_eq!(
        (row.stage, row.invoice_number),
        (Stage::Booked, Some(invoice))
    );
    assert_eq!(status(&shop, id), "processing");
    assert!(house.agreement.ship(number));
    house.deliver_webhooks(&[]).await;
    house.run_jobs().await;
    assert_eq!(link(&house, &shop, id).await.stage, Stage::Invoiced);
    assert_eq!(status(&shop, id), "completed");
}
