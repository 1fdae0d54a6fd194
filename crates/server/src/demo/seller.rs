//! Who sells in the demo: a firm that does not exist.
use app::billing::{self, Sales};
use domain::{
    invoice::{Abroad, Address, BankAccount, Seller},
    organisation::OrganisationNumber,
};

/// `None` only if a number here were wrong.
pub fn sales() -> Option<Sales> {
    Some(Sales {
        seller: Seller {
            name: "Varebro Demo AS".to_owned(),
            organisation: OrganisationNumber::parse("NO", "987654325")?,
            vat_registered: true,
            in_business_register: true,
            address: Address {
                lines: vec!["Demoveien 1".to_owned()],
                postal_code: "0001".to_owned(),
                city: "Oslo".to_owned(),
                country: "NO".to_owned(),
            },
            email: "faktura@varebro.example".to_owned(),
            phone: None,
            web: None,
            account: BankAccount::parse("1234.56.78903")?,
            iban: None,
            bic: None,
        },
        due_days: 14,
        abroad: Abroad::ReverseCharge,
        reverse_charge_text: None,
        at_once: billing::AT_ONCE,
    })
}
