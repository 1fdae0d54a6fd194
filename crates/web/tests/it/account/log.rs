//! The log.
use testkit::House;

use super::main_of;

#[actix_web::test]
async fn every_line_has_its_time_its_state_and_its_place() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.add_product("UKJENT", "Ukjent vare", 10.into(), None);
    shop.buy("UKJENT", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let owner = house.owner().await;
    let page = owner.open(&format!("/shops/{}/log", shop.id)).await;
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
    let page = owner.open("/log").await;
    assert!(page.has("Rackbeat er koblet til"), "{}", page.text());
}

#[actix_web::test]
async fn the_log_is_narrowed_by_state() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let page = house.owner().await.open("/log?state=sent").await;
    assert!(page.has("er overført til Rackbeat"));
    assert!(!page.has("er koblet til"), "{}", page.text());
}

#[actix_web::test]
async fn older_lines_follow_without_a_gap() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.add_product("UKJENT", "Ukjent vare", 10.into(), None);
    for _ in 0..60 {
        shop.buy("UKJENT", 1);
    }
    house.later(chrono::TimeDelta::minutes(6)).await;
    let all = house.outcomes().await.len();
    assert!(all > 50, "{all}");
    let owner = house.owner().await;
    let (mut path, mut lines) = ("/log".to_owned(), 0);
    loop {
        let page = owner.open(&path).await;
        lines += page.html.matches("<time ").count();
        let older = page
            .html
            .split("href=\"")
            .find(|part| part.contains("before="));
        let Some(older) = older else { break };
        path = older.split('"').next().unwrap().replace("&#38;", "&");
    }
    assert_eq!(lines, all);
}

#[actix_web::test]
async fn the_log_is_read_in_english_too() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let owner = house.owner().await;
    owner.open("/security").await;
    owner.send("/language", &[("language", "en")]).await;
    let page = owner.open("/log").await;
    assert!(
        page.has("has been transferred to Rackbeat as sales order"),
        "{}",
        page.text()
    );
}
