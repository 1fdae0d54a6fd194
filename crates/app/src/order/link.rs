//! The order's own row, and how a step left it.
use store::{OrderLinkId, order_link, order_link::OrderLink};

use super::Sending;
use crate::{Error, error::Result};

impl Sending<'_> {
    /// The row, as long as it is of this order of Rackbeat's: a hand may untie it at any time.
    pub(super) fn whose(&self) -> (OrderLinkId, i64) {
        let number = self.link.rackbeat_number.unwrap_or_default();
        (self.link.id, number)
    }

    /// Somebody took the row on meanwhile: it is read again, at once.
    pub(super) fn moved(&self) -> Error {
        Error::Rest {
            until: self.work.now(),
        }
    }

    /// The row as a step left it; read where the step changed nothing.
    pub(crate) async fn stands(&mut self, link: Option<OrderLink>) -> Result<()> {
        match link {
            Some(link) => self.link = link,
            None => self.read_again().await?,
        }
        Ok(())
    }

    /// The row as it stands after a step.
    pub(crate) async fn read_again(&mut self) -> Result<()> {
        self.link = order_link::by_id(&self.work.tenant, self.link.id).await?;
        Ok(())
    }
}
