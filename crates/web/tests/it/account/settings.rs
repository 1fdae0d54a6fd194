//! A shop's settings.
use domain::{CustomerBy, PaymentRule, PaymentState, RackbeatState, Refunded, Rules, UnknownSku};
use serde_json::json;
use testkit::{
    House, Method, Shop,
    simulator::{Fault, woo::OrderDraft},
};

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
        (
            "start_statuses",
            "finnes-ikke",
            "finnes ikke lenger i nettbutikken",
        ),
        ("start_statuses", "", "Velg minst én status"),
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

async fn saved(house: &House, shop: &Shop) -> Rules {
    store::rules::of(&house.tenant(), shop.id).await.unwrap()
}

#[actix_web::test]
async fn every_choice_that_a_shop_has_is_on_the_page() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = house.owner().await.open(&path).await;
    for name in [
        "orders_on",
        "start_statuses",
        "rackbeat_state",
        "customer_by",
        "customer",
        "customer_group",
        "organisation_meta",
        "vat_zone",
        "payment_term",
        "state:bacs",
        "term:cod",
        "delivery:flat_rate:1",
        "layout",
        "our_reference",
        "freight_product",
        "fee_product",
        "discount_product",
        "rounding_product",
        "stand_in_product",
        "discounts",
        "unknown_sku",
        "shipped_status",
        "cancelled",
        "refunded",
        "stock_on",
        "quantity",
        "locations",
        "buffer",
        "cap",
        "product_master",
        "carries",
        "new_in_shop",
        "product_group",
        "unit",
        "prices_with_vat",
    ] {
        assert!(page.html.contains(&format!("name=\"{name}\"")), "{name}");
    }
    let old = format!("href=\"/shops/{}/old-orders\"", shop.id);
    assert!(
        page.html.contains(&old),
        "old orders have a page of their own"
    );
    // Switched off in the shop and never used.
    assert!(!page.html.contains("state:cheque"));
}

#[actix_web::test]
async fn in_words_the_page_says_what_will_happen() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = owner.open(&path).await;
    for said in [
        "blir den en bokført salgsordre i Rackbeat, og varene reserveres",
        "Alle ordre føres på kunden",
        "Kanselleres en ordre før den er sendt, gjenåpnes salgsordren til kladd",
        "Refunderes noe etter fakturering, får du bare vite det",
        "Nettbutikken viser tilgjengelig antall i Rackbeat, alle lokasjoner samlet",
        "Navn, pris og beskrivelse holdes ikke i takt",
    ] {
        assert!(page.has(said), "{said}: {}", page.text());
    }
    let chosen = [
        ("rackbeat_state", "draft"),
        ("state:bacs", "draft_until_paid"),
        ("customer_by", "email"),
        ("delivery:flat_rate:1", "2"),
        ("shipped_status", ""),
        ("cancelled", "delete"),
        ("refunded", "credit_note"),
        ("quantity", "on_hand"),
        ("buffer", "2"),
        ("cap", "50"),
    ];
    let page = owner.send(&path, &chosen).await;
    for said in [
        "blir den en ordrekladd i Rackbeat",
        "Betales den med Bank, er den en ordrekladd til den er betalt",
        "Sendes den med Norge – Fast frakt, er leveringsbetingelsen Hentes på lageret",
        "Hver e-postadresse får sin egen kunde i Rackbeat",
        "blir statusen i nettbutikken stående",
        "slettes den i Rackbeat",
        "lages en kladd til kreditnota i Rackbeat",
        "Nettbutikken viser det som er på lager i Rackbeat",
        "Av hver vare holdes 2 tilbake",
        "Den viser aldri flere enn 50",
    ] {
        assert!(page.has(said), "{said}: {}", page.text());
    }
    let rules = saved(&house, &shop).await;
    let bank = PaymentRule {
        term: None,
        state: Some(PaymentState::DraftUntilPaid),
    };
    assert_eq!(rules.payment_methods.get("bacs"), Some(&bank));
    assert_eq!(rules.payment_methods.len(), 1, "no empty rows are kept");
    assert_eq!(rules.shipping_methods.get("flat_rate:1"), Some(&2));
    assert_eq!(rules.customer_by, CustomerBy::Email);
    assert_eq!(rules.refunded, Refunded::CreditNote);
    assert_eq!(rules.shipped_status, None);
    house.run_jobs().await;
}

