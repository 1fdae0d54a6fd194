//! A mapped order, and the ways to yield when Rackbeat refuses a part of it.
use std::collections::BTreeMap;

use rackbeat::{NewOrder, OrderHead};
use rust_decimal::Decimal;

use super::{HeadField, Origin, RateSum, Source, head};
use crate::{Note, Reference, hash};

/// What is posted, and what is held against Rackbeat's answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapped {
    pub order: NewOrder,
    /// Where each line comes from.
    pub origins: Vec<Origin>,
    /// What the shop reckons without VAT and refunds (`total − total_tax`): Rackbeat's must become equal.
    pub subtotal: Decimal,
    /// The shop's VAT, a row for each rate.
    pub vat: Vec<RateSum>,
    /// What the shop's VAT is reckoned of, by rate.
    pub nets: BTreeMap<Decimal, Decimal>,
    /// A hash of each part of the head.
    pub head: BTreeMap<HeadField, String>,
    /// A hash of what the shop's order was.
    pub source: Source,
    pub unshelved: Vec<Unshelved>,
    pub notes: Vec<Note>,
}

/// Goods given back and not put back on the shop's shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unshelved {
    pub line_id: i64,
    pub name: String,
    pub sku: String,
    pub pieces: Decimal,
}

impl Mapped {
    /// The same for the same content on every run and every machine: 64 hex digits.
    pub fn hash(&self) -> String {
        hash::of(&self.order)
    }

    /// Σ of the lines, half up to the øre each, as we expect Rackbeat to reckon it.
    pub fn lines_total(&self) -> Decimal {
        let amount = |price: Decimal, quantity: Decimal| {
            crate::money::round(price.saturating_mul(quantity), 2)
        };
        self.order
            .lines
            .iter()
            .map(|line| amount(line.line_price.unwrap_or_default(), line.quantity))
            .sum()
    }

    /// For a customer who was found or made after the mapping.
    #[must_use]
    pub fn for_customer(mut self, number: i64, reference: &Reference) -> Self {
        let hash = head::of_customer(number, reference);
        self.order.customer_id = number;
        self.head.insert(HeadField::Customer, hash);
        self
    }

    /// For when Rackbeat refused the e-mail address or the phone number.
    #[must_use]
    pub fn without_contacts(mut self) -> Self {
        without_contacts(&mut self.order.head);
        self.notes.push(Note::ContactLeftOut);
        self
    }

    /// For when Rackbeat refused a negative price: the quantity is negative instead.
    #[must_use]
    pub fn with_negative_quantities(mut self) -> Self {
        for line in &mut self.order.lines {
            if let Some(price) = line.line_price.filter(Decimal::is_sign_negative) {
                line.line_price = Some(-price);
                line.quantity = -line.quantity;
            }
        }
        self.notes.push(Note::NegativeQuantity);
        self
    }

    pub fn has_negative_price(&self) -> bool {
        let below = |price: &Decimal| price.is_sign_negative() && !price.is_zero();
        self.order
            .lines
            .iter()
            .any(|line| line.line_price.as_ref().is_some_and(below))
    }
}

/// Neither e-mail address nor phone number.
pub fn without_contacts(head: &mut OrderHead) {
    let addresses = [&mut head.billing_address, &mut head.delivery_address];
    for address in addresses.into_iter().flatten() {
        address.email = None;
        address.phone = None;
    }
}
