//! Whom a customer wants billed, as it types it and as it is kept.
use serde::{Deserialize, Serialize};

use crate::{
    invoice::{Address, Buyer, Endpoint},
    organisation::OrganisationNumber,
};

/// Longer than any of it is in earnest.
const LONGEST: usize = 120;
const MOST_LINES: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillingDetails {
    pub company: String,
    pub organisation: Option<OrganisationNumber>,
    /// The lines above the town.
    pub address: Vec<String>,
    pub postal_code: String,
    pub city: String,
    /// What the customer wants to find on its invoices.
    pub reference: Option<String>,
    /// Where invoices are mailed to.
    pub email: String,
    /// Where its system receives them.
    pub endpoint: Option<Endpoint>,
}

/// What stands in the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedDetails {
    pub company: String,
    pub organisation: String,
    /// Line by line.
    pub address: String,
    pub postal_code: String,
    pub city: String,
    pub reference: String,
    pub email: String,
    pub endpoint: String,
}

/// A field that cannot be as it is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DetailFault {
    NoCompany,
    /// No number of the country's register.
    Organisation,
    /// An invoice must say where its buyer is.
    NoTown,
    Email,
    Endpoint,
    /// Reverse charge is for firms, and a firm abroad is known by its number.
    NeedsOrganisation,
    TooLong,
}

impl DetailFault {
    /// The field it stands beside.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::NoCompany => "company",
            Self::Organisation | Self::NeedsOrganisation => "organisation",
            Self::NoTown => "city",
            Self::Email => "email",
            Self::Endpoint => "endpoint",
            Self::TooLong => "address",
        }
    }

    /// Its sentence.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoCompany => "billing-fault-company",
            Self::Organisation => "billing-fault-organisation",
            Self::NoTown => "billing-fault-town",
            Self::Email => "billing-fault-email",
            Self::Endpoint => "billing-fault-endpoint",
            Self::NeedsOrganisation => "billing-fault-needs-organisation",
            Self::TooLong => "billing-fault-too-long",
        }
    }
}

impl BillingDetails {
    /// From the form, by the country (ISO 3166) of the account; else every field that is wrong.
    pub fn parse(country: &str, typed: &TypedDetails) -> Result<Self, Vec<DetailFault>> {
        let mut faults = Vec::new();
        let organisation = one(&typed.organisation);
        let number = organisation.and_then(|text| OrganisationNumber::parse(country, text));
        let endpoint = one(&typed.endpoint);
        let parsed = endpoint.and_then(|text| Endpoint::parse(country, text));
        let mut is_wrong = |holds: bool, fault| {
            if holds {
                faults.push(fault);
            }
        };
        is_wrong(one(&typed.company).is_none(), DetailFault::NoCompany);
        is_wrong(
            organisation.is_some() && number.is_none(),
            DetailFault::Organisation,
        );
        let is_abroad = country != "NO";
        is_wrong(
            is_abroad && organisation.is_none(),
            DetailFault::NeedsOrganisation,
        );
        is_wrong(one(&typed.city).is_none(), DetailFault::NoTown);
        is_wrong(!is_address(typed.email.trim()), DetailFault::Email);
        is_wrong(
            endpoint.is_some() && parsed.is_none(),
            DetailFault::Endpoint,
        );
        let lines: Vec<String> = typed.address.lines().filter_map(one).map(tidy).collect();
        let texts = [&typed.company, &typed.postal_code, &typed.city];
        let texts = texts.into_iter().chain([&typed.reference, &typed.email]);
        let is_long = |text: &String| text.chars().count() > LONGEST;
        is_wrong(
            lines.len() > MOST_LINES || texts.chain(&lines).any(is_long),
            DetailFault::TooLong,
        );
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self {
            company: tidy(&typed.company),
            organisation: number,
            address: lines,
            postal_code: tidy(&typed.postal_code),
            city: tidy(&typed.city),
            reference: one(&typed.reference).map(tidy),
            email: typed.email.trim().to_lowercase(),
            endpoint: parsed,
        })
    }

    /// As it stands in the form.
    #[must_use]
    pub fn typed(&self) -> TypedDetails {
        let number = |number: &OrganisationNumber| number.as_str().to_owned();
        TypedDetails {
            company: self.company.clone(),
            organisation: self.organisation.as_ref().map_or_else(String::new, number),
            address: self.address.join("\n"),
            postal_code: self.postal_code.clone(),
            city: self.city.clone(),
            reference: self.reference.clone().unwrap_or_default(),
            email: self.email.clone(),
            endpoint: self
                .endpoint
                .as_ref()
                .map_or_else(String::new, ToString::to_string),
        }
    }

    /// Of an account that has written nothing: its name, and its first owner's address.
    #[must_use]
    pub fn unwritten(company: &str, email: &str) -> Self {
        Self {
            company: company.to_owned(),
            organisation: None,
            address: Vec::new(),
            postal_code: String::new(),
            city: String::new(),
            reference: None,
            email: email.to_owned(),
            endpoint: None,
        }
    }

    /// What of it an invoice must say, and cannot.
    #[must_use]
    pub fn lacks(&self, country: &str) -> Vec<DetailFault> {
        self.buyer(country).lacks()
    }

    #[must_use]
    pub fn buyer(&self, country: &str) -> Buyer {
        Buyer {
            name: self.company.clone(),
            organisation: self.organisation.clone(),
            address: Address {
                lines: self.address.clone(),
                postal_code: self.postal_code.clone(),
                city: self.city.clone(),
                country: country.to_owned(),
            },
            email: self.email.clone(),
            reference: self.reference.clone(),
            endpoint: self.endpoint.clone(),
        }
    }
}

