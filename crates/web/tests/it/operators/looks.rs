//! A third shop, a closed month and its papers in a real browser: nobody is shut out, and all fits on a small telephone.
use domain::invoice::Endpoint;
use store::{Tenant, billing_detail, payer};
use testkit::{
    House, Visitor,
    browser::Browser,
    simulator::{
        self,
        woo::{Setup, Shop},
    },
};
use thirtyfour::{By, Cookie, Key, extensions::query::ElementQueryable};

use super::{at, clock_shows, counted_shops, firm, only_bill};

pub async fn sign_in(browser: &Browser, house: &House, visitor: &Visitor) {
    let token = visitor.cookie("varebro_session").unwrap();
    browser.goto(house.ctx.public_url.as_str()).await.unwrap();
    let cookie = Cookie::new("varebro_session", token);
    browser.add_cookie(cookie).await.unwrap();
}

pub async fn open(browser: &Browser, house: &House, path: &str) {
    let address = format!("{}{path}", house.ctx.public_url);
    browser.goto(&address).await.unwrap();
    assert_eq!(browser.current_url().await.unwrap().as_str(), address);
}

pub async fn look(browser: &Browser, name: &str) {
    if let Some(folder) = std::env::var_os("VAREBRO_TEST_PICTURES") {
        let file = std::path::Path::new(&folder).join(format!("{name}.png"));
        browser.picture(&file).await;
    }
    browser.fits().await;
    browser.finds_no_barrier().await;
}

