//! Rackbeat, and nothing else: its payloads, its webhooks and, with the feature `client`, its REST client.

mod account;
mod address;
mod beside;
#[cfg(feature = "client")]
mod client;
mod customer;
#[cfg(feature = "client")]
mod error;
mod invoice;
mod master;
mod new_order;
mod order;
#[cfg(feature = "client")]
mod pace;
mod product;
mod shipment;
mod stock;
mod tracking;
pub mod webhook;
mod wire;

pub use account::{CompanyAddress, InnerPlugin, Plugin, User, UserAccount, Whose};
pub use address::Address;
pub use beside::{FieldNames, OrderField, OrderNote};
#[cfg(feature = "client")]
pub use client::{Client, LIMIT_MAX, Page};
pub use customer::{Customer, NewCustomer, VatZone};
#[cfg(feature = "client")]
pub use error::{Error, Said, Trouble};
pub use invoice::{Invoice, NewCreditNote, OrderNumber};
pub use master::{
    Currency, Named, NewNamed, NewPaymentTerm, NewProductGroup, PaymentTerm, ProductGroup,
};
pub use new_order::{LineChange, NewLine, NewOrder, OrderHead};
pub use order::{Line, Order};
#[cfg(feature = "client")]
pub use pace::{Pace, Track};
pub use product::{ItemKind, Lot, LotLine, NUMBER_MAX, NewProduct, Product, ProductChange};
pub use shipment::{Shipment, ShipmentLine};
pub use stock::{Adjustment, AdjustmentKind, CheckedItem, Location, LocationStock, NewAdjustment};
pub use tracking::TrackingField;

/// Where Rackbeat's API lives.
pub const HOME: &str = "https://app.rackbeat.com/api/";
