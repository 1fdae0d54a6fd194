//! Fingerprints of an order's head, so that a change is seen without keeping what people wrote.
use std::collections::BTreeMap;

use rackbeat::{Address, OrderHead};

use super::HeadField;
use crate::{Reference, hash};

/// `reference` is the salt.
pub fn hashes(
    head: &OrderHead,
    customer: i64,
    reference: &Reference,
) -> BTreeMap<HeadField, String> {
    use HeadField::*;
    let address = |address: &Option<Address>| {
        let address = address.as_ref();
        address.map_or_else(String::new, hash::of)
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let fields = [
        (Heading, text(&head.heading)),
        (Note, text(&head.note)),
        (Currency, text(&head.currency)),
        (VatZone, format!("{:?}", head.vat_zone)),
        (BillingAddress, address(&head.billing_address)),
        (DeliveryAddress, address(&head.delivery_address)),
    ];
    let hashed = |(field, content)| (field, hash::of(&(reference.as_str(), content)));
    let mut hashes: BTreeMap<_, _> = fields.into_iter().map(hashed).collect();
    hashes.insert(Customer, of_customer(customer, reference));
    hashes
}

pub fn of_customer(number: i64, reference: &Reference) -> String {
    hash::of(&(reference.as_str(), number.to_string()))
}
