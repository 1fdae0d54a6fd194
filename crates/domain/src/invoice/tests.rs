//! Invoices of three shops in November, and what is kept of them.
mod crediting;
mod drawing;
mod numbers;
mod whatever;

use chrono::{DateTime, Utc};

use super::*;
use crate::{
    organisation::OrganisationNumber,
    plan::{self, Agreed, Connected, PRICES, Period, Terms},
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn seller() -> Seller {
    Seller {
        name: "Varebro AS".to_owned(),
        organisation: OrganisationNumber::parse("NO", "974760673").unwrap(),
        vat_registered: true,
        in_business_register: true,
        address: Address {
            lines: vec!["Storgata 1".to_owned()],
            postal_code: "0155".to_owned(),
            city: "Oslo".to_owned(),
            country: "NO".to_owned(),
        },
        email: "faktura@varebro.example".to_owned(),
        phone: None,
        web: None,
        account: BankAccount::parse("1234.56.78903").unwrap(),
        iban: None,
        bic: None,
    }
}

fn buyer(country: &str) -> Buyer {
    Buyer {
        name: "Kaffebønna AS".to_owned(),
        organisation: None,
        address: Address {
            lines: vec![],
            postal_code: "5003".to_owned(),
            city: "Bergen".to_owned(),
            country: country.to_owned(),
        },
        email: "regnskap@kaffe.example".to_owned(),
        reference: None,
        endpoint: None,
    }
}

fn about(country: &str, abroad: Abroad) -> About {
    let seller = seller();
    About {
        vat_by: Vat::of(&seller, country, abroad),
        seller,
        buyer: buyer(country),
        language: "nb".to_owned(),
        currency: Currency::of(country),
        rate: None,
    }
}

fn made(number: u64) -> Made {
    Made {
        number,
        issued: day("2026-12-02"),
        due: day("2026-12-16"),
    }
}

fn november() -> Period {
    Period::of(day("2026-11-01"))
}

fn invoice_of(shops: &[Vec<Connected>], agreed: &[Agreed], about: About) -> Document {
    let counts = plan::count(november(), shops.iter().map(Vec::as_slice));
    let terms = Terms {
        prices: &PRICES,
        currency: about.currency,
        agreed,
        vat: about.vat_by.rate(),
    };
    let charge = plan::charge(november(), &counts, &terms);
    let counted = shops.iter().enumerate().filter_map(|(at, ever)| {
        let address = format!("butikk{at}.example");
        CountedShop::of(format!("Butikk {at}"), address, november(), ever)
    });
    drawn(november(), &charge, counted.collect(), about, made(60224))
}

fn since(from: &str) -> Vec<Connected> {
    vec![Connected {
        from: at(from),
        until: None,
    }]
}

fn three_shops() -> Document {
    let shops = vec![since("2026-01-05T11:00:00Z"); 3];
    invoice_of(&shops, &[], about("NO", Abroad::ReverseCharge))
}

/// What is in the database is read for years: this text may gain fields that have a default, and nothing else.
#[test]
fn a_kept_document_is_read_back_as_it_was() {
    let mut invoice = three_shops();
    invoice.shops.truncate(1);
    let note = invoice
        .credit(
            &Credited::Amount(100),
            &[],
            (60225, day("2026-12-05")),
            "Feil",
        )
        .unwrap();
    for document in [&invoice, &note] {
        let text = serde_json::to_string(document).unwrap();
        assert_eq!(&serde_json::from_str::<Document>(&text).unwrap(), document);
    }
    insta::assert_json_snapshot!("invoice", invoice);
    insta::assert_json_snapshot!("credit_note", note);
}
