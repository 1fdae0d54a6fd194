//! What a person does with an order's lines, invoices and credit notes, in Rackbeat's own pages.

use rust_decimal::Decimal;

use super::{
    agreement::Agreement, invoice::Invoice, lines, order::Line, reply::No, shipment::Shipment,
};

impl Agreement {
    /// Sets the pieces of a draft's line; no pieces take the line away.
    pub fn change_line(&self, number: i64, item: &str, pieces: impl Into<Decimal>) -> bool {
        let pieces = pieces.into();
        self.change_order(number, "order.updated", |books, _, _| {
            let order = books.order(number)?;
            lines::may_change(order)?;
            let line = order.lines.iter().find(|line| line.item == item);
            let id = line.ok_or_else(No::not_found)?.id;
            if pieces < books.packed(number, id) {
                lines::may_lose(books, number, id)?;
            }
            Ok(Box::new(move |order| {
                if pieces.is_zero() {
                    order.lines.retain(|line| line.id != id);
                }
                let changed = order.lines.iter_mut().filter(|line| line.id == id);
                changed.for_each(|line| line.quantity = pieces);
            }))
        })
    }

    /// Adds a line to a draft, at the item's own price.
    pub fn add_line(&self, number: i64, item: &str, pieces: impl Into<Decimal>) -> bool {
        let pieces = pieces.into();
        self.change_order(number, "order.updated", |books, _, _| {
            let order = books.order(number)?;
            lines::may_change(order)?;
            let zone = order.vat_zone.clone();
            let line = Line {
                id: books.next_id(),
                quantity: pieces,
                ..lines::fresh(books, &zone, item, "")?
            };
            Ok(Box::new(move |order| order.lines.push(line)))
        })
    }

    /// Makes a booked invoice of the order; its number.
    pub fn invoice(&self, number: i64) -> Option<i64> {
        let mut made = None;
        self.change_order(number, "order.updated", |books, now, switches| {
            let shipped_only = switches.invoices_shipped_only;
            made = Some(books.invoice_order(number, true, shipped_only, now)?);
            Ok(Box::new(|_| {}))
        });
        made
    }

    pub fn book_invoice(&self, number: i64) -> bool {
        self.by_hand(|books, now, _| books.book_invoice(number, now))
    }

    /// All but credit notes, by number.
    pub fn invoices(&self) -> Vec<Invoice> {
        self.papers(|paper| !paper.is_creditnote())
    }

    /// All, drafts too, by number.
    pub fn credit_notes(&self) -> Vec<Invoice> {
        self.papers(Invoice::is_creditnote)
    }

    /// Of one order, the oldest first.
    pub fn shipments(&self, order: i64) -> Vec<Shipment> {
        self.with(|books| books.shipments_of(order).cloned().collect())
            .unwrap_or_default()
    }

    fn papers(&self, wanted: fn(&Invoice) -> bool) -> Vec<Invoice> {
        let all = self.with(|books| books.invoices.values().cloned().collect());
        let mut all: Vec<Invoice> = all.unwrap_or_default();
        all.retain(wanted);
        all
    }
}
