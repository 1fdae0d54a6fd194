//! What stands beside an order: its custom fields, and the notes that people and programs write.

use serde::Deserialize;

use crate::wire;

/// A custom field of an order and its value (`rackbeat-api.md` 3.11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct OrderField {
    #[serde(default, deserialize_with = "wire::text")]
    pub slug: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub value: Option<String>,
    /// Where the answer keeps the field's own names apart from its value.
    #[serde(default, deserialize_with = "wire::nested")]
    pub field: Option<FieldNames>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct FieldNames {
    #[serde(default, deserialize_with = "wire::text")]
    pub slug: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
}

impl OrderField {
    /// All that the field is called.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = [&self.name, &self.slug];
        let within = self
            .field
            .iter()
            .flat_map(|field| [&field.name, &field.slug]);
        own.into_iter()
            .chain(within)
            .filter_map(|name| name.as_deref())
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct OrderNote {
    #[serde(default, deserialize_with = "wire::text")]
    pub note: Option<String>,
}
