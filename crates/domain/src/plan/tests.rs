//! What a month costs, by example.
mod whatever;

use chrono::{DateTime, TimeZone, Utc};
use chrono_tz::Europe::Oslo;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// By Oslo's clock: `2026-11-03 10:00`.
fn at(text: &str) -> DateTime<Utc> {
    let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
    Oslo.from_local_datetime(&local)
        .unwrap()
        .with_timezone(&Utc)
}

fn since(from: &str) -> Vec<Connected> {
    vec![Connected {
        from: at(from),
        until: None,
    }]
}

fn november() -> Period {
    Period::of(day("2026-11-01"))
}

fn norwegian() -> Terms<'static> {
    Terms {
        prices: &PRICES,
        currency: Currency::Nok,
        agreed: &[],
        vat: VAT,
    }
}

fn charged(shops: &[Vec<Connected>], terms: &Terms<'_>) -> Charge {
    let counts = count(november(), shops.iter().map(Vec::as_slice));
    charge(november(), &counts, terms)
}

#[test]
fn one_shop_all_month_costs_nothing() {
    let charge = charged(&[since("2026-01-05 12:00")], &norwegian());
    assert_eq!(charge, Charge::default());
}

#[test]
fn three_shops_all_month_cost_two_extra() {
    let shops = vec![since("2026-01-05 12:00"); 3];
    let charge = charged(&shops, &norwegian());
    assert_eq!(
        (charge.net, charge.vat, charge.total),
        (29_800, 7_450, 37_250)
    );
    assert_eq!(charge.lines.len(), 1);
    assert_eq!(charge.lines[0].shop_days, 60);
}

#[test]
fn a_second_shop_that_counts_from_the_16th_costs_half_of_a_month_of_30_days() {
    let shops = [since("2026-01-05 12:00"), since("2026-11-15 00:00")];
    let charge = charged(&shops, &norwegian());
    assert_eq!(
        (charge.net, charge.vat, charge.total),
        (7_450, 1_863, 9_313)
    );
    assert_eq!(charge.lines[0].first, day("2026-11-16"));
}

#[test]
fn a_shop_removed_within_24_hours_costs_nothing() {
    let tried = vec![Connected {
        from: at("2026-11-03 10:00"),
        until: Some(at("2026-11-04 09:00")),
    }];
    let charge = charged(&[since("2026-01-05 12:00"), tried], &norwegian());
    assert_eq!(charge, Charge::default());
}

#[test]
fn a_shop_that_comes_back_is_as_old_as_it_was() {
    let back = vec![
        Connected {
            from: at("2026-01-05 12:00"),
            until: Some(at("2026-02-01 12:00")),
        },
        Connected {
            from: at("2026-11-10 23:59"),
            until: Some(at("2026-11-11 00:01")),
        },
    ];
    let counts = count(november(), [back.as_slice()]);
    let counted: Vec<_> = november()
        .days()
        .zip(&counts)
        .filter(|(_, count)| **count > 0)
        .map(|(day, _)| day)
        .collect();
    assert_eq!(counted, [day("2026-11-10"), day("2026-11-11")]);
}

#[test]
fn a_danish_account_pays_kroner_of_its_own_without_vat() {
    let terms = Terms {
        currency: Currency::of("DK"),
        vat: Decimal::ZERO,
        ..norwegian()
    };
    let charge = charged(&vec![since("2026-01-05 12:00"); 3], &terms);
    assert_eq!((charge.net, charge.vat, charge.total), (20_000, 0, 20_000));
}

#[test]
fn days_given_away_stand_on_a_line_of_their_own_and_cost_nothing() {
    let agreed = [Agreed {
        first: day("2026-11-01"),
        last: Some(day("2026-11-15")),
        monthly: 0,
    }];
    let terms = Terms {
        agreed: &agreed,
        ..norwegian()
    };
    let charge = charged(&vec![since("2026-01-05 12:00"); 2], &terms);
    assert_eq!(charge.lines.len(), 2);
    assert_eq!((charge.lines[0].amount, charge.net), (0, 7_450));
}

#[test]
fn a_new_price_in_the_middle_of_a_month_counts_from_its_day() {
    let prices = [
        PRICES[0],
        Price {
            from: day("2026-11-16"),
            currency: Currency::Nok,
            monthly: 19_900,
        },
    ];
    let terms = Terms {
        prices: &prices,
        ..norwegian()
    };
    let charge = charged(&vec![since("2026-01-05 12:00"); 2], &terms);
    let amounts: Vec<_> = charge.lines.iter().map(|line| line.amount).collect();
    assert_eq!(amounts, [7_450, 9_950]);
}

#[test]
fn a_month_is_spelt_as_it_is_read() {
    assert_eq!(Period::parse("2028-02").unwrap().length(), 29);
    assert_eq!(Period::parse("2028-02").unwrap().to_string(), "2028-02");
    assert_eq!(
        Period::parse("2026-12").unwrap().next().to_string(),
        "2027-01"
    );
    assert_eq!(Period::parse("2026-13"), None);
    assert_eq!(Period::at(at("2026-11-01 00:30")).to_string(), "2026-11");
}
