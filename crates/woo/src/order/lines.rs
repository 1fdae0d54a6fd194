//! What an order is made of. Amounts are ex VAT, after coupons, unless a name says otherwise.
use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Meta, lenient, meta};

/// What was bought. `price` is never read: it is a float (woocommerce-api.md 4).
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct LineItem {
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    /// The parent when it is a variation; 0 when the product is gone or never was.
    #[serde(default, deserialize_with = "lenient::id")]
    pub product_id: i64,
    /// 0 when it is no variation.
    #[serde(default, deserialize_with = "lenient::id")]
    pub variation_id: i64,
    /// `None`: the product has none, or is gone. A variation without its own shows its parent's.
    #[serde(default, deserialize_with = "lenient::maybe_text")]
    pub sku: Option<String>,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub quantity: Decimal,
    #[serde(default, deserialize_with = "lenient::text")]
    pub tax_class: String,
    /// Before coupons.
    #[serde(default, deserialize_with = "lenient::amount")]
    pub subtotal: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub subtotal_tax: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total_tax: Decimal,
    #[serde(default, deserialize_with = "lenient::list")]
    pub taxes: Vec<LineTax>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub meta_data: Vec<Meta>,
}

impl LineItem {
    /// The product or variation that was sold, 0 when it is gone.
    #[must_use]
    pub fn sold_id(&self) -> i64 {
        if self.variation_id == 0 {
            self.product_id
        } else {
            self.variation_id
        }
    }

    /// Pieces the shop has taken from its own stock for this line; `None`: it has not.
    #[must_use]
    pub fn reduced_stock(&self) -> Option<Decimal> {
        meta::find(&self.meta_data, "_reduced_stock").and_then(Meta::amount)
    }

    /// Whether the shop put any of its refunded pieces back on its own shelf.
    #[must_use]
    pub fn is_put_back(&self) -> bool {
        let pieces = meta::find(&self.meta_data, "_restock_refunded_items").and_then(Meta::amount);
        pieces.is_some_and(|pieces| pieces > Decimal::ZERO)
    }

    /// In a refund: the order's line that this one takes back (woocommerce-api.md 8.4).
    #[must_use]
    pub fn refunded_item_id(&self) -> Option<i64> {
        meta::refunded_item(&self.meta_data)
    }
}

/// One rate's share of a line's VAT.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct LineTax {
    /// The rate's id: `TaxLine::rate_id`.
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total: Decimal,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct TaxLine {
    #[serde(default, deserialize_with = "lenient::id")]
    pub rate_id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub rate_code: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub label: String,
    #[serde(default, deserialize_with = "lenient::flag")]
    pub compound: bool,
    /// Per cent.
    #[serde(default, deserialize_with = "lenient::maybe_amount")]
    pub rate_percent: Option<Decimal>,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub tax_total: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub shipping_tax_total: Decimal,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct ShippingLine {
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub method_title: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub method_id: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub instance_id: String,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total_tax: Decimal,
    #[serde(default, deserialize_with = "lenient::list")]
    pub taxes: Vec<LineTax>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub meta_data: Vec<Meta>,
}

/// May be negative.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct FeeLine {
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub tax_class: String,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total_tax: Decimal,
    #[serde(default, deserialize_with = "lenient::list")]
    pub taxes: Vec<LineTax>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub meta_data: Vec<Meta>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct CouponLine {
    #[serde(default, deserialize_with = "lenient::id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub code: String,
    /// Already taken off the lines' totals.
    #[serde(default, deserialize_with = "lenient::amount")]
    pub discount: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub discount_tax: Decimal,
}

/// A refund as its order mentions it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct RefundSummary {
    #[serde(deserialize_with = "lenient::known_id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub reason: String,
    /// Negative, with VAT.
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total: Decimal,
}
