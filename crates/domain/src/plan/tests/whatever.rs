//! Whatever shops come and go: the quick count is the slow one, and no øre is lost.
use chrono::{Days, TimeDelta};
use proptest::prelude::*;

use super::*;

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
