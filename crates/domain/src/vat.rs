//! Which of Rackbeat's VAT zones an order belongs to.
use rackbeat::VatZone;
use serde::{Deserialize, Serialize};

/// Which address the shop reckons tax by (`woocommerce_tax_based_on`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaxBasedOn {
    #[default]
    Shipping,
    Billing,
    /// The shop's own address.
    Base,
}

impl TaxBasedOn {
    /// WooCommerce's own default is the shipping address.
    pub fn read(setting: &str) -> Self {
        match setting {
            "billing" => Self::Billing,
            "base" => Self::Base,
            _ => Self::Shipping,
        }
    }
}

/// The zone of a sale to `country`, kept in the books of `home`; both ISO 3166 codes.
///
/// An order that names no country is sold at home.
pub fn zone(country: &str, home: &str) -> VatZone {
    let country = country.trim().to_uppercase();
    if country.is_empty() || country == home.trim().to_uppercase() {
        VatZone::Domestic
    } else if EU.contains(&country.as_str()) {
        VatZone::Eu
    } else {
        VatZone::Abroad
    }
}

/// Members of the European Union, with Monaco, which counts as France in VAT
/// (directive 2006/112/EC, article 7), and `XI`, Northern Ireland for goods.
const EU: [&str; 29] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MC", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI",
];
