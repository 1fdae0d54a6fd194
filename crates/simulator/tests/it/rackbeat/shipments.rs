//! Shipments: in several parts, of goods alone, and the locks they lay on an order.
use rackbeat::{Error, LineChange};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use simulator::rackbeat::{Setup, Switches, Tracking};

use super::{Play, line, switched};

/// A booked order of four mugs and freight.
async fn with_freight(play: &Play) -> i64 {
    let mut order = play.order("kx7f-1", 4);
    order.lines.push(line("FRAKT", 1));
    let made = play.client.create_order(&order).await.unwrap();
    play.client.book_order(made.number).await.unwrap();
    made.number
}

fn on_hand(play: &Play) -> Decimal {
    play.agreement.figures("KOPP-1").unwrap().on_hand
}

#[tokio::test]
async fn an_order_is_shipped_when_its_goods_are_and_freight_is_never_on_a_shipment() {
    let play = Play::begin(Setup::default()).await;
    let number = with_freight(&play).await;
    assert!(play.agreement.ship_some(number, 1));
    let order = play.client.order(number).await.unwrap();
    assert_eq!(
        (order.is_shipped, order.is_partly_shipped),
        (Some(false), Some(true))
    );
    assert_eq!(on_hand(&play), 9.into());

    assert!(play.agreement.ship_items(number, &[("KOPP-1", 2.into())]));
    assert!(play.agreement.ship(number));
    let order = play.client.order(number).await.unwrap();
    assert_eq!(
        (order.is_shipped, order.is_partly_shipped),
        (Some(true), Some(false))
    );
    let shipments = play.client.shipments(number).await.unwrap().items;
    let pieces: Vec<_> = shipments
        .iter()
        .flat_map(|shipment| &shipment.lines)
        .map(|line| (line.child_id.clone().unwrap(), line.quantity.unwrap()))
        .collect();
    let mug = |pieces: i64| ("KOPP-1".to_owned(), Decimal::from(pieces));
    assert_eq!(pieces, [mug(1), mug(2), mug(1)]);
    assert_eq!((on_hand(&play), play.available()), (6.into(), 6.into()));
    assert!(!play.agreement.ship(number), "nothing is left to ship");
}

#[tokio::test]
async fn a_shipment_made_by_api_is_picked_before_it_is_shipped() {
    let play = Play::begin(Setup::default()).await;
    let number = with_freight(&play).await;
    let create = format!("orders/{number}/create-shipment");
    let (status, body) = play.post(&create, &Value::Null).await;
    assert_eq!(
        (status, &body["order_shipment"]["is_shipped"]),
        (200, &json!(false))
    );
    let id = &body["order_shipment"]["id"];
    assert_eq!(body["order_shipment"]["lines"].as_array().unwrap().len(), 1);
    assert_eq!(on_hand(&play), 10.into(), "it lies on the shelf yet");

    let door = format!("orders/shipments/{id}/mark-shipped");
    let (status, _) = play.post(&door, &Value::Null).await;
    assert_eq!(status, 422, "it is not picked");
    let (status, _) = play.post(&door, &json!({ "pick": true })).await;
    assert_eq!((status, on_hand(&play)), (200, 6.into()));
    let (status, _) = play.post(&door, &json!({ "pick": true })).await;
    assert_eq!(
        (status, on_hand(&play)),
        (422, 6.into()),
        "it is shipped once"
    );
    assert_eq!(play.post(&create, &Value::Null).await.0, 422);
}

#[tokio::test]
async fn services_alone_cannot_be_shipped() {
    let play = Play::begin(Setup::default()).await;
    let mut order = play.order("kx7f-1", 1);
    order.lines = vec![line("FRAKT", 1)];
    let made = play.client.create_order(&order).await.unwrap();
    play.client.book_order(made.number).await.unwrap();
    assert!(!play.agreement.ship(made.number));
    assert!(play.agreement.shipments(made.number).is_empty());
}

#[tokio::test]
async fn a_picked_order_is_locked() {
    let play = Play::begin(Setup::default()).await;
    let number = with_freight(&play).await;
    assert!(play.agreement.pick(number));
    let refused = play.client.reopen_order(number).await.unwrap_err();
    assert!(matches!(refused, Error::Invalid(_)), "{refused:?}");
    assert!(!play.agreement.reopen(number) && !play.agreement.delete(number));
    assert_eq!(
        play.client.order(number).await.unwrap().booked(),
        Some(true)
    );
    assert!(play.agreement.ship(number), "what is picked is shipped");
    assert_eq!(play.agreement.shipments(number).len(), 1);
}

#[tokio::test]
async fn where_a_picked_order_can_be_reopened_what_is_packed_stays() {
    let switches = Switches {
        reopens_once_picked: true,
        ..Switches::default()
    };
    let play = Play::begin(switched(switches)).await;
    let number = with_freight(&play).await;
    assert!(play.agreement.ship_some(number, 3));
    play.client.reopen_order(number).await.unwrap();
    let lines = play.client.order(number).await.unwrap().lines;
    let mugs = lines[0].id.unwrap();
    let to = |pieces: i64| LineChange {
        quantity: Some(pieces.into()),
        ..LineChange::default()
    };
    play.client.change_line(number, mugs, &to(3)).await.unwrap();
    for refused in [
        play.client.change_line(number, mugs, &to(2)).await,
        play.client.delete_line(number, mugs).await,
    ] {
        let refused = refused.unwrap_err();
        assert!(refused.said().unwrap().mentions("locked"), "{refused:?}");
    }
}

#[tokio::test]
async fn a_tracking_number_shows_where_this_rackbeat_keeps_it_and_nowhere_else() {
    let places = [
        (Tracking::Nowhere, [false, false, false]),
        (Tracking::ShipmentField, [true, false, false]),
        (Tracking::OrderField, [false, true, false]),
        (Tracking::OrderNote, [false, false, true]),
    ];
    for (tracking, expected) in places {
        let switches = Switches {
            tracking,
            ..Switches::default()
        };
        let play = Play::begin(switched(switches)).await;
        let number = with_freight(&play).await;
        assert!(
            !play.agreement.note_tracking(number, "early"),
            "no shipment"
        );
        assert!(play.agreement.ship(number));
        assert!(play.agreement.note_tracking(number, "TRACK-70"));
        let mut shows = Vec::new();
        for path in [
            format!("orders/{number}/shipments"),
            format!("orders/{number}?expand=field_values"),
            format!("orders/{number}/notes"),
        ] {
            shows.push(play.get(&path).await.1.to_string().contains("TRACK-70"));
        }
        assert_eq!(shows, expected, "{tracking:?}");
        let fields = play.get(&format!("orders/{number}/fields")).await.1;
        assert_eq!(
            fields["fields"][0]["value"] == "TRACK-70",
            tracking == Tracking::OrderField
        );
    }
}
