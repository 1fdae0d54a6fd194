//! Numbers that banks check: KID, account, IBAN.
use serde::{Deserialize, Serialize};

use crate::luhn::luhn;

/// The document's number with its check digit (modulus 10).
#[must_use]
pub fn kid(number: u64) -> String {
    let digits = number.to_string();
    let digit = luhn(&digits);
    format!("{digits}{digit}")
}

/// A Norwegian account, eleven digits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankAccount(String);

impl BankAccount {
    /// As people write it, with dots or blanks; `None` when its check digit (modulus 11) is wrong.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        const WEIGHTS: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
        let digits: String = text.chars().filter(|one| !is_filler(*one)).collect();
        let values: Option<Vec<u32>> = digits.chars().map(|one| one.to_digit(10)).collect();
        let values = values.filter(|values| values.len() == WEIGHTS.len())?;
        let sum: u32 = values.iter().zip(WEIGHTS).map(|(one, by)| one * by).sum();
        let is_right = sum.is_multiple_of(11) && sum > 0;
        is_right.then_some(Self(digits))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `1234.56.78903`.
    #[must_use]
    pub fn shown(&self) -> String {
        let part = |from, to| self.0.get(from..to).unwrap_or_default();
        format!("{}.{}.{}", part(0, 4), part(4, 6), part(6, 11))
    }
}

/// An international account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Iban(String);

impl Iban {
    /// As people write it; `None` when its check digits (modulus 97) are wrong.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text: String = text.chars().filter(|one| !is_filler(*one)).collect();
        let text = text.to_uppercase();
        if !text.is_ascii() || !(15..=34).contains(&text.len()) {
            return None;
        }
        let (head, tail) = text.split_at(4);
        let mut left = 0;
        for one in tail.chars().chain(head.chars()) {
            let value = one.to_digit(36)?;
            let shift = if value > 9 { 100 } else { 10 };
            left = (left * shift + value) % 97;
        }
        let opens = head.chars().take(2).all(|one| one.is_ascii_alphabetic());
        (left == 1 && opens).then_some(Self(text))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// In groups of four.
    #[must_use]
    pub fn shown(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = letters
            .chunks(4)
            .map(|four| four.iter().collect())
            .collect();
        groups.join(" ")
    }
}

fn is_filler(one: char) -> bool {
    one.is_whitespace() || matches!(one, '.' | '-')
}
