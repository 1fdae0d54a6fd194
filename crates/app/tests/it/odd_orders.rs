//! Orders as they come in real life: free ones, negative fees, many lines, strange letters, sums that do not add up.
use chrono::TimeDelta;
use rust_decimal::Decimal;
use testkit::{
    House, Shop,
    build::dec,
    simulator::{
        Fault, Rule,
        rackbeat::Switches,
        woo::{Bought, OrderDraft, Via},
    },
};

async fn sent(house: &House, shop: &Shop, draft: &OrderDraft) -> u64 {
    let id = shop.place(draft);
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
    id
}

/// What the shop says that an order comes to, without VAT.
fn shop_subtotal(shop: &Shop, id: u64) -> Decimal {
    let order = shop.order(id).unwrap();
    let figure = |name: &str| dec(order[name].as_str().unwrap());
    figure("total") - figure("total_tax")
}

#[tokio::test]
async fn an_order_of_zero_kroner_arrives() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.add_coupon("gratis", dec("100"));
    let draft = OrderDraft {
        coupon: Some("gratis".to_owned()),
        ..OrderDraft::of(shop.product_id("KOPP"), 2)
    };
    sent(&house, &shop, &draft).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(
        (order.subtotal(), order.lines[0].quantity),
        (Decimal::ZERO, Decimal::TWO)
    );
}

#[tokio::test]
async fn a_negative_fee_arrives_as_a_line_of_its_own() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let draft = OrderDraft {
        fees: vec![("Hentekvittering".to_owned(), dec("-40"))],
        ..OrderDraft::of(shop.product_id("KOPP"), 1)
    };
    let id = sent(&house, &shop, &draft).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.subtotal(), shop_subtotal(&shop, id));
    assert_eq!(
        (order.lines[1].item.as_str(), order.lines[1].total()),
        ("GEBYR", dec("-40"))
    );
}

#[tokio::test]
async fn a_rackbeat_without_negative_prices_gets_a_negative_quantity() {
    let house = House::with(Switches {
        refuses_negative_prices: true,
        ..Switches::default()
    })
    .await;
    house.connect_rackbeat().await;
    let shop = house.shop("A").await;
    let draft = OrderDraft {
        fees: vec![("Rabatt".to_owned(), dec("-40"))],
        ..OrderDraft::of(shop.product_id("KOPP"), 1)
    };
    sent(&house, &shop, &draft).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(
        (order.lines[1].quantity, order.lines[1].price),
        (dec("-1"), dec("40"))
    );
    assert!(house.log().await.contains("negativt antall"));
}

#[tokio::test]
async fn a_rackbeat_that_takes_nothing_negative_stops_the_order_with_the_reason() {
    let house = House::with(Switches {
        refuses_negative_prices: true,
        refuses_negative_quantities: true,
        ..Switches::default()
    })
    .await;
    house.connect_rackbeat().await;
    let shop = house.shop("A").await;
    let draft = OrderDraft {
        fees: vec![("Rabatt".to_owned(), dec("-40"))],
        ..OrderDraft::of(shop.product_id("KOPP"), 1)
    };
    sent(&house, &shop, &draft).await;
    assert!(house.orders_in_rackbeat().is_empty());
    let log = house.log().await;
    assert!(
        log.contains("tar ikke imot det negative beløpet på «Rabatt»"),
        "{log}"
    );
}

#[tokio::test]
async fn five_hundred_lines_arrive_whole() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.agreement.add_product("SPIKER", "Spiker", 8, 100_000);
    let nail = shop.add_product("SPIKER", "Spiker", dec("9.90"), None);
    let draft = OrderDraft {
        lines: (1..=500)
            .map(|pieces| Bought { id: nail, pieces })
            .collect(),
        via: Via::Admin,
        ..OrderDraft::default()
    };
    let id = sent(&house, &shop, &draft).await;
    let order = house.only_order();
    assert!(order.is_booked());
    let pieces: Decimal = order.lines.iter().map(|line| line.quantity).sum();
    let own = order
        .lines
        .iter()
        .filter(|line| line.item == "SPIKER")
        .count();
    assert_eq!(own, 500);
    assert!(pieces >= dec("125250"));
    assert_eq!(order.subtotal(), shop_subtotal(&shop, id));
}

#[tokio::test]
async fn letters_of_all_kinds_arrive_as_they_were_written() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let mut draft = OrderDraft {
        customer_note: "Pakk inn 🎁 til bestemor på Sørøya".to_owned(),
        ..OrderDraft::of(shop.product_id("Å/Ø 12"), 1)
    };
    draft
        .delivery
        .insert("first_name".to_owned(), "Åse 🐟".into());
    sent(&house, &shop, &draft).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.lines[0].item, "Å/Ø 12");
    assert_eq!(order.lines[0].name, "Spesialtegn Æ/Ø");
    assert_eq!(
        order.note.as_deref(),
        Some("Pakk inn 🎁 til bestemor på Sørøya")
    );
    assert!(
        order.delivery_address.to_string().contains("Åse 🐟"),
        "{}",
        order.delivery_address
    );
}

#[tokio::test]
async fn a_currency_that_rackbeat_does_not_know_stops_the_order_with_the_reason() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let draft = OrderDraft {
        currency: Some("ISK".to_owned()),
        ..OrderDraft::of(shop.product_id("KOPP"), 1)
    };
    sent(&house, &shop, &draft).await;
    assert!(house.orders_in_rackbeat().is_empty());
    let log = house.log().await;
    assert!(log.contains("Rackbeat kjenner ikke valutaen ISK"), "{log}");
}

