//! The demo, started as whoever is curious starts it.
use std::time::Duration;

use nix::sys::signal::Signal;
use testkit::browser::Browser;
use thirtyfour::prelude::*;

use crate::process::{Running, said, varebro};

#[tokio::test]
async fn the_whole_main_job_can_be_watched() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = varebro(folder.path());
    command.args(["demo", "--walk"]);
    // On the database that the tests run on.
    let database = testkit::postgres::Database::from_env().await;
    if let Some(database) = &database {
        command.args(["--database", &database.url]);
    }
    let ended = command.output().unwrap();
    let told = String::from_utf8_lossy(&ended.stdout);
    assert!(ended.status.success(), "{told}{}", said(&ended));
    assert!(told.contains("steps came true"), "{told}");
    assert!(!told.contains("  NO  "), "{told}");
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 0, "the demo works in a folder of its own");
}

#[tokio::test]
async fn what_is_done_on_the_play_page_reaches_the_other_sides() {
    // Already installed when another test was first.
    drop(rustls::crypto::ring::default_provider().install_default());
    let folder = tempfile::tempdir().unwrap();
    let mut command = varebro(folder.path());
    let mut demo = Running::start(command.args(["demo", "--play", "127.0.0.1:0"]));
    demo.after("Connecting");
    let varebro = demo.after("Varebro: ");
    demo.after("  e-mail   ");
    demo.after("  password ");
    let play = demo.after("Play with the outside worlds: ");
    let http = reqwest::Client::builder().build().unwrap();
    let health = http.get(format!("{varebro}/healthz")).send().await.unwrap();
    assert_eq!(health.status(), 200);

    let page = http.get(&play).send().await.unwrap();
    let policy = page.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let page = page.text().await.unwrap();
    assert!(page.contains("Ingen ordrer ennå"), "{page}");
    let buy = |pieces| {
        let order = [("shop", "1"), ("sku", "VASE-1"), ("pieces", pieces)];
        http.post(format!("{play}/orders")).form(&order).send()
    };
    let refused = buy("9").await.unwrap().text().await.unwrap();
    assert!(refused.contains("Det gikk ikke"), "{refused}");

    let browser = Browser::open_narrow().await;
    browser.goto(&play).await.unwrap();
    assert_eq!(buy("1").await.unwrap().status(), 200);
    // It shows by itself what happens, in the page as it was opened: only a booked order can be shipped.
    let rackbeat = browser.query(By::Css("#world form[action='/shipments']"));
    rackbeat
        .wait(Duration::from_secs(30), Duration::from_millis(50))
        .first()
        .await
        .unwrap();
    browser.finds_no_barrier().await;
    browser.fits().await;
    assert!(demo.ends_on(Signal::SIGTERM));
}
