//! The connected Rackbeat: its key, what it needs before orders can come, its webhooks, who else is at work there.
mod connect;
mod country;
mod door;
mod hooks;
mod make;
mod need;
mod offered;
mod others;
mod picked;
mod search;

pub use connect::{connect, disconnect, set_currency};
pub(crate) use country::language;
pub use country::proposed_currency;
pub use door::{Delivery, Doors};
pub(crate) use hooks::check_hooks;
pub use make::{make, make_all};
pub use need::Need;
pub use offered::{Offered, offered};
pub use others::confirm as confirm_other;
pub use picked::{Picked, currencies, fill};
pub use search::look;
