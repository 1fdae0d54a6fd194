//! What happened to a product that is carried from its master, as the log tells it.
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    FieldChange, Outcome, State,
    args::{Args, one},
    words::{Pair, of},
};
use crate::{FailureReason, ProductMaster, Sentence, Side};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum ProductNews {
    /// Made on that side, from the other.
    Created { sku: String, side: Side },
    Changed {
        sku: String,
        side: Side,
        fields: Vec<FieldChange>,
    },
    /// Deleted or trashed on that side; its link is closed, and nothing else is touched.
    Gone { sku: String, side: Side },
    /// Restored on that side; its link is taken up again.
    Back { sku: String, side: Side },
    /// The shop was made the master of a number that another one had claimed.
    HandedOver { sku: String, by: String },
    /// Another side is the master of the shop's products from now on.
    Master { by: String, master: ProductMaster },
    /// The shop fails as often as this very product is written to it; the others go on.
    WriteFailed {
        sku: String,
        reason: FailureReason,
        next_try: DateTime<Utc>,
    },
    /// The shop answered a write with another figure than was sent; `None`: with none.
    FigureNotTaken {
        sku: String,
        sent: i64,
        shows: Option<i64>,
    },
    /// A shop's list lacked much of what it had: not believed before the products themselves were asked for.
    ListDoubted { missed: u64, known: u64 },
}

// In the shop, and in Rackbeat.
const CREATED: Pair = [
    "outcome-product-created-shop",
    "outcome-product-created-rackbeat",
];
const CHANGED: Pair = [
    "outcome-product-changed-shop",
    "outcome-product-changed-rackbeat",
];
const GONE: Pair = ["outcome-product-gone-shop", "outcome-product-gone-rackbeat"];
const BACK: Pair = ["outcome-product-back-shop", "outcome-product-back-rackbeat"];

impl From<ProductNews> for Outcome {
    fn from(news: ProductNews) -> Self {
        Self::Product { news }
    }
}

impl ProductNews {
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Created { side, .. } => of(*side, CREATED),
            Self::Changed { side, .. } => of(*side, CHANGED),
            Self::Gone { side, .. } => of(*side, GONE),
            Self::Back { side, .. } => of(*side, BACK),
            Self::HandedOver { .. } => "outcome-product-handed-over",
            Self::Master { master, .. } => match master {
                ProductMaster::Rackbeat => "outcome-master-rackbeat",
                ProductMaster::WooCommerce => "outcome-master-shop",
                ProductMaster::None => "outcome-master-none",
            },
            Self::WriteFailed { .. } => "outcome-product-write-failed",
            Self::ListDoubted { .. } => "outcome-product-list-doubted",
            Self::FigureNotTaken { shows: Some(_), .. } => "outcome-product-figure-not-taken",
            Self::FigureNotTaken { shows: None, .. } => "outcome-product-figure-not-kept",
        }
    }

    pub(super) fn state(&self) -> State {
        match self {
            Self::Created { .. } | Self::Changed { .. } => State::Sent,
            Self::Gone { .. } | Self::Back { .. } => State::Info,
            Self::HandedOver { .. } | Self::Master { .. } => State::Info,
            Self::WriteFailed { .. } | Self::ListDoubted { .. } => State::Failed,
            Self::FigureNotTaken { .. } => State::Failed,
        }
    }

    pub(super) fn args(&self) -> Args {
        match self {
            Self::Created { sku, .. }
            | Self::Changed { sku, .. }
            | Self::Gone { sku, .. }
            | Self::Back { sku, .. }
            | Self::WriteFailed { sku, .. } => one("sku", sku),
            Self::HandedOver { sku, by } => vec![("sku", sku.clone()), ("by", by.clone())],
            Self::Master { by, .. } => one("by", by),
            Self::FigureNotTaken { sku, sent, shows } => vec![
                ("sku", sku.clone()),
                ("sent", sent.to_string()),
                ("shows", shows.unwrap_or_default().to_string()),
            ],
            Self::ListDoubted { missed, known } => {
                vec![("missed", missed.to_string()), ("known", known.to_string())]
            }
        }
    }

    /// What of it changed, each field in a sentence of its own; or why it failed, and how it goes on.
    pub(super) fn details(&self) -> Vec<Sentence> {
        match self {
            Self::Changed { fields, .. } => fields.iter().map(FieldChange::sentence).collect(),
            Self::WriteFailed {
                reason, next_try, ..
            } => vec![
                reason.sentence(),
                Sentence::new("outcome-next-try", vec![("at", next_try.to_rfc3339())]),
            ],
            _ => Vec::new(),
        }
    }

    /// One of each; sample words stand in for what a sentence is filled with.
    pub(super) fn samples() -> Vec<Self> {
        let (sku, by) = (|| "KOPP-1".to_owned(), || "kari@example.test".to_owned());
        let mut all = vec![Self::HandedOver {
            sku: sku(),
            by: by(),
        }];
        for side in [Side::Shop, Side::Rackbeat] {
            all.extend([
                Self::Created { sku: sku(), side },
                Self::Changed {
                    sku: sku(),
                    side,
                    fields: FieldChange::samples(),
                },
                Self::Gone { sku: sku(), side },
                Self::Back { sku: sku(), side },
            ]);
        }
        all.extend([Some(7), None].map(|shows| Self::FigureNotTaken {
            sku: sku(),
            sent: 5,
            shows,
        }));
        all.push(Self::ListDoubted {
            missed: 40,
            known: 100,
        });
        all.push(Self::WriteFailed {
            sku: sku(),
            reason: FailureReason::TimedOut { side: Side::Shop },
            next_try: DateTime::UNIX_EPOCH,
        });
        for master in [
            ProductMaster::Rackbeat,
            ProductMaster::WooCommerce,
            ProductMaster::None,
        ] {
            all.push(Self::Master { by: by(), master });
        }
        all
    }
}
