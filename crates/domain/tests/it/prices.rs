//! Prices with and without VAT, there and back.
use domain::Refusal;
use domain::price::{Base, PriceTerms, Rates, Taxed, differs, from_millionths, to_millionths};
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use woo::settings::TaxRate;

use crate::build::dec;

pub fn terms(with_vat: bool, decimals: u32) -> PriceTerms {
    PriceTerms {
        with_vat,
        decimals,
        rates: Rates::default()
            .with("", dec("25"))
            .with("mat", dec("15"))
            .with("reise", dec("12"))
            .with("null", dec("0")),
        shop_currency: "NOK".to_owned(),
        rackbeat_currency: "NOK".to_owned(),
    }
}

fn of(class: &str) -> Taxed<'_> {
    Taxed {
        sku: "KOPP-1",
        class,
        status: "taxable",
    }
}

fn rates(all: Value, base: &str) -> Rates {
    let all: Vec<TaxRate> = serde_json::from_value(all).unwrap();
    Rates::read(&all, &Base::read(base))
}

#[test]
fn a_price_with_vat_is_without_it_in_rackbeat() {
    let terms = terms(true, 2);
    assert_eq!(terms.ex_vat(dec("249"), of("")), Ok(dec("199.2")));
    assert_eq!(terms.ex_vat(dec("99.90"), of("mat")), Ok(dec("86.869565")));
    assert_eq!(terms.in_shop(dec("86.869565"), of("mat")), Ok(dec("99.9")));
    assert_eq!(terms.in_shop(dec("199.2"), of("standard")), Ok(dec("249")));
}

#[test]
fn what_is_not_taxed_has_no_vat_in_its_price() {
    for status in ["none", "shipping"] {
        let taxed = Taxed { status, ..of("") };
        assert_eq!(terms(true, 2).ex_vat(dec("249"), taxed), Ok(dec("249")));
    }
    let terms = terms(false, 2);
    assert_eq!(terms.ex_vat(dec("249"), of("ukjent")), Ok(dec("249")));
    assert_eq!(terms.in_shop(dec("199.995"), of("ukjent")), Ok(dec("200")));
}

#[test]
fn a_class_without_a_rate_is_told_and_never_assumed() {
    let refused = terms(true, 2).ex_vat(dec("249"), of("ukjent"));
    let (sku, class) = ("KOPP-1".to_owned(), "ukjent".to_owned());
    assert_eq!(refused, Err(Refusal::NoVatRate { sku, class }));
}

#[test]
fn a_price_that_nothing_costs_is_told() {
    let terms = terms(true, 2);
    for price in ["-1", "79228162514264337593543950335"] {
        let price = dec(price);
        let (there, back) = (terms.ex_vat(price, of("")), terms.in_shop(price, of("")));
        assert!(
            matches!(there, Err(Refusal::PriceUnusable { .. })),
            "{price}"
        );
        assert!(
            matches!(back, Err(Refusal::PriceUnusable { .. })),
            "{price}"
        );
    }
}

#[test]
fn prices_of_another_currency_are_off_with_the_reason() {
    let mut terms = terms(true, 2);
    assert_eq!(terms.off(), None);
    terms.shop_currency = "EUR".to_owned();
    let (shop, rackbeat) = ("EUR".to_owned(), "NOK".to_owned());
    assert_eq!(terms.off(), Some(Refusal::OtherCurrency { shop, rackbeat }));
    terms.rackbeat_currency.clear();
    assert_eq!(terms.off(), Some(Refusal::CurrencyNotConfirmed));
}

#[test]
fn the_owner_may_know_better_whether_prices_hold_vat() {
    let rules = |prices_with_vat| domain::Rules {
        prices_with_vat,
        ..domain::Rules::default()
    };
    assert!(PriceTerms::with_vat(&rules(None), true, true));
    assert!(!PriceTerms::with_vat(&rules(None), true, false));
    // A shop that reckons no tax has none in its prices, whatever else it says.
    assert!(!PriceTerms::with_vat(&rules(None), false, true));
    assert!(PriceTerms::with_vat(&rules(Some(true)), false, false));
    assert!(!PriceTerms::with_vat(&rules(Some(false)), true, true));
}

