//! What a reading of Rackbeat's items says, and what came of it.
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

use crate::agreement::Tally;

/// One item that a reading named. Quantities are pieces; `None`: not a number, so not to be used.
#[derive(Clone, Debug, Default)]
pub struct Named {
    pub number: String,
    /// `product`, `lot` or `other`.
    pub kind: &'static str,
    pub name: String,
    pub inventory_enabled: bool,
    pub barred: bool,
    pub on_hand: Option<Decimal>,
    pub available: Option<Decimal>,
    pub reserved: Option<Decimal>,
    pub located: Located,
    /// Without VAT; `None`: not told.
    pub sales_price: Option<Decimal>,
    /// A hash of its description; `None`: not asked for.
    pub description_key: Option<String>,
}

/// Where the pieces of an item lie, as a reading told.
#[derive(Clone, Debug, Default)]
pub enum Located {
    #[default]
    NotAsked,
    /// The list of locations did not name it, or not with numbers: not to be used.
    NotTold,
    /// On hand by location.
    At(BTreeMap<i64, Decimal>),
}

/// What a reading said: unique, raised before its first call, so it also orders readings.
#[derive(Clone, Debug)]
pub struct Read {
    pub reading: Tally,
    pub named: Vec<Named>,
    /// Asked for by number, and not there.
    pub missing: Vec<String>,
    pub at: DateTime<Utc>,
}

/// Our own sales of a number that one reading had not counted and a later one has.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counted {
    pub booked: Decimal,
    pub shipped: Decimal,
}

/// Of a number, between an earlier reading and this one.
pub trait Sales: Send + Sync {
    fn counted(&self, number: &str, after: Tally) -> Counted;
}

impl<F: Fn(&str, Tally) -> Counted + Send + Sync> Sales for F {
    fn counted(&self, number: &str, after: Tally) -> Counted {
        self(number, after)
    }
}

/// What a reading changed.
#[derive(Clone, Debug, Default)]
pub struct Changed {
    /// Numbers whose figure, or what it counts, is another than before.
    pub numbers: BTreeSet<String>,
    /// Numbers that came or went, or that have another name, price or description.
    pub carried: BTreeSet<String>,
    /// Numbers that an order line may have now: new, found again, no longer barred.
    pub usable: BTreeSet<String>,
    /// Numbers came or went, so that products may link otherwise.
    pub links: bool,
}
