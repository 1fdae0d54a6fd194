//! Lists that go on, a page at a time.
use serde::Deserialize;

use crate::pages::address::with_query;

/// Lines on a page.
pub(super) const LIMIT: u32 = 50;

/// What is asked of a list that can only be turned.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    /// The last one of the page before.
    pub before: String,
}

/// Where it goes on after a full page, whose last one `name` names; `None` where it ends.
pub(super) fn older<T>(
    found: &[T],
    (path, asked): (&str, &[(&str, &str)]),
    name: impl Fn(&T) -> String,
) -> Option<String> {
    let is_full = u32::try_from(found.len()).is_ok_and(|count| count >= LIMIT);
    let before = name(found.last().filter(|_| is_full)?);
    let mut asked = asked.to_vec();
    asked.push(("before", &before));
    Some(with_query(path, &asked))
}
