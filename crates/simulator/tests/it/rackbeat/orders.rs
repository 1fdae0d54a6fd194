//! Orders of Rackbeat's: made, listed, changed, shipped, refused.
use rackbeat::Error;
use rust_decimal::Decimal;
use simulator::rackbeat::{Setup, Switches};

use super::{Play, line, switched};

#[tokio::test]
async fn an_order_is_made_booked_and_shipped_and_stock_follows() {
    let play = Play::begin(Setup::default()).await;
    let made = play
        .client
        .create_order(&play.order("kx7f-5567", 3))
        .await
        .unwrap();
    assert_eq!(made.booked(), Some(false));
    assert_eq!(
        made.total_subtotal,
        Some(Decimal::new(24_000, 2)),
        "3 × 79.9992, half up to the øre"
    );
    assert_eq!(play.available(), 10.into(), "a draft reserves nothing");

    let booked = play.client.book_order(made.number).await.unwrap();
    assert_eq!(booked.booked(), Some(true));
    let item = play.client.item("KOPP-1").await.unwrap();
    assert_eq!(
        (item.stock_quantity, item.available_quantity),
        (Some(10.into()), Some(7.into()))
    );

    assert!(play.agreement.ship(made.number));
    let item = play.client.item("KOPP-1").await.unwrap();
    assert_eq!(
        (item.stock_quantity, item.available_quantity),
        (Some(7.into()), Some(7.into()))
    );
    let shipments = play.client.shipments(made.number).await.unwrap().items;
    assert_eq!(shipments[0].is_shipped, Some(true));
    assert_eq!(shipments[0].lines[0].quantity, Some(3.into()));
    assert_eq!(
        play.client.order(made.number).await.unwrap().is_shipped,
        Some(true)
    );
}

