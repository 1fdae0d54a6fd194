//! The demo, started as whoever is curious starts it.
use nix::sys::signal::Signal;

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
    let sold_out = [("shop", "1"), ("sku", "VASE-1"), ("pieces", "9")];
    let refused = http.post(format!("{play}/orders")).form(&sold_out).send();
    let refused = refused.await.unwrap().text().await.unwrap();
    assert!(refused.contains("Det gikk ikke"), "{refused}");

    let bought = [("shop", "1"), ("sku", "VASE-1"), ("pieces", "1")];
    let bought = http.post(format!("{play}/orders")).form(&bought).send();
    assert_eq!(bought.await.unwrap().status(), 200);
    let booked = async {
        while !http
            .get(&play)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap()
            .contains("Bokført")
        {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    };
    let patience = std::time::Duration::from_secs(30);
    tokio::time::timeout(patience, booked).await.unwrap();
    assert!(demo.ends_on(Signal::SIGTERM));
}
