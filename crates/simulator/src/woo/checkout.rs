//! A purchase as a customer makes it in the shop, which cannot oversell what is counted.

use std::fmt;

use super::draft::{OrderDraft, Via};
use super::state::{Hold, State};
use chrono::TimeDelta;

/// Why a purchase did not come about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoSale {
    /// Fewer pieces of this product are left than were asked for.
    SoldOut(u64),
    /// The shop does not sell this.
    Unknown(u64),
    /// The coupon, or something else that the shop says.
    Refused(String),
}

impl fmt::Display for NoSale {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SoldOut(id) => write!(out, "product {id} is sold out"),
            Self::Unknown(id) => write!(out, "there is no product {id}"),
            Self::Refused(said) => write!(out, "the shop refused: {said}"),
        }
    }
}

impl std::error::Error for NoSale {}

impl State {
    /// Checks the stock and sells in one go, under the shop's lock.
    pub fn check_out(&mut self, draft: &OrderDraft) -> Result<u64, NoSale> {
        if draft.via != Via::Admin {
            self.check_available(draft)?;
        }
        let via = match draft.via {
            Via::Classic => "checkout",
            Via::Block => "store-api",
            Via::Admin => "admin",
        };
        // In newer shops the block checkout says that the order changed before it says that there is one.
        let upside_down = draft.via == Via::Block && self.is_new();
        if upside_down {
            let next = self.next_id;
            self.event("order.updated", next);
        }
        let made = self.create_order(&draft.body(), via);
        let made =
            made.map_err(|failure| NoSale::Refused(failure.body()["message"].to_string()))?;
        if draft.via == Via::Block {
            self.mark_block(made);
        }
        if draft.status == "pending" && draft.via != Via::Admin {
            self.hold(draft, made);
            self.await_payment(made);
        }
        Ok(made)
    }

    /// What only the block checkout leaves on an order.
    fn mark_block(&mut self, order: u64) {
        let mut meta = Vec::new();
        for key in [
            "_coupons_hash",
            "_fees_hash",
            "_shipping_hash",
            "_taxes_hash",
        ] {
            let hash = self.hex(32);
            meta.push(self.meta(key, hash));
        }
        meta.push(self.meta("is_vat_exempt", "no"));
        let hash = self.hex(32);
        let Some(mut kept) = self.orders.get(order).cloned() else {
            return;
        };
        let names = kept
            .lines
            .iter()
            .map(|line| format!("{} &times; {}", line.name, line.quantity));
        let items = names.collect::<Vec<_>>().join(", ");
        for freight in &mut kept.freight {
            freight.meta.push(self.meta("Items", items.clone()));
        }
        if !self.is_new() {
            for line in &mut kept.lines {
                line.meta.retain(|meta| meta.key.starts_with('_'));
            }
        }
        kept.meta.extend(meta);
        kept.cart_hash = hash;
        self.orders.put(kept);
    }

    fn check_available(&self, draft: &OrderDraft) -> Result<(), NoSale> {
        for bought in &draft.lines {
            let product = self
                .products
                .get(bought.id)
                .ok_or(NoSale::Unknown(bought.id))?;
            let holder = self.stock_holder(product);
            let together: i64 = draft
                .lines
                .iter()
                .filter(|line| {
                    self.products
                        .get(line.id)
                        .and_then(|p| self.stock_holder(p))
                        == holder
                })
                .map(|line| line.pieces)
                .sum();
            let unavailable =
                self.stock_holder(product).is_none() && product.stock_status == "outofstock";
            if unavailable || self.sellable(product).is_some_and(|left| left < together) {
                return Err(NoSale::SoldOut(bought.id));
            }
        }
        Ok(())
    }

    fn hold(&mut self, draft: &OrderDraft, order: u64) {
        let Some(minutes) = self.setup.hold_minutes else {
            return;
        };
        let until = self.now() + TimeDelta::minutes(i64::from(minutes));
        for bought in &draft.lines {
            let holder = self
                .products
                .get(bought.id)
                .and_then(|p| self.stock_holder(p));
            if let Some(product) = holder {
                self.holds.push(Hold {
                    order,
                    product,
                    pieces: bought.pieces,
                    until,
                });
            }
        }
    }
}
