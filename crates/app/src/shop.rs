//! A shop: finding it, proving its keys, connecting it, keeping its webhooks alive, letting go of it.
mod address;
mod auth;
mod check;
mod connect;
mod door;
mod facts;
mod hooks;
mod leave;
mod settings;

pub use address::{Found, find};
pub use auth::{Brought, begin as begin_auth, finish as finish_auth, take_keys};
pub use check::{Checked, again as check_again, run as check};
pub use connect::{Connection, connect, replace_keys};
pub use door::{Delivery, Doors, Verdict};
pub use facts::{Facts, Label, Mark, Point};
pub use hooks::check_hooks;
pub use leave::{confirm_other, disconnect, pause, resume};
pub use settings::save_settings;

/// What the connection check last found out about the shop.
#[must_use]
pub fn facts(shop: &store::shop::Shop) -> Facts {
    Facts::of(shop)
}
