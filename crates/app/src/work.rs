//! What a verb is given when a lane's turn calls it.
use std::sync::Arc;

use chrono::{DateTime, Utc};
use store::{Tenant, agreement, agreement::Agreement};
use tokio::sync::Mutex;

use crate::{Ctx, Error, Lease, error::Result};

/// One account's turn: whose rows, and the lease that lets us write out.
#[derive(Clone)]
pub struct Work {
    pub ctx: Ctx,
    pub tenant: Tenant,
    pub lease: Arc<Lease>,
    /// Held by whoever looks for a customer in Rackbeat or makes one, so that the next may find it known.
    pub customers: Arc<Mutex<()>>,
}

impl Work {
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.ctx.now()
    }

    /// The account's connected agreement; `None` when there is none.
    pub async fn agreement(&self) -> Result<Option<Agreement>> {
        match agreement::find(&self.tenant).await {
            Ok(agreement) => Ok(agreement.is_connected().then_some(agreement)),
            Err(store::Error::NotFound) => Ok(None),
            Err(error) => Err(Error::from(error)),
        }
    }
}
