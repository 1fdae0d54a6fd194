use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

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

#[test]
fn a_kid_ends_with_a_digit_that_tells_a_slip() {
    assert_eq!(kid(60224), "602243");
    assert_eq!(kid(0), "00");
    let right = kid(60224);
    for place in 0..right.len() - 1 {
        let mut wrong = right.clone().into_bytes();
        wrong[place] = b'0' + (wrong[place] - b'0' + 1) % 10;
        let number: u64 = std::str::from_utf8(&wrong[..5]).unwrap().parse().unwrap();
        assert_ne!(kid(number).as_bytes(), wrong, "place {place}");
    }
}

#[test]
fn an_account_with_a_wrong_digit_is_refused() {
    let account = BankAccount::parse("1234 56 78903").unwrap();
    assert_eq!(account.shown(), "1234.56.78903");
    for text in [
        "12345678904",
        "1234567890",
        "00000000000",
        "1234567890x",
        "",
    ] {
        assert_eq!(BankAccount::parse(text), None, "{text}");
    }
    let iban = Iban::parse("no93 8601 1117 947").unwrap();
    assert_eq!(iban.shown(), "NO93 8601 1117 947");
    for text in [
        "NO9386011117948",
        "NO",
        "93NO86011117947",
        "NØ9386011117947",
    ] {
        assert_eq!(Iban::parse(text), None, "{text}");
    }
}

#[test]
fn an_endpoint_is_a_number_that_its_register_could_have_given() {
    let parsed =
        |country: &str, text: &str| Endpoint::parse(country, text).map(|one| one.to_string());
    assert_eq!(
        parsed("NO", "974 760 673").as_deref(),
        Some("0192:974760673")
    );
    assert_eq!(
        parsed("DK", "0192:974760673").as_deref(),
        Some("0192:974760673")
    );
    assert_eq!(parsed("DK", "DK12345678").as_deref(), Some("0184:12345678"));
    assert_eq!(
        parsed("SE", "556016-0680").as_deref(),
        Some("0007:5560160680")
    );
    assert_eq!(
        parsed("NO", "0088:7300010000001").as_deref(),
        Some("0088:7300010000001")
    );
    for (country, text) in [
        ("NO", "974760674"),
        ("NO", "0192:97476067"),
        ("SE", "5560160681"),
        ("NO", "0088:7300010000002"),
        ("NO", "9999:974760673"),
        ("DE", "974760673"),
        ("NO", ""),
    ] {
        assert_eq!(parsed(country, text), None, "{country} {text}");
    }
}

#[test]
fn three_shops_all_month_are_an_invoice_of_372_50() {
    let invoice = three_shops();
    assert_eq!(invoice.check(), Ok(()));
    assert_eq!(
        (invoice.net, invoice.vat, invoice.total),
        (29_800, 7_450, 37_250)
    );
    assert_eq!(invoice.kid.as_deref(), Some("602243"));
    assert_eq!(invoice.vat_in_nok, None);
    let stretches = invoice.stretches();
    assert_eq!(stretches.len(), 1);
    assert_eq!((stretches[0].extra(), stretches[0].shop_days()), (2, 60));
}

#[test]
fn a_danish_buyer_reckons_the_vat_itself() {
    let shops = vec![since("2026-01-05T11:00:00Z"); 3];
    let invoice = invoice_of(&shops, &[], about("DK", Abroad::ReverseCharge));
    assert_eq!(invoice.check(), Ok(()));
    assert_eq!(invoice.vat_by, Vat::ReverseCharge);
    assert_eq!(
        (invoice.net, invoice.vat, invoice.total),
        (20_000, 0, 20_000)
    );
    assert_eq!(invoice.vat_in_nok, Some(VatInNok { vat: 0, rate: None }));
}

#[test]
fn the_rule_for_vat_follows_country_register_and_setting() {
    let mut seller = seller();
    let rate = plan::VAT;
    assert_eq!(
        Vat::of(&seller, "NO", Abroad::OutsideScope),
        Vat::Standard { rate }
    );
    assert_eq!(
        Vat::of(&seller, "DK", Abroad::ReverseCharge),
        Vat::ReverseCharge
    );
    assert_eq!(
        Vat::of(&seller, "DK", Abroad::OutsideScope),
        Vat::OutsideScope
    );
    seller.vat_registered = false;
    assert_eq!(
        Vat::of(&seller, "NO", Abroad::ReverseCharge),
        Vat::OutsideScope
    );
    assert_eq!(
        Vat::of(&seller, "DK", Abroad::ReverseCharge),
        Vat::OutsideScope
    );
}

