//! Every invoice and credit note, by how it stands.
use actix_web::{
    HttpResponse,
    web::{Data, Query},
};
use app::Ctx;
use askama::Template;
use chrono::NaiveDate;
use domain::plan::{self, Currency, Period};
use serde::Deserialize;
use store::{
    billing_period::{self, MonthSum},
    invoice::{self, Which},
};

use super::{
    bills::{BILLS, Row},
    older::{LIMIT, older},
};
use crate::{
    error::Result,
    form::{Choice, Field},
    frame::{Frame, page},
    pages::figure,
    visitor::Operator,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    state: String,
    /// A number, or the KID on a payment.
    number: String,
    /// The last number of the page before.
    before: String,
}

#[derive(Template)]
#[template(path = "admin/invoices.html")]
struct List {
    frame: Frame,
    state: Choice,
    number: Field,
    sums: Vec<(String, String)>,
    bills: Vec<Row>,
    older: Option<String>,
}

/// How the page spells each state.
const STATES: [(&str, &str); 5] = [
    ("", "invoices-all"),
    ("open", "invoices-open"),
    ("overdue", "invoices-overdue"),
    ("paid", "invoices-paid"),
    ("unsent", "invoices-unsent"),
];

/// `GET /admin/invoices`
pub(crate) async fn list(
    ctx: Data<Ctx>,
    operator: Operator,
    asked: Query<Asked>,
) -> Result<HttpResponse> {
    let (frame, system) = (operator.frame.clone(), &operator.system);
    let today = plan::day_at(ctx.now());
    let before = asked.before.parse().ok();
    let mut found = invoice::list(system, which(&asked, today), before, LIMIT).await?;
    if let (true, Some(number)) = (found.is_empty(), of_kid(&digits(&asked))) {
        found = invoice::list(system, Which::Number(number), None, LIMIT).await?;
    }
    let sums = billing_period::sums(system, Period::of(NaiveDate::default()), today).await?;
    let options = STATES.map(|(word, key)| (word.to_owned(), frame.say(key)));
    page(&List {
        state: Choice::new("state", frame.say("invoices-state"), options.to_vec())
            .holding(&asked.state),
        number: Field::new("search", "number", frame.say("invoices-number"))
            .holding(&asked.number)
            .optional(),
        sums: summed(&frame, &sums),
        older: older(&found, (BILLS, &[("state", &asked.state)]), |last| {
            last.standing.number.to_string()
        }),
        bills: found
            .iter()
            .map(|one| Row::of(&frame, &one.standing, (&one.name, today)))
            .collect(),
        frame,
    })
}

fn which(asked: &Asked, today: NaiveDate) -> Which {
    if let Ok(number) = digits(asked).parse() {
        return Which::Number(number);
    }
    match asked.state.as_str() {
        "open" => Which::Unpaid,
        "overdue" => Which::Overdue(today),
        "paid" => Which::Paid,
        "unsent" => Which::Unsent,
        _ => Which::All,
    }
}

fn digits(asked: &Asked) -> String {
    asked.number.chars().filter(char::is_ascii_digit).collect()
}

/// A KID is an invoice's number and one digit more, which checks it.
fn of_kid(digits: &str) -> Option<u64> {
    let number = digits.parse::<u64>().ok()? / 10;
    (domain::invoice::kid(number) == digits).then_some(number)
}

/// What is owed, overdue and paid, in each currency.
fn summed(frame: &Frame, sums: &[MonthSum]) -> Vec<(String, String)> {
    type Part = (&'static str, fn(&MonthSum) -> i64, fn(&MonthSum) -> i64);
    const PARTS: [Part; 3] = [
        ("invoices-sum-open", |sum| sum.unpaid, |sum| sum.owing),
        (
            "invoices-sum-overdue",
            |sum| sum.overdue_unpaid,
            |sum| sum.overdue,
        ),
        ("invoices-sum-paid", |sum| sum.paid_total, |sum| sum.paid),
    ];
    let mut told = Vec::new();
    for currency in [Currency::Nok, Currency::Dkk] {
        let of: Vec<_> = sums
            .iter()
            .filter(|sum| sum.currency() == currency)
            .collect();
        for (key, amount, count) in PARTS.iter().filter(|_| !of.is_empty()) {
            let minor = of.iter().map(|sum| amount(sum)).sum();
            let count: i64 = of.iter().map(|sum| count(sum)).sum();
            let amount = figure::amount(frame.words, minor, currency.code());
            let args = [("amount", amount), ("count", count.to_string())];
            told.push((frame.say(key), frame.with("invoices-sum-count", &args)));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kid_leads_to_its_invoice() {
        assert_eq!(of_kid(&domain::invoice::kid(10_001)), Some(10_001));
        assert_eq!(of_kid("10001"), None);
        assert_eq!(of_kid(""), None);
    }
}
