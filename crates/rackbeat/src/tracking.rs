//! A tracking number, wherever a shipment may show one: nobody has written down where (`rackbeat-api.md` 3.13).

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Names that a number may stand under, the likeliest first.
const NUMBERS: [&str; 7] = [
    "tracking_number",
    "tracking_code",
    "tracking_id",
    "track_and_trace_number",
    "track_and_trace",
    "track_trace",
    "tracking",
];
const LINKS: [&str; 5] = [
    "tracking_url",
    "tracking_link",
    "track_and_trace_url",
    "track_and_trace_link",
    "track_trace_url",
];
/// Within an object that stands under one of those.
const WITHIN_NUMBER: [&str; 3] = ["number", "code", "id"];
const WITHIN_LINK: [&str; 2] = ["url", "link"];

/// What a shipment shows of it, as it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackingField {
    pub number: Option<String>,
    pub link: Option<String>,
}

impl<'de> Deserialize<'de> for TrackingField {
    /// From all fields of the shipment that are not otherwise known.
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let fields = BTreeMap::<String, Value>::deserialize(from)?;
        let mut found = Self {
            number: first(&fields, &NUMBERS, &WITHIN_NUMBER),
            link: first(&fields, &LINKS, &WITHIN_LINK)
                .or_else(|| first(&fields, &NUMBERS, &WITHIN_LINK).filter(|text| is_link(text))),
        };
        // Some put the whole address where the number belongs.
        if let Some(address) = found.number.take_if(|text| is_link(text)) {
            found.link.get_or_insert(address);
        }
        Ok(found)
    }
}

fn first(fields: &BTreeMap<String, Value>, names: &[&str], within: &[&str]) -> Option<String> {
    let mut values = names.iter().filter_map(|name| fields.get(*name));
    values.find_map(|value| match value {
        Value::Object(object) => within.iter().find_map(|name| text(object.get(*name)?)),
        plain => text(plain),
    })
}

/// Without NUL, which no row keeps.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.replace('\0', ""),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn is_link(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}
