//! What outcomes are told with: stages, states, figures.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::{Sentence, money};

/// How a line of the log is coloured and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Sent,
    Waiting,
    /// A person can act.
    NotSent,
    /// We try again, or it is over.
    Failed,
    Info,
}

/// One stock figure that was written to a shop, in pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub sku: String,
    /// What the shop said before; `None` when it had no figure.
    pub before: Option<i64>,
    pub after: i64,
}

/// What somebody did by hand to one of our orders in Rackbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandMade {
    Booked,
    Reopened,
    Changed,
    Cancelled,
    Deleted,
}

/// What was changed of a product, as the receiver holds it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "field", rename_all = "snake_case")]
pub enum FieldChange {
    Name {
        to: String,
    },
    /// `from` is `None` when it had no price.
    Price {
        from: Option<Decimal>,
        to: Decimal,
    },
    Description,
}

impl FieldChange {
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Name { to } => Sentence::new("field-name", vec![("to", to.clone())]),
            Self::Price { from: None, to } => {
                Sentence::new("field-first-price", vec![("to", money::shown(*to))])
            }
            Self::Price {
                from: Some(from),
                to,
            } => Sentence::new(
                "field-price",
                vec![("from", money::shown(*from)), ("to", money::shown(*to))],
            ),
            Self::Description => Sentence::plain("field-description"),
        }
    }

    /// One of each.
    pub fn samples() -> Vec<Self> {
        let (from, to) = (Decimal::new(100, 0), Decimal::new(120, 0));
        vec![
            Self::Name {
                to: "Kaffekopp".to_owned(),
            },
            Self::Price { from: None, to },
            Self::Price {
                from: Some(from),
                to,
            },
            Self::Description,
        ]
    }
}