#[actix_web::test]
async fn a_way_to_pay_goes_with_its_orders_to_rackbeat() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let term = house.agreement.add_payment_term("Netto 14", 14);
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    owner.open(&path).await;
    let chosen = [
        ("term:cod", term.to_string()),
        ("delivery:flat_rate:1", "1".to_owned()),
    ];
    let chosen = chosen
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    owner.send(&path, &chosen).await;
    shop.place(&OrderDraft {
        shipping: Some(("Fast frakt".to_owned(), 79.into())),
        ..OrderDraft::of(shop.product_id("KOPP"), 1)
    });
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    let order = house.only_order();
    assert_eq!(
        (order.payment_terms, order.delivery_terms),
        (Some(term), Some(1))
    );
}

#[actix_web::test]
async fn a_way_that_only_orders_know_stays_on_the_page() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    shop.place(&OrderDraft {
        payment_method: "klarna".to_owned(),
        payment_title: "Klarna Faktura".to_owned(),
        ..OrderDraft::of(shop.product_id("KOPP"), 1)
    });
    let gone = PaymentRule {
        term: None,
        state: Some(PaymentState::Draft),
    };
    house
        .set(&shop, |rules| {
            rules.payment_methods.insert("utgått".to_owned(), gone);
        })
        .await;
    let path = format!("/shops/{}/settings", shop.id);
    let owner = house.owner().await;
    let page = owner.open(&path).await;
    assert!(
        page.html.contains("name=\"state:klarna\""),
        "seen on an order"
    );
    assert!(page.has("Klarna Faktura"), "{}", page.text());
    assert!(page.html.contains("name=\"state:utgått\""), "chosen before");
    owner.send(&path, &[("buffer", "1")]).await;
    let rules = saved(&house, &shop).await;
    assert_eq!(rules.payment_methods.get("utgått"), Some(&gone));
    house.run_jobs().await;
}

#[actix_web::test]
async fn the_fields_of_orders_are_listed_and_nothing_typed_is_lost() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let mut draft = OrderDraft::of(shop.product_id("KOPP"), 1);
    draft
        .meta
        .push(("_hilsen".to_owned(), json!("Ring på <to> ganger")));
    draft.meta.push(("_orgnr".to_owned(), json!("974760673")));
    shop.place(&draft);
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = owner.open(&path).await;
    let mut fields = page.form(&path).unwrap().fields;
    for (name, value) in &mut fields {
        if name == "buffer" {
            "7".clone_into(value);
        }
    }
    fields.push(("list_fields".to_owned(), "on".to_owned()));
    let page = owner.ask(Method::POST, &path, &fields).await;
    assert_eq!(page.status, 200);
    assert!(
        page.has("_orgnr (for eksempel 974760673)"),
        "{}",
        page.text()
    );
    let (right, other) = (page.html.find("_orgnr ("), page.html.find("_hilsen ("));
    assert!(right < other, "what may be a number comes first");
    assert!(!page.html.contains("<to>"), "an example is escaped");
    let form = page.form(&path).unwrap();
    let buffer = form.fields.iter().find(|(name, _)| name == "buffer");
    assert_eq!(buffer.unwrap().1, "7", "what was typed is there");
    assert_eq!(saved(&house, &shop).await.buffer, 0, "and nothing is saved");
    let chosen = [
        ("organisation_meta", "_orgnr"),
        ("customer_by", "organisation"),
    ];
    let page = owner.send(&path, &chosen).await;
    assert!(page.has("Innstillingene er lagret"), "{}", page.text());
    let rules = saved(&house, &shop).await;
    assert_eq!(rules.organisation_meta.as_deref(), Some("_orgnr"));
    assert_eq!(rules.customer_by, CustomerBy::OrganisationNumber);
    house.run_jobs().await;
}

