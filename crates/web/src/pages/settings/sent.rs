//! What the form of settings brought, read into rules; what cannot be read is told beside its field.
use std::{collections::BTreeSet, str::FromStr};

use domain::{CustomerBy, Discounts, Rules, UnknownSku};

use super::{
    Known, orders, stock,
    values::{
        self, CANCELLED, CUSTOMERS, DISCOUNTS, QUANTITIES, REFUNDED, STATES, UNKNOWN_SKUS, ZONES,
    },
};
use crate::{form::Faults, frame::Frame};

/// More pieces than anybody holds back.
const PIECES_MAX: i64 = 1_000_000;
/// Characters of a field's name, as WordPress keeps them.
const META_MAX: usize = 255;

/// Names and values as the browser sent them; a name may come several times.
pub(super) struct Sent(pub Vec<(String, String)>);

/// The rules as far as they could be read, and what was typed where numbers belong.
pub(super) struct Typed {
    pub rules: Rules,
    pub buffer: String,
    pub cap: String,
}

impl Typed {
    pub(super) fn of(rules: Rules) -> Self {
        Self {
            buffer: rules.buffer.to_string(),
            cap: rules.cap.map(|cap| cap.to_string()).unwrap_or_default(),
            rules,
        }
    }
}

impl Sent {
    /// On top of the old rules, so that what the page does not offer stays as it was.
    pub(super) fn read(&self, known: &Known, frame: &Frame, faults: &mut Faults) -> Typed {
        let mut rules = known.saved.clone();
        self.read_orders(&mut rules, known);
        self.read_buyers(&mut rules, frame, faults);
        self.read_picks(&mut rules, known, frame, faults);
        self.read_stock(&mut rules, known);
        self.read_goods(&mut rules);
        let mut typed = Typed {
            buffer: self.one("buffer").trim().to_owned(),
            cap: self.one("cap").trim().to_owned(),
            rules,
        };
        self.read_methods(&mut typed, known, (frame, &mut *faults));
        let typed = typed.with_limits(frame, faults);
        judge(&typed.rules, frame, faults);
        typed
    }

    fn read_orders(&self, rules: &mut Rules, known: &Known) {
        rules.orders_on = self.is_on("orders_on");
        let offered = orders::offered_statuses(known, rules);
        let ticked = self.all("start_statuses");
        let kept = offered.into_iter().map(|(slug, _)| slug);
        rules.start_statuses = kept.filter(|slug| ticked.contains(slug.as_str())).collect();
        rules.rackbeat_state =
            values::read(&STATES, self.one("rackbeat_state"), rules.rackbeat_state);
        rules.discounts = values::read(&DISCOUNTS, self.one("discounts"), rules.discounts);
        rules.unknown_sku = values::read(&UNKNOWN_SKUS, self.one("unknown_sku"), rules.unknown_sku);
        rules.cancelled = values::read(&CANCELLED, self.one("cancelled"), rules.cancelled);
        rules.refunded = values::read(&REFUNDED, self.one("refunded"), rules.refunded);
        let ending = self.one("shipped_status");
        let mut endings = orders::offered_endings(known, rules).into_iter();
        if ending.is_empty() || endings.any(|(slug, _)| slug == ending) {
            rules.shipped_status = (!ending.is_empty()).then(|| ending.to_owned());
        }
    }

    fn read_buyers(&self, rules: &mut Rules, frame: &Frame, faults: &mut Faults) {
        rules.customer_by = values::read(&CUSTOMERS, self.one("customer_by"), rules.customer_by);
        rules.vat_zone = values::read(&ZONES, self.one("vat_zone"), rules.vat_zone);
        let field = self.one("organisation_meta").trim();
        if field.chars().count() > META_MAX {
            faults.add("organisation_meta", frame.say("settings-meta-long"));
        }
        rules.organisation_meta = (!field.is_empty()).then(|| field.to_owned());
    }

