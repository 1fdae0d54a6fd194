//! Each order finds its own customer in Rackbeat, or makes it: once, and never over one that is there.
use std::time::Duration;

use crate::import::hurried;
use chrono::TimeDelta;
use domain::{CustomerBy, PaymentRule, PaymentState};
use serde_json::{Value, json};
use testkit::{
    House, Shop,
    simulator::{
        Fault, Rule,
        rackbeat::Switches,
        woo::{OrderDraft, Via},
    },
};

/// What a firm writes its number in.
const FIELD: &str = "_billing_orgnr";

async fn house(customer_by: CustomerBy) -> (House, Shop) {
    let house = House::open().await;
    let shop = shop(&house, customer_by).await;
    (house, shop)
}

async fn shop(house: &House, customer_by: CustomerBy) -> Shop {
    let shop = house.shop("A").await;
    house
        .set(&shop, |rules| {
            rules.customer_by = customer_by;
            rules.organisation_meta = Some(FIELD.to_owned());
        })
        .await;
    shop
}

fn cup(shop: &Shop) -> OrderDraft {
    OrderDraft::of(shop.product_id("TERMOS-1"), 1)
}

fn from(shop: &Shop, email: &str) -> OrderDraft {
    let mut draft = cup(shop);
    draft.billing.insert("email".to_owned(), json!(email));
    draft
}

fn from_firm(shop: &Shop, number: &str) -> OrderDraft {
    let mut draft = from(shop, "innkjop@porselen.test");
    draft
        .billing
        .insert("company".to_owned(), json!("Porselen AS"));
    draft.meta.push((FIELD.to_owned(), json!(number)));
    draft
}

async fn sent(house: &House, shop: &Shop, draft: &OrderDraft) {
    shop.place(draft);
    house.deliver_webhooks(&[shop]).await;
    house.run_jobs().await;
}

/// All but the shared one, which stood there before.
fn made(house: &House) -> Vec<Value> {
    house.agreement.customers().split_off(1)
}

fn shared(house: &House) -> i64 {
    house.agreement.customers()[0]["number"].as_i64().unwrap()
}

fn last_customer(house: &House) -> i64 {
    house.orders_in_rackbeat().last().unwrap().customer
}

#[tokio::test]
async fn everybody_shares_one_customer_and_each_order_has_its_own_address() {
    let (house, shop) = house(CustomerBy::Shared).await;
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    sent(&house, &shop, &from(&shop, "ola@example.test")).await;
    assert!(made(&house).is_empty());
    let orders = house.orders_in_rackbeat();
    for (order, email) in orders.iter().zip(["kari@example.test", "ola@example.test"]) {
        assert_eq!(order.customer, shared(&house));
        assert_eq!(order.billing_address["email"], email);
    }
}

#[tokio::test]
async fn an_email_address_makes_one_customer_and_costs_nothing_afterwards() {
    let (house, shop) = house(CustomerBy::Email).await;
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    let customers = made(&house);
    assert_eq!(customers.len(), 1);
    assert_eq!(customers[0]["name"], "Kari Nordmann");
    assert_eq!(customers[0]["contact_email"], "kari@example.test");
    assert_eq!(customers[0]["address_city"], "Oslo");
    assert_eq!(customers[0]["currency"], "NOK");
    assert_eq!(last_customer(&house), customers[0]["number"]);
    assert!(house.log().await.contains("er opprettet i Rackbeat"));
    house.rackbeat.calls().forget();
    sent(&house, &shop, &from(&shop, "Kari@Example.test")).await;
    assert_eq!(made(&house).len(), 1);
    assert_eq!(last_customer(&house), customers[0]["number"]);
    let calls = house.rackbeat.calls().by_kind();
    assert!(
        !calls.keys().any(|kind| kind.starts_with("customers")),
        "{calls:?}"
    );
}

#[tokio::test]
async fn a_new_customer_costs_one_look_and_one_create() {
    let (house, shop) = house(CustomerBy::Email).await;
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    house.rackbeat.calls().forget();
    sent(&house, &shop, &from(&shop, "ola@example.test")).await;
    let calls = house.rackbeat.calls();
    assert_eq!(
        (calls.of("customers.list"), calls.of("customers.create")),
        (1, 1)
    );
}

