//! What a person did about an order by hand, as the log tells it. Who it was stands on the line.
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    Outcome, State,
    args::{Args, one},
    words::{Pair, pick},
};
use crate::money;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum HandNews {
    /// Asked for once more.
    SendAgain,
    /// All that stood still for one thing.
    SendAgainAll { count: u64 },
    /// What the total lacks of its lines goes on the discount product.
    PutOnDiscount,
    /// "Not to be sent" was taken back, or an old order was picked out.
    Included,
    /// The order in Rackbeat is no longer ours.
    LetGo { number: i64 },
    /// An order that stands in Rackbeat is this one. Both sums are without VAT; `None`: Rackbeat did not say.
    Tied {
        number: i64,
        shop: Decimal,
        rackbeat: Option<Decimal>,
    },
}

const TIED: Pair = ["outcome-hand-tied", "outcome-hand-tied-differs"];

impl From<HandNews> for Outcome {
    fn from(news: HandNews) -> Self {
        Self::Hand { news }
    }
}

impl HandNews {
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::SendAgain => "outcome-hand-send-again",
            Self::SendAgainAll { .. } => "outcome-hand-send-again-all",
            Self::PutOnDiscount => "outcome-hand-put-on-discount",
            Self::Included => "outcome-hand-included",
            Self::LetGo { .. } => "outcome-hand-let-go",
            Self::Tied { shop, rackbeat, .. } => {
                pick(rackbeat.is_none_or(|rackbeat| rackbeat == *shop), TIED)
            }
        }
    }

    pub(super) fn state(&self) -> State {
        match self {
            Self::Tied { .. } => State::Sent,
            Self::SendAgain | Self::Included => State::Waiting,
            Self::SendAgainAll { .. } | Self::PutOnDiscount | Self::LetGo { .. } => State::Info,
        }
    }

    pub(super) fn args(&self) -> Args {
        match self {
            Self::SendAgain | Self::PutOnDiscount | Self::Included => Args::new(),
            Self::SendAgainAll { count } => one("count", count),
            Self::LetGo { number } => one("number", number),
            Self::Tied {
                number,
                shop,
                rackbeat,
            } => vec![
                ("number", number.to_string()),
                ("shop", money::shown(*shop)),
                ("rackbeat", money::shown(rackbeat.unwrap_or(*shop))),
            ],
        }
    }

    /// One of each, for the tests of words.
    pub(super) fn samples() -> Vec<Self> {
        let number = 1029;
        let tied = |rackbeat| Self::Tied {
            number,
            shop: Decimal::ONE_HUNDRED,
            rackbeat: Some(rackbeat),
        };
        vec![
            Self::SendAgain,
            Self::SendAgainAll { count: 12 },
            Self::PutOnDiscount,
            Self::Included,
            Self::LetGo { number },
            tied(Decimal::ONE_HUNDRED),
            tied(Decimal::ONE),
        ]
    }
}
