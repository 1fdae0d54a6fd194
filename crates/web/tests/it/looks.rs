//! The people's pages in a real browser: a walk through them, and nobody shut out.
use std::time::Duration;

use testkit::{House, browser::Browser};
use thirtyfour::{By, extensions::query::ElementQueryable};

const EMAIL: &str = "kari@kaffekompaniet.example";
const PASSWORD: &str = "fire gule tog i tåken";

/// A loaded machine is slow, not wrong.
const PATIENCE: Duration = Duration::from_secs(60);

async fn open(browser: &Browser, house: &House, path: &str) {
    let path = path.trim_start_matches('/');
    browser
        .goto(format!("{}{path}", house.ctx.public_url))
        .await
        .unwrap();
}

async fn fill(browser: &Browser, fields: &[(&str, &str)]) {
    for (id, text) in fields {
        browser
            .find(By::Id(*id))
            .await
            .unwrap()
            .send_keys(*text)
            .await
            .unwrap();
    }
    let button = "main button[type=submit]";
    browser
        .find(By::Css(button))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
}

/// Which language comes first depends on the machine's.
async fn in_norwegian(browser: &Browser) {
    if let Ok(button) = browser.find(By::Css("footer button[value=nb]")).await {
        button.click().await.unwrap();
    }
}

/// Waits until the page with this heading has come. One question to the browser: an element that was found and
/// then read may be of the page before.
async fn shows(browser: &Browser, heading: &'static str) {
    let heading_is = format!("//h1[normalize-space() = '{heading}']");
    let found = browser
        .query(By::XPath(heading_is))
        .wait(PATIENCE, Duration::from_millis(200))
        .first()
        .await;
    assert!(found.is_ok(), "no page called {heading}: {found:?}");
}

async fn looks_well(browser: &Browser) {
    browser.fits().await;
    browser.finds_no_barrier().await;
}

async fn walk(browser: &Browser) {
    let house = House::bare().await;
    open(browser, &house, "/sign-up").await;
    in_norwegian(browser).await;
    shows(browser, "Opprett konto").await;
    looks_well(browser).await;
    let form = [
        ("company", "Kaffekompaniet AS"),
        ("email", EMAIL),
        ("password", "kort"),
    ];
    fill(browser, &form).await;
    browser
        .query(By::Id("password-fault"))
        .first()
        .await
        .unwrap();
    looks_well(browser).await;
    fill(browser, &[("password", PASSWORD)]).await;
    shows(browser, "Sjekk e-posten din").await;
    looks_well(browser).await;

    let link = house.mails_to(EMAIL).await[0].path();
    open(browser, &house, &link).await;
    looks_well(browser).await;
    fill(browser, &[("password", PASSWORD)]).await;
    browser.query(By::Css("header .who")).first().await.unwrap();
    open(browser, &house, "/security").await;
    shows(browser, "Sikkerhet").await;
    looks_well(browser).await;

    let sign_out = "header button[type=submit]";
    browser
        .find(By::Css(sign_out))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    shows(browser, "Logg inn").await;
    looks_well(browser).await;
    for path in [
        "/reset",
        "/reset/sent",
        "/reset/used-up",
        "/confirm/used-up",
        "/no-such-page",
    ] {
        open(browser, &house, path).await;
        looks_well(browser).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_signs_up_at_a_desk() {
    walk(&Browser::open().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_signs_up_on_a_small_telephone() {
    walk(&Browser::open_narrow().await).await;
}
