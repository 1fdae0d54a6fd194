//! A shop's settings.
use domain::{RackbeatState, UnknownSku};
use testkit::{House, Method, Shop, simulator::Fault};

use super::main_of;

/// The shop's settings with what was picked in Rackbeat, as the page shows them.
async fn picked(house: &House, shop: &Shop) -> domain::Rules {
    let agreement = store::agreement::find(&house.tenant()).await.unwrap();
    let rules = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    let rules = app::agreement::fill(rules, &agreement);
    assert!(rules.customer.is_some());
    rules
}

#[actix_web::test]
async fn every_setting_has_a_line_of_help() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = house.owner().await.open(&path).await;
    insta::assert_snapshot!(main_of(&house, &shop, &page).await);
    for (label, hint) in [("<label", "form-hint"), ("<legend", "form-hint")] {
        assert!(page.html.contains(label) && page.html.contains(hint));
    }
}

#[actix_web::test]
async fn what_is_chosen_is_kept_and_told() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    let before = picked(&house, &shop).await;
    owner.open(&path).await;
    let chosen = [("rackbeat_state", "draft"), ("buffer", "3"), ("cap", "")];
    let page = owner.send(&path, &chosen).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    let after = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    let expected = domain::Rules {
        rackbeat_state: RackbeatState::Draft,
        buffer: 3,
        ..before
    };
    assert_eq!(after, expected, "and nothing else has changed");
    assert!(house.log().await.contains("endret innstillingene"));
    house.run_jobs().await;
    assert_eq!(shop.stock("KOPP"), 7, "three are held back");
}

#[actix_web::test]
async fn what_cannot_be_is_told_beside_its_field_and_nothing_is_saved() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    let before = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    for (name, value, said) in [
        ("buffer", "-1", "Skriv et helt tall"),
        ("cap", "mange", "Skriv et helt tall"),
        ("start_statuses", "finnes-ikke", "Velg minst én status"),
        ("customer", "999999", "Dette finnes ikke lenger i Rackbeat"),
        (
            "freight_product",
            "FINNES-IKKE",
            "Dette finnes ikke lenger i Rackbeat",
        ),
    ] {
        owner.open(&path).await;
        let page = owner.send(&path, &[(name, value)]).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(page.has(said), "{name}: {}", page.text());
    }
    let after = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    assert_eq!(after, before);
}

#[actix_web::test]
async fn choosing_the_stand_in_product_wakes_the_orders_that_lacked_it() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.add_product("UKJENT", "Ukjent vare", 10.into(), None);
    shop.buy("UKJENT", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 0);
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    owner.open(&path).await;
    owner.send(&path, &[("unknown_sku", "stand_in")]).await;
    house.run_jobs().await;
    let rules = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    assert_eq!(rules.unknown_sku, UnknownSku::StandIn);
    assert_eq!(house.orders_in_rackbeat().len(), 1, "{}", house.log().await);
}

#[actix_web::test]
async fn a_status_that_starts_the_transfer_from_now_on_starts_what_waited() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let order = shop.buy("KOPP", 1);
    shop.set_status(order, "on-hold");
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 0, "{}", house.log().await);
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = owner.open(&path).await;
    let mut fields = page.form(&path).unwrap().fields;
    fields.push(("start_statuses".to_owned(), "on-hold".to_owned()));
    let page = owner.ask(Method::POST, &path, &fields).await;
    assert_eq!(page.status, 303);
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 1, "{}", house.log().await);
}

#[actix_web::test]
async fn without_rackbeats_lists_its_choices_stay_as_they_were() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let before = picked(&house, &shop).await;
    house.rackbeat.trouble().on(Fault::Http(503));
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = owner.open(&path).await;
    assert!(
        page.has("Vi fikk ikke lest listene fra Rackbeat"),
        "{}",
        page.text()
    );
    owner.send(&path, &[("buffer", "1")]).await;
    let after = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    assert_eq!(
        after,
        domain::Rules {
            buffer: 1,
            ..before
        }
    );
    house.rackbeat.trouble().clear();
    house.later(chrono::TimeDelta::hours(1)).await;
}
