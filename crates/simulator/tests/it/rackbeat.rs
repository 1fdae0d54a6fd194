//! Rackbeat, played with: the real client against the simulator.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, mpsc},
    time::Duration,
};

use rackbeat::{
    AdjustmentKind, Client, Error, NewAdjustment, NewCustomer, NewLine, NewOrder, OrderHead, Pace,
    VatZone, webhook,
};
use rust_decimal::Decimal;
use simulator::{
    Clock, Fault, Rule,
    rackbeat::{Agreement, ItemTrouble, Rackbeat, Setup, Switches},
};

/// One agreement with a customer, a mug and freight, and a client to it.
struct Play {
    rackbeat: Rackbeat,
    agreement: Agreement,
    client: Client,
    customer: i64,
}

impl Play {
    async fn begin(setup: Setup) -> Self {
        let rackbeat = Rackbeat::start(setup).unwrap();
        let agreement = rackbeat.add_agreement("Nordlys Handel AS", "Norway");
        agreement.add_product("KOPP-1", "Kaffekopp", 100, 10);
        agreement.add_service("FRAKT", "Frakt", 79);
        let client = client(&rackbeat, &agreement, Duration::from_secs(20));
        let customer = client
            .create_customer(&web_customer())
            .await
            .unwrap()
            .number;
        Self {
            rackbeat,
            agreement,
            client,
            customer,
        }
    }

    fn order(&self, reference: &str, pieces: i64) -> NewOrder {
        NewOrder {
            customer_id: self.customer,
            head: OrderHead {
                heading: Some(format!("Nettordre {reference}")),
                their_reference: Some(reference.to_owned()),
                currency: Some("NOK".to_owned()),
                ..OrderHead::default()
            },
            lines: vec![line("KOPP-1", pieces)],
        }
    }

    fn available(&self) -> Decimal {
        self.agreement.available("KOPP-1").unwrap()
    }
}

fn line(item: &str, pieces: i64) -> NewLine {
    NewLine {
        item_id: item.to_owned(),
        quantity: pieces.into(),
        line_price: Some(Decimal::new(799_992, 4)),
        ..NewLine::default()
    }
}

fn web_customer() -> NewCustomer {
    NewCustomer {
        company_name: "Nettkunde".to_owned(),
        customer_group_id: 1,
        payment_terms_id: 1001,
        vat_zone: VatZone::Domestic,
        layout_id: Some(1),
        locale: Some("no".to_owned()),
        currency: Some("NOK".to_owned()),
        company_vat: None,
        contact_email: None,
        contact_phone: None,
    }
}

fn client(rackbeat: &Rackbeat, agreement: &Agreement, timeout: Duration) -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    Client::new(
        http.build().unwrap(),
        rackbeat.url().parse().unwrap(),
        agreement.token().into(),
        Arc::new(Pace::new(100_000)),
        timeout,
    )
}

fn switched(switches: Switches) -> Setup {
    Setup {
        switches,
        ..Setup::default()
    }
}

fn sped(speed: u32) -> Setup {
    Setup {
        clock: Clock::sped(speed),
        ..Setup::default()
    }
}

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
async fn a_bill_of_materials_reserves_its_components() {
    let play = Play::begin(Setup::default()).await;
    play.agreement
        .add_lot("SETT", "Sett med to kopper", &[("KOPP-1", 2)]);
    let lot = play.client.lot("SETT").await.unwrap();
    assert_eq!(lot.lines[0].product_id.as_deref(), Some("KOPP-1"));
    assert_eq!(
        play.client.item("SETT").await.unwrap().available_quantity,
        Some(5.into())
    );
    let mut order = play.order("kx7f-1", 0);
    order.lines = vec![line("SETT", 3)];
    let made = play.client.create_order(&order).await.unwrap();
    play.client.book_order(made.number).await.unwrap();
    assert_eq!(play.available(), 4.into());
}

