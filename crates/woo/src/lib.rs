//! WooCommerce, and nothing else: its payloads, its webhooks, its key hand-out, its REST client.
mod lenient;
mod open;

pub mod auth;
pub mod batch;
#[cfg(feature = "client")]
mod client;
pub mod customer;
pub mod index;
pub mod meta;
pub mod order;
pub mod product;
pub mod refund;
mod said;
pub mod settings;
mod site;
pub mod status;
pub mod tax;
pub mod webhook;

pub use auth::Keys;
pub use batch::{BatchAnswer, RowError};
#[cfg(feature = "client")]
pub use client::{
    Client, Error, KeysIn, Manner, OrderQuery, Page, ProductQuery, Trouble, discover,
};
pub use index::Index;
pub use meta::Meta;
pub use order::{
    Address, CouponLine, FeeLine, LineItem, LineTax, Note, Order, OrderNote, OrderUpdate,
    RefundSummary, ShippingLine, TaxLine,
};
pub use product::{
    ManageStock, NewProduct, Product, ProductUpdate, StockWrite, Variation, VariationUpdate,
};
pub use refund::Refund;
#[cfg(feature = "client")]
pub use reqwest::Client as Http;
pub use said::Said;
pub use site::{NotAnAddress, Site};
pub use status::{NamedStatus, Status};
