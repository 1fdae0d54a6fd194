//! Orders that nobody pays for: the shop cancels them when their pieces have been held long enough.

use chrono::TimeDelta;

use super::state::State;

impl State {
    /// A checkout that is not paid yet; older shops forget those of the block checkout.
    pub fn await_payment(&mut self, order: u64) {
        let via = self.orders.get(order).map(|kept| kept.created_via.clone());
        let counted = match via.as_deref() {
            Some("checkout") => true,
            Some("store-api") => self.is_new(),
            _ => false,
        };
        if counted {
            self.unpaid.push(order);
        }
    }

    /// What the shop's timer does when its time has come.
    pub fn cancel_unpaid(&mut self) {
        let minutes = self.setup.hold_minutes.filter(|_| self.setup.manage_stock);
        let (Some(minutes), true) = (minutes, self.setup.wp_cron) else {
            return;
        };
        let oldest = self.now() - TimeDelta::minutes(i64::from(minutes));
        let waiting = std::mem::take(&mut self.unpaid);
        for order in waiting {
            let Some(kept) = self
                .orders
                .get(order)
                .filter(|kept| kept.status == "pending")
            else {
                continue;
            };
            if kept.modified >= oldest {
                self.unpaid.push(order);
                continue;
            }
            let mut kept = kept.clone();
            self.set_status(&mut kept, "cancelled");
            kept.modified = self.now();
            self.orders.put(kept);
            self.raise_stock_events_after(|shop| shop.event("order.updated", order));
        }
    }
}
