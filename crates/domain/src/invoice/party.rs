//! Who sells and who buys, as it stands on a document.
use serde::{Deserialize, Serialize};

use super::{BankAccount, Endpoint, Iban};
use crate::{DetailFault, organisation::OrganisationNumber};

/// We, a Norwegian firm, as the operator's settings have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    pub name: String,
    pub organisation: OrganisationNumber,
    /// In the VAT register: `MVA` follows the number, and VAT is charged.
    pub vat_registered: bool,
    /// In Foretaksregisteret, as limited companies are: the word stands on the document.
    pub in_business_register: bool,
    pub address: Address,
    pub email: String,
    pub phone: Option<String>,
    pub web: Option<String>,
    pub account: BankAccount,
    pub iban: Option<Iban>,
    pub bic: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    pub name: String,
    pub organisation: Option<OrganisationNumber>,
    pub address: Address,
    /// Where the document is mailed to.
    pub email: String,
    /// What the customer wants to find on its invoices.
    pub reference: Option<String>,
    /// Where the customer's system receives them.
    pub endpoint: Option<Endpoint>,
}

impl Buyer {
    /// What must be known before an invoice can be made: who buys and where (bokføringsforskriften § 5-1-2), the number of a
    /// firm abroad, and where to mail it.
    #[must_use]
    pub fn lacks(&self) -> Vec<DetailFault> {
        let is_abroad = self.address.country != "NO";
        let lacks = [
            (self.name.is_empty(), DetailFault::NoCompany),
            (
                is_abroad && self.organisation.is_none(),
                DetailFault::NeedsOrganisation,
            ),
            (self.address.city.is_empty(), DetailFault::NoTown),
            (self.email.is_empty(), DetailFault::Email),
        ];
        let lacking = lacks.into_iter().filter(|(lacks, _)| *lacks);
        lacking.map(|(_, fault)| fault).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street, box, floor: the lines above the town; may be none.
    pub lines: Vec<String>,
    pub postal_code: String,
    pub city: String,
    /// ISO 3166, two letters.
    pub country: String,
}
