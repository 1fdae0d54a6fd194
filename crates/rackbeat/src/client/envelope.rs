//! Takes Rackbeat's answer out of its wrapper: `{"orders": […], "total": 41, "pages": 3, "limit": 20, "page": 1}`.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::Page;
use crate::Error;

/// The answer's members in their order, unread.
struct Envelope(Vec<(String, Box<RawValue>)>);

pub fn one<T: DeserializeOwned>(body: &[u8], wrapper: &str) -> Result<T, Error> {
    let envelope = open(body)?;
    read(envelope.payload(wrapper)?)
}

pub fn page<T: DeserializeOwned>(body: &[u8], wrapper: &str) -> Result<Page<T>, Error> {
    let envelope = open(body)?;
    Ok(Page {
        items: read(envelope.payload(wrapper)?)?,
        total: envelope.count("total"),
        pages: envelope.count("pages"),
        page: envelope.count("page"),
    })
}

/// The whole answer, which has no wrapper.
pub fn bare<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|error| unreadable(&error))
}

fn open(body: &[u8]) -> Result<Envelope, Error> {
    bare(body)
}

fn read<T: DeserializeOwned>(raw: &RawValue) -> Result<T, Error> {
    serde_json::from_str(raw.get()).map_err(|error| unreadable(&error))
}

/// Says where and what sort of thing, never what stood there.
fn unreadable(error: &serde_json::Error) -> Error {
    let kind = error.classify();
    Error::Unexpected(format!("{kind:?} at {}:{}", error.line(), error.column()))
}

impl Envelope {
    /// What stands under the wrapper's name, else what stands first.
    fn payload(&self, wrapper: &str) -> Result<&RawValue, Error> {
        self.get(wrapper)
            .or_else(|| self.0.first().map(|(_, first)| first.as_ref()))
            .ok_or_else(|| Error::Unexpected("an empty object".to_owned()))
    }

    fn count(&self, name: &str) -> Option<u64> {
        self.get(name)?.get().trim_matches('"').parse().ok()
    }

    fn get(&self, name: &str) -> Option<&RawValue> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_ref())
    }
}

impl<'de> Deserialize<'de> for Envelope {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Envelope;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Envelope(members))
    }
}
