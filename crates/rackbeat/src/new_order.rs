//! What we write about an order: every field that is `None` is left out, never `null`.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::{Address, VatZone, wire};

/// An order as we post it; Rackbeat keeps it as a draft until it is booked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NewOrder {
    /// The customer's number.
    pub customer_id: i64,
    #[serde(flatten)]
    pub head: OrderHead,
    pub lines: Vec<NewLine>,
}

/// All but the lines: everything when the order is new, what differs when it is changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OrderHead {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub layout_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment_terms_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_terms_id: Option<i64>,
    /// An employee's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub our_reference_id: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat_zone: Option<VatZone>,
    /// At most 255 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// At most 800 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Ours to choose, Rackbeat's to keep: how we find the order again in doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub their_reference: Option<String>,
    /// ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deliver_at: Option<NaiveDate>,
    #[serde(flatten, serialize_with = "billing")]
    pub billing_address: Option<Address>,
    #[serde(flatten, serialize_with = "delivery")]
    pub delivery_address: Option<Address>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NewLine {
    /// The item's number.
    pub item_id: String,
    #[serde(serialize_with = "wire::number")]
    pub quantity: Decimal,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Per piece, without VAT, in the order's currency, at most six decimals; `None` lets Rackbeat price it.
    #[serde(
        serialize_with = "wire::number_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub line_price: Option<Decimal>,
    #[serde(
        serialize_with = "wire::number_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub discount_percentage: Option<Decimal>,
    #[serde(
        serialize_with = "wire::number_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub vat_percentage: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<i64>,
}

/// Swapping a line's item resets its name and prices, so whoever does that sends them all.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LineChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_id: Option<String>,
    #[serde(
        serialize_with = "wire::number_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub quantity: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(
        serialize_with = "wire::number_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub line_price: Option<Decimal>,
    #[serde(
        serialize_with = "wire::number_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub discount_percentage: Option<Decimal>,
    #[serde(
        serialize_with = "wire::number_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub vat_percentage: Option<Decimal>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location_id: Option<i64>,
}

// Requests want the postal fields flat and e-mail and phone in the object; the object may carry it all.
macro_rules! flat {
    ($function:ident, $wire:ident, $object:ident: $($field:ident = $name:literal),+) => {
        #[derive(Serialize)]
        struct $wire<'a> {
            $(#[serde(rename = $name, skip_serializing_if = "Option::is_none")]
            $field: Option<&'a str>,)+
            $object: &'a Address,
        }

        fn $function<S: Serializer>(address: &Option<Address>, to: S) -> Result<S::Ok, S::Error> {
            address
                .as_ref()
                .map(|address| $wire { $($field: address.$field.as_deref(),)+ $object: address })
                .serialize(to)
        }
    };
}

flat!(billing, Billing, billing_address:
    name = "address_name", street = "address_street", street2 = "address_street2",
    city = "address_city", zipcode = "address_zipcode", country = "address_country");
flat!(delivery, Delivery, delivery_address:
    name = "delivery_address_name", street = "delivery_address_street", street2 = "delivery_address_street2",
    city = "delivery_address_city", zipcode = "delivery_address_zipcode", country = "delivery_address_country");
