//! The walk as the shop's owner sees it: a webhook comes in at the door, and the page says what became of it.
use chrono::TimeDelta;
use testkit::{House, build::dec, simulator::woo::OrderDraft};

#[tokio::test]
async fn what_became_of_an_order_stands_on_the_log_and_on_its_own_page() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let id = shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let number = house.only_order().number;
    let sent = format!("overført til Rackbeat som salgsordre {number} og bokført");

    let kari = house.owner().await;
    for path in [
        "/log".to_owned(),
        format!("/shops/{}/log", shop.id),
        format!("/shops/{}/orders", shop.id),
    ] {
        let page = kari.open(&path).await;
        assert!(page.has(&sent), "{path}: {}", page.text());
    }
    let page = kari.open(&format!("/shops/{}/orders", shop.id)).await;
    assert!(page.has(&id.to_string()));
}

#[tokio::test]
async fn a_refused_order_is_told_with_what_to_do_and_goes_on_by_the_button() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let gift = shop.add_product("GAVE", "Gave", dec("50"), Some(3));
    shop.place(&OrderDraft::of(gift, 1));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;

    let kari = house.owner().await;
    let path = format!("/shops/{}/orders", shop.id);
    let list = kari.open(&path).await;
    assert!(
        list.has("GAVE («Gave») finnes ikke i Rackbeat"),
        "{}",
        list.text()
    );
    house.agreement.add_product("GAVE", "Gave", 40, 3);
    let id = shop.order_ids()[0];
    kari.open(&format!("{path}/{id}")).await;
    kari.send("/retries", &[]).await;
    house.run_jobs().await;
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn a_parked_rackbeat_is_told_by_mail_and_on_the_pages() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    house.rackbeat.go_down();
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.later(TimeDelta::minutes(20)).await;
    assert_eq!(house.mails_to(testkit::EMAIL).await.len(), 1);
    let kari = house.owner().await;
    let log = kari.open("/log").await;
    assert!(
        log.has("Rackbeat svarer ikke som det skal"),
        "{}",
        log.text()
    );

    house.rackbeat.come_up().unwrap();
    house.later(TimeDelta::minutes(61)).await;
    let log = kari.open("/log").await;
    assert!(log.has("Rackbeat svarer igjen"), "{}", log.text());
}