#[test]
fn the_rate_is_the_one_of_the_shops_own_country() {
    let all = rates(
        json!([
            { "id": 1, "country": "NO", "rate": "25.0000", "class": "standard", "priority": 1 },
            { "id": 2, "country": "NO", "rate": "15.0000", "class": "mat", "priority": 1 },
            { "id": 3, "country": "SE", "rate": "25.0000", "class": "standard", "priority": 1 },
            { "id": 4, "country": "SE", "rate": "6.0000", "class": "bok", "priority": 1 },
            { "id": 5, "country": "", "rate": "0.0000", "class": "standard", "priority": 1 },
        ]),
        "no",
    );
    assert_eq!(all.percent(""), Some(dec("25")));
    assert_eq!(all.percent("standard"), Some(dec("25")));
    assert_eq!(all.percent("mat"), Some(dec("15")));
    assert_eq!(all.percent("bok"), None);
}

#[test]
fn a_rate_for_a_few_post_codes_is_not_the_countrys() {
    let all = rates(
        json!([
            { "id": 1, "country": "NO", "rate": "0", "class": "standard", "postcodes": ["9170"] },
            { "id": 2, "country": "NO", "rate": "0", "class": "mat", "postcode": "9170" },
            { "id": 3, "country": "NO", "rate": "0", "class": "bok", "cities": ["BODØ"] },
            { "id": 4, "country": "NO", "rate": "25", "class": "standard", "postcodes": [] },
        ]),
        "NO",
    );
    assert_eq!(all.percent(""), Some(dec("25")));
    assert_eq!((all.percent("mat"), all.percent("bok")), (None, None));
}

#[test]
fn a_shop_in_a_state_has_the_states_rate() {
    let list = json!([
        { "id": 1, "country": "ES", "rate": "21", "class": "standard", "priority": 1, "order": 1 },
        { "id": 2, "country": "ES", "state": "TF", "rate": "7", "class": "standard", "priority": 1, "order": 2 },
    ]);
    assert_eq!(rates(list.clone(), "ES:M").percent(""), Some(dec("21")));
    assert_eq!(rates(list, "ES:TF").percent(""), Some(dec("7")));
}

#[test]
fn rates_of_several_priorities_are_taken_together() {
    let all = rates(
        json!([
            { "id": 1, "country": "CA", "rate": "5", "class": "standard", "priority": 1 },
            { "id": 2, "country": "CA", "rate": "10", "class": "standard", "priority": 2, "compound": true },
            { "id": 3, "country": "CA", "rate": "9", "class": "standard", "priority": 1 },
            { "id": 4, "country": "CA", "rate": "125", "class": "mat", "priority": 1 },
        ]),
        "CA:QC",
    );
    assert_eq!(all.percent(""), Some(dec("15.5")));
    assert_eq!(all.percent("mat"), None, "nobody pays that");
}

#[test]
fn rates_come_back_from_their_row() {
    let rates = terms(true, 2).rates;
    let row = serde_json::to_string(&rates).unwrap();
    assert_eq!(serde_json::from_str::<Rates>(&row).unwrap(), rates);
}

#[test]
fn a_price_of_twelve_decimals_is_the_one_the_shop_shows() {
    let terms = terms(true, 2);
    let price = dec("99.123456789012");
    let there = terms.ex_vat(price, of("")).unwrap();
    let back = terms.in_shop(there, of("")).unwrap();
    assert_eq!(back, dec("99.12"));
    assert!(!differs(price, back, terms.decimals));
}

proptest! {
    #[test]
    fn a_price_comes_back_the_same_to_the_oere(
        øre in 0_i64..100_000_000_000,
        with_vat in any::<bool>(),
        decimals in prop::sample::select(vec![0_u32, 2, 3]),
        class in prop::sample::select(vec!["", "mat", "reise", "null"]),
    ) {
        let terms = terms(with_vat, decimals);
        let price = Decimal::new(øre, decimals);
        let there = terms.ex_vat(price, of(class)).unwrap();
        prop_assert!(there.scale() <= 6);
        let back = terms.in_shop(there, of(class)).unwrap();
        prop_assert_eq!(back, price);
        prop_assert_eq!(from_millionths(to_millionths(there).unwrap()), there);
    }

    #[test]
    fn what_was_written_to_a_shop_is_not_written_to_it_again(
        millionths in 0_i64..100_000_000_000_000,
        with_vat in any::<bool>(),
        decimals in prop::sample::select(vec![0_u32, 2, 3]),
        class in prop::sample::select(vec!["", "mat", "reise", "null"]),
    ) {
        let terms = terms(with_vat, decimals);
        let shown = terms.in_shop(from_millionths(millionths), of(class)).unwrap();
        let there = terms.ex_vat(shown, of(class)).unwrap();
        prop_assert!(!differs(terms.in_shop(there, of(class)).unwrap(), shown, decimals));
    }
}
