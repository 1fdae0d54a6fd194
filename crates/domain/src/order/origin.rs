//! Where a line of Rackbeat's order comes from, so that it is known again when the shop's order changes.
use serde::{Deserialize, Serialize};

/// With the id of the shop's line, where it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Goods(i64),
    Freight(i64),
    Fee(i64),
    /// What coupons took off, as a line of its own.
    Coupons,
    /// What the total lacked of its lines.
    Lacking,
    /// What was given back, or kept, that is on no line of goods, freight or fees.
    Refund,
    /// It makes the sums equal.
    Rounding,
}