async fn fill(browser: &Browser, fields: &[(&str, &str)]) {
    for (id, text) in fields {
        let field = browser.find(By::Id(*id)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(*text).await.unwrap();
    }
}

/// By the keyboard: the page may still be scrolling under a pointer.
async fn press(browser: &Browser, button: &str) {
    let button = browser.find(By::Css(button)).await.unwrap();
    button.send_keys(Key::Enter).await.unwrap();
}

/// Waits until the page says so, in one question to the browser. Figures are kept in one piece by blanks of their own.
async fn says(browser: &Browser, text: &str) {
    let has = format!("//main[contains(normalize-space(translate(., '\u{a0}', ' ')), '{text}')]");
    let found = browser.query(By::XPath(has)).first().await;
    if found.is_err() {
        let main = browser.find(By::Tag("main")).await.unwrap();
        panic!("{text} is not in {}", main.text().await.unwrap());
    }
}

/// The customer connects a shop with pasted keys, having been told what it costs.
async fn connect_third(browser: &Browser, house: &House, shop: &Shop, width: &str) {
    open(browser, house, "shops/new").await;
    says(browser, "koster 149,00 kr i måneden").await;
    look(browser, &format!("{width}-shops-new")).await;
    fill(browser, &[("address", &shop.url())]).await;
    press(browser, "main form button[type=submit]").await;
    browser.query(By::Id("secret")).first().await.unwrap();
    look(browser, &format!("{width}-shops-found")).await;
    let key = shop.keys().remove(0);
    house_keys(browser, &key.key, &key.secret).await;
    press(browser, "form[action='/shops/new/keys'] button").await;
    says(browser, "er koblet til").await;
}

async fn house_keys(browser: &Browser, key: &str, secret: &str) {
    fill(browser, &[("key", key), ("secret", secret)]).await;
}

/// What the operator looks at, one page after the other.
async fn look_at_all(browser: &Browser, house: &House, width: &str) {
    let bill = only_bill(&house.tenant()).await;
    let pages = [
        "admin".to_owned(),
        "admin/accounts".to_owned(),
        format!("admin/accounts/{}", house.account),
        "admin/invoices".to_owned(),
        format!("admin/invoices/{bill}"),
        format!("admin/invoices/{bill}/credit"),
        "admin/months".to_owned(),
        "admin/months/2026-09".to_owned(),
        "admin/prices".to_owned(),
        "admin/export".to_owned(),
        "admin/health".to_owned(),
        "admin/acts".to_owned(),
    ];
    for path in pages {
        open(browser, house, &path).await;
        let name = path
            .replace(&house.account.to_string(), "account")
            .replace(&bill.to_string(), "invoice")
            .replace('/', "-");
        look(browser, &format!("{width}-{name}")).await;
    }
}

async fn close(browser: &Browser, house: &House, width: &str) {
    open(browser, house, "admin/months/2026-09").await;
    press(browser, "form[action$='/preview'] button").await;
    says(browser, "Kladdene lages nå").await;
    house.run_jobs().await;
    open(browser, house, "admin/months/2026-09").await;
    says(browser, "Kladder i NOK").await;
    look(browser, &format!("{width}-month-preview")).await;
    press(browser, "summary").await;
    press(browser, "form[action$='/close'] button").await;
    says(browser, "Måneden avsluttes nå").await;
    house.run_jobs().await;
    open(browser, house, "admin/months/2026-09").await;
    says(browser, "Slik ble måneden i NOK").await;
}

async fn walk(browser: &Browser, width: &str) {
    let house = House::open().await;
    counted_shops(&house.tenant(), "nordlys", 2).await;
    with_ehf(&house.tenant()).await;
    let danish = firm(&house, "Kaffe ApS", "DK").await;
    counted_shops(&danish, "kaffe", 3).await;
    clock_shows(&house, "2026-09-20 12:00").await;
    sign_in(browser, &house, &house.owner().await).await;
    open(browser, &house, "subscription").await;
    says(browser, "Anslag for hele måneden, uten mva.149,00 kr").await;
    let shop = Shop::start(Setup {
        clock: simulator::Clock::default(),
        allow_http_callback: true,
        ..Setup::default()
    });
    connect_third(browser, &house, &shop.unwrap(), width).await;
    open(browser, &house, "subscription").await;
    // It counts from the day after: ten days of thirty.
    says(browser, "Anslag for hele måneden, uten mva.198,67 kr").await;
    look(browser, &format!("{width}-subscription")).await;

    house.run_jobs().await;
    house.clock.set(at("2026-10-01 00:30"));
    house.run_jobs().await;
    let operator = house.operator().await;
    browser.delete_all_cookies().await.unwrap();
    sign_in(browser, &house, &operator).await;
    close(browser, &house, width).await;
    look_at_all(browser, &house, width).await;
    papers(&house, &operator).await;
    sign_in(browser, &house, &house.owner().await).await;
    open(browser, &house, "subscription").await;
    says(browser, "Faktura 10001").await;
    look(browser, &format!("{width}-bills")).await;
    house.run_jobs().await;
}

/// Without a reference and an address of its own there is no EHF.
async fn with_ehf(tenant: &Tenant) {
    let mut details = payer::find(tenant).await.unwrap().billed();
    details.reference = Some("PO-1".to_owned());
    details.endpoint = Endpoint::parse("NO", "974760673");
    let saved = billing_detail::save(tenant, &details, "kari@nordlys.no", at("2026-08-06 12:00"));
    saved.await.unwrap();
}

/// The links on the page lead to the files; a headless browser would only put them on the disk.
async fn papers(house: &House, operator: &Visitor) {
    let bill = only_bill(&house.tenant()).await;
    let page = operator.open(&format!("/admin/invoices/{bill}")).await;
    for (paper, begins) in [("invoice.pdf", "%PDF"), ("invoice.xml", "<?xml")] {
        let link = format!("/admin/invoices/{bill}/{paper}");
        assert!(page.html.contains(&format!("href=\"{link}\"")), "{paper}");
        let file = operator.ask(testkit::Method::GET, &link, &[]).await;
        assert_eq!(file.status, 200, "{paper}");
        assert!(file.html.starts_with(begins), "{paper}");
    }
    operator.open("/admin/export").await;
    let days = [("first", "2026-10-01"), ("last", "2026-10-31")];
    let file = operator.send("/admin/export", &days).await;
    assert!(file.html.contains("10001;Faktura;"), "{}", file.html);
}

#[actix_web::test]
async fn a_third_shop_is_billed_and_the_operator_sees_it_all() {
    walk(&Browser::open().await, "wide").await;
}

#[actix_web::test]
async fn a_third_shop_is_billed_on_a_small_telephone() {
    walk(&Browser::open_narrow().await, "narrow").await;
}
