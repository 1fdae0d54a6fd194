//! What an operator types: days, amounts and reasons.
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

/// More than any bill of ours, in whole units of the currency.
const MOST: i64 = 10_000_000;
/// Letters of a reason.
const LONGEST: usize = 200;

/// `2026-12-31`, as a browser's date field sends it.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::from_str(text.trim()).ok()
}

/// Øre of `99`, `1 234,50` or `99.5`; `None` below nothing, and with more than two decimals.
pub(super) fn amount(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let amount = Decimal::from_str(&text.replace(',', ".")).ok()?;
    let is_right = !amount.is_sign_negative()
        && amount.normalize().scale() <= 2
        && amount <= Decimal::from(MOST);
    is_right.then(|| domain::money::to_minor(amount, "NOK"))?
}

/// On one line; `None` when there is none, or too much of it.
pub(super) fn reason(text: &str) -> Option<String> {
    remark(text).filter(|text| !text.is_empty())
}

/// On one line, and may be empty; `None` when there is too much of it.
pub(super) fn remark(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (text.chars().count() <= LONGEST).then_some(text)
}

/// As a date field holds it.
pub(super) fn held(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        assert_eq!(amount("99"), Some(9_900));
        assert_eq!(amount(" 1 234,50 "), Some(123_450));
        assert_eq!(amount("99.5"), Some(9_950));
        assert_eq!(amount("0"), Some(0));
        for wrong in ["", "-1", "1,234", "kr 5", "1e9", "99999999"] {
            assert_eq!(amount(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_reason_is_one_line_of_some_letters() {
        assert_eq!(reason(" pilot\r\nkunde "), Some("pilot kunde".to_owned()));
        assert_eq!(reason("  "), None);
        assert_eq!(reason(&"x".repeat(201)), None);
        assert_eq!(remark("  "), Some(String::new()));
        assert_eq!(remark(&"x".repeat(201)), None);
    }
}
