//! The page of orders from before a shop was connected.
use chrono::TimeDelta;
use testkit::{House, Shop, simulator::woo::OrderDraft};

async fn with_old(house: &House) -> Shop {
    let shop = house
        .shop_where("A", |world| {
            let kopp = world.id_of("KOPP").unwrap();
            for status in ["processing", "on-hold", "completed"] {
                let id = world.place_order(&OrderDraft::of(kopp, 1)).unwrap();
                assert!(world.edit_order(id, &serde_json::json!({ "status": status })));
            }
            house.clock.advance(TimeDelta::minutes(30));
        })
        .await;
    house.approve(&shop).await;
    shop
}

#[actix_web::test]
async fn open_ones_are_counted_approved_and_sent() {
    let house = House::open().await;
    let shop = with_old(&house).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/old-orders", shop.id);
    let page = owner.open(&path).await;
    assert!(page.has("må stå i Rackbeat fra før"), "{}", page.text());
    let page = owner.send(&path, &[("which", "open")]).await;
    assert!(page.has("Vi teller ordrene"));
    assert!(page.form(&path).is_none(), "asked for twice");
    house.run_jobs().await;
    let page = owner.open(&path).await;
    assert!(
        page.has("Åpne ordre 2") && page.has("Fullførte ordre 0"),
        "{}",
        page.text()
    );
    let page = owner.send(&format!("{path}/approval"), &[]).await;
    assert!(page.has("Ordrene blir overført"), "{}", page.text());
    house.later(TimeDelta::minutes(2)).await;
    let page = owner.open(&path).await;
    assert!(page.has("De gamle ordrene er tatt med"), "{}", page.text());
    assert!(page.has("Tatt med 2"), "{}", page.text());
    // The one on hold waits in the shop.
    assert_eq!(house.orders_in_rackbeat().len(), 1);
}

#[actix_web::test]
async fn completed_ones_are_warned_of_and_a_wrong_date_is_told() {
    let house = House::open().await;
    let shop = with_old(&house).await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/old-orders", shop.id);
    let page = owner.open(&path).await;
    assert!(page.has("kan de bli sendt en gang til"), "{}", page.text());
    for date in ["", "i fjor", "2999-01-01"] {
        let page = owner
            .send(&path, &[("which", "since"), ("since", date)])
            .await;
        assert!(page.has("Velg en dato før"), "{date}: {}", page.text());
    }
    let since = [
        ("which", "since"),
        ("since", "2000-01-01"),
        ("completed", "yes"),
    ];
    owner.send(&path, &since).await;
    house.run_jobs().await;
    let page = owner.open(&path).await;
    assert!(page.has("Fullførte ordre 1"), "{}", page.text());
    assert!(page.has("Pass på at de ikke blir sendt en gang til"));
    let page = owner.send(&format!("{path}/cancellation"), &[]).await;
    assert!(page.has("Stoppet"));
    let page = owner.open(&path).await;
    assert!(page.form(&format!("{path}/approval")).is_none());
    house.later(TimeDelta::minutes(2)).await;
    assert!(house.orders_in_rackbeat().is_empty());
}

#[actix_web::test]
async fn a_reader_sees_how_it_goes_and_no_button() {
    let house = House::open().await;
    let shop = with_old(&house).await;
    let reader = house.signed_in(store::user::Role::Reader).await;
    let path = format!("/shops/{}/old-orders", shop.id);
    let page = reader.open(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.form(&path).is_none());
}
