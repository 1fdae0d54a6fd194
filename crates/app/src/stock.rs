//! Stock: Rackbeat's figures less what is in flight, kept the same in every shop.
mod answer;
mod bill;
mod due;
mod flight;
mod hand;
mod item;
mod page;
mod push;
mod reading;
mod reckon;
mod settle;
mod size;
mod sweep;
mod write;

use domain::Outcome;
use store::{ShopId, Tenant, inbox::Kind, inbox::Message, inbox::NewMessage};

use crate::{Work, error::Result};

pub(crate) use bill::read_bills;
pub use due::{due, next_due};
pub use hand::{answer_hold, approve, compare_now, manage, refresh};
pub(crate) use item::give_back;
pub use item::read_item;
pub use page::{Shown, page};
pub use push::push;
pub(crate) use sweep::sweep;

/// The subject of messages that the night brought: they also end what was left alone.
pub(crate) const NIGHT: &str = "night";

/// A shop's own figures against what we believe they are; what differs is marked, and written by `push`.
pub async fn compare(work: &Work, message: &Message) -> Result<Vec<Outcome>> {
    crate::index::read(work, message).await
}

/// "Something is due in this shop."
pub(crate) fn message(tenant: &Tenant<impl store::Rows>, shop: ShopId) -> NewMessage {
    NewMessage::new(tenant.account(), shop, Kind::Stock)
}
