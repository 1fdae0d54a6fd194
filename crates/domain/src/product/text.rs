//! Names and descriptions: HTML in a shop, plain names in Rackbeat.
use crate::hash;
use crate::text::cut;

mod entities;

/// The longest name that Rackbeat takes, in characters (`rackbeat-api.md` 2.9).
pub const NAME_MAX: usize = 255;

/// Between a parent's name and what a variation differs by.
const BETWEEN: &str = " – ";

/// A name as people read it: without tags, entities decoded, blanks squeezed.
pub fn name_text(html: &str) -> String {
    let text = entities::decoded(&without_tags(html));
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

/// A plain name as a shop stores it, so that `<` and `&` stay what they are.
pub fn as_html(name: &str) -> String {
    name.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

pub fn cut_name(name: &str) -> String {
    cut(name, NAME_MAX)
}

/// The parent's name gives way, so that variations can still be told apart.
pub fn joined(parent: &str, label: &str) -> String {
    if label.is_empty() || parent.is_empty() {
        return cut_name(if label.is_empty() { parent } else { label });
    }
    let label_len = label.chars().count() + BETWEEN.chars().count();
    let room = NAME_MAX.saturating_sub(label_len).max(NAME_MAX / 2);
    cut_name(&format!("{}{BETWEEN}{label}", cut(parent, room)))
}

/// A fingerprint of a description. Line endings and outer blanks are no difference.
pub fn description_key(html: &str) -> String {
    let text = html.replace("\r\n", "\n").replace('\r', "\n");
    hash::of_bytes(text.trim().as_bytes())
}

/// `<` begins a tag only before a letter, `/`, `!` or `?`; a tag that never ends is text.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let opens = tag[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        match tag.find('>').filter(|_| opens) {
            Some(end) => {
                // Words on either side of a break stay apart.
                text.push_str(if is_break(tag) { " " } else { "" });
                rest = &tag[end + 1..];
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text + rest
}

fn is_break(tag: &str) -> bool {
    let name: String = tag
        .chars()
        .skip(1)
        .skip_while(|c| *c == '/')
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    matches!(
        name.to_ascii_lowercase().as_str(),
        "br" | "p" | "div" | "li" | "td" | "hr"
    )
}