#[tokio::test]
async fn an_adjustment_changes_nothing_until_it_is_booked_and_refuses_to_change_nothing() {
    let play = Play::begin(Setup::default()).await;
    let mut adjustment = NewAdjustment {
        item_id: "KOPP-1".to_owned(),
        adjustment_type: AdjustmentKind::Quantity,
        quantity: 38.into(),
        location: 1001,
        regulated_at: "2026-03-02".parse().unwrap(),
        reason: "Oppstart".to_owned(),
    };
    let drafted = play.client.create_adjustment(&adjustment).await.unwrap();
    assert_eq!(play.available(), 10.into());
    play.client.book_adjustment(drafted.id).await.unwrap();
    assert_eq!(play.available(), 38.into());
    let again = play
        .client
        .create_adjustment(&adjustment)
        .await
        .unwrap_err();
    assert!(again.said().unwrap().is_no_change());

    adjustment.location = play.agreement.add_location("Butikk");
    adjustment.quantity = 2.into();
    let drafted = play.client.create_adjustment(&adjustment).await.unwrap();
    play.client.book_adjustment(drafted.id).await.unwrap();
    let checked = play.client.checked_items(1).await.unwrap().items;
    let mug = checked.iter().find(|item| item.number == "KOPP-1").unwrap();
    assert_eq!(mug.stock_quantity, Some(40.into()));
    assert_eq!(mug.locations[1].stock_quantity, Some(2.into()));
}

#[tokio::test]
async fn a_number_with_a_slash_is_found_however_often_it_is_encoded() {
    let play = Play::begin(Setup::default()).await;
    play.agreement.add_product("LAMPE 7/Å#%", "Lampe", 10, 1);
    assert_eq!(
        play.client.item("LAMPE 7/Å#%").await.unwrap().number,
        "LAMPE 7/Å#%"
    );
    play.agreement.add_product("A/B", "Lampe", 10, 1);
    assert_eq!(play.client.item("A%2FB").await.unwrap().number, "A/B");
    assert!(matches!(
        play.client.item("A/C").await,
        Err(Error::NotFound)
    ));
}

#[tokio::test]
async fn readings_of_items_can_deceive() {
    let play = Play::begin(Setup::default()).await;
    for at in 0..1500 {
        play.agreement
            .add_product(&format!("V-{at:04}"), "Vare", 10, 5);
    }
    let all = |page| play.client.items(page);
    assert_eq!(all(1).await.unwrap().items.len(), 1000);
    assert_eq!(all(2).await.unwrap().items.len(), 502);

    play.agreement.set_item_trouble(ItemTrouble::HalfPage);
    let half = all(1).await.unwrap();
    assert_eq!((half.items.len(), half.total), (500, Some(1502)));

    play.agreement.set_item_trouble(ItemTrouble::EmptyList);
    let empty = all(1).await.unwrap();
    assert_eq!((empty.items.len(), empty.total), (0, Some(0)));

    play.agreement.set_item_trouble(ItemTrouble::ZeroThird);
    let zeros = all(1).await.unwrap().items;
    let zeros = zeros
        .iter()
        .filter(|item| item.stock_quantity == Some(Decimal::ZERO))
        .count();
    assert!((250..=450).contains(&zeros), "{zeros}");
    assert_eq!(
        play.agreement.available("V-0000"),
        Some(5.into()),
        "the truth stands"
    );
}

