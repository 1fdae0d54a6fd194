//! By which rule a document's VAT is reckoned.
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Seller;
use crate::plan;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vat {
    /// Norway's general rate, in per cent.
    Standard { rate: Decimal },
    /// The buyer abroad reckons it.
    ReverseCharge,
    /// No VAT: a seller that is not registered, or a sale abroad where the operator says so.
    OutsideScope,
}

/// What sales to other countries are, an operator's setting: the accountant decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Abroad {
    #[default]
    ReverseCharge,
    OutsideScope,
}

/// The VAT as Norwegian books want it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VatInNok {
    /// Øre.
    pub vat: i64,
    /// Norwegian kroner for one of the document's, and the day it was quoted; `None` where there is no VAT
    /// to convert.
    pub rate: Option<(Decimal, NaiveDate)>,
}

impl Vat {
    /// Of a sale to this country.
    #[must_use]
    pub fn of(seller: &Seller, country: &str, abroad: Abroad) -> Self {
        match (seller.vat_registered, country, abroad) {
            (false, ..) => Self::OutsideScope,
            (true, "NO", _) => Self::Standard { rate: plan::VAT },
            (true, _, Abroad::ReverseCharge) => Self::ReverseCharge,
            (true, _, Abroad::OutsideScope) => Self::OutsideScope,
        }
    }

    /// In per cent.
    #[must_use]
    pub fn rate(self) -> Decimal {
        match self {
            Self::Standard { rate } => rate,
            Self::ReverseCharge | Self::OutsideScope => Decimal::ZERO,
        }
    }

    /// UNCL 5305, as EN 16931 wants it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Standard { .. } => "S",
            Self::ReverseCharge => "AE",
            Self::OutsideScope => "O",
        }
    }
}
