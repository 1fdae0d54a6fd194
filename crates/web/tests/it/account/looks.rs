//! The account's pages in a real browser: nobody is shut out, and they fit on a small telephone.
use chrono::TimeDelta;
use domain::ProductMaster;
use serde_json::json;
use testkit::{House, Shop, browser::Browser, simulator::woo::OrderDraft};
use thirtyfour::{By, Cookie, Key, extensions::query::ElementQueryable};

use super::products;

const LONG: &str = "ET-VARENUMMER-SOM-ER-ALT-FOR-LANGT-FOR-RACKBEAT";

/// A shop with something on every page: sent, refused, unlinked, and a list to approve. Another shop is
/// the master of its products, and one SKU is too long.
async fn furnished(house: &House) -> (Shop, u64, u64) {
    let shop = house
        .shop_where("A", |world| {
            let kopp = world.id_of("KOPP").unwrap();
            world.place_order(&OrderDraft::of(kopp, 1)).unwrap();
            house.clock.advance(TimeDelta::minutes(5));
            world.add_product("UKJENT", "Ukjent vare", 10.into(), None);
            world.add_product(LONG, "Vare med langt nummer", 10.into(), None);
        })
        .await;
    let first = house.shop("B").await;
    for one in [&first, &shop] {
        products::choose(house, one, ProductMaster::WooCommerce).await;
        house.run_jobs().await;
    }
    let mut firm = OrderDraft::of(shop.product_id("KOPP"), 1);
    firm.meta
        .push(("_orgnr".to_owned(), json!("974 760 673 MVA")));
    let sent = shop.place(&firm);
    let refused = shop.buy("UKJENT", 1);
    shop.buy("UKJENT", 2);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    // Old orders are counted, and nobody has said yes yet.
    let open = app::old_order::Choice {
        since: None,
        with_completed: false,
    };
    let tenant = house.tenant();
    let asked = app::old_order::preview(&house.ctx, &tenant, (shop.id, open), "owner");
    assert!(asked.await.unwrap());
    house.run_jobs().await;
    (shop, sent, refused)
}

async fn sign_in(browser: &Browser, house: &House) {
    let visitor = house.owner().await;
    let token = visitor.cookie("varebro_session").unwrap();
    browser.goto(house.ctx.public_url.as_str()).await.unwrap();
    let cookie = Cookie::new("varebro_session", token);
    browser.add_cookie(cookie).await.unwrap();
}

async fn look(browser: &Browser, name: &str) {
    if let Some(folder) = std::env::var_os("VAREBRO_TEST_PICTURES") {
        let file = std::path::Path::new(&folder).join(format!("{name}.png"));
        browser.picture(&file).await;
    }
    browser.fits().await;
    browser.finds_no_barrier().await;
}

/// A file of lines, two of which are not right, is chosen and sent.
async fn paste(browser: &Browser, house: &House, own: &str) {
    let address = format!("{}{own}/products", house.ctx.public_url);
    browser.goto(&address).await.unwrap();
    let fold = browser.find(By::Tag("summary")).await.unwrap();
    fold.send_keys(Key::Enter).await.unwrap();
    let file = tempfile::Builder::new().suffix(".csv").tempfile().unwrap();
    // In the old alphabet, as spreadsheets write it: `BLÅ;X`.
    let lines = [b"SKU;Nummer\r\nBL\xc5;X\r\nbare-en\r\n".as_slice()].concat();
    std::fs::write(file.path(), lines).unwrap();
    let field = browser.query(By::Id("file")).and_displayed().first().await;
    let path = file.path().to_str().unwrap();
    field.unwrap().send_keys(path).await.unwrap();
    let button = browser
        .query(By::Css("form[action$='/links']:has(:valid#lines) button"))
        .first()
        .await
        .unwrap();
    button.send_keys(Key::Enter).await.unwrap();
    let faults = browser.query(By::Id("lines-fault")).first().await.unwrap();
    let said = faults.text().await.unwrap();
    assert!(
        said.contains("Linje 2: Nettbutikken har ikke én vare med varenummeret BLÅ"),
        "{said}"
    );
    assert!(said.contains("Linje 3 kan ikke leses"), "{said}");
}