#[tokio::test]
async fn a_customer_that_is_in_rackbeat_is_found_and_never_overwritten() {
    for unsorted in [false, true] {
        let switches = Switches {
            customers_are_unsorted: unsorted,
            ..Switches::default()
        };
        let house = House::with(switches).await;
        house.connect_rackbeat().await;
        let shop = shop(&house, CustomerBy::Email).await;
        let theirs = json!({ "name": "Kari i Rackbeat", "contact_email": "KARI@example.test" });
        let number = house.agreement.add_customer(&theirs);
        // More than one page holds.
        for other in 0..250 {
            let email = format!("nr{other}@example.test");
            house
                .agreement
                .add_customer(&json!({ "contact_email": email }));
        }
        let before = house.agreement.customers();
        sent(&house, &shop, &from(&shop, "kari@example.test")).await;
        assert_eq!(last_customer(&house), number);
        // Made by hand after we last looked.
        house.clock.advance(TimeDelta::hours(3));
        let theirs = json!({ "name": "Ola i Rackbeat", "contact_email": "ola@example.test" });
        let ola = house.agreement.add_customer(&theirs);
        sent(&house, &shop, &from(&shop, "ola@example.test")).await;
        assert_eq!(last_customer(&house), ola);
        let mut after = house.agreement.customers();
        after.retain(|one| one["number"] != ola);
        assert_eq!(after, before, "nothing was made and nothing changed");
    }
}

#[tokio::test]
async fn a_guest_without_an_email_address_goes_on_the_shared_customer() {
    let (house, shop) = house(CustomerBy::Email).await;
    let draft = OrderDraft {
        via: Via::Admin,
        ..from(&shop, "")
    };
    sent(&house, &shop, &draft).await;
    assert_eq!(last_customer(&house), shared(&house));
    assert!(made(&house).is_empty());
}

#[tokio::test]
async fn a_firm_is_one_customer_whoever_orders_for_it_and_its_people_are_their_own() {
    let (house, shop) = house(CustomerBy::OrganisationNumber).await;
    sent(&house, &shop, &from_firm(&shop, "NO 974 760 673 MVA")).await;
    let firms = made(&house);
    assert_eq!(firms.len(), 1);
    assert_eq!(firms[0]["name"], "Porselen AS");
    assert_eq!(firms[0]["company_vat"], "974760673");
    let mut colleague = from_firm(&shop, "974760673");
    let email = json!("sjefen@porselen.test");
    colleague.billing.insert("email".to_owned(), email);
    sent(&house, &shop, &colleague).await;
    assert_eq!(made(&house).len(), 1);
    assert_eq!(last_customer(&house), firms[0]["number"]);
    // The same person for themselves, without the number.
    sent(&house, &shop, &from(&shop, "innkjop@porselen.test")).await;
    assert_eq!(made(&house).len(), 2);
    assert_ne!(last_customer(&house), firms[0]["number"]);
}

#[tokio::test]
async fn a_firm_that_rackbeat_knows_by_its_number_is_found() {
    let (house, shop) = house(CustomerBy::OrganisationNumber).await;
    let theirs = json!({ "name": "Porselen", "company_vat": "NO974760673MVA" });
    let number = house.agreement.add_customer(&theirs);
    sent(&house, &shop, &from_firm(&shop, "974760673")).await;
    assert_eq!(last_customer(&house), number);
    assert_eq!(made(&house).len(), 1);
}

#[tokio::test]
async fn a_wrong_organisation_number_is_told_and_the_order_goes_by_the_email_address() {
    let (house, shop) = house(CustomerBy::OrganisationNumber).await;
    sent(&house, &shop, &from_firm(&shop, "974760674")).await;
    let log = house.log().await;
    assert!(
        log.contains("«974760674» er ikke et gyldig organisasjonsnummer"),
        "{log}"
    );
    let customers = made(&house);
    assert_eq!(customers[0]["company_vat"], Value::Null);
    assert_eq!(last_customer(&house), customers[0]["number"]);
    assert!(house.only_order().is_booked());
}

#[tokio::test]
async fn two_orders_of_one_buyer_at_once_make_one_customer() {
    let (house, shop) = house(CustomerBy::Email).await;
    for _ in 0..4 {
        shop.place(&from(&shop, "kari@example.test"));
    }
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert_eq!(made(&house).len(), 1);
    let orders = house.orders_in_rackbeat();
    assert_eq!(
        orders.len(),
        4,
        "and none had to rest: {}",
        house.log().await
    );
    let number = &made(&house)[0]["number"];
    assert!(
        orders
            .iter()
            .all(|order| order.is_booked() && order.customer == *number)
    );
}

