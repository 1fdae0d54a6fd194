//! An order as Rackbeat gives it (`rackbeat-api.md` 3.12); only the fields we read.

use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Address, VatZone, wire};

/// An answer may be bare, with nothing but the number; hence every `Option`: `None` means that it did not say.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Order {
    #[serde(deserialize_with = "wire::int_key")]
    pub number: i64,
    #[serde(default, deserialize_with = "wire::int")]
    pub customer_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::date")]
    pub order_date: Option<NaiveDate>,
    #[serde(default, deserialize_with = "wire::text")]
    pub heading: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub note: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub their_reference: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub currency: Option<String>,
    /// Without VAT, in the order's currency.
    #[serde(default, deserialize_with = "wire::decimal")]
    pub total_subtotal: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub total_vat: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub total_total: Option<Decimal>,
    pub vat_zone: Option<VatZone>,
    #[serde(default, deserialize_with = "wire::int")]
    pub layout_id: Option<i64>,
    #[serde(default, deserialize_with = "wire::nested")]
    pub billing_address: Option<Address>,
    #[serde(default, deserialize_with = "wire::nested")]
    pub delivery_address: Option<Address>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_booked: Option<bool>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_cancelled: Option<bool>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_archived: Option<bool>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_shipped: Option<bool>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_partly_shipped: Option<bool>,
    #[serde(default, deserialize_with = "wire::flag")]
    pub is_invoiced: Option<bool>,
    #[serde(default, deserialize_with = "wire::list")]
    pub lines: Vec<Line>,
    #[serde(default, deserialize_with = "wire::time")]
    pub booked_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::time")]
    pub shipped_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::time")]
    pub cancelled_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::time")]
    pub deleted_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::time")]
    pub created_at: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "wire::time")]
    pub updated_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Line {
    #[serde(default, deserialize_with = "wire::int")]
    pub id: Option<i64>,
    /// The item's number.
    #[serde(default, deserialize_with = "wire::text")]
    pub child_id: Option<String>,
    #[serde(default, deserialize_with = "wire::text")]
    pub name: Option<String>,
    /// Pieces, or whatever the unit is; may have decimals.
    #[serde(default, deserialize_with = "wire::decimal")]
    pub quantity: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub quantity_shipped: Option<Decimal>,
    /// Per piece, without VAT, in the order's currency.
    #[serde(default, deserialize_with = "wire::decimal")]
    pub line_price: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub line_total: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub discount_percentage: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::decimal")]
    pub vat_percentage: Option<Decimal>,
    #[serde(default, deserialize_with = "wire::int")]
    pub location_id: Option<i64>,
}

impl Order {
    /// Does it carry this reference of ours: as `their_reference`, or as the last word of its heading?
    pub fn carries(&self, reference: &str) -> bool {
        let last_word = |text: &String| text.split_whitespace().next_back() == Some(reference);
        self.their_reference.as_deref().map(str::trim) == Some(reference)
            || self.heading.as_ref().is_some_and(last_word)
    }

    /// `None` when a bare answer does not say.
    pub fn booked(&self) -> Option<bool> {
        self.is_booked.or(self.booked_at.map(|_| true))
    }

    /// Cancelled or deleted by somebody: it will never be shipped. (Archived alone says nothing: finished orders may be, too.)
    pub fn is_dropped(&self) -> bool {
        self.is_cancelled == Some(true) || self.cancelled_at.is_some() || self.deleted_at.is_some()
    }

    /// Nothing but its number came back: read it again before relying on anything else.
    pub fn is_bare(&self) -> bool {
        self.total_subtotal.is_none() && self.is_booked.is_none() && self.lines.is_empty()
    }
}
