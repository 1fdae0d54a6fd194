//! An order in the books, its sums, and how it is shown.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use super::{
    books::{Books, stamp, stamp_if},
    call::number,
};

#[derive(Clone, Debug)]
pub struct Order {
    pub number: i64,
    pub customer: i64,
    pub heading: Option<String>,
    pub note: Option<String>,
    pub their_reference: Option<String>,
    pub currency: String,
    pub vat_zone: String,
    pub layout: Option<i64>,
    pub payment_terms: Option<i64>,
    pub delivery_terms: Option<i64>,
    pub order_date: NaiveDate,
    pub billing_address: Value,
    pub delivery_address: Value,
    pub lines: Vec<Line>,
    /// What people wrote beside it, oldest first.
    pub notes: Vec<String>,
    /// Values of custom fields, by the field's id.
    pub fields: BTreeMap<i64, String>,
    pub booked_at: Option<DateTime<Utc>>,
    pub shipped_at: Option<DateTime<Utc>>,
    pub invoiced_at: Option<DateTime<Utc>>,
    pub cancelled_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

#[derive(Clone, Debug)]
pub struct Line {
    pub id: i64,
    /// The item's number.
    pub item: String,
    pub name: String,
    pub quantity: Decimal,
    /// Pieces shipped.
    pub shipped: Decimal,
    /// Per piece, without VAT.
    pub price: Decimal,
    pub discount_percentage: Decimal,
    pub vat_percentage: Decimal,
    pub location: i64,
}

impl Line {
    pub fn total(&self) -> Decimal {
        let paid = Decimal::ONE_HUNDRED - self.discount_percentage;
        cents(self.price * self.quantity * paid / Decimal::ONE_HUNDRED)
    }
}

impl Order {
    pub fn is_booked(&self) -> bool {
        self.booked_at.is_some()
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled_at.is_some()
    }

    pub fn is_shipped(&self) -> bool {
        self.shipped_at.is_some()
    }

    pub fn is_invoiced(&self) -> bool {
        self.invoiced_at.is_some()
    }

    pub fn reserves(&self, drafts_reserve: bool) -> bool {
        !self.is_cancelled() && (self.is_booked() || drafts_reserve)
    }

    /// Without VAT.
    pub fn subtotal(&self) -> Decimal {
        self.lines.iter().map(Line::total).sum()
    }

    pub fn vat(&self) -> Decimal {
        let of_line = |line: &Line| line.total() * line.vat_percentage / Decimal::ONE_HUNDRED;
        cents(self.lines.iter().map(of_line).sum())
    }
}

impl Books {
    /// The lines are many and are left out when nobody asks for them.
    pub fn show_order(&self, order: &Order, with_lines: bool) -> Value {
        let (subtotal, vat) = (order.subtotal(), order.vat());
        let partly = !order.is_shipped() && order.lines.iter().any(|line| !line.shipped.is_zero());
        let customer = self.customers.get(&order.customer);
        let terms = self.masters.payment_terms.iter();
        let terms = terms
            .clone()
            .find(|terms| terms["number"].as_i64() == order.payment_terms);
        let mut shown = json!({
            "number": order.number, "customer_id": order.customer,
            "customer": customer.map(|found| json!({ "number": found["number"], "name": found["name"] })),
            "order_date": order.order_date, "deliver_at": null, "due_date": order.order_date,
            "booked_at": stamp_if(order.booked_at), "shipped_at": stamp_if(order.shipped_at),
            "cancelled_at": stamp_if(order.cancelled_at), "invoiced_at": stamp_if(order.invoiced_at), "deleted_at": null,
            "heading": order.heading, "note": order.note,
            "currency": order.currency, "currency_rate": 100,
            "total_subtotal": number(subtotal), "total_vat": number(vat), "total_total": number(subtotal + vat),
            "vat_zone": order.vat_zone, "layout_id": order.layout, "payment_terms": terms,
            "delivery_terms_id": order.delivery_terms,
            "our_reference": null, "their_reference": order.their_reference,
            "billing_address": order.billing_address, "delivery_address": order.delivery_address,
            "is_archived": order.is_cancelled(), "is_booked": order.is_booked(),
            "is_cancelled": order.is_cancelled(), "is_shipped": order.is_shipped(),
            "is_partly_shipped": partly, "is_ready_for_shipping": order.is_booked() && !order.is_shipped(),
            "is_ready_for_invoicing": order.is_shipped() && !order.is_invoiced(), "is_invoiced": order.is_invoiced(), "is_partly_invoiced": false,
            "is_ready_for_purchasing": false, "is_partly_purchased": false,
            "is_paid": false, "is_partly_paid": false,
        });
        if with_lines {
            shown["lines"] = order
                .lines
                .iter()
                .map(|line| self.show_line(line))
                .collect();
        }
        shown["created_at"] = stamp(order.created_at);
        shown["updated_at"] = stamp(order.updated_at);
        shown["self"] = json!(format!(
            "https://app.rackbeat.com/api/orders/{}",
            order.number
        ));
        shown
    }

    pub fn show_line(&self, line: &Line) -> Value {
        let item = self.items.get(&line.item);
        let is_lot = item.is_some_and(|item| !item.components.is_empty());
        let place = self
            .masters
            .locations
            .iter()
            .find(|place| place["number"] == line.location);
        json!({
            "id": line.id, "child_id": line.item, "child_type": if is_lot { "lot" } else { "product" },
            "name": line.name, "quantity": number(line.quantity), "quantity_shipped": number(line.shipped),
            "line_price": number(line.price), "line_total": number(line.total()),
            "discount_percentage": number(line.discount_percentage),
            "vat_percentage": number(line.vat_percentage), "item_cost_price": 0,
            "item": item.map(|item| json!({ "number": item.number, "name": item.name, "barcode": item.barcode })),
            "location_id": line.location,
            "location": place.map(|place| json!({ "number": place["number"], "name": place["name"] })),
            "variations": [], "variations_formatted": [],
        })
    }
}

/// Half up, as Rackbeat rounds.
pub fn cents(amount: Decimal) -> Decimal {
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}
