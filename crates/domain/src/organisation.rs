//! Organisation numbers: how each country spells its own, and whether one can be right.
use serde::{Deserialize, Serialize};

/// The number of a firm in an official register, digits only.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct OrganisationNumber(String);

impl OrganisationNumber {
    /// As people write it: blanks, dots, dashes, the country's letters and Norway's `MVA` are passed over.
    ///
    /// Norway's nine digits are checked (modulus 11), Denmark's are eight and Sweden's ten; of any
    /// other country, six digits or more are taken as they stand. `None` when it cannot be right.
    #[must_use]
    pub fn parse(country: &str, text: &str) -> Option<Self> {
        let text = text.trim().to_uppercase();
        let text = text.strip_prefix(country).unwrap_or(&text);
        let text = text.strip_suffix("MVA").unwrap_or(text);
        let digits: String = text
            .chars()
            .filter(|one| !one.is_whitespace() && !matches!(one, '.' | '-'))
            .collect();
        let is_right = digits.bytes().all(|one| one.is_ascii_digit())
            && match country {
                "NO" => digits.len() == 9 && is_norwegian(digits.as_bytes()),
                "DK" => digits.len() == 8,
                "SE" => digits.len() == 10,
                _ => digits.len() >= 6,
            };
        is_right.then_some(Self(digits))
    }

    /// As it stands on one of Rackbeat's customers, who has no country that we could check it by.
    #[must_use]
    pub fn loose(text: &str) -> Option<Self> {
        let text = text.trim().to_uppercase();
        let country = text.get(..2).unwrap_or_default();
        let has_country = country.bytes().all(|one| one.is_ascii_uppercase());
        // Six digits or more is what any country's number is.
        Self::parse(if has_country { country } else { "" }, &text).or_else(|| {
            let rest = if has_country { text.get(2..)? } else { &text };
            Self::parse("", rest.strip_suffix("MVA").unwrap_or(rest))
        })
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
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
        let loose = |text| OrganisationNumber::loose(text).map(|number| number.0);
        for text in ["974760673", "NO974760673MVA", "974 760 673 mva"] {
            assert_eq!(loose(text).as_deref(), Some("974760673"), "{text}");
        }
        assert_eq!(loose("DK-12 34 56 78").as_deref(), Some("12345678"));
        // Wrong in Norway, but nobody asks us: two that are written alike are alike.
        assert_eq!(loose("NO 123456789").as_deref(), Some("123456789"));
        for text in ["", "NO", "Ukjent", "12345", "Å"] {
            assert_eq!(loose(text), None, "{text}");
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
