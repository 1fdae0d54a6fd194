//! How many calls came in, by kind.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// A kind is what was asked for, such as `orders.create`. Counted when the call arrives, whatever becomes of it.
#[derive(Clone, Debug, Default)]
pub struct Calls(Arc<Mutex<BTreeMap<String, u64>>>);

impl Calls {
    pub fn count(&self, kind: &str) {
        let mut calls = self.lock();
        match calls.get_mut(kind) {
            Some(count) => *count += 1,
            None => {
                calls.insert(kind.to_owned(), 1);
            }
        }
    }

    pub fn of(&self, kind: &str) -> u64 {
        self.lock().get(kind).copied().unwrap_or(0)
    }

    pub fn total(&self) -> u64 {
        self.lock().values().sum()
    }

    pub fn by_kind(&self) -> BTreeMap<String, u64> {
        self.lock().clone()
    }

    pub fn forget(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