#[tokio::test]
async fn whatever_happens_to_the_create_there_is_one_customer() {
    let house = hurried().await;
    let shop = shop(&house, CustomerBy::Email).await;
    let faults = [
        Fault::TimeoutAfterCommit,
        Fault::LateCommitAfter(Duration::from_secs(5)),
        Fault::LateCommitAfter(Duration::from_secs(60)),
        Fault::CutJson,
        Fault::HtmlPage,
        Fault::HangUp,
        Fault::Http(500),
        Fault::RateLimited(None),
        Fault::KeysRevoked,
    ];
    for (at, fault) in faults.into_iter().enumerate() {
        let rule = Rule::once(fault.clone()).only("customers.create");
        house.rackbeat.trouble().add(rule);
        let email = format!("nr{at}@example.test");
        sent(&house, &shop, &from(&shop, &email)).await;
        if matches!(fault, Fault::LateCommitAfter(_)) {
            house.until(|| made(&house).len() == at + 1).await;
        }
        house.later(TimeDelta::minutes(5)).await;
        let customers = made(&house);
        let his = customers.iter().filter(|one| one["contact_email"] == email);
        assert_eq!(his.count(), 1, "{fault:?}");
        assert_eq!(customers.len(), at + 1, "{fault:?}");
        assert_eq!(house.orders_in_rackbeat().len(), at + 1, "{fault:?}");
        assert_eq!(last_customer(&house), customers[at]["number"], "{fault:?}");
    }
}

#[tokio::test]
async fn a_customer_in_doubt_rests_two_minutes_and_is_found() {
    let (house, shop) = house(CustomerBy::Email).await;
    let rule = Rule::once(Fault::CutJson).only("customers.create");
    house.rackbeat.trouble().add(rule);
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    // Another order of the same buyer waits as well.
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    house.rackbeat.calls().forget();
    house.later(TimeDelta::seconds(119)).await;
    let calls = house.rackbeat.calls();
    assert_eq!(
        (calls.of("customers.list"), calls.of("orders.create")),
        (0, 0)
    );
    house.later(TimeDelta::seconds(5)).await;
    assert_eq!(calls.of("customers.create"), 0, "it was found");
    assert_eq!(made(&house).len(), 1);
    assert_eq!(house.orders_in_rackbeat().len(), 2);
}

#[tokio::test]
async fn killed_at_any_point_there_is_one_customer_and_one_order() {
    let house = hurried().await;
    let shop = shop(&house, CustomerBy::Email).await;
    let (mut waits, mut ended, mut kills) = (0, false, 0);
    let mut rounds = 0;
    while !ended {
        assert!(waits < 400, "an order never ends");
        assert!(shop.set_stock(shop.product_id("TERMOS-1"), 40));
        house.agreement.set_stock("TERMOS-1", 10_000);
        shop.lose_webhooks();
        let email = format!("nr{waits}@example.test");
        shop.place(&from(&shop, &email));
        house.deliver_webhooks(&[&shop]).await;
        ended = house.run_until_killed(waits).await;
        kills += usize::from(!ended);
        rounds += 1;
        // On a slow machine calls of the hurried clock time out, and what is in doubt rests once more.
        for _ in 0..6 {
            house.later(TimeDelta::minutes(7)).await;
            if house.orders_in_rackbeat().len() == rounds {
                break;
            }
        }
        let customers = made(&house);
        let log = house.log().await;
        assert_eq!(customers.len(), rounds, "killed after {waits} waits: {log}");
        let last = customers.last().unwrap();
        assert_eq!(last["contact_email"], email);
        assert_eq!(
            house.orders_in_rackbeat().len(),
            rounds,
            "killed after {waits} waits"
        );
        assert_eq!(
            last_customer(&house),
            last["number"],
            "killed after {waits} waits"
        );
        waits += 1 + waits / 40;
    }
    assert!(kills > 20, "killed only {kills} times");
}