#[tokio::test]
async fn a_webhook_is_sent_with_its_token_and_the_live_body() {
    let play = Play::begin(Setup::default()).await;
    let (url, heard) = listen();
    let mut subscription = webhook::NewSubscription {
        event: "inventory.changed".to_owned(),
        url,
        is_active: true,
    };
    let made = play.client.create_webhook(&subscription).await.unwrap();
    play.agreement.set_stock("KOPP-1", 4);
    let (head, body) = heard.recv_timeout(Duration::from_secs(10)).unwrap();
    let head = head.to_lowercase();
    assert!(head.contains("rackbeat-webhook-event: inventory.changed"));
    assert!(head.contains(&format!("rackbeat-account-id: {}", play.agreement.number())));
    let token = head
        .split("rackbeat-webhook-token: ")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap();
    let expected = secrecy::ExposeSecret::expose_secret(made.token.as_ref().unwrap()).to_owned();
    assert!(webhook::token_matches(token, &expected));
    let about = webhook::subject("inventory.changed", body.as_bytes()).unwrap();
    let item = webhook::Subject::Item {
        number: "KOPP-1".to_owned(),
        about: Some("stock".to_owned()),
    };
    assert_eq!(about, item);

    let listed = play.client.webhooks().await.unwrap().items;
    assert!(listed[0].token.is_none() && listed[0].id == made.id);
    subscription.event = "order.booked".to_owned();
    let unknown = play.client.create_webhook(&subscription).await.unwrap_err();
    assert!(unknown.said().unwrap().faults("event"));
    play.client.delete_webhook(made.id).await.unwrap();
    assert!(play.client.webhooks().await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_webhook_that_is_lost_is_lost_and_one_doubled_comes_twice() {
    let play = Play::begin(Setup::default()).await;
    let (url, heard) = listen();
    let subscription = webhook::NewSubscription {
        event: "order.created".to_owned(),
        url,
        is_active: true,
    };
    play.client.create_webhook(&subscription).await.unwrap();
    play.rackbeat.trouble().add(Rule::once(Fault::WebhookLost));
    play.client
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap();
    play.rackbeat
        .trouble()
        .add(Rule::once(Fault::WebhookDoubled));
    let second = play
        .client
        .create_order(&play.order("kx7f-2", 1))
        .await
        .unwrap();
    for _ in 0..2 {
        let (_, body) = heard.recv_timeout(Duration::from_secs(10)).unwrap();
        let about = webhook::subject("order.created", body.as_bytes());
        assert_eq!(
            about,
            Some(webhook::Subject::Thing(second.number.to_string()))
        );
    }
}

#[tokio::test]
async fn a_write_that_times_out_after_the_commit_is_in_doubt_and_done() {
    let play = Play::begin(Setup::default()).await;
    let impatient = client(&play.rackbeat, &play.agreement, Duration::from_millis(300));
    play.rackbeat
        .trouble()
        .add(Rule::once(Fault::TimeoutAfterCommit).only("orders.create"));
    let error = impatient
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap_err();
    assert!(error.in_doubt() && error.is_connections_fault());
    assert_eq!(play.agreement.orders_for("kx7f-1").len(), 1);
}

#[tokio::test]
async fn a_late_commit_is_done_after_the_caller_hung_up() {
    let play = Play::begin(sped(100)).await;
    let impatient = client(&play.rackbeat, &play.agreement, Duration::from_millis(200));
    let late = Fault::LateCommitAfter(Duration::from_secs(60));
    play.rackbeat.trouble().add(Rule::once(late).only("orders"));
    let error = impatient
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap_err();
    assert!(error.in_doubt());
    assert!(play.agreement.orders().is_empty(), "not yet");
    while play.agreement.orders_for("kx7f-1").is_empty() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn troubles_are_told_apart() {
    let play = Play::begin(Setup::default()).await;
    let trouble = play.rackbeat.trouble();
    let next = async |fault| {
        trouble.add(Rule::once(fault));
        play.client.item("KOPP-1").await.unwrap_err()
    };
    assert!(matches!(
        next(Fault::Http(500)).await,
        Error::Unavailable(_)
    ));
    assert!(matches!(next(Fault::HangUp).await, Error::Unavailable(_)));
    assert!(matches!(next(Fault::CutJson).await, Error::Unexpected(_)));
    assert!(matches!(next(Fault::HtmlPage).await, Error::WebPage));
    assert!(matches!(
        next(Fault::NoticeBeforeJson).await,
        Error::WebPage
    ));
    assert!(matches!(
        next(Fault::KeysRevoked).await,
        Error::Unauthorized
    ));
    let wait = Some(Duration::from_secs(7));
    assert!(
        matches!(next(Fault::RateLimited(wait)).await, Error::RateLimited(found) if found == wait)
    );
}

#[tokio::test]
async fn the_same_seed_brings_the_same_troubles_to_one_kind_of_call() {
    let pattern = async |seed| {
        let play = Play::begin(Setup {
            seed,
            ..Setup::default()
        })
        .await;
        let now_and_then = Rule::chance(Fault::Http(503), 0.3).only("items");
        play.rackbeat.trouble().add(now_and_then);
        let mut pattern = Vec::new();
        for _ in 0..40 {
            play.client.me().await.unwrap();
            pattern.push(play.client.item("KOPP-1").await.is_ok());
        }
        assert_eq!(
            play.rackbeat.calls().of("items.get"),
            40,
            "those that failed count too"
        );
        pattern
    };
    let first = pattern(7).await;
    assert!(first.contains(&true) && first.contains(&false));
    assert_eq!(first, pattern(7).await);
    assert_ne!(first, pattern(8).await);
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

#[tokio::test]
async fn a_rackbeat_that_is_down_refuses_connections_until_it_comes_up() {
    let play = Play::begin(Setup::default()).await;
    play.rackbeat.go_down();
    // One without a connection that stands: that would break, and leave a doubt.
    let fresh = client(&play.rackbeat, &play.agreement, Duration::from_secs(20));
    let error = fresh
        .create_order(&play.order("kx7f-1", 1))
        .await
        .unwrap_err();
    assert!(error.is_connections_fault() && !error.in_doubt(), "{error}");
    play.rackbeat.come_up().unwrap();
    fresh.create_order(&play.order("kx7f-1", 1)).await.unwrap();
    assert_eq!(play.agreement.orders().len(), 1);
}

#[tokio::test]
async fn the_limit_is_counted_told_and_kept() {
    let limited = Setup {
        per_minute: Some(5),
        ..sped(60)
    };
    let play = Play::begin(limited).await;
    for _ in 0..4 {
        play.client.me().await.unwrap();
    }
    // The client learned from the headers that nothing is left, and says so itself.
    let calls = play.rackbeat.calls().total();
    let error = play.client.me().await.unwrap_err();
    assert!(matches!(error, Error::RateLimited(Some(_))));
    assert_eq!(play.rackbeat.calls().total(), calls);
    // One that has not learned is told, in the simulated world's seconds.
    let other = client(&play.rackbeat, &play.agreement, Duration::from_secs(20));
    let error = other.me().await.unwrap_err();
    assert!(matches!(error, Error::RateLimited(Some(wait)) if wait <= Duration::from_secs(60)));
    assert!(error.is_connections_fault() && !error.in_doubt());
}

#[tokio::test]
async fn agreements_behind_one_address_do_not_see_each_other() {
    let play = Play::begin(Setup::default()).await;
    let mut other = play.rackbeat.add_bare_agreement("Sørlys AS", "NO");
    let outside = client(&play.rackbeat, &other, Duration::from_secs(20));
    let whose = outside.me().await.unwrap().user_account;
    assert_eq!(
        (whose.id, whose.company_name.as_deref()),
        (other.number(), Some("Sørlys AS"))
    );
    assert!(matches!(outside.item("KOPP-1").await, Err(Error::NotFound)));
    assert!(outside.product_groups().await.unwrap().items.is_empty());
    other.rotate_token();
    assert!(matches!(outside.me().await, Err(Error::Unauthorized)));
}

#[tokio::test]
async fn what_is_missing_can_be_made() {
    let play = Play::begin(Setup::default()).await;
    let group = rackbeat::NewProductGroup {
        name: "Nettbutikk uten lager".to_owned(),
        has_inventory: false,
        should_spread_cost: false,
        is_sellable: true,
        vat_domestic: 25.into(),
        vat_eu: 0.into(),
        vat_abroad: 0.into(),
        vat_domestic_exempt: 0.into(),
    };
    let group = play.client.create_product_group(&group).await.unwrap();
    let freight = rackbeat::NewProduct {
        number: "RABATT".to_owned(),
        name: "Rabatt".to_owned(),
        group: group.number,
        sales_price: Decimal::ZERO,
        ..rackbeat::NewProduct::default()
    };
    let freight = play.client.create_product(&freight).await.unwrap();
    assert_eq!(freight.inventory_enabled, Some(false));
    let term = rackbeat::NewPaymentTerm {
        name: "Nett".to_owned(),
        kind: "net".to_owned(),
        maturity_days: 0,
    };
    assert_eq!(
        play.client
            .create_payment_term(&term)
            .await
            .unwrap()
            .maturity_days,
        Some(0)
    );
    let currencies = play.client.currencies().await.unwrap().items;
    assert!(currencies.iter().any(|currency| currency.code == "NOK"));
}

/// Hears webhooks: their head and their body.
fn listen() -> (String, mpsc::Receiver<(String, String)>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook", listener.local_addr().unwrap());
    let (tell, heard) = mpsc::channel();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut text = Vec::new();
            let mut buffer = [0; 4096];
            while !is_whole(&text) {
                let read = stream.read(&mut buffer).unwrap();
                text.extend_from_slice(&buffer[..read]);
            }
            stream
                .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                .unwrap();
            let text = String::from_utf8(text).unwrap();
            let (head, body) = text.split_once("\r\n\r\n").unwrap();
            if tell.send((head.to_owned(), body.to_owned())).is_err() {
                return;
            }
        }
    });
    (url, heard)
}

fn is_whole(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text).to_lowercase();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.split("content-length: ").nth(1).unwrap();
    body.len()
        >= length
            .lines()
            .next()
            .unwrap()
            .trim()
            .parse::<usize>()
            .unwrap()
}
