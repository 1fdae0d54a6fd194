//! Organisation numbers: how each country spells its own, and whether one can be right.
use serde::{Deserialize, Serialize};

use crate::luhn::luhn;

/// The number of a firm in an official register, digits only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OrganisationNumber(String);

impl OrganisationNumber {
    /// As people write it: blanks, dots, dashes, the country's letters and Norway's `MVA` are passed over.
    ///
    /// Norway's nine digits are checked (modulus 11) and Sweden's ten (modulus 10), with or without what makes
    /// a VAT number or a full number of them; Denmark's are eight. Of any other country, six digits or more are
    /// taken as they stand. `None` when it cannot be right.
    #[must_use]
    pub fn parse(country: &str, text: &str) -> Option<Self> {
        let text = text.trim().to_uppercase();
        let text = text.strip_prefix(country).unwrap_or(&text);
        let text = text.strip_suffix("MVA").unwrap_or(text);
        let digits: String = text
            .chars()
            .filter(|one| !one.is_whitespace() && !matches!(one, '.' | '-'))
            .collect();
        let digits = match country {
            "SE" => swedish(&digits).to_owned(),
            _ => digits,
        };
        let is_right = digits.bytes().all(|one| one.is_ascii_digit())
            && match country {
                "NO" => digits.len() == 9 && is_norwegian(digits.as_bytes()),
                "DK" => digits.len() == 8,
                "SE" => is_swedish(&digits),
                _ => digits.len() >= 6,
            };
        is_right.then_some(Self(digits))
    }

    /// As it stands on one of Rackbeat's customers, and the country whose register it is of: the one that its
    /// letters name, else the customer's own. Nobody asks us whether it can be right: two that are written alike
    /// are alike.
    #[must_use]
    pub fn loose(country: &str, text: &str) -> Option<(String, Self)> {
        let text = text.trim().to_uppercase();
        let letters = text.get(..2);
        let letters = letters.filter(|two| two.bytes().all(|one| one.is_ascii_uppercase()));
        let country = register(letters.unwrap_or(country));
        let rest = text.get(letters.map_or(0, str::len)..)?;
        // Six digits or more is what any country's number is.
        let number = Self::parse(country, rest)
            .or_else(|| Self::parse("", rest.strip_suffix("MVA").unwrap_or(rest)))?;
        Some((country.to_owned(), number))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The country (ISO 3166) in whose register firms of this one stand; the letters of VAT numbers are known too.
#[must_use]
pub fn register(country: &str) -> &str {
    match country {
        "SJ" => "NO",
        "AX" => "FI",
        "EL" => "GR",
        "XI" => "GB",
        other => other,
    }
}

/// Sweden's ten digits: `01` follows them in a VAT number; in full, `16` stands before a firm's, and the century
/// before a person's own.
fn swedish(digits: &str) -> &str {
    if digits.len() != 12 {
        return digits;
    }
    let before = |century| digits.strip_prefix(century);
    let parts = [
        digits.strip_suffix("01"),
        before("16"),
        before("19"),
        before("20"),
    ];
    let mut right = parts.into_iter().flatten().filter(|part| is_swedish(part));
    right.next().unwrap_or(digits)
}

/// The last of ten digits is the check digit, by modulus 10.
fn is_swedish(digits: &str) -> bool {
    let is_ten = digits.len() == 10 && digits.bytes().all(|one| one.is_ascii_digit());
    is_ten
        && digits.bytes().any(|one| one != b'0')
        && digits.ends_with(&luhn(&digits[..9]).to_string())
}

/// The last of nine digits is the check digit, by modulus 11.
fn is_norwegian(digits: &[u8]) -> bool {
    const WEIGHTS: [u32; 9] = [3, 2, 7, 6, 5, 4, 3, 2, 1];
    let pairs = digits.iter().zip(WEIGHTS);
    let sum: u32 = pairs
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .sum();
    sum.is_multiple_of(11) && digits.iter().any(|digit| *digit != b'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(country: &str, text: &str) -> Option<String> {
        OrganisationNumber::parse(country, text).map(|number| number.0)
    }

    #[test]
    fn a_norwegian_number_is_read_as_people_write_it() {
        for text in [
            "974760673",
            "974 760 673",
            "NO 974 760 673 MVA",
            " no974760673mva ",
        ] {
            assert_eq!(parsed("NO", text).as_deref(), Some("974760673"), "{text}");
        }
    }

    #[test]
    fn one_wrong_digit_anywhere_is_seen() {
        for place in 0..9 {
            for digit in b'0'..=b'9' {
                let mut wrong = *b"974760673";
                if wrong[place] == digit {
                    continue;
                }
                wrong[place] = digit;
                let text = std::str::from_utf8(&wrong).unwrap();
                assert_eq!(parsed("NO", text), None, "{text}");
            }
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "97476067",
            "9747606730",
            "97476067x",
            "000000000",
            "９７４７６０６７３",
        ] {
            assert_eq!(parsed("NO", text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_stands_in_rackbeat_is_the_same_however_it_is_written() {
        let loose = |country, text| {
            OrganisationNumber::loose(country, text).map(|(country, number)| country + &number.0)
        };
        for text in ["974760673", "NO974760673MVA", "974 760 673 mva"] {
            assert_eq!(loose("NO", text).as_deref(), Some("NO974760673"), "{text}");
        }
        for country in ["NO", "SE"] {
            let found = loose(country, "SE556016068001");
            assert_eq!(found.as_deref(), Some("SE5560160680"));
        }
        for text in ["556016-0680", "556016068001", "16556016-0680"] {
            assert_eq!(loose("SE", text).as_deref(), Some("SE5560160680"), "{text}");
        }
        let danish = loose("NO", "DK-12 34 56 78");
        assert_eq!(danish.as_deref(), Some("DK12345678"));
        assert_eq!(loose("FI", "1234567-8").as_deref(), Some("FI12345678"));
        assert_eq!(loose("SJ", "974760673").as_deref(), Some("NO974760673"));
        // Wrong in Norway, but it stands there.
        let wrong = loose("NO", "NO 123456789");
        assert_eq!(wrong.as_deref(), Some("NO123456789"));
        for text in ["", "NO", "Ukjent", "12345", "Å", "NOÅ"] {
            assert_eq!(loose("NO", text), None, "{text}");
        }
    }

    #[test]
    fn a_swedish_number_is_the_same_as_a_vat_number_and_in_full() {
        for text in [
            "5560160680",
            "556016-0680",
            "SE556016068001",
            "SE 556016-0680 01",
            "556016068001",
            "16 556016-0680",
        ] {
            assert_eq!(parsed("SE", text).as_deref(), Some("5560160680"), "{text}");
        }
        // A person who trades in their own name.
        for text in ["811228-9874", "19811228-9874", "SE811228987401"] {
            assert_eq!(parsed("SE", text).as_deref(), Some("8112289874"), "{text}");
        }
        for text in [
            "5560160681",
            "SE556016068101",
            "556016068002",
            "0000000000",
            "5560160680010",
        ] {
            assert_eq!(parsed("SE", text), None, "{text}");
        }
    }

    #[test]
    fn the_neighbours_are_known_by_their_length() {
        assert_eq!(parsed("DK", "DK 12 34 56 78").as_deref(), Some("12345678"));
        assert_eq!(parsed("DK", "1234567"), None);
        assert_eq!(parsed("SE", "556016-0680").as_deref(), Some("5560160680"));
        assert_eq!(parsed("SE", "5560160"), None);
        assert_eq!(parsed("DE", "HRB"), None);
    }
}
