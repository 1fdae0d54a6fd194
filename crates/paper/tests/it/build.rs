//! Invoices and credit notes to look at.
use chrono::{NaiveDate, TimeZone, Utc};
use domain::{
    invoice::{
        About, Abroad, Address, BankAccount, Buyer, CountedShop, Credited, Document, Endpoint,
        Iban, Made, Seller, Vat, drawn,
    },
    organisation::OrganisationNumber,
    plan::{self, Agreed, Connected, Currency, PRICES, Period, Terms},
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn seller() -> Seller {
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
        phone: Some("+47 22 00 00 00".to_owned()),
        web: Some("varebro.example".to_owned()),
        account: BankAccount::parse("1234.56.78903").unwrap(),
        iban: Iban::parse("NO93 8601 1117 947"),
        bic: Some("DNBANOKK".to_owned()),
    }
}

pub fn norwegian() -> Buyer {
    Buyer {
        name: "Kaffebønna & Sønner AS".to_owned(),
        organisation: OrganisationNumber::parse("NO", "923609016"),
        address: Address {
            lines: vec!["c/o Regnskap".to_owned(), "Bryggen 7".to_owned()],
            postal_code: "5003".to_owned(),
            city: "Bergen".to_owned(),
            country: "NO".to_owned(),
        },
        email: "regnskap@kaffe.example".to_owned(),
        reference: Some("PO-4711 / Kari Nordmann".to_owned()),
        endpoint: Endpoint::parse("NO", "923609016"),
    }
}

pub fn danish() -> Buyer {
    Buyer {
        name: "Smørrebrød ApS".to_owned(),
        organisation: OrganisationNumber::parse("DK", "13585628"),
        address: Address {
            lines: vec!["Nyhavn 12".to_owned()],
            postal_code: "1051".to_owned(),
            city: "København K".to_owned(),
            country: "DK".to_owned(),
        },
        email: "bogholderi@smorrebrod.example".to_owned(),
        reference: Some("4500012".to_owned()),
        endpoint: Endpoint::parse("DK", "13585628"),
    }
}

pub fn about(seller: Seller, buyer: Buyer, abroad: Abroad, language: &str) -> About {
    let country = buyer.address.country.clone();
    About {
        vat_by: Vat::of(&seller, &country, abroad),
        seller,
        buyer,
        language: language.to_owned(),
        currency: Currency::of(&country),
        rate: None,
    }
}

/// From a day and hour in UTC to another, or to this day.
pub fn connected(from: &str, until: Option<&str>) -> Vec<Connected> {
    let at = |text: &str| {
        let at = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H").ok();
        let at = at.or_else(|| day(&text[..10]).and_hms_opt(text[11..].parse().unwrap(), 0, 0));
        Utc.from_utc_datetime(&at.unwrap())
    };
    vec![Connected {
        from: at(from),
        until: until.map(at),
    }]
}

pub type Shop = (String, Vec<Connected>);

pub fn shops(count: usize) -> Vec<Shop> {
    let names = ["Kaffebønna", "Tebladet", "Kakaobutikken"];
    let name = |at: usize| match names.get(at) {
        Some(name) => (*name).to_owned(),
        None => format!("Butikk nr. {}", at + 1),
    };
    let one = |at| (name(at), connected("2026-01-05 12", None));
    (0..count).map(one).collect()
}

pub fn invoice(shops: &[Shop], agreed: &[Agreed], about: About) -> Document {
    let november = Period::of(day("2026-11-01"));
    let counts = plan::count(november, shops.iter().map(|(_, ever)| ever.as_slice()));
    let terms = Terms {
        prices: &PRICES,
        currency: about.currency,
        agreed,
        vat: about.vat_by.rate(),
    };
    let charge = plan::charge(november, &counts, &terms);
    let counted = shops.iter().filter_map(|(name, ever)| {
        CountedShop::of(name.clone(), format!("{name}.example"), november, ever)
    });
    let made = Made {
        number: 60224,
        issued: day("2026-12-02"),
        due: day("2026-12-16"),
    };
    let document = drawn(november, &charge, counted.collect(), about, made);
    assert_eq!(document.check(), Ok(()));
    document
}

/// Three shops all of November: 298.00 and VAT 74.50.
pub fn plain() -> Document {
    let about = about(seller(), norwegian(), Abroad::ReverseCharge, "nb");
    invoice(&shops(3), &[], about)
}

/// Shops that come and go, and some days at another price.
pub fn busy() -> Document {
    let mut shops = shops(2);
    shops.push((
        "Kakaobutikken".to_owned(),
        connected("2026-02-01 08", Some("2026-11-09 20")),
    ));
    shops.push(("Krydderskapet".to_owned(), connected("2026-11-15 10", None)));
    let agreed = [Agreed {
        first: day("2026-11-01"),
        last: Some(day("2026-11-05")),
        monthly: 9_900,
    }];
    let about = about(seller(), norwegian(), Abroad::ReverseCharge, "nb");
    invoice(&shops, &agreed, about)
}

pub fn abroad(abroad: Abroad) -> Document {
    invoice(&shops(3), &[], about(seller(), danish(), abroad, "en"))
}

/// A seller that has yet to come over the limit for VAT.
pub fn unregistered() -> Document {
    let mut seller = seller();
    seller.vat_registered = false;
    seller.in_business_register = false;
    let about = about(seller, norwegian(), Abroad::ReverseCharge, "nb");
    invoice(&shops(2), &[], about)
}

pub fn credit(invoice: &Document, what: &Credited) -> Document {
    let made = (60225, day("2026-12-05"));
    let note = invoice.credit(what, &[], made, "Butikken ble koblet til ved en feil");
    let note = note.unwrap();
    assert_eq!(note.check(), Ok(()));
    note
}

/// One of each kind, by name.
pub fn all() -> Vec<(&'static str, Document)> {
    vec![
        ("invoice", plain()),
        ("invoice-busy", busy()),
        ("invoice-abroad", abroad(Abroad::ReverseCharge)),
        ("invoice-outside", abroad(Abroad::OutsideScope)),
        ("invoice-unregistered", unregistered()),
        ("credit-note", credit(&plain(), &Credited::All)),
        ("credit-part", credit(&busy(), &Credited::Amount(10_001))),
        (
            "credit-abroad",
            credit(&abroad(Abroad::ReverseCharge), &Credited::All),
        ),
    ]
}

/// Forty shops, one of which comes or goes every day: more than a page.
pub fn long(about: About) -> Document {
    let mut shops = shops(40);
    for (at, (name, ever)) in shops.iter_mut().enumerate() {
        name.push_str(" med et langt navn som går over flere linjer");
        if at >= 12 {
            let until = format!("2026-11-{:02} 20", at - 9);
            *ever = connected("2026-02-01 08", (at < 39).then_some(&until));
        }
    }
    invoice(&shops, &[], about)
}