    fn read_picks(&self, rules: &mut Rules, known: &Known, frame: &Frame, faults: &mut Faults) {
        // Without Rackbeat's lists nothing of theirs can be chosen; all stays as it was.
        let Some(offered) = &known.offered else {
            return;
        };
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
            self.read_pick(name, old, list, (frame, &mut *faults));
        }
        for (name, old) in [
            ("freight_product", &mut rules.freight_product),
            ("fee_product", &mut rules.fee_product),
            ("discount_product", &mut rules.discount_product),
            ("rounding_product", &mut rules.rounding_product),
            ("stand_in_product", &mut rules.stand_in_product),
        ] {
            self.read_pick(name, old, &offered.services, (frame, &mut *faults));
        }
    }

    /// Only what Rackbeat has, or what was chosen before.
    fn read_pick<N: FromStr + PartialEq + Clone>(
        &self,
        name: &'static str,
        old: &mut Option<N>,
        list: &[(N, String)],
        (frame, faults): (&Frame, &mut Faults),
    ) {
        let spelt = self.one(name);
        let new: Option<N> = spelt.parse().ok().filter(|_| !spelt.is_empty());
        let is_listed = |new: &N| list.iter().any(|(number, _)| number == new);
        if new == *old || new.as_ref().map_or(spelt.is_empty(), is_listed) {
            *old = new;
        } else {
            faults.add(name, frame.say("settings-not-offered"));
        }
    }

    fn read_stock(&self, rules: &mut Rules, known: &Known) {
        rules.stock_on = self.is_on("stock_on");
        rules.quantity = values::read(&QUANTITIES, self.one("quantity"), rules.quantity);
        if known.offered.is_some() {
            let ticked = self.all("locations");
            let offered = stock::offered_locations(known, rules).into_iter();
            let numbers = offered.map(|(number, _)| number);
            rules.locations = numbers
                .filter(|number| ticked.contains(number.to_string().as_str()))
                .collect();
        }
    }

    pub(super) fn one(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    pub(super) fn all(&self, name: &str) -> BTreeSet<&str> {
        let fits = self.0.iter().filter(|(known, _)| known == name);
        fits.map(|(_, value)| value.as_str()).collect()
    }

    pub(super) fn is_on(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }
}

impl Typed {
    fn with_limits(mut self, frame: &Frame, faults: &mut Faults) -> Self {
        match pieces(&self.buffer) {
            Ok(buffer) => self.rules.buffer = buffer.unwrap_or(0),
            Err(()) => faults.add("buffer", frame.say("settings-pieces-wrong")),
        }
        match pieces(&self.cap) {
            Ok(cap) => self.rules.cap = cap,
            Err(()) => faults.add("cap", frame.say("settings-pieces-wrong")),
        }
        self
    }
}

/// Whole pieces, not below zero; `None`: left empty.
fn pieces(text: &str) -> Result<Option<i64>, ()> {
    if text.is_empty() {
        return Ok(None);
    }
    let pieces = text.parse().map_err(|_| ())?;
    (0..=PIECES_MAX)
        .contains(&pieces)
        .then_some(Some(pieces))
        .ok_or(())
}

/// Choices that lack another.
fn judge(rules: &Rules, frame: &Frame, faults: &mut Faults) {
    if rules.orders_on && rules.start_statuses.is_empty() {
        faults.add("start_statuses", frame.say("settings-no-status"));
    }
    if rules.customer_by != CustomerBy::Shared {
        for (name, pick) in [
            ("customer_group", rules.customer_group),
            ("payment_term", rules.payment_term),
            ("layout", rules.layout),
        ] {
            if pick.is_none() {
                faults.add(name, frame.say("settings-needed-for-customers"));
            }
        }
    }
    if rules.unknown_sku == UnknownSku::StandIn && rules.stand_in_product.is_none() {
        faults.add("stand_in_product", frame.say("settings-no-stand-in"));
    }
    if rules.discounts == Discounts::OwnLine && rules.discount_product.is_none() {
        faults.add("discount_product", frame.say("settings-no-discount"));
    }
}
