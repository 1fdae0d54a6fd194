//! What each choice on the settings page may be.
use serde::{Deserialize, Serialize};

/// How far an order is carried in Rackbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RackbeatState {
    Draft,
    Booked,
    Shipped,
    Invoiced,
}

impl RackbeatState {
    pub const ALL: [Self; 4] = [Self::Draft, Self::Booked, Self::Shipped, Self::Invoiced];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerBy {
    Shared,
    Email,
    OrganisationNumber,
}

/// Whether a discount lowers the line's price or stands as a line of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discounts {
    InLine,
    OwnLine,
}

/// What becomes of an order line whose SKU is not a Rackbeat number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownSku {
    Refuse,
    StandIn,
}

/// An order cancelled in the shop before it is shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cancelled {
    Release,
    Delete,
    OnlyTell,
}

/// A refund after invoicing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refunded {
    CreditNote,
    OnlyTell,
}

/// Which of Rackbeat's figures the shop shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    Available,
    OnHand,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProductMaster {
    Rackbeat,
    #[serde(rename = "woocommerce")]
    WooCommerce,
    None,
}

/// Which fields of a product are carried from its master; the SKU always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Carried {
    pub name: bool,
    pub price: bool,
    /// Only from Rackbeat to a shop.
    pub description: bool,
}

impl Default for Carried {
    fn default() -> Self {
        Self {
            name: true,
            price: true,
            description: true,
        }
    }
}

/// How a product that we make in a shop stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewInShop {
    Draft,
    Published,
}
