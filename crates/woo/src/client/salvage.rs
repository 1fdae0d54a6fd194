//! Reading JSON that a shop put something before or behind, where there is only one way to read it.
use serde::de::DeserializeOwned;

/// How many places are tried as the JSON's beginning.
const MOST_TRIES: usize = 64;

/// May what stands around the JSON be ignored behind it too, or only before it?
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Around {
    /// A look: a PHP notice before or behind does no harm.
    Both,
    /// An answer to a write: the whole rest must be the one value.
    Before,
}

/// The value, and whether something stood around it. `None`: no such value, or cut short.
pub(super) fn value<T: DeserializeOwned>(body: &str, around: Around) -> Option<(T, bool)> {
    let clean = body.trim_start_matches('\u{feff}').trim();
    if let Ok(value) = serde_json::from_str(clean) {
        return Some((value, false));
    }
    beginnings(clean)
        .take(MOST_TRIES)
        .find_map(|rest| whole(rest, around))
        .map(|value| (value, true))
}

/// True for what a browser would show: a page, not a notice before JSON.
pub(super) fn is_page(body: &str) -> bool {
    let start: String = body
        .trim_start_matches('\u{feff}')
        .trim_start()
        .chars()
        .take(14)
        .collect();
    let start = start.to_ascii_lowercase();
    ["<!doctype", "<html", "<head", "<body", "<?xml", "<!--"]
        .iter()
        .any(|tag| start.starts_with(tag))
}

/// Every place where an object or a list begins at the start of a line or right after a tag. The tail of a whole value is
/// never a value itself, so at most one of them reads to the end.
fn beginnings(body: &str) -> impl Iterator<Item = &str> {
    let mut before = '\n';
    body.char_indices().filter_map(move |(at, letter)| {
        let here = matches!(letter, '{' | '[') && matches!(before, '\n' | '>' | '\u{feff}');
        before = letter;
        here.then(|| &body[at..])
    })
}

fn whole<T: DeserializeOwned>(rest: &str, around: Around) -> Option<T> {
    let mut values = serde_json::Deserializer::from_str(rest).into_iter();
    let value = values.next()?.ok()?;
    let behind = rest[values.byte_offset()..].trim_start();
    let fits = behind.is_empty() || (around == Around::Both && behind.starts_with('<'));
    fits.then_some(value)
}
