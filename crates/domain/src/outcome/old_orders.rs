//! What became of taking a shop's old orders along, as the log tells it.
use serde::{Deserialize, Serialize};

use super::{
    Outcome, State,
    args::{Args, one},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum OldOrderNews {
    /// A person said yes to so many, as the preview counted them.
    Approved { count: u64 },
    /// Of one order: it is taken along, and its turn comes.
    Waits,
    /// A person stopped the run.
    Stopped,
    /// `known` were in Rackbeat already.
    Done {
        taken: u64,
        known: u64,
        released: u64,
    },
    /// So many were put back as they were when the run was stopped.
    PutBack { released: u64, put_back: u64 },
}

impl From<OldOrderNews> for Outcome {
    fn from(news: OldOrderNews) -> Self {
        Self::OldOrders { news }
    }
}

impl OldOrderNews {
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Approved { .. } => "outcome-old-orders-approved",
            Self::Waits => "outcome-old-orders-waits",
            Self::Stopped => "outcome-old-orders-stopped",
            Self::Done { .. } => "outcome-old-orders-done",
            Self::PutBack { .. } => "outcome-old-orders-put-back",
        }
    }

    pub(super) fn state(&self) -> State {
        match self {
            Self::Waits => State::Waiting,
            _ => State::Info,
        }
    }

    pub(super) fn args(&self) -> Args {
        match self {
            Self::Approved { count } => one("count", count),
            Self::Waits | Self::Stopped => Args::new(),
            Self::Done {
                taken,
                known,
                released,
            } => vec![
                ("taken", taken.to_string()),
                ("known", known.to_string()),
                ("released", released.to_string()),
            ],
            Self::PutBack { released, put_back } => vec![
                ("released", released.to_string()),
                ("back", put_back.to_string()),
            ],
        }
    }

    /// One of each, for the tests of words.
    pub(super) fn samples() -> Vec<Self> {
        vec![
            Self::Approved { count: 12 },
            Self::Waits,
            Self::Stopped,
            Self::Done {
                taken: 12,
                known: 2,
                released: 10,
            },
            Self::PutBack {
                released: 4,
                put_back: 8,
            },
        ]
    }
}
