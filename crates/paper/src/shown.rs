//! How days, amounts and lines are spelled, on paper and in XML alike.
use chrono::NaiveDate;
use domain::invoice::{Document, Item, Kind, Line, Vat};

use crate::Say;

pub(crate) fn day(document: &Document, day: NaiveDate) -> String {
    let format = if document.language == "nb" {
        "%d.%m.%Y"
    } else {
        "%-d %b %Y"
    };
    day.format(format).to_string()
}

/// Both ends, or the day alone.
pub(crate) fn days(document: &Document, first: NaiveDate, last: NaiveDate) -> String {
    if first == last {
        return day(document, first);
    }
    format!("{} – {}", day(document, first), day(document, last))
}

/// Øre with two decimals, thousands apart, as the language has it.
pub(crate) fn amount(document: &Document, minor: i64) -> String {
    let (point, apart) = if document.language == "nb" {
        (',', '\u{a0}')
    } else {
        ('.', ',')
    };
    let digits = (minor.unsigned_abs() / 100).to_string();
    let mut whole = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            whole.push(apart);
        }
        whole.push(digit);
    }
    let sign = if minor < 0 { "−" } else { "" };
    format!("{sign}{whole}{point}{:02}", minor.unsigned_abs() % 100)
}

/// With the currency before it, as in `NOK 372,50`.
pub(crate) fn price(document: &Document, minor: i64) -> String {
    let amount = amount(document, minor);
    format!("{}\u{a0}{amount}", document.currency.code())
}

/// Nine digits in groups of three.
pub(crate) fn grouped(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    if digits.len() != 9 {
        return number.to_owned();
    }
    let groups: Vec<String> = digits
        .chunks(3)
        .map(|three| three.iter().collect())
        .collect();
    groups.join("\u{a0}")
}

pub(crate) fn named(item: &Item, say: &Say<'_>) -> String {
    match item {
        Item::ExtraShops { .. } => say("invoice-extra-shops", &[]),
        Item::PartOf { invoice } => say("invoice-part-of", &[("number", invoice.to_string())]),
    }
}

/// How a line's net comes about; nothing where it is a sum.
pub(crate) fn counted(document: &Document, line: &Line, say: &Say<'_>) -> String {
    let Item::ExtraShops {
        monthly,
        first,
        last,
        shop_days,
        days_in_month,
    } = line.item
    else {
        return String::new();
    };
    let args = [
        ("days", days(document, first, last)),
        ("counted", shop_days.to_string()),
        ("price", price(document, monthly)),
        ("month", days_in_month.to_string()),
    ];
    say("invoice-counted", &args)
}

/// The sentence for why no VAT is charged.
pub(crate) fn no_vat(document: &Document) -> Option<&'static str> {
    match document.vat_by {
        Vat::Standard { .. } => None,
        Vat::ReverseCharge => Some("invoice-reverse-charge"),
        Vat::OutsideScope if document.seller.vat_registered => Some("invoice-outside-scope"),
        Vat::OutsideScope => Some("invoice-not-registered"),
    }
}

/// What becomes of a credit note's money.
pub(crate) fn credited(document: &Document, say: &Say<'_>) -> String {
    let number = match document.kind {
        Kind::CreditNote { number, .. } => number,
        Kind::Invoice => document.number,
    };
    say("invoice-credited", &[("number", number.to_string())])
}
