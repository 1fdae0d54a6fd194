//! Figures as a person reads them: amounts and counts in the manner of the page's language.
use app::{Language, Words};
use chrono::{Datelike, NaiveDate};
use domain::{money, plan::Period};
use rust_decimal::Decimal;

/// Keeps a figure in one piece at the end of a line.
const SPACE: &str = "\u{a0}";

/// `1 234,50 kr` or `NOK 1,234.50`. `minor` is in the smallest unit of the currency.
pub(crate) fn amount(words: Words, minor: i64, currency: &str) -> String {
    let places = money::decimals(currency) as usize;
    let amount = money::from_minor(minor, currency);
    let text = format!("{:.places$}", amount.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if minor < 0 { "−" } else { "" };
    let whole = grouped(whole, words.language);
    match (words.language, currency) {
        (Language::Nb, "NOK") => format!("{sign}{whole},{rest}{SPACE}kr"),
        (Language::Nb, other) => format!("{sign}{whole},{rest}{SPACE}{other}"),
        (Language::En, currency) => format!("{sign}{currency}{SPACE}{whole}.{rest}"),
    }
}

/// `30.11.2026`, in every language.
pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

const MONTHS: [&str; 12] = [
    "month-name-january",
    "month-name-february",
    "month-name-march",
    "month-name-april",
    "month-name-may",
    "month-name-june",
    "month-name-july",
    "month-name-august",
    "month-name-september",
    "month-name-october",
    "month-name-november",
    "month-name-december",
];

/// `november 2026`.
pub(crate) fn month(words: Words, period: Period) -> String {
    format!("{} {}", month_name(words, period), period.first().year())
}

/// `nov 26`, where there is little room.
pub(crate) fn short_month(words: Words, period: Period) -> String {
    let name: String = month_name(words, period).chars().take(3).collect();
    format!("{name} {:02}", period.first().year() % 100)
}

fn month_name(words: Words, period: Period) -> String {
    let index = period.first().month0() as usize;
    MONTHS
        .get(index)
        .map_or_else(String::new, |key| words.say(key))
}

/// `1 234` or `1,234`.
pub(crate) fn count(words: Words, number: i64) -> String {
    let sign = if number < 0 { "−" } else { "" };
    let digits = number.unsigned_abs().to_string();
    format!("{sign}{}", grouped(&digits, words.language))
}

/// Pieces, with decimals only where there are any.
pub(crate) fn quantity(words: Words, pieces: Decimal) -> String {
    let sign = if pieces.is_sign_negative() && !pieces.is_zero() {
        "−"
    } else {
        ""
    };
    let text = pieces.abs().normalize().to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let whole = grouped(whole, words.language);
    match (words.language, rest) {
        (_, "") => format!("{sign}{whole}"),
        (Language::Nb, rest) => format!("{sign}{whole},{rest}"),
        (Language::En, rest) => format!("{sign}{whole}.{rest}"),
    }
}

fn grouped(digits: &str, language: Language) -> String {
    let separator = match language {
        Language::Nb => SPACE,
        Language::En => ",",
    };
    let mut text = String::with_capacity(digits.len() * 2);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const NB: Words = Words {
        language: Language::Nb,
    };
    const EN: Words = Words {
        language: Language::En,
    };

    #[test]
    fn an_amount_reads_as_people_write_it() {
        assert_eq!(
            amount(NB, 123_456_750, "NOK"),
            "1\u{a0}234\u{a0}567,50\u{a0}kr"
        );
        assert_eq!(amount(NB, 0, "NOK"), "0,00\u{a0}kr");
        assert_eq!(amount(NB, -5, "EUR"), "−0,05\u{a0}EUR");
        assert_eq!(amount(EN, 123_456, "NOK"), "NOK\u{a0}1,234.56");
        assert_eq!(amount(EN, 1_234, "KWD"), "KWD\u{a0}1.234");
    }

    #[test]
    fn half_a_piece_is_shown_and_a_whole_one_has_no_decimals() {
        assert_eq!(quantity(NB, Decimal::new(1_250_500, 3)), "1\u{a0}250,5");
        assert_eq!(quantity(EN, Decimal::new(-2_500, 3)), "−2.5");
        assert_eq!(quantity(NB, Decimal::new(4_000, 3)), "4");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(count(NB, 999), "999");
        assert_eq!(count(NB, 1_000), "1\u{a0}000");
        assert_eq!(count(EN, -12_345_678), "−12,345,678");
    }
}
