//! What both doors share: who knocked lately, and what a delivery comes to.
use std::{hash::Hash, sync::Arc, time::Duration};

use moka::future::Cache;
use store::inbox::NewMessage;

/// How long one that was let go of may still be let in: its messages come to nothing anyway.
const REMEMBERED: Duration = Duration::from_secs(10);
const MOST: u64 = 10_000;

/// What becomes of a delivery.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    Put(NewMessage),
    /// In order, and nothing to do.
    Nothing,
    /// Nobody of ours.
    Unknown,
    /// Not by whom it says.
    Forged,
}

/// Those who knocked lately, with their secrets opened; strangers too, so that they cost nothing.
pub(crate) struct Callers<Id, Known>(Cache<Id, Option<Arc<Known>>>);

impl<Id, Known> Default for Callers<Id, Known>
where
    Id: Hash + Eq + Send + Sync + 'static,
    Known: Send + Sync + 'static,
{
    fn default() -> Self {
        let cache = Cache::builder().max_capacity(MOST).time_to_live(REMEMBERED);
        Self(cache.build())
    }
}

impl<Id, Known> Callers<Id, Known>
where
    Id: Copy + Hash + Eq + Send + Sync + 'static,
    Known: Send + Sync + 'static,
{
    /// `None`: a stranger. `find` is asked only when this one has not knocked lately.
    pub async fn find(
        &self,
        id: Id,
        find: impl Future<Output = Result<Known, store::Error>>,
    ) -> Result<Option<Arc<Known>>, Arc<store::Error>> {
        let find = async {
            match find.await {
                Err(store::Error::NotFound) => Ok(None),
                known => Ok(Some(Arc::new(known?))),
            }
        };
        self.0.try_get_with(id, find).await
    }

    /// Whatever was known of it may be out of date.
    pub async fn forget(&self, id: Id) {
        self.0.invalidate(&id).await;
    }
}
