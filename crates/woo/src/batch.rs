//! A batch's answer, read row by row: it is 200 even when every row failed (woocommerce-api.md 4.3).
use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::{Said, lenient, said::Envelope};

/// The most rows in one batch; more is answered 413.
pub const MOST: usize = 100;

/// In the order they were sent; what was not asked for is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchAnswer<T> {
    pub create: Vec<Result<T, RowError>>,
    pub update: Vec<Result<T, RowError>>,
}

impl<T> Default for BatchAnswer<T> {
    fn default() -> Self {
        Self {
            create: Vec::new(),
            update: Vec::new(),
        }
    }
}

/// One row that the shop refused, or whose answer cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The id that was sent; 0 for a create.
    pub id: i64,
    /// `None`: the row's answer cannot be read; it may have taken effect.
    pub said: Option<Said>,
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for BatchAnswer<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let answer: Answer = lenient::object(from)?;
        Ok(Self {
            create: answer.create.iter().map(|row| read(row)).collect(),
            update: answer.update.iter().map(|row| read(row)).collect(),
        })
    }
}

#[derive(Default, Deserialize)]
struct Answer {
    #[serde(default, deserialize_with = "lenient::list")]
    create: Vec<Box<RawValue>>,
    #[serde(default, deserialize_with = "lenient::list")]
    update: Vec<Box<RawValue>>,
}

#[derive(Default, Deserialize)]
struct Refused {
    #[serde(default, deserialize_with = "lenient::id")]
    id: i64,
    #[serde(default)]
    error: Option<Envelope>,
}

fn read<T: DeserializeOwned>(row: &RawValue) -> Result<T, RowError> {
    let refused: Refused = serde_json::from_str(row.get()).unwrap_or_default();
    if let Some(error) = refused.error {
        let status = error.status();
        let said = error.said(status);
        return Err(RowError {
            id: refused.id,
            said: Some(said),
        });
    }
    serde_json::from_str(row.get()).map_err(|_| RowError {
        id: refused.id,
        said: None,
    })
}
