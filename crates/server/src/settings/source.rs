//! Where settings come from: names and texts, and the one sentence that says what is wrong with one.
use std::{collections::BTreeMap, ffi::OsString};

use anyhow::{anyhow, bail};

const OURS: &str = "VAREBRO_";
/// What the tests read; nothing of the product's.
const TESTS: &str = "VAREBRO_TEST_";

/// A setting's name, and a value that would do.
#[derive(Clone, Copy)]
pub(super) struct Name(pub &'static str, pub &'static str);

pub(super) struct Source(BTreeMap<String, String>);

impl Source {
    /// Refuses a name of ours that nothing reads: it is misspelt, and its value would be missed.
    pub(super) fn new(
        vars: impl Iterator<Item = (OsString, OsString)>,
        known: &[Name],
    ) -> anyhow::Result<Self> {
        let mut texts = BTreeMap::new();
        for (name, text) in vars {
            let Some(name) = name.to_str().filter(|name| ours(name)) else {
                continue;
            };
            if !known.iter().any(|one| one.0 == name) {
                bail!(
                    "{name} is not a setting of Varebro; docs/settings.md lists them, for example {}",
                    nearest(name, known)
                );
            }
            let text = text
                .into_string()
                .map_err(|_| anyhow!("{name} is not readable as UTF-8 text"))?;
            texts.insert(name.to_owned(), text.trim().to_owned());
        }
        Ok(Self(texts))
    }

    /// `None` when it is not set, or set to nothing.
    pub(super) fn text(&self, name: Name) -> Option<&str> {
        let text = self.0.get(name.0)?;
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn checked<T>(
        &self,
        name: Name,
        parse: impl FnOnce(&str) -> anyhow::Result<T>,
    ) -> anyhow::Result<Option<T>> {
        let Some(text) = self.text(name) else {
            return Ok(None);
        };
        let Name(name, example) = name;
        parse(text)
            .map(Some)
            .map_err(|why| anyhow!("{name} {why}; a value that would do: {name}={example}"))
    }
}

fn ours(name: &str) -> bool {
    name.starts_with(OURS) && !name.starts_with(TESTS)
}

/// The name that shares the longest beginning.
fn nearest(name: &str, known: &[Name]) -> &'static str {
    let shared = |one: &&Name| {
        let pairs = one.0.bytes().zip(name.bytes());
        pairs.take_while(|(a, b)| a == b).count()
    };
    known.iter().max_by_key(shared).map_or(OURS, |one| one.0)
}
