//! A shop: finding it, proving its keys, connecting it, keeping its webhooks alive, letting go of it.
mod address;
mod auth;
mod check;
mod connect;
mod door;
mod facts;
mod hooks;
mod leave;
mod lists;
mod settings;

use store::{agreement::Agreement, shop::Shop};

pub use address::{Found, find};
pub use auth::{Brought, begin as begin_auth, finish as finish_auth, take_keys};
pub use check::{Checked, again as check_again, run as check};
pub use connect::{Connection, connect, replace_keys};
pub use door::{Delivery, Doors};
pub(crate) use facts::value;
pub use facts::{Facts, Label, Mark, Point, PriceFacts};
pub use hooks::check_hooks;
pub use leave::{confirm_other, disconnect, pause, resume};
pub use lists::{Field, Lists, Method, fields, lists};
pub(crate) use settings::wake_causes;
pub use settings::{Saved, save_settings};

/// What the connection check last found out about the shop.
#[must_use]
pub fn facts(shop: &Shop) -> Facts {
    Facts::of(shop)
}

/// Somebody else who looks like carrying the same orders and stock, unless the owner says otherwise.
pub(crate) fn other_at_work(shop: &Shop, agreement: &Agreement) -> Option<String> {
    let in_shop = Facts::of(shop).other_at_work(shop).map(str::to_owned);
    let in_rackbeat = agreement.other_integration.clone();
    in_shop.or(in_rackbeat.filter(|_| agreement.other_confirmed_at.is_none()))
}
