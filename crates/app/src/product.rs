//! Products, from the side that is their master to the other: found in bulk, written by the realtime track.
mod make;

use domain::Outcome;
use store::inbox::Message;

use crate::{Work, error::Result};

pub use make::{Made, make_item};

/// A shop's products that are due are made or edited in Rackbeat.
pub async fn register(_work: &Work, _message: &Message) -> Result<Vec<Outcome>> {
    Ok(Vec::new())
}

/// Rackbeat's products that are due are made or edited in one shop.
pub async fn pull(_work: &Work, _message: &Message) -> Result<Vec<Outcome>> {
    Ok(Vec::new())
}