#[test]
fn vat_in_another_currency_is_told_in_kroner_too() {
    let rate = plan::VAT;
    let mut about = about("DK", Abroad::ReverseCharge);
    about.vat_by = Vat::Standard { rate };
    let shops = vec![since("2026-01-05T11:00:00Z"); 3];
    let without = invoice_of(&shops, &[], about.clone());
    assert_eq!(without.check(), Err(Broken::VatInNok));
    about.rate = Some((Decimal::new(15_711, 4), day("2026-12-02")));
    let with = invoice_of(&shops, &[], about);
    assert_eq!(with.check(), Ok(()));
    assert_eq!(
        with.vat_in_nok.map(|one| one.vat),
        Some(7_856),
        "50.00 × 1.5711, half up"
    );
}

#[test]
fn a_shop_that_comes_and_goes_shows_on_which_days() {
    let comes = vec![
        Connected {
            from: at("2026-01-05T11:00:00Z"),
            until: Some(at("2026-11-03T11:00:00Z")),
        },
        Connected {
            from: at("2026-11-16T11:00:00Z"),
            until: Some(at("2026-11-17T11:00:00Z")),
        },
    ];
    let invoice = invoice_of(
        &[since("2026-01-05T11:00:00Z"), comes],
        &[],
        about("NO", Abroad::ReverseCharge),
    );
    assert_eq!(invoice.check(), Ok(()));
    let span = |first, last| Span {
        first: day(first),
        last: day(last),
    };
    assert_eq!(
        invoice.shops[1].spans,
        [
            span("2026-11-01", "2026-11-03"),
            span("2026-11-16", "2026-11-17")
        ]
    );
    let extra: Vec<_> = invoice
        .stretches()
        .iter()
        .map(|one| (one.extra(), one.days.length()))
        .collect();
    assert_eq!(extra, [(1, 3), (0, 12), (1, 2), (0, 13)]);
}

#[test]
fn what_does_not_add_up_is_told() {
    type Spoils = fn(&mut Document);
    let cases: [(Broken, Spoils); 13] = [
        (Broken::NoLines, |it| it.lines.clear()),
        (Broken::Line(0), |it| it.lines[0].net += 1),
        (Broken::Line(0), |it| it.lines[0].net -= 1),
        (Broken::Net, |it| it.net += 1),
        (Broken::Vat, |it| it.vat += 1),
        (Broken::Vat, |it| it.vat_by = Vat::ReverseCharge),
        (Broken::Total, |it| it.total -= 1),
        (Broken::VatInNok, |it| it.currency = Currency::Dkk),
        (Broken::Payment, |it| it.due = None),
        (Broken::Payment, |it| it.kid = None),
        (Broken::Shops, |it| drop(it.shops.pop())),
        (Broken::Shops, |it| {
            it.shops[0].spans[0].last = day("2026-11-29")
        }),
        (Broken::Negative, |it| it.lines[0].net = -1),
    ];
    for (at, (broken, spoil)) in cases.into_iter().enumerate() {
        let mut document = three_shops();
        spoil(&mut document);
        assert_eq!(document.check(), Err(broken), "case {at}");
    }
}

#[test]
fn a_credit_note_of_all_gives_back_the_same_lines() {
    let invoice = three_shops();
    let note = invoice
        .credit(&Credited::All, &[], (60225, day("2026-12-05")), "Feil")
        .unwrap();
    assert_eq!(note.check(), Ok(()));
    assert_eq!((&note.lines, note.total), (&invoice.lines, invoice.total));
    assert_eq!(note.in_books(), (-29_800, -7_450, -37_250));
    assert_eq!((note.kid, note.due), (None, None));
    let Kind::CreditNote { number, issued, .. } = note.kind else {
        panic!("a credit note");
    };
    assert_eq!((number, issued), (60224, day("2026-12-02")));
}

#[test]
fn no_more_is_credited_than_was_charged() {
    let invoice = three_shops();
    let on = day("2026-12-05");
    let credit = |what: Credited, before: &[Document]| invoice.credit(&what, before, (1, on), "");
    assert_eq!(
        credit(Credited::Amount(29_801), &[]),
        Err(NoCredit::MoreThanLeft(29_800))
    );
    assert_eq!(credit(Credited::Amount(0), &[]), Err(NoCredit::Nothing));
    assert_eq!(credit(Credited::Amount(-1), &[]), Err(NoCredit::Nothing));
    assert_eq!(
        credit(Credited::Lines(vec![1]), &[]),
        Err(NoCredit::NoSuchLine)
    );
    let part = credit(Credited::Amount(10_000), &[]).unwrap();
    assert_eq!(part.check(), Ok(()));
    assert_eq!(part.lines[0].item, Item::PartOf { invoice: 60224 });
    let before = [part];
    assert_eq!(
        credit(Credited::Amount(19_801), &before),
        Err(NoCredit::MoreThanLeft(19_800))
    );
    assert_eq!(
        credit(Credited::Lines(vec![0]), &before),
        Err(NoCredit::NoSuchLine)
    );
    assert_eq!(credit(Credited::All, &before).unwrap().net, 19_800);
    let all = credit(Credited::Lines(vec![0, 0]), &[]).unwrap();
    assert_eq!(all.net, 29_800, "a line named twice is one line");
    assert_eq!(
        credit(Credited::All, std::slice::from_ref(&all)),
        Err(NoCredit::Nothing)
    );
    assert_eq!(
        all.credit(&Credited::All, &[], (2, on), ""),
        Err(NoCredit::NotAnInvoice)
    );
}

