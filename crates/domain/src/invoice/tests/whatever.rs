//! Whatever shops, prices and parts there are: it adds up.
use chrono::TimeDelta;
use proptest::prelude::*;

use super::*;

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
}
