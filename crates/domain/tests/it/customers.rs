//! Who bought it, and what a new customer is like.
use std::slice::from_ref;

use domain::customer::{Buyer, Key, Kind, keys, may_be, to_rackbeat};
use domain::order::{Facts, Terms};
use domain::organisation::OrganisationNumber;
use domain::{CustomerBy, Note, Refusal, Rules, Setting, VatZone};
use rackbeat::{Customer, NewCustomer};
use serde_json::{Value, json};

use crate::build::{facts, order, rules};

fn by(customer_by: CustomerBy) -> Rules {
    Rules {
        customer_by,
        customer_group: Some(1),
        organisation_meta: Some("_org_nr".to_owned()),
        ..rules()
    }
}

fn terms<'a>(rules: &'a Rules, facts: &'a Facts) -> Terms<'a> {
    Terms {
        rules,
        facts,
        customer: 0,
        put_on_discount: false,
    }
}

fn buyer(fields: Value, customer_by: CustomerBy) -> (Buyer, Option<Note>) {
    Buyer::of(&order(fields), terms(&by(customer_by), &facts()))
}

fn with_number(text: &str) -> Value {
    json!({ "meta_data": [{ "id": 1, "key": "_org_nr", "value": text }] })
}

fn person() -> Buyer {
    Buyer::Person("kari@example.test".to_owned())
}

fn firm(text: &str) -> Buyer {
    Buyer::Firm {
        country: "NO".to_owned(),
        number: OrganisationNumber::parse("NO", text).unwrap(),
    }
}

#[test]
fn one_customer_is_shared_by_all_whoever_they_are() {
    let found = buyer(with_number("974760673"), CustomerBy::Shared);
    assert_eq!(found, (Buyer::Shared, None));
    assert_eq!(found.0.key(), None);
}

#[test]
fn an_email_address_is_the_same_in_capitals() {
    for email in ["kari@example.test", " Kari@Example.TEST "] {
        let billing = json!({ "billing": { "email": email } });
        let (found, note) = buyer(billing, CustomerBy::Email);
        assert_eq!(found, Buyer::Email("kari@example.test".to_owned()));
        assert_eq!(note, None);
    }
}

#[test]
fn a_guest_without_an_email_address_goes_on_the_shared_customer() {
    for email in ["", "  ", "kari", "@example.test", "kari@"] {
        for customer_by in [CustomerBy::Email, CustomerBy::OrganisationNumber] {
            let billing = json!({ "billing": { "email": email } });
            assert_eq!(
                buyer(billing, customer_by),
                (Buyer::Shared, None),
                "{email}"
            );
        }
    }
}

#[test]
fn a_firm_is_known_by_the_number_in_the_field_that_was_picked() {
    for text in ["974760673", "NO 974 760 673 MVA"] {
        let found = buyer(with_number(text), CustomerBy::OrganisationNumber);
        assert_eq!(found, (firm("974760673"), None), "{text}");
    }
}

#[test]
fn a_wrong_number_is_told_and_the_email_address_used_instead() {
    for text in ["974760674", "Privat", "12345678"] {
        let (found, note) = buyer(with_number(text), CustomerBy::OrganisationNumber);
        assert_eq!(found, person());
        let text = text.to_owned();
        assert_eq!(note, Some(Note::OrganisationNumberWrong { text }));
    }
}

#[test]
fn without_a_number_the_email_address_tells_and_nothing_is_wrong() {
    let empty = json!({ "meta_data": [{ "id": 1, "key": "_org_nr", "value": " " }] });
    let list = json!({ "meta_data": [{ "id": 1, "key": "_org_nr", "value": ["974760673"] }] });
    let other = json!({ "meta_data": [{ "id": 1, "key": "_annet", "value": "974760673" }] });
    for fields in [json!({}), empty, list, other] {
        assert_eq!(
            buyer(fields, CustomerBy::OrganisationNumber),
            (person(), None)
        );
    }
}

#[test]
fn the_number_is_judged_by_the_country_that_is_billed() {
    let of = |country: &str, text: &str| {
        let mut fields = with_number(text);
        fields["billing"] = json!({ "country": country, "email": "a@b.no" });
        buyer(fields, CustomerBy::OrganisationNumber).0
    };
    assert!(matches!(of("DK", "12345678"), Buyer::Firm { .. }));
    assert!(matches!(of("SE", "556016-0680"), Buyer::Firm { .. }));
    assert!(matches!(of("NO", "12345678"), Buyer::Person(_)));
    // Where no country is billed, the shop's own.
    assert!(matches!(of("", "974760673"), Buyer::Firm { .. }));
    assert!(matches!(of("", "974760674"), Buyer::Person(_)));
}

#[test]
fn a_number_in_place_of_the_companys_name_is_taken_too() {
    let of = |company: &str| {
        let billing = json!({ "company": company, "email": "a@b.no", "country": "NO" });
        buyer(
            json!({ "billing": billing }),
            CustomerBy::OrganisationNumber,
        )
    };
    assert_eq!(of("974 760 673"), (firm("974760673"), None));
    for name in ["Kopper og kar AS", "3T", "974760674"] {
        let expected = Buyer::Person("a@b.no".to_owned());
        assert_eq!(of(name), (expected, None), "a name is not a wrong number");
    }
}

