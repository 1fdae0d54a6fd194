//! A shop owner's choices, as the settings page shows them, with their defaults.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Setting, VatZone};

mod choice;
mod method;

pub use choice::{
    Cancelled, Carried, CustomerBy, Discounts, NewInShop, ProductMaster, Quantity, RackbeatState,
    Refunded, UnknownSku,
};
pub use method::{PaymentRule, PaymentState, shipping_key};

/// One shop's settings. Numbers are Rackbeat's own; `None` is not picked yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    pub orders_on: bool,
    /// Slugs without `wc-`, the shop's own custom ones too.
    pub start_statuses: Vec<String>,
    pub rackbeat_state: RackbeatState,
    pub customer_by: CustomerBy,
    /// The shared web customer.
    pub customer: Option<i64>,
    pub customer_group: Option<i64>,
    /// Where buyers write their organisation number: the key of an order's `meta_data`, besides the billing company.
    pub organisation_meta: Option<String>,
    pub payment_term: Option<i64>,
    /// By the id of the shop's gateway.
    pub payment_methods: BTreeMap<String, PaymentRule>,
    /// Rackbeat's delivery term by the shop's shipping method, see `shipping_key`.
    pub shipping_methods: BTreeMap<String, i64>,
    pub layout: Option<i64>,
    /// The employee who stands as "our reference".
    pub our_reference: Option<i64>,
    /// `None` reads it from the order's address.
    pub vat_zone: Option<VatZone>,
    pub freight_product: Option<String>,
    pub fee_product: Option<String>,
    pub discount_product: Option<String>,
    pub rounding_product: Option<String>,
    pub stand_in_product: Option<String>,
    pub discounts: Discounts,
    pub unknown_sku: UnknownSku,
    /// The shop's status after shipping; `None` leaves it.
    pub shipped_status: Option<String>,
    pub cancelled: Cancelled,
    pub refunded: Refunded,
    pub stock_on: bool,
    pub quantity: Quantity,
    /// Rackbeat's location numbers; empty means all.
    pub locations: Vec<i64>,
    /// Pieces held back from the shop.
    pub buffer: i64,
    /// The most the shop shows, in pieces; `None` is no limit.
    pub cap: Option<i64>,
    pub product_master: ProductMaster,
    /// The SKU is always carried.
    pub carries: Carried,
    pub new_in_shop: NewInShop,
    /// Where Rackbeat puts a product that we make there.
    pub product_group: Option<i64>,
    /// What such a product is counted in; `None` leaves it out.
    pub unit: Option<i64>,
    /// Whether prices in the shop hold VAT; `None`: as the shop says.
    pub prices_with_vat: Option<bool>,
}

impl Rules {
    /// The product number picked for a setting, or the setting when it is not picked.
    pub fn product(&self, setting: Setting) -> Option<&str> {
        match setting {
            Setting::FreightProduct => self.freight_product.as_deref(),
            Setting::FeeProduct => self.fee_product.as_deref(),
            Setting::DiscountProduct => self.discount_product.as_deref(),
            Setting::RoundingProduct => self.rounding_product.as_deref(),
            Setting::StandInProduct => self.stand_in_product.as_deref(),
            Setting::Customer
            | Setting::CustomerGroup
            | Setting::PaymentTerm
            | Setting::Layout
            | Setting::ProductGroup => None,
        }
    }

    /// Whether an order in this status is to be carried to Rackbeat.
    pub fn starts(&self, status: &str) -> bool {
        self.orders_on && self.is_start_status(status)
    }

    pub fn is_start_status(&self, status: &str) -> bool {
        let bare = |slug: &str| slug.strip_prefix("wc-").unwrap_or(slug).to_owned();
        self.start_statuses
            .iter()
            .any(|one| bare(one) == bare(status))
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            orders_on: true,
            start_statuses: vec!["processing".to_owned(), "completed".to_owned()],
            rackbeat_state: RackbeatState::Booked,
            customer_by: CustomerBy::Shared,
            customer: None,
            customer_group: None,
            organisation_meta: None,
            payment_term: None,
            payment_methods: BTreeMap::new(),
            shipping_methods: BTreeMap::new(),
            layout: None,
            our_reference: None,
            vat_zone: None,
            freight_product: None,
            fee_product: None,
            discount_product: None,
            rounding_product: None,
            stand_in_product: None,
            discounts: Discounts::InLine,
            unknown_sku: UnknownSku::Refuse,
            shipped_status: Some("completed".to_owned()),
            cancelled: Cancelled::Release,
            refunded: Refunded::OnlyTell,
            stock_on: true,
            quantity: Quantity::Available,
            locations: Vec::new(),
            buffer: 0,
            cap: None,
            product_master: ProductMaster::None,
            carries: Carried::default(),
            new_in_shop: NewInShop::Draft,
            product_group: None,
            unit: None,
            prices_with_vat: None,
        }
    }
}
