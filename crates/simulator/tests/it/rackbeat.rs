//! Rackbeat, played with: the real client against the simulator.
mod customers;
mod hands;
mod invoices;
mod items;
mod orders;
mod shipments;
mod troubles;
mod webhooks;

use std::{sync::Arc, time::Duration};

use rackbeat::{Client, NewCustomer, NewLine, NewOrder, OrderHead, Pace, VatZone};
use rust_decimal::Decimal;
use serde_json::Value;
use simulator::{
    Clock,
    rackbeat::{Agreement, Rackbeat, Setup, Switches},
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

    /// Asks for what no client asks for yet: the status and the body.
    async fn get(&self, path: &str) -> (u16, Value) {
        self.ask(reqwest::Method::GET, path, None).await
    }

    async fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        self.ask(reqwest::Method::POST, path, Some(body)).await
    }

    async fn ask(&self, method: reqwest::Method, path: &str, body: Option<&Value>) -> (u16, Value) {
        let call = reqwest::Client::builder()
            .build()
            .unwrap()
            .request(method, format!("{}{path}", self.rackbeat.url()))
            .bearer_auth(self.agreement.token())
            .header("accept", "application/json");
        let call = match body {
            Some(body) => call.json(body),
            None => call,
        };
        let answer = call.send().await.unwrap();
        (answer.status().as_u16(), answer.json().await.unwrap())
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
        ..NewCustomer::default()
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
