//! A product carried from its master to the other side: what is made there, and what is changed.
use rust_decimal::Decimal;

mod held;
mod item;
mod offered;
mod text;
mod to_rackbeat;
mod to_shop;

pub use held::{HeldInRackbeat, HeldInShop};
pub use item::Item;
pub use offered::{Offered, Parent};
pub use text::{NAME_MAX, description_key, name_text};
pub use to_rackbeat::{change_in_rackbeat, to_rackbeat};
pub use to_shop::{change_in_shop, to_shop, variation_change_in_shop};

use crate::Refusal;
pub use crate::hash::of as key;
use crate::outcome::FieldChange;

/// What is to be written, and what of it had to be left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Carry<T> {
    /// Of a change `None` when the receiver holds it all.
    pub write: T,
    /// What the write changes, for the log; empty for a product that is made.
    pub fields: Vec<FieldChange>,
    /// Why the price is not in it; the rest is.
    pub left_out: Option<Refusal>,
}

/// The price to be carried: none, and perhaps why.
type Priced = (Option<Decimal>, Option<Refusal>);

/// A price that could not be reckoned is left out and told.
fn priced(reckoned: Result<Decimal, Refusal>) -> Priced {
    match reckoned {
        Ok(price) => (Some(price), None),
        Err(refusal) => (None, Some(refusal)),
    }
}