/// The fields of the shop's orders are listed in the midst of the settings.
async fn list_fields(browser: &Browser, house: &House, (own, width): (&str, &str)) {
    let address = format!("{}{own}/settings", house.ctx.public_url);
    browser.goto(&address).await.unwrap();
    let list = By::Css("button[name=list_fields]");
    let list = browser.find(list).await.unwrap();
    list.send_keys(Key::Enter).await.unwrap();
    let picked = By::Css("select#organisation_meta option[value=_orgnr]");
    browser.query(picked).first().await.unwrap();
    look(browser, &format!("{width}-fields")).await;
}

/// Another master is asked for, which is not saved yet.
async fn confirm(browser: &Browser, house: &House, own: &str) {
    let address = format!("{}{own}/settings", house.ctx.public_url);
    browser.goto(&address).await.unwrap();
    let master = "select[name=product_master] option[value=rackbeat]";
    browser
        .find(By::Css(master))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    let save = By::Css("form.settings button.btn-primary");
    browser
        .find(save)
        .await
        .unwrap()
        .send_keys(Key::Enter)
        .await
        .unwrap();
    browser.query(By::Id("meaning")).first().await.unwrap();
}

/// Every page of the account, some in several ways.
fn pages(own: &str, [sent, refused]: [u64; 2]) -> Vec<String> {
    vec![
        String::new(),
        "shops".to_owned(),
        "log".to_owned(),
        "orders".to_owned(),
        own.to_owned(),
        format!("{own}/orders"),
        format!("{own}/orders?search=KOPP"),
        format!("{own}/orders/{sent}"),
        format!("{own}/orders/{refused}"),
        format!("{own}/old-orders"),
        format!("{own}/stock"),
        format!("{own}/products"),
        format!("{own}/products?show=unknown"),
        format!("{own}/products?show=not_sent"),
        format!("{own}/products?show=too_long"),
        format!("{own}/import"),
        format!("{own}/settings"),
        format!("{own}/log"),
        "onboarding".to_owned(),
    ]
}

async fn look_at_all(browser: &Browser, width: &str) {
    let house = House::open().await;
    let (shop, sent, refused) = furnished(&house).await;
    sign_in(browser, &house).await;
    let own = format!("shops/{}", shop.id);
    let pages = pages(&own, [sent, refused]);
    for path in pages {
        let address = format!("{}{path}", house.ctx.public_url);
        browser.goto(&address).await.unwrap();
        assert_eq!(browser.current_url().await.unwrap().as_str(), address);
        let name = path
            .replace(['/', '?'], "-")
            .replace(&shop.id.to_string(), "shop");
        look(browser, &format!("{width}-{name}")).await;
    }
    paste(browser, &house, &own).await;
    look(browser, &format!("{width}-pasted")).await;
    list_fields(browser, &house, (&own, width)).await;
    confirm(browser, &house, &own).await;
    look(browser, &format!("{width}-confirm")).await;
    // The answers that are folded away must be within reach too.
    let address = format!("{}{own}/stock", house.ctx.public_url);
    browser.goto(&address).await.unwrap();
    browser
        .find(By::Tag("summary"))
        .await
        .unwrap()
        .click()
        .await
        .unwrap();
    browser.finds_no_barrier().await;
    let approve = browser
        .find(By::Css("form[action$='/approval'] button"))
        .await
        .unwrap();
    // By the keyboard: the page may still be scrolling under a pointer.
    approve.send_keys(Key::Enter).await.unwrap();
    let told = browser
        .query(By::Css(".alert-success"))
        .first()
        .await
        .unwrap();
    let told = told.text().await.unwrap();
    assert!(told.contains("Listen er godkjent"), "{told}");
    house.run_jobs().await;
}

#[actix_web::test]
async fn every_page_of_the_account_is_for_everybody() {
    let browser = Browser::open().await;
    look_at_all(&browser, "wide").await;
}

#[actix_web::test]
async fn every_page_of_the_account_fits_on_a_small_telephone() {
    let browser = Browser::open_narrow().await;
    look_at_all(&browser, "narrow").await;
}
