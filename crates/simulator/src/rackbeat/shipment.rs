//! A shipment in the books, and what marking it as shipped does to stock.

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::{
    books::{Books, stamp_if},
    call::number,
    order::Order,
    reply::No,
};

#[derive(Clone, Debug)]
pub struct Shipment {
    pub id: i64,
    /// The order's number.
    pub order: i64,
    /// Line id, item number and pieces.
    pub lines: Vec<(i64, String, Decimal)>,
    pub shipped_at: Option<DateTime<Utc>>,
}

impl Books {
    /// A shipment of what is not shipped yet; of one line only so many pieces, if `pieces` says so.
    pub fn create_shipment(&mut self, order: i64, pieces: Option<Decimal>) -> Result<i64, No> {
        let found = self.order(order)?;
        if !found.is_booked() || found.is_shipped() || found.is_cancelled() {
            return Err(No::invalid(
                "order",
                "The order cannot be shipped as it is.",
            ));
        }
        let left = found
            .lines
            .iter()
            .filter(|line| line.quantity > line.shipped);
        let lines = left.map(|line| {
            let open = line.quantity - line.shipped;
            (
                line.id,
                line.item.clone(),
                pieces.map_or(open, |pieces| pieces.min(open)),
            )
        });
        let lines = lines
            .take(if pieces.is_some() { 1 } else { usize::MAX })
            .collect();
        let id = self.next_id();
        let shipment = Shipment {
            id,
            order,
            lines,
            shipped_at: None,
        };
        self.shipments.insert(id, shipment);
        Ok(id)
    }

    /// Stock leaves the shelves, the order stops reserving it, and webhooks tell.
    pub fn mark_shipped(
        &mut self,
        id: i64,
        now: DateTime<Utc>,
        drafts_reserve: bool,
    ) -> Result<(), No> {
        let shipment = self.shipments.get_mut(&id).ok_or_else(No::not_found)?;
        if shipment.shipped_at.replace(now).is_some() {
            return Err(No::invalid("shipment", "The shipment is shipped already."));
        }
        let shipment = shipment.clone();
        self.change_order(shipment.order, drafts_reserve, |order| {
            ship_lines(order, &shipment, now)
        })?;
        for (_, number, pieces) in &shipment.lines {
            for (part, pieces) in self.parts(number, *pieces) {
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

    pub fn show_shipment(&self, shipment: &Shipment) -> Value {
        let is_shipped = shipment.shipped_at.is_some();
        let lines = shipment.lines.iter().map(|(id, item, pieces)| {
            json!({ "id": id, "child_id": item, "child_type": "product", "quantity": number(*pieces), "is_picked": is_shipped })
        });
        json!({
            "id": shipment.id, "is_picked": is_shipped, "is_partly_picked": false, "is_shipped": is_shipped,
            "shipped_at": stamp_if(shipment.shipped_at), "order_id": shipment.order,
            "order": { "number": shipment.order }, "lines": lines.collect::<Vec<_>>(),
        })
    }
}

fn ship_lines(order: &mut Order, shipment: &Shipment, now: DateTime<Utc>) {
    for (id, _, pieces) in &shipment.lines {
        if let Some(line) = order.lines.iter_mut().find(|line| line.id == *id) {
            line.shipped += pieces;
        }
    }
    let is_whole = order.lines.iter().all(|line| line.shipped >= line.quantity);
    order.shipped_at = is_whole.then_some(now);
    order.updated_at = now;
}
