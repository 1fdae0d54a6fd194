//! What a person does with an agreement's orders, in Rackbeat's own pages.

use rust_decimal::Decimal;

use super::{agreement::Agreement, order::Order};

impl Agreement {
    /// All, by number.
    pub fn orders(&self) -> Vec<Order> {
        self.with(|books| books.orders.values().cloned().collect())
            .unwrap_or_default()
    }

    pub fn order(&self, number: i64) -> Option<Order> {
        self.with(|books| books.orders.get(&number).cloned())
            .flatten()
    }

    /// Orders that carry this reference, as `their_reference` or at the end of the heading.
    pub fn orders_for(&self, reference: &str) -> Vec<Order> {
        let carries = |order: &Order| {
            let last = order
                .heading
                .as_deref()
                .and_then(|heading| heading.split_whitespace().next_back());
            order.their_reference.as_deref() == Some(reference) || last == Some(reference)
        };
        self.orders().into_iter().filter(carries).collect()
    }

    /// Ships all that is left of a booked order; says whether it could be.
    pub fn ship(&self, number: i64) -> bool {
        self.ship_pieces(number, None)
    }

    /// Ships so many pieces of the first line that is not shipped.
    pub fn ship_some(&self, number: i64, pieces: impl Into<Decimal>) -> bool {
        self.ship_pieces(number, Some(pieces.into()))
    }

    pub fn book(&self, number: i64) {
        let now = self.world().setup.clock.now();
        self.change_order(number, "order.booked", |order| order.booked_at = Some(now));
    }

    pub fn reopen(&self, number: i64) {
        self.change_order(number, "order.updated", |order| order.booked_at = None);
    }

    pub fn cancel(&self, number: i64) {
        let now = self.world().setup.clock.now();
        self.change_order(number, "order.cancelled", |order| {
            order.cancelled_at = Some(now)
        });
    }

    pub fn delete(&self, number: i64) {
        let switches = self.world().setup.switches;
        self.with(|books| {
            let is_gone = books.remove_order(number, switches.drafts_reserve).is_ok();
            if is_gone && switches.has_more_order_events {
                books.tell("order.deleted", number);
            }
        });
    }

    fn ship_pieces(&self, number: i64, pieces: Option<Decimal>) -> bool {
        let (now, switches) = (self.world().setup.clock.now(), self.world().setup.switches);
        let shipped = self.with(|books| {
            let id = books.create_shipment(number, pieces)?;
            books.mark_shipped(id, now, switches.drafts_reserve)
        });
        shipped.is_some_and(|shipped| shipped.is_ok())
    }

    fn change_order(&self, number: i64, event: &str, change: impl FnOnce(&mut Order)) {
        let switches = self.world().setup.switches;
        self.with(|books| {
            let changed = books.change_order(number, switches.drafts_reserve, change);
            if changed.is_ok() && switches.has_more_order_events {
                books.tell(event, number);
            }
            if changed.is_ok() && switches.booking_fires_inventory_changed {
                books.tell_items_of(number);
            }
        });
    }
}
