//! What became of an order after it was sent: changed, refunded, or left because somebody else was at it.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Outcome, State,
    args::{Args, one},
    words::{Pair, pick},
};
use crate::{Note, OrderChange, Refusal, Sentence};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum OrderNews {
    /// Rackbeat's order is again as the shop's.
    Changed {
        number: i64,
        changes: Vec<OrderChange>,
        notes: Vec<Note>,
    },
    /// Changed in the shop, but Rackbeat's order is no longer what we wrote.
    ChangedByBoth { number: i64 },
    /// Changed in the shop when it was, wholly or in part, shipped or invoiced.
    ChangedTooLate { number: i64 },
    /// Rackbeat refused the change; the order stands as it did before. `booked`: it was booked and is again.
    ChangeRefused {
        number: i64,
        refusal: Refusal,
        booked: bool,
    },
    /// Rackbeat did not let it be reopened: somebody is picking it, most likely.
    ChangeLocked { number: i64, text: String },
    /// Given back and not put back on the shop's shelf, but Rackbeat still counts it on its own.
    KeptOnShelf {
        name: String,
        sku: String,
        pieces: Decimal,
    },
    /// All of it was given back before anything was sent.
    RefundedUnsent,
    /// All of it was given back: reopened to a draft, so that it reserves nothing.
    RefundedReleased { number: i64 },
    /// All of it was given back: deleted in Rackbeat.
    RefundedDeleted { number: i64 },
    /// All of it was given back: left as it stands, by choice or because it is shipped.
    RefundedTold { number: i64, shipped: bool },
}

const REFUSED: Pair = [
    "outcome-order-change-refused",
    "outcome-draft-change-refused",
];
const REFUNDED: Pair = [
    "outcome-order-refunded-shipped",
    "outcome-order-refunded-told",
];

impl From<OrderNews> for Outcome {
    fn from(news: OrderNews) -> Self {
        Self::Order { news }
    }
}

impl OrderNews {
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Changed { .. } => "outcome-order-changed",
            Self::ChangedByBoth { .. } => "outcome-order-changed-by-both",
            Self::ChangedTooLate { .. } => "outcome-order-changed-too-late",
            Self::ChangeRefused { booked, .. } => pick(*booked, REFUSED),
            Self::ChangeLocked { .. } => "outcome-order-change-locked",
            Self::KeptOnShelf { .. } => "outcome-order-kept-on-shelf",
            Self::RefundedUnsent => "outcome-order-refunded-unsent",
            Self::RefundedReleased { .. } => "outcome-order-refunded-released",
            Self::RefundedDeleted { .. } => "outcome-order-refunded-deleted",
            Self::RefundedTold { shipped, .. } => pick(*shipped, REFUNDED),
        }
    }

    pub(super) fn state(&self) -> State {
        match self {
            Self::Changed { .. } => State::Sent,
            Self::RefundedReleased { .. } | Self::RefundedDeleted { .. } => State::Sent,
            Self::ChangedByBoth { .. } | Self::ChangedTooLate { .. } => State::NotSent,
            Self::ChangeRefused { .. } | Self::ChangeLocked { .. } => State::NotSent,
            Self::RefundedTold { .. } => State::NotSent,
            Self::KeptOnShelf { .. } | Self::RefundedUnsent => State::Info,
        }
    }

    pub(super) fn args(&self) -> Args {
        match self {
            Self::Changed { number, .. }
            | Self::ChangedByBoth { number }
            | Self::ChangedTooLate { number }
            | Self::ChangeRefused { number, .. }
            | Self::RefundedReleased { number }
            | Self::RefundedDeleted { number }
            | Self::RefundedTold { number, .. } => one("number", number),
            Self::ChangeLocked { number, text } => {
                vec![("number", number.to_string()), ("text", text.clone())]
            }
            Self::KeptOnShelf { name, sku, pieces } => vec![
                ("name", name.clone()),
                ("sku", sku.clone()),
                ("count", pieces.normalize().to_string()),
            ],
            Self::RefundedUnsent => Args::new(),
        }
    }

    /// What of it changed and why it was refused, each in a sentence of its own.
    pub(super) fn details(&self) -> Vec<Sentence> {
        match self {
            Self::Changed { changes, notes, .. } => {
                let changes = changes.iter().map(OrderChange::sentence);
                changes.chain(notes.iter().map(Note::sentence)).collect()
            }
            Self::ChangeRefused { refusal, .. } => vec![refusal.sentence()],
            _ => Vec::new(),
        }
    }

    pub(super) fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::ChangeRefused { refusal, .. } => Some(refusal),
            _ => None,
        }
    }

    pub(super) fn remedy_key(&self) -> Option<&'static str> {
        match self {
            Self::ChangedByBoth { .. } | Self::ChangedTooLate { .. } => {
                Some("remedy-change-by-hand")
            }
            Self::ChangeRefused { refusal, .. } => Some(refusal.remedy_key()),
            Self::ChangeLocked { .. } => Some("remedy-change-locked"),
            Self::KeptOnShelf { .. } => Some("remedy-kept-on-shelf"),
            Self::RefundedTold { .. } => Some("remedy-refund-by-hand"),
            _ => None,
        }
    }

    /// One of each; sample words stand in for what a sentence is filled with.
    pub(super) fn samples() -> Vec<Self> {
        let number = 1029;
        let refused = |booked| Self::ChangeRefused {
            number,
            refusal: Refusal::RackbeatRefused {
                text: "422".to_owned(),
            },
            booked,
        };
        vec![
            Self::Changed {
                number,
                changes: OrderChange::samples(),
                notes: vec![Note::NoteCut],
            },
            Self::ChangedByBoth { number },
            Self::ChangedTooLate { number },
            refused(true),
            refused(false),
            Self::ChangeLocked {
                number,
                text: "422".to_owned(),
            },
            Self::KeptOnShelf {
                name: "Kaffekopp".to_owned(),
                sku: "KOPP-1".to_owned(),
                pieces: Decimal::ONE,
            },
            Self::RefundedUnsent,
            Self::RefundedReleased { number },
            Self::RefundedDeleted { number },
            Self::RefundedTold {
                number,
                shipped: true,
            },
            Self::RefundedTold {
                number,
                shipped: false,
            },
        ]
    }
}