#[tokio::test]
async fn a_few_ore_of_rounding_become_a_line_before_booking() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let mut draft = OrderDraft::default();
    for number in ["A-1", "A-2", "A-3"] {
        house.agreement.add_product(number, number, 8, 100);
        draft = draft.and(shop.add_product(number, number, dec("9.99"), Some(100)), 1);
    }
    let id = sent(&house, &shop, &draft).await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(order.subtotal(), shop_subtotal(&shop, id));
    let last = order.lines.last().unwrap();
    assert_eq!((last.item.as_str(), order.lines.len()), ("AVRUNDING", 4));
    assert!(
        house
            .log()
            .await
            .contains("er lagt til, så summene er like")
    );
}

#[tokio::test]
async fn a_rounding_line_that_does_not_make_the_sums_equal_leaves_the_draft_and_is_added_once() {
    let house = House::with(Switches {
        prices_added_lines: true,
        ..Switches::default()
    })
    .await;
    house.connect_rackbeat().await;
    let shop = house.shop("A").await;
    let mut draft = OrderDraft::default();
    for number in ["A-1", "A-2", "A-3"] {
        house.agreement.add_product(number, number, 8, 100);
        draft = draft.and(shop.add_product(number, number, dec("9.99"), Some(100)), 1);
    }
    let id = sent(&house, &shop, &draft).await;
    assert!(!house.only_order().is_booked());
    assert_eq!(house.count("outcome-draft-left").await, 1);
    // Pressing the button adds no second line.
    house.ask(shop.id, store::inbox::Kind::Order, id).await;
    house.run_jobs().await;
    let order = house.only_order();
    assert!(!order.is_booked());
    assert_eq!(order.lines.len(), 4);
    assert_eq!(house.count("outcome-draft-left").await, 2);
}

#[tokio::test]
async fn sums_that_differ_leave_the_draft_unbooked_and_told() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house
        .rackbeat
        .trouble()
        .add(Rule::once(Fault::CutJson).only("orders.create"));
    sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 1)).await;
    let number = house.only_order().number;
    // Somebody adds a line to the draft while we rest.
    let line = rackbeat::NewLine {
        item_id: "TERMOS-1".to_owned(),
        quantity: Decimal::ONE,
        line_price: Some(dec("319.20")),
        ..Default::default()
    };
    house
        .rackbeat_client()
        .await
        .add_line(number, &line)
        .await
        .unwrap();
    house.later(TimeDelta::minutes(3)).await;
    assert!(!house.only_order().is_booked());
    let log = house.log().await;
    assert!(
        log.contains(&format!("som ordrekladd {number}, men ble ikke bokført")),
        "{log}"
    );
    assert!(
        log.contains("159,20 i nettbutikken og 478,40 i Rackbeat"),
        "{log}"
    );
}

#[tokio::test]
async fn an_unknown_sku_is_refused_or_goes_on_the_stand_in_product() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let unknown = shop.add_product("UKJENT", "Gave", dec("50"), Some(3));
    sent(&house, &shop, &OrderDraft::of(unknown, 1)).await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert!(
        house
            .log()
            .await
            .contains("UKJENT («Gave») finnes ikke i Rackbeat")
    );

    house
        .set(&shop, |rules| {
            rules.unknown_sku = domain::UnknownSku::StandIn
        })
        .await;
    house
        .ask(shop.id, store::inbox::Kind::Order, shop.order_ids()[0])
        .await;
    house.run_jobs().await;
    let order = house.only_order();
    assert!(order.is_booked());
    assert_eq!(
        (order.lines[0].item.as_str(), order.lines[0].name.as_str()),
        ("UKJENT-VARE", "Gave")
    );
}

#[tokio::test]
async fn a_restored_shop_that_gives_an_id_again_gives_another_order() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(shop.delete_order(id));
    shop.skip_to_id(id);
    assert_eq!(shop.buy("TERMOS-1", 1), id);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let orders = house.orders_in_rackbeat();
    let references: Vec<_> = orders
        .iter()
        .filter_map(|order| order.their_reference.clone())
        .collect();
    assert_eq!(
        references,
        [references[0].clone(), format!("{}-2", references[0])]
    );
    assert!(orders.iter().all(|order| order.is_booked()));
}

#[tokio::test]
async fn a_rackbeat_that_answers_with_the_number_alone_and_keeps_no_reference_gets_one_order() {
    let house = House::with(Switches {
        bare_order_answers: true,
        ignores_their_reference: true,
        ..Switches::default()
    })
    .await;
    house.connect_rackbeat().await;
    let shop = house.shop("A").await;
    sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 1)).await;
    assert!(house.only_order().is_booked());
    house
        .rackbeat
        .trouble()
        .add(Rule::once(Fault::CutJson).only("orders.create"));
    sent(&house, &shop, &OrderDraft::of(shop.product_id("KOPP"), 1)).await;
    house.later(TimeDelta::minutes(3)).await;
    let orders = house.orders_in_rackbeat();
    assert_eq!(orders.len(), 2);
    assert!(orders.iter().all(|order| order.is_booked()));
}
