//! What differs between a recorded answer and ours.

use serde_json::Value;

use super::exchange::{Answered, Exchange};
use super::shape::{Look, compare};

/// Headers whose value must be the same, or be missing in both.
const HEADERS: &[&str] = &[
    "Content-Type",
    "X-WP-Total",
    "X-WP-TotalPages",
    "Link",
    "Retry-After",
    "Location",
    "Allow",
    "Vary",
];

pub fn differences(recorded: &Exchange, ours: &Answered) -> Vec<String> {
    let mut found = Vec::new();
    if recorded.status != ours.status {
        found.push(format!(
            "status: {} recorded, {} ours",
            recorded.status, ours.status
        ));
    }
    for name in HEADERS {
        let (theirs, ours) = (recorded.header(name), ours.header(name));
        if theirs != ours {
            found.push(format!("header {name}: {theirs:?} recorded, {ours:?} ours"));
        }
    }
    match (&recorded.answer, &recorded.text) {
        (Some(answer), _) => match serde_json::from_str::<Value>(&ours.text) {
            Ok(Value::Array(rows)) if recorded.of.is_some_and(|of| of != rows.len()) => {
                found.push(format!(
                    "rows: {:?} recorded, {} ours",
                    recorded.of,
                    rows.len()
                ));
            }
            Ok(body) if recorded.status >= 400 && *answer != body => {
                found.push(format!("error body: {answer} recorded, {body} ours"));
            }
            Ok(body) => compare_body(recorded, answer, &body, &mut found),
            Err(_) => found.push(format!("no JSON: {}", ours.text)),
        },
        (None, Some(text)) => compare_text(text, &ours.text, &mut found),
        (None, None) => found.push("nothing recorded".to_owned()),
    }
    found
}

fn compare_body(recorded: &Exchange, answer: &Value, ours: &Value, found: &mut Vec<String>) {
    let (Value::Array(theirs), Value::Array(rows)) = (answer, ours) else {
        return compare(Look::Values, "", answer, ours, found);
    };
    if recorded.of.is_none() && theirs.len() != rows.len() {
        found.push(format!(
            "rows: {} recorded, {} ours",
            theirs.len(),
            rows.len()
        ));
    }
    for row in theirs {
        let key = if row.get("id").is_some() {
            "id"
        } else {
            "slug"
        };
        match rows.iter().find(|other| other.get(key) == row.get(key)) {
            Some(other) => compare(Look::Values, &format!("[{}]", row[key]), row, other, found),
            None => found.push(format!("[{}]: not in ours", row[key])),
        }
    }
}

fn compare_text(theirs: &str, ours: &str, found: &mut Vec<String>) {
    let json = |text: &str| {
        text.find("{\"id\"")
            .and_then(|at| serde_json::from_str::<Value>(&text[at..]).ok())
    };
    match (json(theirs), json(ours)) {
        (Some(a), Some(b)) => {
            if theirs.chars().next() != ours.chars().next() {
                found.push("text: begins differently".to_owned());
            }
            compare(Look::Values, "", &a, &b, found);
        }
        _ if theirs == ours => {}
        _ => found.push(format!("text: {theirs} recorded, {ours} ours")),
    }
}

impl Exchange {
    fn header(&self, name: &str) -> Option<String> {
        let found = self.answer_headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone())
    }
}

impl Answered {
    /// The last one that is not the link to the interface itself.
    fn header(&self, name: &str) -> Option<String> {
        let mut mine = self
            .headers
            .iter()
            .filter(|(key, value)| key.eq_ignore_ascii_case(name) && !value.contains("api.w.org"));
        mine.next_back().map(|(_, value)| value.clone())
    }
}
