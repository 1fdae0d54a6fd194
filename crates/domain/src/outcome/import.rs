//! What happened to an initial synchronisation, as the log tells it.
use serde::{Deserialize, Serialize};

use super::{
    Outcome, State,
    args::{Args, one},
    words::{Pair, pick},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "news", rename_all = "snake_case")]
pub enum ImportNews {
    /// `levels` are stock levels that would be set in Rackbeat.
    Previewed {
        link: u64,
        create: u64,
        skip: u64,
        levels: u64,
    },
    /// `location` is where levels are set; `None` for products alone.
    Approved {
        by: String,
        location: Option<String>,
    },
    Paused {
        by: String,
    },
    Resumed {
        by: String,
    },
    Cancelled {
        by: String,
    },
    Done {
        created: u64,
        linked: u64,
        levels: u64,
        skipped: u64,
        failed: u64,
    },
    /// An adjustment of ours that a crash had left unbooked; `booked`: it still held and was
    /// booked now.
    Stray {
        id: i64,
        sku: String,
        booked: bool,
    },
}

const APPROVED: Pair = [
    "outcome-import-approved",
    "outcome-import-approved-products-alone",
];
const STRAY: Pair = [
    "outcome-stray-adjustment-booked",
    "outcome-stray-adjustment-left",
];

impl From<ImportNews> for Outcome {
    fn from(news: ImportNews) -> Self {
        Self::Import { news }
    }
}

impl ImportNews {
    pub(super) fn key(&self) -> &'static str {
        match self {
            Self::Previewed { .. } => "outcome-import-previewed",
            Self::Approved { location, .. } => pick(location.is_some(), APPROVED),
            Self::Paused { .. } => "outcome-import-paused",
            Self::Resumed { .. } => "outcome-import-resumed",
            Self::Cancelled { .. } => "outcome-import-cancelled",
            Self::Done { .. } => "outcome-import-done",
            Self::Stray { booked, .. } => pick(*booked, STRAY),
        }
    }

    pub(super) fn state(&self) -> State {
        match self {
            Self::Stray { booked: true, .. } => State::Sent,
            Self::Stray { booked: false, .. } | Self::Done { failed: 1.., .. } => State::NotSent,
            _ => State::Info,
        }
    }

    pub(super) fn remedy_key(&self) -> Option<&'static str> {
        match self {
            Self::Stray { booked: false, .. } => Some("remedy-stray-adjustment"),
            Self::Done { failed: 1.., .. } => Some("remedy-import-again"),
            _ => None,
        }
    }

    pub(super) fn args(&self) -> Args {
        match self {
            Self::Approved { by, location: None }
            | Self::Paused { by }
            | Self::Resumed { by }
            | Self::Cancelled { by } => one("by", by),
            Self::Approved {
                by,
                location: Some(location),
            } => vec![("by", by.clone()), ("location", location.clone())],
            Self::Stray { id, sku, .. } => vec![("id", id.to_string()), ("sku", sku.clone())],
            Self::Previewed {
                link,
                create,
                skip,
                levels,
            } => counted(&[
                ("link", *link),
                ("create", *create),
                ("skip", *skip),
                ("levels", *levels),
            ]),
            Self::Done {
                created,
                linked,
                levels,
                skipped,
                failed,
            } => counted(&[
                ("created", *created),
                ("linked", *linked),
                ("levels", *levels),
                ("skipped", *skipped),
                ("failed", *failed),
            ]),
        }
    }

    /// One of each, for the tests of words.
    pub(super) fn samples() -> Vec<Self> {
        let by = || "kari@butikk.no".to_owned();
        let done = |failed| Self::Done {
            created: 12,
            linked: 40,
            levels: 30,
            skipped: 8,
            failed,
        };
        let stray = |booked| Self::Stray {
            id: 90_311,
            sku: "KOPP-1".to_owned(),
            booked,
        };
        vec![
            Self::Previewed {
                link: 40,
                create: 12,
                skip: 8,
                levels: 30,
            },
            Self::Approved {
                by: by(),
                location: None,
            },
            Self::Approved {
                by: by(),
                location: Some("Hovedlager".to_owned()),
            },
            Self::Paused { by: by() },
            Self::Resumed { by: by() },
            Self::Cancelled { by: by() },
            done(0),
            done(2),
            stray(true),
            stray(false),
        ]
    }
}

fn counted(counts: &[(&'static str, u64)]) -> Args {
    let counts = counts.iter();
    counts
        .map(|(name, count)| (*name, count.to_string()))
        .collect()
}
