//! One sentence of the screen, before it has a language, and the two sides it may be about.
use serde::{Deserialize, Serialize};

/// A key in the language files and what its words are filled with.
///
/// Arguments are plain text by these conventions: `at` is a moment in RFC 3339, UTC; amounts
/// are decimals with a point; everything else is shown as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
}

impl Sentence {
    pub fn new(key: &'static str, args: Vec<(&'static str, String)>) -> Self {
        Self { key, args }
    }

    pub fn plain(key: &'static str) -> Self {
        Self::new(key, Vec::new())
    }
}

/// One of the two systems that a message may have to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Shop,
    Rackbeat,
}
