use chrono::{DateTime, Days, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Oslo;
use proptest::prelude::*;

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

/// Hour by hour and word by word as `product.md` 10 has it. Hours suffice, since the histories move by hours.
fn counts_slowly(shop: &[Connected], day: NaiveDate) -> bool {
    let Some(first) = shop.iter().map(|stretch| stretch.from).min() else {
        return false;
    };
    let (mut instant, end) = (begins(day), begins(day + Days::new(1)));
    while instant < end {
        let connected = shop
            .iter()
            .any(|one| one.from <= instant && one.until.is_none_or(|until| instant < until));
        if connected && instant - first >= TimeDelta::hours(24) {
            return true;
        }
        instant += TimeDelta::hours(1);
    }
    false
}

/// Connections and removals by turns, each some hours after the one before, from three days before the months.
fn history() -> impl Strategy<Value = Vec<Connected>> {
    proptest::collection::vec(1_i64..400, 0..9).prop_map(|hours| {
        let mut instant = at("2028-01-29 00:00");
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// A leap day and both nights on which the clocks are changed lie in these months.
    #[test]
    fn the_quick_count_is_the_slow_one(
        shops in proptest::collection::vec(history(), 0..5),
        month in prop_oneof![Just("2028-02"), Just("2028-03"), Just("2028-04"), Just("2028-10")],
        later in prop_oneof![Just(0_i64), Just(24 * 240)],
    ) {
        let moved: Vec<Vec<Connected>> = shops
            .into_iter()
            .map(|shop| {
                let by = TimeDelta::hours(later);
                let one = |one: Connected| Connected {
                    from: one.from + by,
                    until: one.until.map(|until| until + by),
                };
                shop.into_iter().map(one).collect()
            })
            .collect();
        let period = Period::parse(month).unwrap();
        let quick = count(period, moved.iter().map(Vec::as_slice));
        for (day, quick) in period.days().zip(quick) {
            let slow = moved.iter().filter(|shop| counts_slowly(shop, day)).count();
            prop_assert_eq!(quick as usize, slow, "on {}", day);
        }
    }

    #[test]
    fn the_sums_agree_and_no_øre_is_made_or_lost(
        shops in proptest::collection::vec(0_u32..40, 30),
        agreed in proptest::collection::vec((1_u32..28, 0_u32..20, 0_i64..30_000), 0..4),
    ) {
        let first = |day: u32| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let agreed: Vec<Agreed> = agreed
            .into_iter()
            .map(|(day, length, monthly)| Agreed {
                first: first(day),
                last: Some(first(day) + Days::new(length.into())),
                monthly,
            })
            .collect();
        let terms = Terms { agreed: &agreed, ..norwegian() };
        let charge = charge(november(), &shops, &terms);
        prop_assert_eq!(charge.net, charge.lines.iter().map(|line| line.amount).sum::<i64>());
        prop_assert_eq!(charge.total, charge.net + charge.vat);
        prop_assert!((charge.vat * 4 - charge.net).abs() <= 2, "a quarter, half up");
        let days: u32 = charge.lines.iter().map(|line| line.shop_days).sum();
        prop_assert_eq!(days, shops.iter().map(|shops| shops.saturating_sub(1)).sum::<u32>());
        for line in &charge.lines {
            let exact = Decimal::from(line.monthly) * Decimal::from(line.shop_days) / Decimal::from(30);
            let off = Decimal::from(line.amount) - exact;
            prop_assert!(off > Decimal::new(-5, 1) && off <= Decimal::new(5, 1));
        }
    }
}
