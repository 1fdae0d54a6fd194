//! One page of a list.
use chrono::{DateTime, Utc};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::{Error, answer::Answer};
use crate::lenient;

/// A page may be short without being the last: `pages` decides. One past the end is empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Ids of rows that could not be read (0: not even the id), so that one odd row does not hide the others.
    pub unreadable: Vec<i64>,
    pub total: Option<u64>,
    pub pages: Option<u64>,
    /// The shop's own clock when it answered.
    pub date: Option<DateTime<Utc>>,
}

impl<T> Page<T> {
    /// Is there a page after this one, the `page`th?
    #[must_use]
    pub fn has_more(&self, page: u32, per_page: u32) -> bool {
        match self.pages {
            Some(pages) => u64::from(page) < pages,
            None => self.items.len() + self.unreadable.len() >= per_page as usize,
        }
    }

    pub(super) fn map(mut self, change: impl Fn(&mut T)) -> Self {
        self.items.iter_mut().for_each(change);
        self
    }
}

pub(super) fn of<T: DeserializeOwned>(
    answer: &Answer,
    rows: &[Box<RawValue>],
) -> Result<Page<T>, Error> {
    let (mut items, mut unreadable) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        match serde_json::from_str(row.get()) {
            Ok(item) => items.push(item),
            Err(_) => unreadable.push(id_of(row)),
        }
    }
    if items.is_empty() && !rows.is_empty() && unreadable.iter().all(|id| *id == 0) {
        return Err(Error::Unexpected(
            "no row is of the kind asked for".to_owned(),
        ));
    }
    Ok(Page {
        items,
        unreadable,
        total: answer.total,
        pages: answer.pages,
        date: answer.date,
    })
}

fn id_of(row: &RawValue) -> i64 {
    #[derive(Default, Deserialize)]
    struct Row {
        #[serde(default, deserialize_with = "lenient::id")]
        id: i64,
    }
    serde_json::from_str::<Row>(row.get())
        .unwrap_or_default()
        .id
}
