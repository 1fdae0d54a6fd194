//! Nobody sees or moves what is another account's, and a reader moves nothing.
use app::{Email, account};
use store::user::Role;
use testkit::{House, Method, PASSWORD, Page, Shop, Visitor};

/// Every address of ours with a place in it, as `routes.rs` lists them.
fn addresses() -> Vec<String> {
    let routes = include_str!("../../../src/routes.rs");
    let all = routes.split("resource(\"").skip(1);
    let all = all.map(|rest| rest.split('"').next().unwrap().to_owned());
    let all: Vec<_> = all.collect();
    assert!(all.len() > 40, "only {} addresses were read", all.len());
    all
}

fn about_a_shop() -> Vec<String> {
    let all = addresses().into_iter();
    let all: Vec<_> = all.filter(|path| path.starts_with("/shops/{")).collect();
    assert!(
        all.len() > 15,
        "only {} of them are about a shop",
        all.len()
    );
    all
}

/// Another account, signed in.
async fn stranger(house: &House) -> Visitor {
    let email: Email = "per@fremmed.example".parse().unwrap();
    let founded = account::found(&house.ctx, "Fremmed AS", &email, PASSWORD.into()).await;
    founded.unwrap();
    let visitor = house.visitor();
    visitor.open("/sign-in").await;
    let page = visitor
        .send(
            "/sign-in",
            &[("email", "per@fremmed.example"), ("password", PASSWORD)],
        )
        .await;
    assert_eq!(page.status, 200);
    visitor
}

async fn token(visitor: &Visitor) -> (String, String) {
    let page = visitor.open("/security").await;
    page.form("/language").unwrap().fields[0].clone()
}

/// As a button sends it, with everything that any of them needs.
async fn press(visitor: &Visitor, path: &str) -> Page {
    let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let mut fields = vec![token(visitor).await];
    fields.extend(
        [
            ("answer", "write"),
            ("number", "KOPP"),
            ("key", "ck_1"),
            ("secret", "cs_1"),
        ]
        .map(owned),
    );
    visitor.ask(Method::POST, path, &fields).await
}

fn of(path: &str, shop: &Shop, order: u64) -> String {
    path.replace("{shop}", &shop.id.to_string())
        .replace("{product}", &shop.product_id("KOPP").to_string())
        .replace("{order}", &order.to_string())
}

async fn sold(house: &House) -> (Shop, u64) {
    let shop = house.shop("A").await;
    let order = shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    // So that there is a list to take home.
    let asked = app::import::preview(&house.ctx, &house.tenant(), shop.id, "owner").await;
    assert!(asked.unwrap());
    house.run_jobs().await;
    (shop, order)
}

#[actix_web::test]
async fn every_page_about_a_shop_is_not_there_for_another_account() {
    let house = House::open().await;
    let (shop, order) = sold(&house).await;
    let before = house.outcomes().await.len();
    let (owner, stranger) = (house.owner().await, stranger(&house).await);
    let mut buttons = 0;
    for path in about_a_shop() {
        let path = of(&path, &shop, order);
        let own = owner.ask(Method::GET, &path, &[]).await.status;
        assert!(own == 200 || own == 405, "{path}: {own}");
        let theirs = stranger.ask(Method::GET, &path, &[]).await;
        // 405: only a button leads there, so nobody has a page.
        let expected = if own == 405 { 405 } else { 404 };
        assert_eq!(theirs.status, expected, "GET {path}");
        assert!(!theirs.html.contains("Butikk A"), "GET {path}");
        let pressed = press(&stranger, &path).await.status;
        assert!(
            pressed == 404 || (own == 200 && pressed == 405),
            "POST {path}: {pressed}"
        );
        buttons += usize::from(pressed == 404);
    }
    assert!(buttons > 10, "only {buttons} buttons were pressed");
    assert_eq!(
        house.outcomes().await.len(),
        before,
        "a stranger changed something"
    );
}

#[actix_web::test]
async fn lists_and_logs_show_only_the_accounts_own() {
    let house = House::open().await;
    let (shop, _) = sold(&house).await;
    let stranger = stranger(&house).await;
    let by_shop = format!("/log?shop={}", shop.id);
    for path in ["/", "/orders", "/shops", "/log", &by_shop] {
        let page = stranger.open(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.html.contains("Butikk A"), "{path}");
        assert!(!page.html.contains("er overført"), "{path}");
    }
    let owner = house.owner().await;
    assert!(owner.open(&by_shop).await.has("er overført til Rackbeat"));
}

#[actix_web::test]
async fn a_stranger_cannot_have_anything_tried_again() {
    let house = House::open().await;
    let (shop, order) = sold(&house).await;
    let stranger = stranger(&house).await;
    for (kind, subject) in [("order", order.to_string()), ("stock", String::new())] {
        let mut fields = vec![token(&stranger).await];
        for (name, value) in [
            ("shop", shop.id.to_string()),
            ("kind", kind.to_owned()),
            ("subject", subject),
            ("back", "/log".to_owned()),
        ] {
            fields.push((name.to_owned(), value));
        }
        let page = stranger.ask(Method::POST, "/retries", &fields).await;
        assert_eq!(page.status, 404, "{kind}");
    }
}

#[actix_web::test]
async fn a_reader_sees_every_page_and_no_button() {
    let house = House::open().await;
    let (shop, order) = sold(&house).await;
    let reader = house.signed_in(Role::Reader).await;
    for path in about_a_shop() {
        let path = of(&path, &shop, order);
        let page = reader.ask(Method::GET, &path, &[]).await;
        let buttons: Vec<_> = testkit::html::forms(testkit::html::main(&page.html))
            .into_iter()
            .filter(|form| form.fields.iter().any(|(name, _)| name == "csrf"))
            .filter(|form| !form.action.ends_with("/settings"))
            .collect();
        assert!(buttons.is_empty(), "{path}: {buttons:?}");
        assert_eq!(press(&reader, &path).await.status, 403, "{path}");
    }
}

#[actix_web::test]
async fn whoever_is_signed_out_is_led_to_the_sign_in_page() {
    let house = House::open().await;
    let (shop, order) = sold(&house).await;
    let nobody = house.visitor();
    for path in about_a_shop() {
        let path = of(&path, &shop, order);
        let page = nobody.ask(Method::GET, &path, &[]).await;
        let is_led = page.status == 303 && page.header("location").starts_with("/sign-in");
        assert!(
            is_led || page.status == 404 || page.status == 405,
            "{path}: {}",
            page.status
        );
        assert!(!page.html.contains("Butikk A"), "{path}");
    }
}
