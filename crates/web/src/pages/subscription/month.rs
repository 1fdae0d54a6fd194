//! This month day by day, as the customer and the operator see it.
use app::{billing, subscription};
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
    pub(crate) fn of(frame: &Frame, month: &billing::Month) -> Self {
        let amount = |minor| figure::amount(frame.words, minor, month.currency.code());
        let today = month.days.iter().rfind(|day| !day.is_to_come);
        let (shops, extra) = today.map_or((0, 0), |day| (day.shops, day.extra));
        let facts = [
            ("subscription-today", shops.to_string()),
            ("subscription-extra-today", extra.to_string()),
            ("subscription-so-far", amount(month.so_far.net)),
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
            days: rows(frame, month),
        }
    }
}

/// The days that have begun; none while no shop has counted.
fn rows(frame: &Frame, month: &billing::Month) -> Vec<Row> {
    let begun = month.days.iter().filter(|day| !day.is_to_come);
    if begun.clone().all(|day| day.shops == 0) {
        return Vec::new();
    }
    let mut before: Option<Vec<&str>> = None;
    let mut rows = Vec::new();
    for (index, (day, sum)) in begun.zip(subscription::sums(month)).enumerate() {
        let shops = counting(month, index);
        let is_same = before.as_ref() == Some(&shops);
        rows.push(Row {
            day: figure::day(day.day),
            shops: (!is_same).then(|| named(frame, &shops)),
            extra: day.extra,
            sum: figure::amount(frame.words, sum, month.currency.code()),
        });
        before = Some(shops);
    }
    rows
}

/// The names of the shops that count on the day, from 0.
fn counting(month: &billing::Month, day: usize) -> Vec<&str> {
    let counts = |shop: &&billing::MonthShop| shop.counts.get(day) == Some(&true);
    let shops = month.shops.iter().filter(counts);
    shops.map(|shop| shop.name.as_str()).collect()
}

fn named(frame: &Frame, shops: &[&str]) -> String {
    match shops {
        [] => frame.say("subscription-day-none"),
        some => some.join(", "),
    }
}

/// A price of the account's own, in words.
pub(crate) fn told(frame: &Frame, agreed: &Agreed, currency: Currency) -> String {
    let days = days(frame, agreed);
    if agreed.monthly == 0 {
        return frame.about("subscription-agreed-free", "days", days);
    }
    let price = figure::amount(frame.words, agreed.monthly, currency.code());
    frame.with(
        "subscription-agreed-price",
        &[("price", price), ("days", days)],
    )
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
