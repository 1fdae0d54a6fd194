//! The account's pages in a real browser: nobody is shut out, and they fit on a small telephone.
use testkit::{House, Shop, browser::Browser};
use thirtyfour::{By, Cookie, Key, extensions::query::ElementQueryable};

/// A shop with something on every page: sent, refused, unlinked, and a list to approve.
async fn furnished(house: &House) -> (Shop, u64) {
    let shop = house
        .shop_where("A", |world| {
            world.add_product("UKJENT", "Ukjent vare", 10.into(), None);
        })
        .await;
    shop.buy("KOPP", 1);
    let refused = shop.buy("UKJENT", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    (shop, refused)
}

async fn sign_in(browser: &Browser, house: &House) {
    let visitor = house.owner().await;
    let token = visitor.cookie("varebro_session").unwrap();
    browser.goto(house.ctx.public_url.as_str()).await.unwrap();
    let cookie = Cookie::new("varebro_session", token);
    browser.add_cookie(cookie).await.unwrap();
}

async fn look_at_all(browser: &Browser, width: &str) {
    let house = House::open().await;
    let (shop, refused) = furnished(&house).await;
    sign_in(browser, &house).await;
    let own = format!("shops/{}", shop.id);
    let pages = [
        String::new(),
        "shops".to_owned(),
        "log".to_owned(),
        own.clone(),
        format!("{own}/orders"),
        format!("{own}/orders/{refused}"),
        format!("{own}/stock"),
        format!("{own}/products"),
        format!("{own}/products?show=unknown"),
        format!("{own}/import"),
        format!("{own}/settings"),
        format!("{own}/log"),
    ];
    for path in pages {
        let address = format!("{}{path}", house.ctx.public_url);
        browser.goto(&address).await.unwrap();
        assert_eq!(browser.current_url().await.unwrap().as_str(), address);
        if let Some(folder) = std::env::var_os("VAREBRO_TEST_PICTURES") {
            let name = path
                .replace(['/', '?'], "-")
                .replace(&shop.id.to_string(), "shop");
            let file = std::path::Path::new(&folder).join(format!("{width}-{name}.png"));
            browser.picture(&file).await;
        }
        browser.fits().await;
        browser.finds_no_barrier().await;
    }
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
