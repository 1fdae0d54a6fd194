//! This month day by day, as the customer and the operator see it.
use app::subscription::{Day, ThisMonth};
use domain::plan::{Agreed, Currency};

use crate::{frame::Frame, pages::figure};

/// In a template: `{% include "pages/subscription/month.html" %}` with it as `month`.
pub(crate) struct Month {
    pub title: String,
    pub facts: Vec<(String, String)>,
    pub days: Vec<Row>,
}

pub(crate) struct Row {
    pub day: String,
    /// `None`: the same as the day before.
    pub shops: Option<String>,
    pub extra: u32,
    pub sum: String,
}

impl Month {
    pub(crate) fn of(frame: &Frame, month: &ThisMonth) -> Self {
        let currency = month.next.list.currency;
        let amount = |minor| figure::amount(frame.words, minor, currency.code());
        let today = month.today();
        let (count, extra) = today.map_or((0, 0), |day| (day.shops.len(), day.extra));
        let facts = [
            ("subscription-today", count.to_string()),
            ("subscription-extra-today", extra.to_string()),
            ("subscription-so-far", amount(today.map_or(0, |day| day.sum))),
            ("subscription-estimate", amount(month.estimate.net)),
            ("subscription-estimate-vat", amount(month.estimate.vat)),
            ("subscription-estimate-total", amount(month.estimate.total)),
        ];
        let name = figure::month(frame.words, month.period);
        Self {
            title: frame.about("subscription-month-title", "month", name),
            facts: facts
                .into_iter()
                .map(|(key, value)| (frame.say(key), value))
                .collect(),
            days: rows(frame, &month.days, currency),
        }
    }
}

/// None while no shop has counted.
fn rows(frame: &Frame, days: &[Day], currency: Currency) -> Vec<Row> {
    if days.iter().all(|day| day.shops.is_empty()) {
        return Vec::new();
    }
    let before = std::iter::once(None).chain(days.iter().map(Some));
    let row = |(day, before): (&Day, Option<&Day>)| {
        let is_same = before.is_some_and(|before| before.shops == day.shops);
        let names = match day.shops.is_empty() {
            true => frame.say("subscription-day-none"),
            false => day.shops.join(", "),
        };
        Row {
            day: figure::day(day.day),
            shops: (!is_same).then_some(names),
            extra: day.extra,
            sum: figure::amount(frame.words, day.sum, currency.code()),
        }
    };
    days.iter().zip(before).map(row).collect()
}

/// A price of the account's own, in words.
pub(crate) fn told(frame: &Frame, agreed: &Agreed, currency: Currency) -> String {
    let days = days(frame, agreed);
    if agreed.monthly == 0 {
        return frame.about("subscription-agreed-free", "days", days);
    }
    let price = figure::amount(frame.words, agreed.monthly, currency.code());
    frame.with("subscription-agreed-price", &[("price", price), ("days", days)])
}

/// From when to when.
pub(crate) fn days(frame: &Frame, agreed: &Agreed) -> String {
    let first = figure::day(agreed.first);
    match agreed.last {
        Some(last) => frame.with(
            "subscription-days",
            &[("first", first), ("last", figure::day(last))],
        ),
        None => frame.about("subscription-days-open", "first", first),
    }
}
