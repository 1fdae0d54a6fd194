//! The words and rules of the business. Nothing here waits, stores, sends or asks the time.
mod billing_detail;
pub mod customer;
pub mod hash;
pub mod import;
pub mod invoice;
pub mod link;
mod luhn;
pub mod money;
mod note;
pub mod order;
pub mod organisation;
mod outcome;
pub mod plan;
pub mod price;
pub mod product;
pub mod quantity;
mod reason;
mod reference;
mod refusal;
mod rules;
mod sentence;
mod setting;
pub mod sku;
pub mod stock;
mod text;
pub mod tracking;
pub mod vat;

pub use billing_detail::{BillingDetails, DetailFault, TypedDetails};
pub use note::Note;
pub use outcome::{
    Change, FieldChange, GoodsBack, HandMade, HandNews, ImportNews, OldOrderNews, OrderChange,
    OrderNews, Outcome, ProductNews, ProgressNews, State,
};
pub use rackbeat::VatZone;
pub use reason::FailureReason;
pub use reference::Reference;
pub use refusal::Refusal;
pub use rules::{
    Cancelled, Carried, CustomerBy, Discounts, NewInShop, PaymentRule, PaymentState, ProductMaster,
    Quantity, RackbeatState, Refunded, Rules, UnknownSku, shipping_key,
};
pub use sentence::{Sentence, Side};
pub use setting::Setting;
pub use vat::TaxBasedOn;
