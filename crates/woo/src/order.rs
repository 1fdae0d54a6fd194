//! An order as the shop gives it, and what we write to one.
mod lines;
mod write;

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

pub use lines::{CouponLine, FeeLine, LineItem, LineTax, RefundSummary, ShippingLine, TaxLine};
pub use write::{Note, OrderNote, OrderUpdate};

use crate::{Meta, Status, lenient};

/// An order (woocommerce-api.md 8.2). Sums are in the order's currency; `total` has VAT in it and does not change by refunds.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Order {
    #[serde(deserialize_with = "lenient::known_id")]
    pub id: i64,
    #[serde(default, deserialize_with = "lenient::id")]
    pub parent_id: i64,
    /// What people call it; the id unless a plugin numbers orders its own way.
    #[serde(default, deserialize_with = "lenient::text")]
    pub number: String,
    #[serde(default)]
    pub status: Status,
    /// Empty where the shop did not send it; with the id it names the order for ever.
    #[serde(default, deserialize_with = "lenient::text")]
    pub order_key: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub currency: String,
    #[serde(default, deserialize_with = "lenient::flag")]
    pub prices_include_tax: bool,
    #[serde(default, deserialize_with = "lenient::text")]
    pub created_via: String,
    /// 0 is a guest.
    #[serde(default, deserialize_with = "lenient::id")]
    pub customer_id: i64,
    #[serde(default, deserialize_with = "lenient::text")]
    pub customer_note: String,
    #[serde(default, deserialize_with = "lenient::time")]
    pub date_created_gmt: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "lenient::time")]
    pub date_modified_gmt: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "lenient::time")]
    pub date_paid_gmt: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "lenient::time")]
    pub date_completed_gmt: Option<DateTime<Utc>>,
    /// Ex VAT, as are the other sums without `tax` in their name, but for `total`.
    #[serde(default, deserialize_with = "lenient::amount")]
    pub discount_total: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub discount_tax: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub shipping_total: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub shipping_tax: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub cart_tax: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total: Decimal,
    #[serde(default, deserialize_with = "lenient::amount")]
    pub total_tax: Decimal,
    #[serde(default, deserialize_with = "lenient::object")]
    pub billing: Address,
    #[serde(default, deserialize_with = "lenient::object")]
    pub shipping: Address,
    #[serde(default, deserialize_with = "lenient::text")]
    pub payment_method: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub payment_method_title: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub transaction_id: String,
    #[serde(default, deserialize_with = "lenient::list")]
    pub meta_data: Vec<Meta>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub line_items: Vec<LineItem>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub tax_lines: Vec<TaxLine>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub shipping_lines: Vec<ShippingLine>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub fee_lines: Vec<FeeLine>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub coupon_lines: Vec<CouponLine>,
    #[serde(default, deserialize_with = "lenient::list")]
    pub refunds: Vec<RefundSummary>,
}

impl Order {
    /// When it was bought: paid, else created.
    #[must_use]
    pub fn bought_at(&self) -> Option<DateTime<Utc>> {
        self.date_paid_gmt.or(self.date_created_gmt)
    }

    /// What is left of one that the shop has deleted: as one in the trash that nobody can read.
    #[must_use]
    pub fn gone(id: i64, order_key: String) -> Self {
        Self {
            id,
            order_key,
            status: Status::Trash,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn total_without_tax(&self) -> Decimal {
        self.total - self.total_tax
    }
}

/// Who to bill or where to ship; every part may be empty. A shipping address has no e-mail, and a phone only since 5.6.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Address {
    #[serde(default, deserialize_with = "lenient::text")]
    pub first_name: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub last_name: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub company: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub address_1: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub address_2: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub city: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub state: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub postcode: String,
    /// Two letters.
    #[serde(default, deserialize_with = "lenient::text")]
    pub country: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub email: String,
    #[serde(default, deserialize_with = "lenient::text")]
    pub phone: String,
}
