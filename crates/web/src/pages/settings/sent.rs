//! What the form of settings brought, read into rules; what cannot be read is told beside its field.
use std::collections::BTreeSet;

use domain::{CustomerBy, Discounts, Rules, UnknownSku};

use super::{
    Known, meanwhile, orders,
    picks::not_offered,
    stock,
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
    /// Somebody else changed them after the form was made.
    pub is_overtaken: bool,
}

impl Typed {
    pub(super) fn of(rules: Rules) -> Self {
        Self {
            buffer: rules.buffer.to_string(),
            cap: rules.cap.map(|cap| cap.to_string()).unwrap_or_default(),
            rules,
            is_overtaken: false,
        }
    }
}

impl Sent {
    /// On top of what the form was made from, so that what the page does not offer stays as it was.
    pub(super) fn read(&self, known: &Known, frame: &Frame, faults: &mut Faults) -> Typed {
        let then = meanwhile::read(self.one(meanwhile::MADE_FROM));
        let is_overtaken = then.as_ref() != Some(&known.saved);
        let then = then.unwrap_or_else(|| known.saved.clone());
        let mut rules = then.clone();
        self.read_orders(&mut rules, known, (frame, &mut *faults));
        self.read_buyers(&mut rules, frame, faults);
        self.read_picks(&mut rules, known, frame, faults);
        self.read_stock(&mut rules, known, (frame, &mut *faults));
        self.read_goods(&mut rules);
        let mut typed = Typed {
            buffer: self.one("buffer").trim().to_owned(),
            cap: self.one("cap").trim().to_owned(),
            rules,
            is_overtaken,
        };
        self.read_methods(&mut typed, known, (frame, &mut *faults));
        let typed = typed.with_limits(frame, faults).onto(&known.saved, then);
        judge(&typed.rules, frame, faults);
        typed
    }

    fn read_orders(
        &self,
        rules: &mut Rules,
        known: &Known,
        (frame, faults): (&Frame, &mut Faults),
    ) {
        rules.orders_on = self.is_on("orders_on");
        let gone = match known.lists {
            Some(_) => "settings-status-gone",
            None => "settings-shop-unread",
        };
        let offered = orders::offered_statuses(known, rules);
        let is_offered = |slug: &str| offered.iter().any(|(known, _)| known == slug);
        let mut ticked = self.all("start_statuses");
        ticked.remove("");
        if !ticked.iter().all(|slug| is_offered(slug)) {
            faults.add("start_statuses", frame.say(gone));
        }
        let ticked = ticked.into_iter().map(str::to_owned).collect();
        rules.start_statuses = as_they_stood(&rules.start_statuses, ticked);
        rules.rackbeat_state =
            values::read(&STATES, self.one("rackbeat_state"), rules.rackbeat_state);
        rules.discounts = values::read(&DISCOUNTS, self.one("discounts"), rules.discounts);
        rules.unknown_sku = values::read(&UNKNOWN_SKUS, self.one("unknown_sku"), rules.unknown_sku);
        rules.cancelled = values::read(&CANCELLED, self.one("cancelled"), rules.cancelled);
        rules.refunded = values::read(&REFUNDED, self.one("refunded"), rules.refunded);
        let ending = self.one("shipped_status");
        let mut endings = orders::offered_endings(known, rules).into_iter();
        if !ending.is_empty() && !endings.any(|(slug, _)| slug == ending) {
            faults.add("shipped_status", frame.say(gone));
        }
        rules.shipped_status = (!ending.is_empty()).then(|| ending.to_owned());
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

    /// Those chosen before are on every form, so a form without a tick means all.
    fn read_stock(&self, rules: &mut Rules, known: &Known, (frame, faults): (&Frame, &mut Faults)) {
        rules.stock_on = self.is_on("stock_on");
        rules.quantity = values::read(&QUANTITIES, self.one("quantity"), rules.quantity);
        let offered = stock::offered_locations(known, rules);
        let is_offered = |number: &i64| offered.iter().any(|(known, _)| known == number);
        let ticked = self.all("locations").into_iter();
        let ticked: Vec<i64> = ticked.filter_map(|number| number.parse().ok()).collect();
        if !ticked.iter().all(is_offered) {
            faults.add("locations", frame.say(not_offered(known)));
        }
        rules.locations = as_they_stood(&rules.locations, ticked);
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

/// Those chosen before come first and in their old order: where nothing was changed, nothing has changed.
fn as_they_stood<T: PartialEq + Clone>(old: &[T], ticked: Vec<T>) -> Vec<T> {
    let kept = old.iter().filter(|one| ticked.contains(one));
    let mut all: Vec<T> = kept.cloned().collect();
    all.extend(ticked.into_iter().filter(|one| !old.contains(one)));
    all
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

    /// Where somebody else saved meanwhile: what they changed, and over it what was changed here.
    fn onto(self, now: &Rules, then: Rules) -> Self {
        let rules = meanwhile::onto(now, &then, &self.rules);
        let (now, then) = (Self::of(now.clone()), Self::of(then));
        let either = |typed: String, then: String, now: String| match typed == then {
            true => now,
            false => typed,
        };
        Self {
            buffer: either(self.buffer, then.buffer, now.buffer),
            cap: either(self.cap, then.cap, now.cap),
            rules,
            ..self
        }
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