fn one(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// No line breaks or tabs where one line is meant.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.contains(|one: char| one.is_whitespace() || "<>,;\"@".contains(one))
    };
    is_plain(name)
        && is_plain(host)
        && host.split('.').count() > 1
        && !host.split('.').any(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed() -> TypedDetails {
        TypedDetails {
            company: " Kaffebønna  AS ".to_owned(),
            organisation: "NO 974 760 673 MVA".to_owned(),
            address: "Storgata 1\n\n 2. etasje ".to_owned(),
            postal_code: "0155".to_owned(),
            city: "Oslo".to_owned(),
            reference: String::new(),
            email: "Regnskap@Kaffe.example".to_owned(),
            endpoint: "974760673".to_owned(),
        }
    }

    #[test]
    fn what_is_typed_is_kept_tidily_and_shown_again() {
        let details = BillingDetails::parse("NO", &typed()).unwrap();
        assert_eq!(details.company, "Kaffebønna AS");
        assert_eq!(details.address, ["Storgata 1", "2. etasje"]);
        assert_eq!(details.email, "regnskap@kaffe.example");
        let again = details.typed();
        assert_eq!(again.organisation, "974760673");
        assert_eq!(again.endpoint, "0192:974760673");
        assert_eq!(BillingDetails::parse("NO", &again), Ok(details));
    }

    #[test]
    fn each_wrong_field_is_told() {
        type Spoils = fn(&mut TypedDetails);
        let cases: [(DetailFault, Spoils); 9] = [
            (DetailFault::NoCompany, |it| it.company = " ".to_owned()),
            (DetailFault::Organisation, |it| {
                it.organisation = "974760674".to_owned();
            }),
            (DetailFault::NoTown, |it| it.city.clear()),
            (DetailFault::Email, |it| it.email = "regnskap".to_owned()),
            (DetailFault::Email, |it| it.email = "a b@c.no".to_owned()),
            (DetailFault::Email, |it| it.email.clear()),
            (DetailFault::Endpoint, |it| {
                it.endpoint = "0192:974760674".to_owned();
            }),
            (DetailFault::TooLong, |it| it.company = "A".repeat(121)),
            (DetailFault::TooLong, |it| {
                it.address = "a\nb\nc\nd".to_owned()
            }),
        ];
        for (fault, spoil) in cases {
            let mut typed = typed();
            spoil(&mut typed);
            assert_eq!(BillingDetails::parse("NO", &typed), Err(vec![fault]));
        }
    }

    #[test]
    fn nothing_is_lacking_once_the_form_is_filled_in() {
        let details = BillingDetails::parse("NO", &typed()).unwrap();
        assert_eq!(details.lacks("NO"), []);
        let unwritten = BillingDetails::unwritten("Kaffebønna AS", "kari@kaffe.example");
        assert_eq!(unwritten.lacks("NO"), [DetailFault::NoTown]);
        assert_eq!(
            unwritten.lacks("DK"),
            [DetailFault::NeedsOrganisation, DetailFault::NoTown]
        );
        let nobody = BillingDetails::unwritten("", "");
        let lacks = [
            DetailFault::NoCompany,
            DetailFault::NoTown,
            DetailFault::Email,
        ];
        assert_eq!(nobody.lacks("NO"), lacks);
    }

    #[test]
    fn a_firm_abroad_is_known_by_its_number() {
        let mut danish = TypedDetails {
            endpoint: String::new(),
            organisation: String::new(),
            ..typed()
        };
        assert_eq!(
            BillingDetails::parse("DK", &danish),
            Err(vec![DetailFault::NeedsOrganisation])
        );
        danish.organisation = "DK 12345678".to_owned();
        let details = BillingDetails::parse("DK", &danish).unwrap();
        assert_eq!(details.buyer("DK").address.country, "DK");
    }
}
