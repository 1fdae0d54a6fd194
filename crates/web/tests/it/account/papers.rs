//! An invoice as its customer takes it home: real files, from a real browser.
use std::path::Path;

use testkit::{House, browser::Browser, until};
use thirtyfour::{By, Cookie, Key};

use crate::operators::{close_september, counted_shops};

/// What a customer fills in, so that an EHF can be made.
const DETAILS: [(&str, &str); 8] = [
    ("company", "Nordlys AS"),
    ("organisation", "974 760 673"),
    ("address", "Storgata 1"),
    ("postal_code", "9008"),
    ("city", "Tromsø"),
    ("reference", "PO-1"),
    ("email", "regnskap@nordlys.no"),
    ("endpoint", "974760673"),
];

async fn signed_in(browser: &Browser, house: &House) {
    let token = house.owner().await.cookie("varebro_session").unwrap();
    browser.goto(house.ctx.public_url.as_str()).await.unwrap();
    let cookie = Cookie::new("varebro_session", token);
    browser.add_cookie(cookie).await.unwrap();
    let page = format!("{}subscription", house.ctx.public_url);
    browser.goto(page).await.unwrap();
}

async fn enter(browser: &Browser, css: &str) {
    let found = browser.find(By::Css(css)).await.unwrap();
    found.send_keys(Key::Enter).await.unwrap();
}

/// The whole file, once the browser has put it there: until then it has another name.
async fn file(folder: &Path, name: &str) -> Vec<u8> {
    let file = folder.join(name);
    until(async || file.exists()).await;
    std::fs::read(file).unwrap()
}

#[actix_web::test]
async fn a_customer_takes_an_invoice_home_as_ehf_and_as_pdf() {
    let house = House::bare().await;
    counted_shops(&house.tenant(), "nordlys", 3).await;
    let (browser, folder) = (Browser::open().await, tempfile::tempdir().unwrap());
    browser.downloads_to(folder.path()).await;
    signed_in(&browser, &house).await;
    for (id, text) in DETAILS {
        let field = browser.find(By::Id(id)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }
    enter(&browser, "form[action='/subscription/details'] button").await;
    let saved = async || browser.source().await.unwrap().contains("er lagret.");
    until(saved).await;
    close_september(&house).await;

    signed_in(&browser, &house).await;
    enter(&browser, "a[href$='/invoice.xml']").await;
    let xml = file(folder.path(), "varebro-faktura-10001.xml").await;
    let xml = String::from_utf8(xml).unwrap();
    let invoice = roxmltree::Document::parse(&xml).unwrap();
    let root = invoice.root_element();
    assert_eq!(root.tag_name().name(), "Invoice");
    let own = |name: &str| {
        let mut children = root.children();
        let found = children.find(|one| one.tag_name().name() == name);
        found.and_then(|one| one.text()).map(str::to_owned)
    };
    assert_eq!(own("ID").as_deref(), Some("10001"));
    assert_eq!(own("DueDate").as_deref(), Some("2026-10-16"));
    assert_eq!(own("BuyerReference").as_deref(), Some("PO-1"));
    let mut all = root.descendants();
    let payable = all.find(|one| one.tag_name().name() == "PayableAmount");
    assert_eq!(payable.unwrap().text(), Some("372.50"));

    enter(&browser, "a[href$='/invoice.pdf']").await;
    let pdf = file(folder.path(), "varebro-faktura-10001.pdf").await;
    assert!(pdf.starts_with(b"%PDF") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    if let Some(folder) = std::env::var_os("VAREBRO_TEST_PICTURES") {
        std::fs::write(Path::new(&folder).join("invoice.pdf"), pdf).unwrap();
    }
}
