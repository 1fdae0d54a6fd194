//! Who waits for SQLite's one writing connection: of each account one at a time.
use std::sync::Arc;

use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::AccountId;

/// Accounts that share a place wait for each other a little; that is all.
const PLACES: usize = 64;

/// The connection goes to who has waited longest. An account with much to write has one place in that queue
/// and not one for each of its jobs, so another waits for a transaction or two and not for all of its own.
#[derive(Clone)]
pub(crate) struct Queue(Arc<[Arc<Mutex<()>>]>);

impl Default for Queue {
    fn default() -> Self {
        Self((0..PLACES).map(|_| Arc::default()).collect())
    }
}

impl Queue {
    /// Held until the connection is ours.
    pub(crate) async fn place(&self, account: AccountId) -> OwnedMutexGuard<()> {
        let place = &self.0[account.spread(self.0.len())];
        place.clone().lock_owned().await
    }
}
