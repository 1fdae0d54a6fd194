//! What was picked from Rackbeat's lists, read from the form.
use std::str::FromStr;

use app::agreement::Offered;
use domain::Rules;

use super::{Known, sent::Sent};
use crate::{form::Faults, frame::Frame};

/// Why a choice from Rackbeat's lists cannot be taken.
pub(super) fn not_offered(known: &Known) -> &'static str {
    match known.offered {
        Some(_) => "settings-not-offered",
        None => "settings-unread",
    }
}

impl Sent {
    pub(super) fn read_picks(
        &self,
        rules: &mut Rules,
        known: &Known,
        frame: &Frame,
        faults: &mut Faults,
    ) {
        let none = Offered::default();
        let offered = known.offered.as_ref().unwrap_or(&none);
        let fault = frame.say(not_offered(known));
        for (name, old, list) in [
            ("customer", &mut rules.customer, &offered.customers),
            (
                "customer_group",
                &mut rules.customer_group,
                &offered.customer_groups,
            ),
            (
                "payment_term",
                &mut rules.payment_term,
                &offered.payment_terms,
            ),
            ("layout", &mut rules.layout, &offered.layouts),
            (
                "our_reference",
                &mut rules.our_reference,
                &offered.employees,
            ),
            (
                "product_group",
                &mut rules.product_group,
                &offered.goods_groups,
            ),
            ("unit", &mut rules.unit, &offered.units),
        ] {
            self.read_pick(name, old, list, (&fault, &mut *faults));
        }
        for (name, old) in [
            ("freight_product", &mut rules.freight_product),
            ("fee_product", &mut rules.fee_product),
            ("discount_product", &mut rules.discount_product),
            ("rounding_product", &mut rules.rounding_product),
            ("stand_in_product", &mut rules.stand_in_product),
        ] {
            self.read_pick(name, old, &offered.services, (&fault, &mut *faults));
        }
    }

    /// Only what Rackbeat has, or what was chosen before; of anything else it is told, and nothing is saved.
    fn read_pick<N: FromStr + PartialEq + Clone>(
        &self,
        name: &'static str,
        old: &mut Option<N>,
        list: &[(N, String)],
        (fault, faults): (&str, &mut Faults),
    ) {
        let spelt = self.one(name);
        let new: Option<N> = spelt.parse().ok().filter(|_| !spelt.is_empty());
        let is_listed = |new: &N| list.iter().any(|(number, _)| number == new);
        if new != *old && !new.as_ref().map_or(spelt.is_empty(), is_listed) {
            faults.add(name, fault.to_owned());
        }
        *old = new;
    }
}
