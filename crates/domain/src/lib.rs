//! The words and rules of the business. Nothing here waits, stores, sends or asks the time.
pub mod link;
pub mod money;
mod note;
pub mod order;
mod outcome;
pub mod quantity;
mod reason;
mod reference;
mod refusal;
mod rules;
mod sentence;
mod setting;
pub mod sku;
pub mod stock;
pub mod vat;

pub use note::Note;
pub use outcome::{Change, HandMade, Outcome, State};
pub use rackbeat::VatZone;
pub use reason::FailureReason;
pub use reference::Reference;
pub use refusal::Refusal;
pub use rules::{
    Cancelled, CustomerBy, Discounts, ProductMaster, Quantity, RackbeatState, Refunded, Rules,
    UnknownSku,
};
pub use sentence::{Sentence, Side};
pub use setting::Setting;
pub use vat::TaxBasedOn;
