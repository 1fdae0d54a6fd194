//! An invoice or a credit note: all that stands on it, kept as it was on the day it was made.
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::plan::Currency;

mod bank;
mod check;
mod counted;
mod credit;
mod drawn;
mod endpoint;
mod party;
mod vat;

pub use bank::{BankAccount, Iban, kid};
pub use check::Broken;
pub use counted::{CountedShop, Span, Stretch};
pub use credit::{Credited, NoCredit};
pub use drawn::{About, Made, drawn};
pub use endpoint::{Endpoint, scheme_of};
pub use party::{Address, Buyer, Seller};
pub use vat::{Abroad, Vat, VatInNok};

/// What goes on paper, to the customer's system and into the books. Amounts are øre and never below nothing:
/// of a credit note they are what is given back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub kind: Kind,
    pub number: u64,
    pub issued: NaiveDate,
    /// Of an invoice only.
    pub due: Option<NaiveDate>,
    pub delivery: Delivery,
    pub seller: Seller,
    pub buyer: Buyer,
    /// The language it is written in, `nb` or `en`.
    pub language: String,
    pub currency: Currency,
    pub lines: Vec<Line>,
    /// Which shops counted on which days, so that anybody can count again. None where no line is for shops.
    #[serde(default)]
    pub shops: Vec<CountedShop>,
    pub vat_by: Vat,
    /// The sum of the lines, ex VAT.
    pub net: i64,
    pub vat: i64,
    pub total: i64,
    /// Bookkeeping asks for the VAT in Norwegian kroner, whatever is paid in; `None` where it is.
    pub vat_in_nok: Option<VatInNok>,
    /// What the payer writes, so that the payment is known; of an invoice only.
    pub kid: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Invoice,
    CreditNote {
        /// The invoice that is credited, and when that was issued.
        number: u64,
        issued: NaiveDate,
        reason: String,
    },
}

/// When and where what is charged was delivered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// A service on the net is delivered where its buyer is: town and country.
    pub place: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub item: Item,
    /// Ex VAT.
    pub net: i64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    ExtraShops {
        /// For one shop and a whole month, ex VAT.
        monthly: i64,
        /// The first and the last day with an extra shop at this price.
        first: NaiveDate,
        last: NaiveDate,
        /// One for each extra shop and day.
        shop_days: u32,
        days_in_month: u32,
    },
    /// A part of an invoice, credited as a sum.
    PartOf { invoice: u64 },
}

impl Item {
    /// How many, of which unit price, per how many: the net is their product over the last.
    #[must_use]
    pub fn counted(&self, net: i64) -> (u32, i64, u32) {
        match *self {
            Self::ExtraShops {
                monthly,
                shop_days,
                days_in_month,
                ..
            } => (shop_days, monthly, days_in_month),
            Self::PartOf { .. } => (1, net, 1),
        }
    }
}

impl Document {
    #[must_use]
    pub fn is_credit_note(&self) -> bool {
        matches!(self.kind, Kind::CreditNote { .. })
    }

    /// Net, VAT and total as the books add them: a credit note's are below nothing.
    #[must_use]
    pub fn in_books(&self) -> (i64, i64, i64) {
        let sign = if self.is_credit_note() { -1 } else { 1 };
        (sign * self.net, sign * self.vat, sign * self.total)
    }

    /// Øre as a decimal of the document's currency.
    #[must_use]
    pub fn amount(&self, minor: i64) -> Decimal {
        crate::money::from_minor(minor, self.currency.code())
    }
}

#[cfg(test)]
mod tests;