#[tokio::test]
async fn a_refused_address_is_left_out_of_the_new_customer_and_noted() {
    let (house, shop) = house(CustomerBy::Email).await;
    let draft = OrderDraft {
        via: Via::Admin,
        ..from(&shop, "kari@uten-punktum")
    };
    sent(&house, &shop, &draft).await;
    let customers = made(&house);
    assert_eq!(customers.len(), 1, "{}", house.log().await);
    assert_eq!(customers[0]["contact_email"], Value::Null);
    assert_eq!(last_customer(&house), customers[0]["number"]);
    assert!(house.log().await.contains("utelatt på den nye kunden"));
}

#[tokio::test]
async fn a_pick_that_new_customers_need_is_named_and_picking_it_sends_the_order() {
    let (house, shop) = house(CustomerBy::Email).await;
    let tenant = house.tenant();
    let agreement = store::agreement::find(&tenant).await.unwrap();
    let mut picked: Value = serde_json::from_str(&agreement.picked).unwrap();
    let group = picked["customer_group"].take();
    let change = tenant.begin().await.unwrap();
    store::agreement::set_picked(&change, &picked.to_string())
        .await
        .unwrap();
    change.commit().await.unwrap();
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert!(made(&house).is_empty());
    assert!(
        house.log().await.contains("kundegruppe"),
        "{}",
        house.log().await
    );
    let old = store::rules::of(&tenant, shop.id).await.unwrap();
    let mut rules = old.clone();
    rules.customer_group = group.as_i64();
    app::shop::save_settings(&house.ctx, &tenant, "Kari", shop.id, (&old, &rules))
        .await
        .unwrap();
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 1, "{}", house.log().await);
    assert_eq!(made(&house).len(), 1);
}

#[tokio::test]
async fn a_firm_is_found_by_its_number_in_its_own_country_only() {
    let (house, shop) = house(CustomerBy::OrganisationNumber).await;
    let firm = |name: &str, vat: &str, country: &str| {
        let fields = json!({ "name": name, "company_vat": vat, "address_country": country });
        house.agreement.add_customer(&fields)
    };
    let danish = firm("Kopper ApS", "12345678", "Denmark");
    let swedish = firm("Porslin AB", "SE556016068001", "Sverige");
    let from = |number: &str, country: &str| {
        let mut draft = from_firm(&shop, number);
        draft.billing.insert("country".to_owned(), json!(country));
        draft
    };
    sent(&house, &shop, &from("SE556016068001", "SE")).await;
    assert_eq!(last_customer(&house), swedish, "{}", house.log().await);
    sent(&house, &shop, &from("1234567-8", "FI")).await;
    let finnish = last_customer(&house);
    assert_ne!(finnish, danish, "{}", house.log().await);
    sent(&house, &shop, &from("DK 12345678", "DK")).await;
    assert_eq!(last_customer(&house), danish, "{}", house.log().await);
    sent(&house, &shop, &from("12345678", "FI")).await;
    assert_eq!(last_customer(&house), finnish, "{}", house.log().await);
    assert_eq!(made(&house).len(), 3);
}

#[tokio::test]
async fn an_order_that_cannot_be_carried_makes_no_customer() {
    let (house, shop) = house(CustomerBy::Email).await;
    shop.add_product("UKJENT", "Ukjent vare", 10.into(), None);
    sent(&house, &shop, &OrderDraft::of(shop.product_id("UKJENT"), 1)).await;
    assert!(house.orders_in_rackbeat().is_empty());
    assert!(made(&house).is_empty());
}

#[tokio::test]
async fn a_customer_deleted_in_rackbeat_is_made_again_for_the_next_order() {
    let (house, shop) = house(CustomerBy::Email).await;
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    let first = last_customer(&house);
    // So that the number of the one that goes is not given out again.
    let other = json!({ "contact_email": "annen@example.test" });
    house.agreement.add_customer(&other);
    house.agreement.delete_customer(first);
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    let orders = house.orders_in_rackbeat();
    assert_eq!(orders.len(), 2, "{}", house.log().await);
    let again = made(&house);
    let again = again
        .iter()
        .find(|one| one["contact_email"] == "kari@example.test");
    assert_eq!(orders[1].customer, again.unwrap()["number"]);
}

