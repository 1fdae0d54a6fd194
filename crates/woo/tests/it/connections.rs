//! Shops that cannot be reached, break off, or may not be called.
use std::{io, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use woo::{Client, Error, Manner, Site, Trouble};

use crate::{
    answers::{PAGE, error_of},
    recorded_errors::name,
    shop::{Reply, Shop, http, keys, safe_to_build},
};

#[tokio::test]
async fn a_shop_out_of_order_leaves_a_write_in_doubt() {
    for status in [500, 502, 503, 504, 520, 524] {
        let error = error_of(Reply::html(status, PAGE)).await;
        assert_eq!(name(&error), "Unavailable", "{status}");
        assert!(error.in_doubt() && error.is_connections_fault());
    }
    let error = error_of(Reply::Nothing).await;
    assert!(
        matches!(error, Error::Unavailable(Trouble::BrokeOff(_))),
        "{error:?}"
    );
    assert!(error.in_doubt());
}

#[tokio::test]
async fn silence_is_a_time_out_and_leaves_doubt() {
    let shop = Shop::answering(Reply::Silence).await;
    let client = shop.client().with_timeout(Duration::from_millis(50));
    let error = client.order(1).await.unwrap_err();
    assert!(
        matches!(error, Error::Unavailable(Trouble::TimedOut)),
        "{error:?}"
    );
    assert!(error.in_doubt());
}

#[tokio::test]
async fn a_closed_door_leaves_no_doubt() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let site = Site::typed(&format!("http://{address}")).unwrap();
    let client = Client::new(http(), site, keys(), Manner::default());
    let error = client.order(1).await.unwrap_err();
    assert!(
        matches!(error, Error::Unavailable(Trouble::Unreachable(_))),
        "{error:?}"
    );
    assert!(!error.in_doubt() && error.is_connections_fault());
}

#[tokio::test]
async fn no_safe_connection_is_told_apart() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let plain = tokio::spawn(async move {
        let (mut line, _) = listener.accept().await.unwrap();
        line.read_u8().await.unwrap();
        line.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            .await
            .unwrap();
    });
    let site = Site::typed(&format!("https://{address}")).unwrap();
    let client = Client::new(http(), site, keys(), Manner::default());
    let error = client.order(1).await.unwrap_err();
    assert!(
        matches!(error, Error::Unavailable(Trouble::Tls(_))),
        "{error:?}"
    );
    assert!(!error.in_doubt());
    plain.await.unwrap();
}

/// A resolver that answers with this kind of error.
struct Answering(io::ErrorKind);

impl reqwest::dns::Resolve for Answering {
    fn resolve(&self, _: reqwest::dns::Name) -> reqwest::dns::Resolving {
        let error: Box<dyn std::error::Error + Send + Sync> = io::Error::from(self.0).into();
        Box::pin(async { Err(error) })
    }
}

async fn error_with_resolver(kind: io::ErrorKind) -> Error {
    safe_to_build();
    let http = reqwest::Client::builder()
        .dns_resolver(Answering(kind))
        .build()
        .unwrap();
    let site = Site::typed("https://kaffe.example").unwrap();
    let client = Client::new(http, site, keys(), Manner::default());
    client.order(1).await.unwrap_err()
}

#[tokio::test]
async fn the_guards_no_is_told_apart_from_a_name_that_leads_nowhere() {
    let refused = error_with_resolver(io::ErrorKind::PermissionDenied).await;
    assert_eq!(name(&refused), "Refused", "{refused:?}");
    let unknown = error_with_resolver(io::ErrorKind::NotFound).await;
    assert!(
        matches!(unknown, Error::Unavailable(Trouble::NoSuchHost(_))),
        "{unknown:?}"
    );
    assert!(!unknown.in_doubt());
}
