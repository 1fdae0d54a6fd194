//! Rackbeat, and nothing else: its payloads, its webhooks and, with the feature `client`, its REST client.

mod account;
mod address;
mod customer;
mod master;
mod new_order;
mod order;
mod product;
mod shipment;
mod stock;
pub mod webhook;
mod wire;

pub use account::{CompanyAddress, InnerPlugin, Plugin, User, UserAccount, Whose};
pub use address::Address;
pub use customer::{Customer, NewCustomer, VatZone};
pub use master::{
    Currency, Named, NewNamed, NewPaymentTerm, NewProductGroup, PaymentTerm, ProductGroup,
};
pub use new_order::{LineChange, NewLine, NewOrder, OrderHead};
pub use order::{Line, Order};
pub use product::{ItemKind, Lot, LotLine, NUMBER_MAX, NewProduct, Product, ProductChange};
pub use shipment::{Shipment, ShipmentLine};
pub use stock::{Adjustment, AdjustmentKind, CheckedItem, Location, LocationStock, NewAdjustment};

/// Where Rackbeat's API lives.
pub const HOME: &str = "https://app.rackbeat.com/api/";
