//! Webhooks of Rackbeat's, as they come, are lost and come twice.
use std::{io::Read, io::Write, net::TcpListener, sync::mpsc, time::Duration};

use rackbeat::webhook;
use simulator::{Fault, Rule, rackbeat::Setup};

use super::Play;

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
