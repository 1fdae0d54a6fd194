//! The check digit of modulus 10, as registers and banks use it.

/// The digit that makes every second digit from the right, doubled and its digits added, come to a whole ten.
pub(crate) fn luhn(digits: &str) -> u32 {
    let digits = digits.chars().rev().filter_map(|one| one.to_digit(10));
    let sum: u32 = digits
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => digit * 2 / 10 + digit * 2 % 10,
            _ => digit,
        })
        .sum();
    (10 - sum % 10) % 10
}