#[actix_web::test]
async fn what_new_customers_need_is_asked_for_at_its_field() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    owner.open(&path).await;
    let chosen = [
        ("customer_by", "email"),
        ("customer_group", ""),
        ("cap", "9"),
    ];
    let page = owner.send(&path, &chosen).await;
    assert_eq!(page.status, 422);
    assert!(
        page.has("nye kunder skal opprettes i Rackbeat"),
        "{}",
        page.text()
    );
    assert!(page.html.contains("id=\"customer_group-fault\""));
    let form = page.form(&path).unwrap();
    let kept = |name: &str| form.fields.iter().find(|(known, _)| known == name).cloned();
    assert_eq!(kept("customer_by").unwrap().1, "email");
    assert_eq!(kept("cap").unwrap().1, "9");
    assert_eq!(saved(&house, &shop).await.customer_by, CustomerBy::Shared);
}

#[actix_web::test]
async fn a_term_that_rackbeat_does_not_have_is_told_at_its_table() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    for (name, table) in [
        ("term:bacs", "payment_methods"),
        ("delivery:flat_rate:1", "shipping_methods"),
    ] {
        owner.open(&path).await;
        let page = owner.send(&path, &[(name, "999999")]).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(
            page.html.contains(&format!("id=\"{table}-fault\"")),
            "{name}"
        );
    }
    let rules = saved(&house, &shop).await;
    assert!(rules.payment_methods.is_empty() && rules.shipping_methods.is_empty());
}

#[actix_web::test]
async fn a_shop_that_does_not_answer_can_be_set_all_the_same() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let rule = PaymentRule {
        term: None,
        state: Some(PaymentState::Draft),
    };
    house
        .set(&shop, |rules| {
            rules.payment_methods.insert("bacs".to_owned(), rule);
            rules.shipped_status = Some("plukket".to_owned());
        })
        .await;
    shop.fault(Some(testkit::simulator::woo::Fault::PhpFatal));
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = owner.open(&path).await;
    assert!(
        page.has("Vi fikk ikke lest nettbutikkens egne lister"),
        "{}",
        page.text()
    );
    owner.send(&path, &[("buffer", "1")]).await;
    let rules = saved(&house, &shop).await;
    assert_eq!(rules.buffer, 1);
    assert_eq!(rules.payment_methods.get("bacs"), Some(&rule));
    assert_eq!(rules.shipped_status.as_deref(), Some("plukket"));
    shop.fault(None);
    house.later(chrono::TimeDelta::hours(1)).await;
}

#[actix_web::test]
async fn another_way_to_find_customers_wakes_the_orders_that_lacked_the_shared_one() {
    let house = House::open().await;
    let shop = house.shop("A").await;
    let tenant = house.tenant();
    let agreement = store::agreement::find(&tenant).await.unwrap();
    let mut picked: serde_json::Value = serde_json::from_str(&agreement.picked).unwrap();
    picked["customer"].take();
    let change = tenant.begin().await.unwrap();
    let text = picked.to_string();
    store::agreement::set_picked(&change, &text).await.unwrap();
    change.commit().await.unwrap();
    shop.buy("KOPP", 1);
    house.deliver_webhooks(&[&shop]).await;
    house.run_jobs().await;
    assert!(
        house.orders_in_rackbeat().is_empty(),
        "{}",
        house.log().await
    );
    let owner = house.owner().await;
    let path = format!("/shops/{}/settings", shop.id);
    let page = owner.open(&path).await;
    assert!(
        page.has("Felles nettkunde er ikke valgt"),
        "{}",
        page.text()
    );
    owner.send(&path, &[("customer_by", "email")]).await;
    house.run_jobs().await;
    assert_eq!(house.orders_in_rackbeat().len(), 1, "{}", house.log().await);
}
