//! A change of an order in Rackbeat that is under way: kept with the order, so that a killed one is finished.
use serde::{Deserialize, Serialize};

use crate::Refusal;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    pub step: EditStep,
    /// It was booked before, so it is booked again whatever comes of the change.
    pub was_booked: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum EditStep {
    /// About to be made a draft again, or in doubt whether it is one.
    Reopening,
    /// Its lines and head become what the shop's order is now.
    Changing,
    /// All of it is changed; it is yet to be booked.
    Booking,
    /// Called off in the shop: about to be deleted in Rackbeat, or in doubt whether it is.
    Deleting,
    /// Refused on the way: its lines become again what they were.
    Restoring { refusal: Refusal },
}
