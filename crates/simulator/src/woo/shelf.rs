//! Things by id, and by when they were last changed.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

/// What stands on a shelf says who it is and when it changed.
pub trait Kept {
    fn id(&self) -> u64;
    fn modified(&self) -> DateTime<Utc>;
}

#[derive(Debug)]
pub struct Shelf<T> {
    rows: BTreeMap<u64, T>,
    by_modified: BTreeSet<(i64, u64)>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self {
            rows: BTreeMap::new(),
            by_modified: BTreeSet::new(),
        }
    }
}

impl<T: Kept> Shelf<T> {
    pub fn get(&self, id: u64) -> Option<&T> {
        self.rows.get(&id)
    }

    pub fn put(&mut self, thing: T) {
        self.remove(thing.id());
        self.by_modified
            .insert((thing.modified().timestamp(), thing.id()));
        self.rows.insert(thing.id(), thing);
    }

    pub fn remove(&mut self, id: u64) -> Option<T> {
        let old = self.rows.remove(&id)?;
        self.by_modified.remove(&(old.modified().timestamp(), id));
        Some(old)
    }

    /// Changes the thing in place; `None` when it is not there.
    pub fn edit<R>(&mut self, id: u64, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        let mut thing = self.remove(id)?;
        let result = change(&mut thing);
        self.put(thing);
        Some(result)
    }

    /// By ascending id.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.rows.values()
    }

    /// Those changed strictly after the given instant, by whole seconds.
    pub fn modified_after(&self, at: DateTime<Utc>) -> impl Iterator<Item = &T> {
        let from = (at.timestamp() + 1, 0);
        self.by_modified
            .range(from..)
            .filter_map(|(_, id)| self.rows.get(id))
    }
}
