//! What is in flight: taken by orders we know of, and not yet counted by the reading a figure came from.
use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Quantity, quantity,
    stock::{Materials, spread, with_parts},
};
use rust_decimal::Decimal;
use store::{
    Rows, Tenant,
    agreement::Tally,
    item::{self, Counted},
    order_line::{self, InFlight},
};

/// Everything that orders of all shops hold of some numbers, and of what is made of them.
pub(crate) struct Flight {
    held: BTreeMap<String, Vec<InFlight>>,
    materials: Materials,
}

impl Flight {
    pub(crate) async fn load<R: Rows>(
        tenant: &Tenant<R>,
        numbers: &BTreeSet<String>,
    ) -> Result<Self, store::Error> {
        let materials = item::materials(tenant).await?;
        let mut asked = with_parts(numbers, &materials);
        asked.extend(materials.keys().cloned());
        let mut held: BTreeMap<String, Vec<InFlight>> = BTreeMap::new();
        for one in order_line::in_flight(tenant, &asked).await? {
            held.entry(one.item_number.clone()).or_default().push(one);
        }
        Ok(Self { held, materials })
    }

    /// These numbers and what they are made of.
    pub(super) fn with_parts(&self, numbers: &BTreeSet<String>) -> BTreeSet<String> {
        with_parts(numbers, &self.materials)
    }

    /// What one piece of a number is made of, if it is a bill of materials.
    pub(super) fn parts(&self, number: &str) -> &[(String, Decimal)] {
        self.materials.get(number).map_or(&[], Vec::as_slice)
    }

    /// Pieces of a number that a reading cannot have counted: *available* counts what was booked
    /// before it, *on hand* what was shipped before it.
    pub(super) fn of(&self, number: &str, reading: Tally, quantity: Quantity) -> Decimal {
        self.sum(number, |held| {
            let counted = match quantity {
                Quantity::Available => held.booked_tally,
                Quantity::OnHand => held.shipped_tally,
            };
            match counted.is_some_and(|tally| tally <= reading.0) {
                // What was bought after the order was sent is in no booking.
                true => held.unsent,
                false => held.taken,
            }
        })
    }

    /// Our own sales of a number that the reading `until` counts and the one at `after` did not.
    pub(crate) fn counted(&self, number: &str, after: Tally, until: Tally) -> Counted {
        let sent = |held: &InFlight, counts: bool| match counts {
            true => held.taken - held.unsent,
            false => 0,
        };
        let between = |tally: Option<i64>| tally.is_some_and(|t| t > after.0 && t <= until.0);
        Counted {
            booked: self.sum(number, |held| sent(held, between(held.booked_tally))),
            shipped: self.sum(number, |held| sent(held, between(held.shipped_tally))),
        }
    }

    /// `part`: the thousandths of what an order holds that are to be summed.
    fn sum(&self, number: &str, part: impl Fn(&InFlight) -> i64) -> Decimal {
        let sum = |held: &Vec<InFlight>| -> Decimal {
            let parts = held.iter().map(&part);
            parts.map(quantity::from_thousandths).sum()
        };
        if self.materials.is_empty() {
            return self.held.get(number).map(sum).unwrap_or_default();
        }
        let taken = self
            .held
            .iter()
            .map(|(number, held)| (number.clone(), sum(held)));
        let all = spread(&taken.collect(), &self.materials);
        all.get(number).copied().unwrap_or_default()
    }
}
