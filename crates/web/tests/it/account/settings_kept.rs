//! Nothing that an owner chose is lost: not when Rackbeat or the shop is slow, not when two people save at a time.
use domain::{PaymentRule, RackbeatState, Rules};
use testkit::{
    House, Page, Shop,
    simulator::{Fault, woo},
};

async fn saved(house: &House, shop: &Shop) -> Rules {
    store::rules::of(&house.tenant(), shop.id).await.unwrap()
}

fn path(shop: &Shop) -> String {
    format!("/shops/{}/settings", shop.id)
}

/// What the page's form holds under a name.
fn held(page: &Page, shop: &Shop, name: &str) -> Vec<String> {
    let form = page.form(&path(shop)).unwrap();
    let fields = form.fields.into_iter().filter(|(known, _)| known == name);
    fields.map(|(_, value)| value).collect()
}

#[actix_web::test]
async fn chosen_locations_stay_when_rackbeat_answers_only_the_save() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let shelf = house.agreement.add_location("Butikken");
    house
        .set(&shop, |rules| rules.locations = vec![shelf])
        .await;
    let owner = house.owner().await;
    house.rackbeat.trouble().on(Fault::Http(503));
    let page = owner.open(&path(&shop)).await;
    assert!(
        page.has("Vi fikk ikke lest listene fra Rackbeat"),
        "{}",
        page.text()
    );
    assert_eq!(held(&page, &shop, "locations"), [shelf.to_string()]);
    house.rackbeat.trouble().clear();
    let page = owner.send(&path(&shop), &[("buffer", "1")]).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    let rules = saved(&house, &shop).await;
    assert_eq!((rules.locations, rules.buffer), (vec![shelf], 1));
    house.later(chrono::TimeDelta::hours(1)).await;
}

#[actix_web::test]
async fn a_pick_is_never_dropped_because_rackbeat_does_not_answer_the_save() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let term = house.agreement.add_payment_term("Netto 14", 14).to_string();
    let shelf = house.agreement.add_location("Butikken").to_string();
    let owner = house.owner().await;
    let before = saved(&house, &shop).await;
    for (name, value, field) in [
        ("payment_term", term.as_str(), "payment_term"),
        ("term:cod", &term, "payment_methods"),
        ("delivery:flat_rate:1", "2", "shipping_methods"),
        ("locations", &shelf, "locations"),
    ] {
        owner.open(&path(&shop)).await;
        house.rackbeat.trouble().on(Fault::Http(503));
        let page = owner.send(&path(&shop), &[(name, value)]).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(
            page.html.contains(&format!("id=\"{field}-fault\"")),
            "{name}"
        );
        assert!(page.has("Rackbeat svarte ikke"), "{name}: {}", page.text());
        assert_eq!(held(&page, &shop, name), [value], "{name} is still chosen");
        assert_eq!(saved(&house, &shop).await, before, "{name}");
        house.rackbeat.trouble().clear();
    }
    let page = owner.send(&path(&shop), &[]).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    let rules = saved(&house, &shop).await;
    assert_eq!(rules.locations, [shelf.parse::<i64>().unwrap()]);
    house.later(chrono::TimeDelta::hours(1)).await;
}

#[actix_web::test]
async fn what_stands_can_be_saved_beside_lists_that_did_not_come() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let shelf = house.agreement.add_location("Butikken");
    let rule = PaymentRule {
        term: Some(house.agreement.add_payment_term("Netto 14", 14)),
        state: None,
    };
    house
        .set(&shop, |rules| {
            rules.locations = vec![shelf, 1001];
            rules.payment_methods.insert("cod".to_owned(), rule);
        })
        .await;
    let owner = house.owner().await;
    owner.open(&path(&shop)).await;
    house.rackbeat.trouble().on(Fault::Http(503));
    let page = owner.send(&path(&shop), &[("buffer", "2")]).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    let rules = saved(&house, &shop).await;
    assert_eq!((rules.locations, rules.buffer), (vec![shelf, 1001], 2));
    assert_eq!(rules.payment_methods.get("cod"), Some(&rule));
    house.rackbeat.trouble().clear();
    house.later(chrono::TimeDelta::hours(1)).await;
}