#[tokio::test]
async fn the_shared_customer_deleted_in_rackbeat_is_told_and_picking_another_sends_the_order() {
    let (house, shop) = house(CustomerBy::Shared).await;
    let shared = shared(&house);
    let other = house
        .agreement
        .add_customer(&json!({ "name": "Nettkunde 2" }));
    house.agreement.delete_customer(shared);
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    let log = house.log().await;
    assert!(log.contains("finnes ikke lenger i Rackbeat"), "{log}");
    let old = store::rules::of(&house.tenant(), shop.id).await.unwrap();
    let mut rules = old.clone();
    rules.customer = Some(other);
    let tenant = house.tenant();
    let saved = app::shop::save_settings(&house.ctx, &tenant, "Kari", shop.id, (&old, &rules));
    saved.await.unwrap();
    house.run_jobs().await;
    assert_eq!(house.only_order().customer, other, "{}", house.log().await);
}

#[tokio::test]
async fn another_choice_later_moves_no_order_that_was_sent() {
    let (house, shop) = house(CustomerBy::Email).await;
    sent(&house, &shop, &from(&shop, "kari@example.test")).await;
    let customer = last_customer(&house);
    house
        .set(&shop, |rules| rules.customer_by = CustomerBy::Shared)
        .await;
    house.rackbeat.calls().forget();
    let id = shop.order_ids()[0];
    assert!(shop.edit_order(
        id,
        &json!({ "meta_data": [{ "key": "noe", "value": "nytt" }] })
    ));
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert_eq!(last_customer(&house), customer);
    let calls = house.rackbeat.calls().by_kind();
    assert!(!calls.contains_key("customers.list"), "{calls:?}");
    assert_eq!(house.count("outcome-order-changed-later").await, 0);
}

#[tokio::test]
async fn a_foreign_order_keeps_its_currency_and_its_vat_zone_and_so_does_its_customer() {
    let (house, shop) = house(CustomerBy::Email).await;
    for (country, currency, zone) in [
        ("NO", "NOK", "domestic"),
        ("DE", "EUR", "eu"),
        ("GB", "GBP", "abroad"),
    ] {
        let email = format!("{zone}@example.test");
        let mut draft = OrderDraft {
            currency: Some(currency.to_owned()),
            via: Via::Admin,
            ..from(&shop, &email)
        };
        for address in [&mut draft.billing, &mut draft.delivery] {
            address.insert("country".to_owned(), json!(country));
        }
        sent(&house, &shop, &draft).await;
        let order = house.orders_in_rackbeat().pop().unwrap();
        assert_eq!((&*order.currency, &*order.vat_zone), (currency, zone));
        assert!(order.is_booked(), "{}", house.log().await);
        let customer = made(&house).pop().unwrap();
        assert_eq!(customer["contact_email"], email);
        assert_eq!(customer["currency"], currency);
        assert_eq!(customer["vat_zone"], zone);
    }
}

#[tokio::test]
async fn invoices_are_booked_and_bank_transfers_are_drafts_until_they_are_paid() {
    let (house, shop) = house(CustomerBy::Shared).await;
    let term = house.agreement.add_payment_term("Netto 14", 14);
    let row = |term, state| PaymentRule { term, state };
    let until_paid = Some(PaymentState::DraftUntilPaid);
    house
        .set(&shop, |rules| {
            rules.start_statuses.push("on-hold".to_owned());
            let methods = &mut rules.payment_methods;
            methods.insert("bacs".to_owned(), row(None, until_paid));
            methods.insert("faktura".to_owned(), row(Some(term), None));
        })
        .await;
    let by = |method: &str, status: &str| OrderDraft {
        payment_method: method.to_owned(),
        status: status.to_owned(),
        ..cup(&shop)
    };
    let bank = shop.place(&by("bacs", "on-hold"));
    sent(&house, &shop, &by("faktura", "processing")).await;
    let found = |number: usize| house.orders_in_rackbeat()[number].clone();
    let (first, second) = (found(0), found(1));
    let (draft, invoice) = match first.payment_terms == Some(term) {
        true => (second, first),
        false => (first, second),
    };
    assert!(invoice.is_booked() && invoice.payment_terms == Some(term));
    assert!(!draft.is_booked(), "{}", house.log().await);
    shop.set_status(bank, "processing");
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(
        house
            .orders_in_rackbeat()
            .iter()
            .all(|order| order.is_booked()),
        "{}",
        house.log().await
    );
}
