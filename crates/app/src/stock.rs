//! Stock: Rackbeat's figures less what is in flight, kept the same in every shop.
mod answer;
pub(crate) mod apart;
mod figure;
mod flight;
mod hand;
mod page;
mod push;
mod reckon;
mod settle;
pub(crate) mod size;
mod write;

use store::{ShopId, Tenant, inbox::Kind, inbox::NewMessage};

pub(crate) use flight::Flight;
pub(crate) use hand::make_due;
pub use hand::{answer_hold, approve, compare_now, manage, refresh};
pub use page::{Shown, page};
pub use push::push;

/// "Something is due in this shop."
pub(crate) fn message(tenant: &Tenant<impl store::Rows>, shop: ShopId) -> NewMessage {
    NewMessage::new(tenant.account(), shop, Kind::Stock)
}
