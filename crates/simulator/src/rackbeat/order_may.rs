//! What may be done with an order as it stands: by API and by hand alike.

use super::{books::Books, reply::No, setup::Switches};

impl Books {
    pub fn may_book(&self, number: i64) -> Result<(), No> {
        let order = self.order(number)?;
        may(
            !order.is_booked() && !order.is_cancelled(),
            "The order cannot be booked as it is.",
        )
    }

    /// An order that somebody picks goods for is locked.
    pub fn may_reopen(&self, number: i64, switches: Switches) -> Result<(), No> {
        let order = self.order(number)?;
        let is_free = switches.reopens_once_picked || self.shipments_of(number).next().is_none();
        let is_open = !order.is_shipped() && !order.is_invoiced() && !order.is_cancelled();
        may(
            order.is_booked() && is_open && is_free,
            "The order cannot be reopened as it is.",
        )
    }

    pub fn may_delete(&self, number: i64) -> Result<(), No> {
        let order = self.order(number)?;
        may(
            self.shipments_of(number).next().is_none(),
            "The order has a shipment and cannot be deleted.",
        )?;
        may(
            !order.is_invoiced(),
            "The order has an invoice and cannot be deleted.",
        )
    }

    pub fn may_cancel(&self, number: i64) -> Result<(), No> {
        let order = self.order(number)?;
        let is_open = !order.is_shipped() && !order.is_invoiced() && !order.is_cancelled();
        may(is_open, "The order cannot be cancelled as it is.")
    }
}

fn may(it_may: bool, why_not: &str) -> Result<(), No> {
    if it_may {
        return Ok(());
    }
    Err(No::invalid("order", why_not))
}
