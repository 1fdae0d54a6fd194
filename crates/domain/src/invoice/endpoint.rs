//! Where a customer's system receives invoices: an address in Peppol.
use serde::{Deserialize, Serialize};

use crate::organisation::OrganisationNumber;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Which register the number is of, as Peppol's list of schemes has it.
    pub scheme: String,
    pub id: String,
}

impl Endpoint {
    /// `0192:974760673`, or only the number in the country's own register; `None` when it cannot be right.
    ///
    /// Known are the registers of Norway (0192), Denmark (0184) and Sweden (0007), and GS1's locations (0088).
    #[must_use]
    pub fn parse(country: &str, text: &str) -> Option<Self> {
        let (scheme, id) = match text.trim().split_once(':') {
            Some((scheme, id)) => (scheme.trim(), id),
            None => (scheme_of(country)?, text),
        };
        let id = match scheme {
            "0192" => OrganisationNumber::parse("NO", id)?.as_str().to_owned(),
            "0184" => OrganisationNumber::parse("DK", id)?.as_str().to_owned(),
            "0007" => OrganisationNumber::parse("SE", id)?.as_str().to_owned(),
            "0088" => location(id)?,
            _ => return None,
        };
        let scheme = scheme.to_owned();
        Some(Self { scheme, id })
    }
}

/// The scheme of a country's register of firms, where it is known here.
#[must_use]
pub fn scheme_of(country: &str) -> Option<&'static str> {
    match country {
        "NO" => Some("0192"),
        "DK" => Some("0184"),
        "SE" => Some("0007"),
        _ => None,
    }
}

impl std::fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}", self.scheme, self.id)
    }
}

/// Thirteen digits; from the right, 1 and 3 by turns bring them to a whole ten.
fn location(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|one| !one.is_whitespace()).collect();
    let values: Option<Vec<u32>> = text.chars().map(|one| one.to_digit(10)).collect();
    let values = values.filter(|values| values.len() == 13)?;
    let sum: u32 = values
        .iter()
        .zip([1, 3].iter().cycle())
        .map(|(one, by)| one * by)
        .sum();
    (sum.is_multiple_of(10) && sum > 0).then_some(text)
}