#[test]
fn a_customer_of_rackbeats_answers_to_its_address_and_its_number() {
    let told = |fields: Value| {
        let customer: Customer = serde_json::from_value(fields).unwrap();
        let keys = keys(&customer, "NO").into_iter();
        keys.map(|key: Key| (key.kind, key.text))
            .collect::<Vec<_>>()
    };
    let kari = || "kari@example.test".to_owned();
    assert_eq!(
        told(json!({ "number": 1, "contact_email": "Kari@example.test" })),
        [(Kind::Email, kari()), (Kind::Person, kari())]
    );
    assert_eq!(
        told(json!({ "number": 1, "contact_email": kari(), "company_vat": "NO 974760673" })),
        [
            (Kind::Email, kari()),
            (Kind::Firm, "NO974760673".to_owned())
        ],
        "a firm's customer is no private person's"
    );
    assert_eq!(
        told(json!({ "number": 1, "is_deleted": true, "contact_email": kari() })),
        []
    );
}

#[test]
fn firms_of_two_countries_with_one_number_are_two() {
    let of = |country: &str, text: &str| {
        let mut fields = with_number(text);
        fields["billing"] = json!({ "country": country, "email": "a@b.no" });
        let key = buyer(fields, CustomerBy::OrganisationNumber).0.key();
        key.unwrap()
    };
    let answers = |fields: Value, home: &str| {
        let customer: Customer = serde_json::from_value(fields).unwrap();
        keys(&customer, home)
    };
    let (danish, finnish) = (of("DK", "12345678"), of("FI", "1234567-8"));
    assert_ne!(danish, finnish);
    let there = |country: &str| json!({ "number": 1, "company_vat": "12345678", "address_country": country });
    for country in ["Denmark", "Danmark", "DK", "dk"] {
        assert_eq!(
            answers(there(country), "NO"),
            from_ref(&danish),
            "{country}"
        );
    }
    for country in ["Finland", "FI", "Suomi"] {
        assert_eq!(
            answers(there(country), "DK"),
            from_ref(&finnish),
            "{country}"
        );
    }
    let bare = json!({ "number": 1, "company_vat": "12345678" });
    assert_eq!(answers(bare.clone(), "DK"), from_ref(&danish), "at home");
    assert_eq!(answers(there(" "), "DK"), from_ref(&danish), "at home");
    let abroad = answers(bare, "NO");
    assert!(!abroad.contains(&danish) && !abroad.contains(&finnish));
    // The number's own letters go before the address.
    let lettered = json!({ "number": 1, "company_vat": "DK12345678", "address_country": "Norway" });
    assert_eq!(answers(lettered, "NO"), [danish]);
    let swedish = of("SE", "SE556016068001");
    let vat = json!({ "number": 1, "company_vat": "SE556016068001" });
    assert_eq!(answers(vat, "NO"), [swedish]);
}

fn new(fields: Value, rules: &Rules) -> Result<NewCustomer, Refusal> {
    let (order, facts) = (order(fields), facts());
    let terms = terms(rules, &facts);
    let (buyer, _) = Buyer::of(&order, terms);
    to_rackbeat(&order, &buyer, terms)
}

#[test]
fn a_new_person_is_all_that_the_order_tells() {
    insta::assert_json_snapshot!(new(json!({}), &by(CustomerBy::Email)).unwrap());
}

#[test]
fn a_new_firm_has_its_name_and_number_and_the_vat_zone_of_the_order() {
    let mut fields = with_number("SE 556016-0680");
    fields["billing"] = json!({ "company": "Porslin AB", "first_name": "Eva", "last_name": "Ek",
        "email": "eva@porslin.test", "country": "SE", "city": "Malmö", "postcode": "211 20",
        "address_1": "Gatan 1" });
    fields["currency"] = json!("SEK");
    let made = new(fields, &by(CustomerBy::OrganisationNumber)).unwrap();
    assert_eq!(made.vat_zone, VatZone::Eu);
    insta::assert_json_snapshot!(made);
}

#[test]
fn each_pick_that_a_new_customer_needs_is_named_when_it_is_missing() {
    let mut lacks = [(); 3].map(|()| by(CustomerBy::Email));
    lacks[0].customer_group = None;
    lacks[1].payment_term = None;
    lacks[2].layout = None;
    let settings = [
        Setting::CustomerGroup,
        Setting::PaymentTerm,
        Setting::Layout,
    ];
    for (rules, setting) in lacks.iter().zip(settings) {
        let refused = new(json!({}), rules).unwrap_err();
        assert_eq!(refused, Refusal::MissingSetting { setting });
    }
}

#[test]
fn one_without_an_address_to_write_to_is_known_by_its_name() {
    let sent = NewCustomer {
        contact_email: None,
        ..new(json!({}), &by(CustomerBy::Email)).unwrap()
    };
    let there = |fields: Value| may_be(&serde_json::from_value(fields).unwrap(), &sent);
    assert!(there(json!({ "number": 1, "name": "Kari Ødegård" })));
    assert!(!there(json!({ "number": 1, "name": "Kari Nordmann" })));
    let email = "annen@example.test";
    assert!(!there(
        json!({ "number": 1, "name": "Kari Ødegård", "contact_email": email })
    ));
}