#[test]
fn a_credit_note_of_one_line_does_not_list_the_days_of_all() {
    let agreed = [Agreed {
        first: day("2026-11-01"),
        last: Some(day("2026-11-10")),
        monthly: 9_900,
    }];
    let shops = vec![since("2026-01-05T11:00:00Z"); 2];
    let invoice = invoice_of(&shops, &agreed, about("NO", Abroad::ReverseCharge));
    let on = day("2026-12-05");
    let one = invoice.credit(&Credited::Lines(vec![0]), &[], (1, on), "");
    let one = one.unwrap();
    assert_eq!((one.check(), one.net, one.lines.len()), (Ok(()), 3_300, 1));
    assert_eq!(one.shops, []);
    let rest = invoice.credit(&Credited::All, &[one], (2, on), "").unwrap();
    assert_eq!((rest.net, rest.shops.len()), (invoice.net - 3_300, 0));
    let all = invoice.credit(&Credited::Lines(vec![1, 0]), &[], (3, on), "");
    assert_eq!(all.unwrap().shops, invoice.shops);
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

fn history() -> impl Strategy<Value = Vec<Connected>> {
    proptest::collection::vec(1_i64..500, 0..7).prop_map(|hours| {
        let mut instant = at("2026-10-25T00:00:00Z");
        let mut moments = hours.into_iter().map(|hours| {
            instant += TimeDelta::hours(hours);
            instant
        });
        let mut shop = Vec::new();
        while let Some(from) = moments.next() {
            let until = moments.next();
            shop.push(Connected { from, until });
        }
        shop
    })
}

fn agreements() -> impl Strategy<Value = Vec<Agreed>> {
    proptest::collection::vec((1_u64..30, 0_u64..20, 0_i64..30_000), 0..4).prop_map(|rows| {
        let of = |(first, length, monthly)| {
            let first = day("2026-10-31") + chrono::Days::new(first);
            Agreed {
                first,
                last: Some(first + chrono::Days::new(length)),
                monthly,
            }
        };
        rows.into_iter().map(of).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn whatever_is_charged_makes_an_invoice_that_adds_up_and_credits_that_come_to_it(
        shops in proptest::collection::vec(history(), 2..6),
        agreed in agreements(),
        country in prop_oneof![Just("NO"), Just("DK"), Just("SE")],
        parts in proptest::collection::vec(1_i64..9_999, 0..6),
    ) {
        let invoice = invoice_of(&shops, &agreed, about(country, Abroad::ReverseCharge));
        prop_assume!(!invoice.lines.is_empty());
        prop_assert_eq!(invoice.check(), Ok(()));

        let mut notes: Vec<Document> = Vec::new();
        let on = day("2026-12-05");
        for part in parts {
            match invoice.credit(&Credited::Amount(part), &notes, (1, on), "") {
                Ok(note) => notes.push(note),
                Err(no) => prop_assert!(matches!(no, NoCredit::MoreThanLeft(left) if left < part)),
            }
        }
        match invoice.credit(&Credited::All, &notes, (2, on), "") {
            Ok(note) => notes.push(note),
            Err(no) => prop_assert_eq!(no, NoCredit::Nothing),
        }
        for note in &notes {
            prop_assert_eq!(note.check(), Ok(()));
        }
        let back: i64 = notes.iter().map(|note| note.in_books().2).sum();
        prop_assert_eq!(back, -invoice.total);
    }

    #[test]
    fn a_kid_is_known_by_its_sum(number in 0_u64..1_000_000_000_000) {
        let kid = kid(number);
        let sum: u32 = kid
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, digit)| {
                let digit = u32::from(digit - b'0') * (1 + u32::from(place % 2 == 1));
                if digit > 9 { digit - 9 } else { digit }
            })
            .sum();
        prop_assert_eq!(sum % 10, 0);
        prop_assert!((2..=25).contains(&kid.len()));
    }
}
