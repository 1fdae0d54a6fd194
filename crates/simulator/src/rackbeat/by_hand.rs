//! What a person does with an agreement's orders, in Rackbeat's own pages. Each says whether it could be done.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use super::{
    agreement::Agreement, books::Books, fields, order::Order, reply::No, setup::Switches,
    setup::Tracking, shipment::Load,
};

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
        let found = |books: &mut Books| {
            let orders = books.orders.values();
            orders.filter(|order| carries(order)).cloned().collect()
        };
        self.with(found).unwrap_or_default()
    }

    /// Ships all that is left of a booked order, what is picked first.
    pub fn ship(&self, number: i64) -> bool {
        self.by_hand(|books, now, switches| {
            let picked = books.shipments_of(number);
            let picked = picked.filter(|shipment| shipment.shipped_at.is_none());
            let picked: Vec<i64> = picked.map(|shipment| shipment.id).collect();
            let rest = books.create_shipment(number, Load::Rest, now);
            if picked.is_empty() {
                let id = rest?;
                return books.mark_shipped(id, now, switches.drafts_reserve);
            }
            for id in picked.into_iter().chain(rest.ok()) {
                books.mark_shipped(id, now, switches.drafts_reserve)?;
            }
            Ok(())
        })
    }

    /// Ships so many pieces of the first line that is on no shipment.
    pub fn ship_some(&self, number: i64, pieces: impl Into<Decimal>) -> bool {
        self.ship_load(number, Load::Some(pieces.into()))
    }

    /// Ships so many pieces of each of these items.
    pub fn ship_items(&self, number: i64, items: &[(&str, Decimal)]) -> bool {
        self.ship_load(number, Load::Items(items))
    }

    /// Begins to pick all that is left: from then on the order is locked.
    pub fn pick(&self, number: i64) -> bool {
        self.by_hand(|books, now, _| {
            let id = books.create_shipment(number, Load::Rest, now)?;
            books.pick(id, now)
        })
    }

    /// Begins to pick so many pieces of the first line that is on no shipment.
    pub fn pick_some(&self, number: i64, pieces: impl Into<Decimal>) -> bool {
        let load = Load::Some(pieces.into());
        self.by_hand(|books, now, _| {
            let id = books.create_shipment(number, load, now)?;
            books.pick(id, now)
        })
    }

    pub fn book(&self, number: i64) -> bool {
        self.change_order(number, "order.booked", |books, now, _| {
            books.may_book(number)?;
            Ok(Box::new(move |order| order.booked_at = Some(now)))
        })
    }

    pub fn reopen(&self, number: i64) -> bool {
        self.change_order(number, "order.updated", |books, _, switches| {
            books.may_reopen(number, switches)?;
            Ok(Box::new(|order| order.booked_at = None))
        })
    }

    pub fn cancel(&self, number: i64) -> bool {
        self.change_order(number, "order.cancelled", |books, now, _| {
            books.may_cancel(number)?;
            Ok(Box::new(move |order| order.cancelled_at = Some(now)))
        })
    }

    pub fn delete(&self, number: i64) -> bool {
        self.by_hand(|books, _, switches| {
            books.may_delete(number)?;
            if switches.booking_fires_inventory_changed {
                books.tell_items_of(number);
            }
            books.remove_order(number, switches.drafts_reserve)?;
            if switches.has_more_order_events {
                books.tell("order.deleted", number);
            }
            Ok(())
        })
    }

    /// Writes a note beside the order.
    pub fn note(&self, number: i64, text: &str) -> bool {
        self.change_order(number, "order.updated", |books, _, _| {
            books.order(number)?;
            Ok(Box::new(|order| order.notes.push(text.to_owned())))
        })
    }

    /// Writes the tracking number of the order's last shipment where this Rackbeat keeps it.
    pub fn note_tracking(&self, number: i64, tracking: &str) -> bool {
        self.by_hand(|books, now, switches| {
            let order = books.orders.get_mut(&number).ok_or_else(No::not_found)?;
            order.updated_at = now;
            match switches.tracking {
                Tracking::Nowhere | Tracking::ShipmentField => {}
                Tracking::OrderField => {
                    order.fields.insert(fields::TRACKING, tracking.to_owned());
                }
                Tracking::OrderNote => order.notes.push(format!("Sporingsnummer: {tracking}")),
            }
            let mut shipments = books.shipments.values_mut();
            let last = shipments.rfind(|shipment| shipment.order == number);
            let last = last.ok_or_else(No::not_found)?;
            last.tracking = Some(tracking.to_owned());
            Ok(())
        })
    }

    fn ship_load(&self, number: i64, load: Load<'_>) -> bool {
        self.by_hand(|books, now, switches| {
            let id = books.create_shipment(number, load, now)?;
            books.mark_shipped(id, now, switches.drafts_reserve)
        })
    }

    /// `way` looks whether it may be, and says how the order changes.
    pub(super) fn change_order<'a>(
        &self,
        number: i64,
        event: &str,
        way: impl FnOnce(&mut Books, DateTime<Utc>, Switches) -> Result<Change<'a>, No>,
    ) -> bool {
        self.by_hand(|books, now, switches| {
            let change = way(books, now, switches)?;
            books.change_order(number, switches.drafts_reserve, |order| {
                change(order);
                order.updated_at = now;
            })?;
            if switches.has_more_order_events {
                books.tell(event, number);
            }
            if switches.booking_fires_inventory_changed {
                books.tell_items_of(number);
            }
            Ok(())
        })
    }

    pub(super) fn by_hand(
        &self,
        deed: impl FnOnce(&mut Books, DateTime<Utc>, Switches) -> Result<(), No>,
    ) -> bool {
        let (now, switches) = (self.world().setup.clock.now(), self.world().setup.switches);
        let done = self.with(|books| deed(books, now, switches));
        done.is_some_and(|done| done.is_ok())
    }
}

/// How a person's act changes an order.
pub(super) type Change<'a> = Box<dyn FnOnce(&mut Order) + 'a>;