#[actix_web::test]
async fn a_status_is_never_dropped_because_the_shop_does_not_have_or_tell_it() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    for (fault, said) in [
        (None, "finnes ikke lenger i nettbutikken"),
        (Some(woo::Fault::PhpFatal), "Nettbutikken svarte ikke"),
    ] {
        for name in ["start_statuses", "shipped_status"] {
            owner.open(&path(&shop)).await;
            shop.fault(fault);
            let page = owner.send(&path(&shop), &[(name, "plukket")]).await;
            assert_eq!(page.status, 422, "{name}");
            assert!(page.has(said), "{name}: {}", page.text());
            assert_eq!(held(&page, &shop, name), ["plukket"]);
            shop.fault(None);
        }
    }
    assert_eq!(saved(&house, &shop).await, Rules::default());
    house.later(chrono::TimeDelta::hours(1)).await;
}

#[actix_web::test]
async fn of_two_who_save_the_later_sees_what_the_first_changed_and_loses_nothing() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let shelf = house.agreement.add_location("Butikken").to_string();
    let term = house.agreement.add_payment_term("Netto 14", 14).to_string();
    let (first, later) = (house.owner().await, house.owner().await);
    first.open(&path(&shop)).await;
    later.open(&path(&shop)).await;
    let chosen = [("locations", shelf.as_str()), ("cap", "50")];
    let page = first.send(&path(&shop), &chosen).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    let after_first = saved(&house, &shop).await;
    assert_eq!(after_first.locations, [shelf.parse::<i64>().unwrap()]);

    let chosen = [("payment_term", term.as_str()), ("buffer", "mange")];
    let page = later.send(&path(&shop), &chosen).await;
    assert_eq!(page.status, 422);
    assert!(
        page.has("Noen andre endret innstillingene mens du hadde siden åpen"),
        "{}",
        page.text()
    );
    assert_eq!(saved(&house, &shop).await, after_first, "nothing is saved");
    for (name, value) in [
        ("locations", shelf.as_str()),
        ("cap", "50"),
        ("payment_term", &term),
        ("buffer", "mange"),
    ] {
        assert_eq!(held(&page, &shop, name), [value], "{name}");
    }
    let page = later.send(&path(&shop), &[("buffer", "3")]).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    let both = Rules {
        payment_term: Some(term.parse().unwrap()),
        buffer: 3,
        ..after_first
    };
    assert_eq!(saved(&house, &shop).await, both);
    house.run_jobs().await;
}

#[actix_web::test]
async fn a_change_of_master_is_not_confirmed_over_what_somebody_else_saved() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    owner.open(&path(&shop)).await;
    let chosen = [("product_master", "woocommerce")];
    let page = owner.send(&path(&shop), &chosen).await;
    assert!(page.has("Dette betyr det"), "{}", page.text());
    house
        .set(&shop, |rules| rules.rackbeat_state = RackbeatState::Draft)
        .await;
    let page = owner.send(&path(&shop), &[]).await;
    assert!(
        page.has("Noen andre endret innstillingene"),
        "{}",
        page.text()
    );
    assert_eq!(held(&page, &shop, "product_master"), ["woocommerce"]);
    assert_eq!(held(&page, &shop, "rackbeat_state"), ["draft"]);
    house.run_jobs().await;
}

#[actix_web::test]
async fn a_form_that_does_not_say_what_it_was_made_from_saves_nothing() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    owner.open(&path(&shop)).await;
    let made_from = [("made_from", ""), ("buffer", "4")];
    let page = owner.send(&path(&shop), &made_from).await;
    assert_eq!(page.status, 422);
    assert_eq!(saved(&house, &shop).await, Rules::default());
    let page = owner.send(&path(&shop), &[]).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    assert_eq!(saved(&house, &shop).await.buffer, 4);
    house.run_jobs().await;
}

#[actix_web::test]
async fn a_choice_made_at_the_same_moment_is_not_overwritten() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let read = saved(&house, &shop).await;
    house.set(&shop, |rules| rules.buffer = 9).await;
    let new = Rules {
        cap: Some(5),
        ..read.clone()
    };
    let (tenant, change) = (house.tenant(), (&read, &new));
    let ended = app::shop::save_settings(&house.ctx, &tenant, "Kari", shop.id, change).await;
    assert_eq!(ended.unwrap(), app::shop::Saved::Overtaken);
    let rules = saved(&house, &shop).await;
    assert_eq!((rules.buffer, rules.cap), (9, None));
    house.run_jobs().await;
}
