//! What the owner should know about an order that went through all the same.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Sentence, money};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// Rackbeat refused the e-mail address or the phone number; both were left out.
    ContactLeftOut,
    /// A text was longer than Rackbeat takes.
    NoteCut,
    /// A line went on the stand-in product; `sku` may be empty.
    StoodIn { name: String, sku: String },
    /// The rounding line that made the sums equal.
    Rounded { amount: Decimal },
    /// What the total lacked was put on the discount product.
    PutOnDiscount { amount: Decimal },
    /// What was given back, or kept, that is on no line was put on the discount product.
    RefundOnDiscount { amount: Decimal },
    /// A negative price was refused, so it became a negative quantity.
    NegativeQuantity,
    /// What the buyer wrote is no organisation number: the e-mail address told who it was.
    OrganisationNumberWrong { text: String },
    /// A customer was made in Rackbeat for this order.
    CustomerMade { number: i64 },
    /// Rackbeat refused the new customer's e-mail address or phone number; both were left out of its card.
    CustomerContactLeftOut,
}

impl Note {
    pub fn key(&self) -> &'static str {
        match self {
            Self::ContactLeftOut => "note-contact-left-out",
            Self::NoteCut => "note-cut",
            Self::StoodIn { .. } => "note-stood-in",
            Self::Rounded { .. } => "note-rounded",
            Self::PutOnDiscount { .. } => "note-put-on-discount",
            Self::RefundOnDiscount { .. } => "note-refund-on-discount",
            Self::NegativeQuantity => "note-negative-quantity",
            Self::OrganisationNumberWrong { .. } => "note-organisation-number-wrong",
            Self::CustomerMade { .. } => "note-customer-made",
            Self::CustomerContactLeftOut => "note-customer-contact-left-out",
        }
    }

    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::StoodIn { name, sku } => vec![("name", name.clone()), ("sku", sku.clone())],
            Self::Rounded { amount }
            | Self::PutOnDiscount { amount }
            | Self::RefundOnDiscount { amount } => {
                vec![("amount", money::shown(*amount))]
            }
            Self::OrganisationNumberWrong { text } => vec![("text", text.clone())],
            Self::CustomerMade { number } => vec![("number", number.to_string())],
            Self::ContactLeftOut
            | Self::NoteCut
            | Self::NegativeQuantity
            | Self::CustomerContactLeftOut => Vec::new(),
        }
    }

    pub fn sentence(&self) -> Sentence {
        Sentence::new(self.key(), self.args())
    }

    /// One of each.
    pub fn samples() -> Vec<Self> {
        let amount = Decimal::new(1, 2);
        vec![
            Self::ContactLeftOut,
            Self::NoteCut,
            Self::StoodIn {
                name: "Kaffekopp".to_owned(),
                sku: String::new(),
            },
            Self::Rounded { amount },
            Self::PutOnDiscount { amount },
            Self::RefundOnDiscount { amount },
            Self::NegativeQuantity,
            Self::OrganisationNumberWrong {
                text: "974760674".to_owned(),
            },
            Self::CustomerMade { number: 10_007 },
            Self::CustomerContactLeftOut,
        ]
    }
}
