//! One difference between an order as it was written and as it is now.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Sentence, money};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum OrderChange {
    Added {
        name: String,
        pieces: Decimal,
    },
    Removed {
        name: String,
    },
    /// The same line of the shop's order, but other goods or another name.
    Became {
        from: String,
        name: String,
    },
    Pieces {
        name: String,
        from: Decimal,
        to: Decimal,
    },
    /// Per piece, without VAT.
    Price {
        name: String,
        from: Decimal,
        to: Decimal,
    },
    Note,
    VatZone,
    BillingAddress,
    DeliveryAddress,
}

impl OrderChange {
    pub fn sentence(&self) -> Sentence {
        let plain = |amount: &Decimal| amount.normalize().to_string();
        let (key, args) = match self {
            Self::Added { name, pieces } => (
                "order-change-added",
                vec![("name", name.clone()), ("count", plain(pieces))],
            ),
            Self::Removed { name } => ("order-change-removed", vec![("name", name.clone())]),
            Self::Became { from, name } => (
                "order-change-became",
                vec![("from", from.clone()), ("name", name.clone())],
            ),
            Self::Pieces { name, from, to } => (
                "order-change-pieces",
                vec![
                    ("name", name.clone()),
                    ("from", plain(from)),
                    ("to", plain(to)),
                ],
            ),
            Self::Price { name, from, to } => (
                "order-change-price",
                vec![
                    ("name", name.clone()),
                    ("from", money::shown(money::round(*from, 2))),
                    ("to", money::shown(money::round(*to, 2))),
                ],
            ),
            Self::Note => ("order-change-note", Vec::new()),
            Self::VatZone => ("order-change-vat-zone", Vec::new()),
            Self::BillingAddress => ("order-change-billing", Vec::new()),
            Self::DeliveryAddress => ("order-change-delivery", Vec::new()),
        };
        Sentence::new(key, args)
    }

    /// One of each.
    pub fn samples() -> Vec<Self> {
        let name = || "Kaffekopp".to_owned();
        let (from, to) = (Decimal::TWO, Decimal::ONE);
        vec![
            Self::Added {
                name: name(),
                pieces: to,
            },
            Self::Removed { name: name() },
            Self::Became {
                from: "Termos".to_owned(),
                name: name(),
            },
            Self::Pieces {
                name: name(),
                from,
                to,
            },
            Self::Price {
                name: name(),
                from,
                to,
            },
            Self::Note,
            Self::VatZone,
            Self::BillingAddress,
            Self::DeliveryAddress,
        ]
    }
}
