//! The dashboard's pictures, the oldest month first.
use domain::plan::Currency;
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

pub(super) fn charts(frame: &Frame, sums: &[&MonthSum], months: &[Counted]) -> Result<Vec<Chart>> {
    let mut charts = Vec::new();
    for currency in [Currency::Nok, Currency::Dkk] {
        let of = sums.iter().rev().filter(|sum| sum.currency() == currency);
        let all: Vec<_> = of.map(|sum| revenue(frame, sum)).collect();
        let id = format!("revenue-{}", currency.code().to_lowercase());
        charts.push(Chart {
            title: frame.about("dashboard-revenue", "currency", currency.code()),
            svg: bars(&all, &id)?,
            id,
        });
    }
    let extra: Vec<_> = months.iter().map(|month| extra(frame, month)).collect();
    charts.push(Chart {
        title: frame.say("dashboard-shops-chart"),
        svg: bars(&extra, "extra-shops")?,
        id: "extra-shops".to_owned(),
    });
    charts.retain(|chart| !chart.svg.is_empty());
    Ok(charts)
}

/// In whole kroner, since there is no room for øre over a bar.
fn revenue(frame: &Frame, sum: &MonthSum) -> Bar {
    let kroner = Decimal::new(sum.revenue(), 2).round();
    Bar {
        month: figure::short_month(frame.words, sum.period()),
        height: sum.revenue().max(0),
        figure: figure::count(frame.words, kroner.to_i64().unwrap_or_default()),
    }
}

fn extra(frame: &Frame, month: &Counted) -> Bar {
    let average = month.average();
    Bar {
        month: figure::short_month(frame.words, month.period),
        height: (average * Decimal::TEN).to_i64().unwrap_or_default(),
        figure: figure::quantity(frame.words, average),
    }
}
