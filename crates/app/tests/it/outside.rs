//! The way out: what the guard lets through, and that nothing else is tried.
use std::{net::TcpListener, sync::Arc};

use app::{Outside, OutsideSettings};
use testkit::TestClock;
use woo::{Error, Site};

fn outside(allow_private_shops: bool) -> Outside {
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let settings = OutsideSettings {
        rackbeat_url: "https://app.rackbeat.com".parse().unwrap(),
        extra_ca: None,
        allow_private_shops,
        pinned: Vec::new(),
    };
    Outside::new(settings, Arc::new(TestClock::default())).unwrap()
}

#[tokio::test]
async fn a_shop_on_a_private_address_is_never_called() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let guarded = outside(false);
    for address in [
        format!("http://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        format!("https://2130706433:{port}/"),
        "https://127.0.0.1/".to_owned(),
        "https://[::1]/".to_owned(),
        "https://169.254.169.254/".to_owned(),
        "https://localhost/".to_owned(),
        "https://localhost./".to_owned(),
    ] {
        let site = Site::typed(&address).unwrap();
        let error = guarded.discover(&site).await.unwrap_err();
        assert!(matches!(error, Error::Refused), "{address}: {error}");
    }
    assert!(listener.accept().is_err(), "nobody knocked");
}

#[tokio::test]
async fn the_operator_may_allow_private_shops() {
    let house = testkit::House::bare().await;
    let site = Site::typed(&house.rackbeat.url()).unwrap();
    let error = outside(true).discover(&site).await.unwrap_err();
    assert!(!matches!(error, Error::Refused), "it was called: {error}");
}

#[test]
fn a_certificate_that_is_none_stops_the_start() {
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let settings = OutsideSettings {
        rackbeat_url: "https://app.rackbeat.com".parse().unwrap(),
        extra_ca: Some(
            b"-----BEGIN CERTIFICATE-----\nnot base64!\n-----END CERTIFICATE-----\n".to_vec(),
        ),
        allow_private_shops: false,
        pinned: Vec::new(),
    };
    assert!(Outside::new(settings, Arc::new(TestClock::default())).is_err());
}
