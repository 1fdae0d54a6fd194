//! The dashboard's pictures, the oldest month first.
use domain::plan::{Currency, Period};
use rust_decimal::{Decimal, prelude::ToPrimitive};
use store::billing_period::MonthSum;

use crate::{
    admin::{
        chart::{Bar, bars},
        months::Counted,
    },
    error::Result,
    frame::Frame,
    pages::figure,
};

pub(super) struct Chart {
    pub id: String,
    pub title: String,
    pub svg: String,
}

/// `periods`: all that are shown, so that a month without anything is seen as such.
pub(super) fn charts(
    frame: &Frame,
    periods: &[Period],
    sums: &[&MonthSum],
    months: &[Counted],
) -> Result<Vec<Chart>> {
    let mut charts = Vec::new();
    for currency in [Currency::Nok, Currency::Dkk] {
        let of = sums.iter().filter(|sum| sum.currency() == currency);
        let of: Vec<_> = of.map(|sum| (sum.period(), sum.revenue())).collect();
        if of.is_empty() {
            continue;
        }
        let id = format!("revenue-{}", currency.code().to_lowercase());
        let (unit, key) = unit(of.iter().map(|(_, revenue)| *revenue).max());
        let all: Vec<_> = periods
            .iter()
            .map(|period| {
                let found = of.iter().find(|(month, _)| month == period);
                revenue(frame, *period, (found.map(|(_, sum)| *sum), unit))
            })
            .collect();
        charts.push(Chart {
            title: frame.about(key, "currency", currency.code()),
            svg: bars(&all, &id)?,
            id,
        });
    }
    if !months.is_empty() {
        let of = |period: &Period| months.iter().find(|month| month.period == *period);
        let all: Vec<_> = periods
            .iter()
            .map(|period| extra(frame, *period, of(period)))
            .collect();
        charts.push(Chart {
            title: frame.say("dashboard-shops-chart"),
            svg: bars(&all, "extra-shops")?,
            id: "extra-shops".to_owned(),
        });
    }
    Ok(charts)
}

/// In what the figures over the bars are, since there is no room for long ones: øre of it, and the title's key.
fn unit(largest: Option<i64>) -> (i64, &'static str) {
    match largest.unwrap_or(0) {
        ..10_000_000 => (100, "dashboard-revenue"),
        10_000_000..10_000_000_000 => (100_000, "dashboard-revenue-thousands"),
        _ => (100_000_000, "dashboard-revenue-millions"),
    }
}

fn revenue(frame: &Frame, period: Period, (sum, unit): (Option<i64>, i64)) -> Bar {
    let shown = sum.map(|sum| (Decimal::from(sum) / Decimal::from(unit)).round());
    let shown = shown.and_then(|shown| shown.to_i64());
    Bar {
        month: figure::short_month(frame.words, period),
        height: sum.unwrap_or(0).max(0),
        figure: shown.map_or_else(String::new, |shown| figure::count(frame.words, shown)),
    }
}

fn extra(frame: &Frame, period: Period, month: Option<&Counted>) -> Bar {
    let average = month.map(Counted::average);
    let tenths = average.map(|average| average * Decimal::TEN);
    Bar {
        month: figure::short_month(frame.words, period),
        height: tenths.and_then(|tenths| tenths.to_i64()).unwrap_or(0),
        figure: average.map_or_else(String::new, |one| figure::quantity(frame.words, one)),
    }
}
