//! A shipment in the books: what may be put on it, and what marking it as shipped does to stock.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    books::{Books, stamp, stamp_if},
    call::number,
    order::{Line, Order},
    reply::No,
    setup::{Switches, Tracking},
};

#[derive(Clone, Debug)]
pub struct Shipment {
    pub id: i64,
    /// The order's number.
    pub order: i64,
    pub lines: Vec<Packed>,
    pub tracking: Option<String>,
    pub picked_at: Option<DateTime<Utc>>,
    pub shipped_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
}

/// Pieces of one order line on a shipment.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The order line's id.
    pub line: i64,
    /// The item's number.
    pub item: String,
    pub pieces: Decimal,
}

/// What goes on a new shipment.
#[derive(Clone, Copy, Debug)]
pub enum Load<'a> {
    /// All that is on no shipment yet.
    Rest,
    /// So many pieces of the first line that is on no shipment yet.
    Some(Decimal),
    /// So many pieces of these items.
    Items(&'a [(&'a str, Decimal)]),
}

impl Books {
    /// A shipment of what the order still lacks; goods without stock cannot be put on one.
    pub fn create_shipment(
        &mut self,
        order: i64,
        load: Load<'_>,
        now: DateTime<Utc>,
    ) -> Result<i64, No> {
        let found = self.order(order)?;
        if !found.is_booked() || found.is_shipped() || found.is_cancelled() {
            return Err(No::invalid(
                "order",
                "The order cannot be shipped as it is.",
            ));
        }
        let lines = load.of(self.unpacked(found));
        if lines.is_empty() {
            return Err(No::invalid("order", "There is nothing to ship."));
        }
        let id = self.next_id();
        let shipment = Shipment {
            id,
            order,
            lines,
            tracking: None,
            picked_at: None,
            shipped_at: None,
            created_at: now,
        };
        self.shipments.insert(id, shipment);
        Ok(id)
    }

    pub fn shipments_of(&self, order: i64) -> impl Iterator<Item = &Shipment> {
        self.shipments
            .values()
            .filter(move |shipment| shipment.order == order)
    }

    /// Pieces of an order's line that are on a shipment, shipped or not.
    pub fn packed(&self, order: i64, line: i64) -> Decimal {
        let lines = self
            .shipments_of(order)
            .flat_map(|shipment| &shipment.lines);
        lines
            .filter(|packed| packed.line == line)
            .map(|packed| packed.pieces)
            .sum()
    }

    fn unpacked(&self, order: &Order) -> Vec<Packed> {
        let goods = order.lines.iter().filter(|line| self.is_goods(line));
        let left = goods.map(|line| Packed {
            line: line.id,
            item: line.item.clone(),
            pieces: line.quantity - self.packed(order.number, line.id),
        });
        left.filter(|packed| packed.pieces > Decimal::ZERO)
            .collect()
    }

    /// Is it of an item with stock? Only such lines are shipped.
    pub fn is_goods(&self, line: &Line) -> bool {
        let item = self.items.get(&line.item);
        item.is_none_or(|item| self.has_inventory(item))
    }

    pub fn pick(&mut self, id: i64, now: DateTime<Utc>) -> Result<(), No> {
        let shipment = self.shipments.get_mut(&id).ok_or_else(No::not_found)?;
        shipment.picked_at.get_or_insert(now);
        Ok(())
    }

    /// Stock leaves the shelves, the order stops reserving it, and webhooks tell.
    pub fn mark_shipped(
        &mut self,
        id: i64,
        now: DateTime<Utc>,
        drafts_reserve: bool,
    ) -> Result<(), No> {
        let shipment = self.shipments.get(&id).ok_or_else(No::not_found)?;
        if shipment.shipped_at.is_some() {
            return Err(No::invalid("shipment", "The shipment is shipped already."));
        }
        let order = self.order(shipment.order)?;
        if order.is_cancelled() || !order.is_booked() {
            return Err(No::invalid(
                "order",
                "The order cannot be shipped as it is.",
            ));
        }
        let shipment = self.shipments.get_mut(&id).ok_or_else(No::not_found)?;
        shipment.picked_at.get_or_insert(now);
        shipment.shipped_at = Some(now);
        let shipment = shipment.clone();
        let services: Vec<i64> = self
            .order(shipment.order)?
            .lines
            .iter()
            .filter(|line| !self.is_goods(line))
            .map(|line| line.id)
            .collect();
        self.change_order(shipment.order, drafts_reserve, |order| {
            ship_lines(order, &shipment, &services, now);
        })?;
        for packed in &shipment.lines {
            for (part, pieces) in self.parts(&packed.item, packed.pieces) {
                self.take_from_shelf(&part, pieces);
            }
        }
        self.tell("order.shipped", shipment.order);
        Ok(())
    }

    fn take_from_shelf(&mut self, number: &str, pieces: Decimal) {
        let Some(item) = self
            .items
            .get(number)
            .filter(|item| self.has_inventory(item))
        else {
            return;
        };
        let place = item.default_location;
        let level = item.levels.get(&place).copied().unwrap_or_default() - pieces;
        if let Some(item) = self.items.get_mut(number) {
            item.levels.insert(place, level);
        }
        self.tell("inventory.changed", number);
    }

    pub fn show_shipment(&self, shipment: &Shipment, switches: Switches) -> Value {
        let is_picked = shipment.picked_at.is_some();
        let lines = shipment.lines.iter().map(|packed| {
            json!({
                "id": packed.line, "child_id": packed.item, "child_type": "product",
                "quantity": number(packed.pieces), "is_picked": is_picked,
            })
        });
        let mut shown = json!({
            "id": shipment.id, "is_picked": is_picked, "is_partly_picked": false,
            "is_shipped": shipment.shipped_at.is_some(), "shipped_at": stamp_if(shipment.shipped_at),
            "order_id": shipment.order, "order": { "number": shipment.order },
            "lines": lines.collect::<Vec<_>>(), "created_at": stamp(shipment.created_at),
        });
        if switches.tracking == Tracking::ShipmentField {
            shown["tracking_number"] = json!(shipment.tracking);
        }
        shown
    }
}

impl Load<'_> {
    fn of(self, left: Vec<Packed>) -> Vec<Packed> {
        match self {
            Self::Rest => left,
            Self::Some(pieces) => left
                .into_iter()
                .take(1)
                .map(|packed| at_most(packed, pieces))
                .collect(),
            Self::Items(items) => left
                .into_iter()
                .filter_map(|packed| {
                    let (_, pieces) = items.iter().find(|(item, _)| *item == packed.item)?;
                    Some(at_most(packed, *pieces))
                })
                .collect(),
        }
    }
}

fn at_most(packed: Packed, pieces: Decimal) -> Packed {
    Packed {
        pieces: pieces.min(packed.pieces),
        ..packed
    }
}

/// It is shipped when every line with stock is.
fn ship_lines(order: &mut Order, shipment: &Shipment, services: &[i64], now: DateTime<Utc>) {
    for packed in &shipment.lines {
        if let Some(line) = order.lines.iter_mut().find(|line| line.id == packed.line) {
            line.shipped += packed.pieces;
        }
    }
    let mut goods = order
        .lines
        .iter()
        .filter(|line| !services.contains(&line.id));
    let is_whole = goods.all(|line| line.shipped >= line.quantity);
    order.shipped_at = is_whole.then_some(now);
    order.updated_at = now;
}