#[tokio::test]
async fn the_newest_orders_come_first_and_carry_their_reference() {
    let play = Play::begin(Setup::default()).await;
    for reference in ["kx7f-1", "kx7f-2", "kx7f-11"] {
        play.client
            .create_order(&play.order(reference, 1))
            .await
            .unwrap();
    }
    let first = play.client.orders(1, 2).await.unwrap();
    assert_eq!(
        (first.total, first.pages, first.is_last()),
        (Some(3), Some(2), false)
    );
    assert!(first.items[0].carries("kx7f-11") && !first.items[0].carries("kx7f-1"));
    assert!(first.items[0].created_at.is_some() && first.items[0].lines.is_empty());
    let second = play.client.orders(2, 2).await.unwrap();
    assert!(second.is_last() && second.items[0].carries("kx7f-1"));
    assert!(play.client.orders(3, 2).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn without_their_reference_the_heading_carries_it() {
    let switches = Switches {
        ignores_their_reference: true,
        ..Switches::default()
    };
    let play = Play::begin(switched(switches)).await;
    let made = play
        .client
        .create_order(&play.order("kx7f-9", 1))
        .await
        .unwrap();
    assert_eq!(made.their_reference, None);
    assert!(made.carries("kx7f-9"));
    assert_eq!(play.agreement.orders_for("kx7f-9").len(), 1);
}

#[tokio::test]
async fn bare_answers_and_a_drafts_only_door_make_no_difference() {
    let switches = Switches {
        bare_order_answers: true,
        creates_on_drafts_only: true,
        ..Switches::default()
    };
    let play = Play::begin(switched(switches)).await;
    let made = play
        .client
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap();
    assert!(made.is_bare() && made.number > 0);
    assert!(play.client.book_order(made.number).await.unwrap().is_bare());
    assert_eq!(
        play.client.order(made.number).await.unwrap().booked(),
        Some(true)
    );
}

#[tokio::test]
async fn drafts_may_be_listed_apart() {
    let apart = Switches {
        lists_drafts_apart: true,
        ..Switches::default()
    };
    let play = Play::begin(switched(apart)).await;
    play.client
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap();
    assert!(play.client.orders(1, 100).await.unwrap().items.is_empty());
    assert!(play.client.draft_orders(1, 100).await.unwrap().items[0].carries("kx7f-1"));
}

#[tokio::test]
async fn what_rackbeat_refuses_is_refused_with_its_words() {
    let play = Play::begin(Setup::default()).await;
    let refused = |error: Error, field: &str, text: &str| {
        assert!(!error.in_doubt() && !error.is_connections_fault());
        let said = error.said().unwrap();
        assert!(said.faults(field) && said.mentions(text), "{said}");
    };

    let mut order = play.order("kx7f-1", 1);
    order.lines[0].item_id = "FINNES-IKKE".to_owned();
    refused(
        play.client.create_order(&order).await.unwrap_err(),
        "item_id",
        "product needed",
    );

    play.agreement.bar("KOPP-1", true);
    let order = play.order("kx7f-1", 1);
    refused(
        play.client.create_order(&order).await.unwrap_err(),
        "item_id",
        "is barred",
    );
    play.agreement.bar("KOPP-1", false);

    let mut order = play.order("kx7f-1", 1);
    order.head.currency = Some("XTS".to_owned());
    refused(
        play.client.create_order(&order).await.unwrap_err(),
        "currency",
        "invalid",
    );

    let mut order = play.order("kx7f-1", 1);
    order.customer_id = 5;
    refused(
        play.client.create_order(&order).await.unwrap_err(),
        "customer_id",
        "customer is invalid",
    );

    let made = play
        .client
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap();
    play.client.book_order(made.number).await.unwrap();
    let locked = play.client.add_line(made.number, &line("FRAKT", 1)).await;
    refused(locked.unwrap_err(), "order", "locked");
    play.agreement.ship(made.number);
    let kept = play.client.delete_order(made.number).await;
    refused(kept.unwrap_err(), "order", "shipment");
}

#[tokio::test]
async fn a_reopened_order_can_be_changed_and_reserves_nothing() {
    let play = Play::begin(Setup::default()).await;
    let made = play
        .client
        .create_order(&play.order("kx7f-1", 4))
        .await
        .unwrap();
    play.client.book_order(made.number).await.unwrap();
    assert_eq!(play.available(), 6.into());
    play.client.reopen_order(made.number).await.unwrap();
    assert_eq!(play.available(), 10.into());
    play.client
        .add_line(made.number, &line("KOPP-1", 2))
        .await
        .unwrap();
    play.client
        .note_order(made.number, "Avbestilt i nettbutikken")
        .await
        .unwrap();
    play.client.book_order(made.number).await.unwrap();
    assert_eq!(play.available(), 4.into());
    assert_eq!(play.agreement.order(made.number).unwrap().notes.len(), 1);
}

#[tokio::test]
async fn an_order_that_is_gone_reserves_nothing_whichever_way_it_went() {
    for delete_cancels in [false, true] {
        let switches = Switches {
            delete_cancels,
            ..Switches::default()
        };
        let play = Play::begin(switched(switches)).await;
        let mut numbers = Vec::new();
        for reference in ["kx7f-1", "kx7f-2"] {
            let made = play
                .client
                .create_order(&play.order(reference, 2))
                .await
                .unwrap();
            play.client.book_order(made.number).await.unwrap();
            numbers.push(made.number);
        }
        assert_eq!(play.available(), 6.into());
        play.client.delete_order(numbers[0]).await.unwrap();
        play.agreement.cancel(numbers[1]);
        assert_eq!(play.available(), 10.into());
        assert!(play.client.order(numbers[1]).await.unwrap().is_dropped());
        match play.client.order(numbers[0]).await {
            Ok(order) => assert!(delete_cancels && order.is_dropped()),
            Err(error) => assert!(!delete_cancels && matches!(error, Error::NotFound)),
        }
    }
}
