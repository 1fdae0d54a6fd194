//! What outcomes are told with: stages, states, figures.
use serde::{Deserialize, Serialize};

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
