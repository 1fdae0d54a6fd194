//! The fields of the settings page, filled with what is chosen and what may be chosen.
use askama::Template;
use domain::{Rules, order::may_start};

use super::{
    Known, Typed,
    values::{CANCELLED, DISCOUNTS, QUANTITIES, STATES, UNKNOWN_SKUS, ZONES, choice},
};
use crate::{
    form::{Choice, Faults, Field},
    frame::Frame,
};

/// A field's name, its label and its line of help.
pub(super) type Words = (&'static str, &'static str, &'static str);

const CUSTOMER: Words = ("customer", "settings-customer", "settings-customer-hint");
const PAYMENT_TERM: Words = ("payment_term", "settings-term", "settings-term-hint");
const LAYOUT: Words = ("layout", "settings-layout", "settings-layout-hint");
const OUR_REFERENCE: Words = (
    "our_reference",
    "settings-our-reference",
    "settings-our-reference-hint",
);
const FREIGHT: Words = (
    "freight_product",
    "settings-freight",
    "settings-freight-hint",
);
const FEE: Words = ("fee_product", "settings-fee", "settings-fee-hint");
const DISCOUNT: Words = (
    "discount_product",
    "settings-discount",
    "settings-discount-hint",
);
const ROUNDING: Words = (
    "rounding_product",
    "settings-rounding",
    "settings-rounding-hint",
);
const STAND_IN: Words = (
    "stand_in_product",
    "settings-stand-in",
    "settings-stand-in-hint",
);

/// Several that may be ticked. In a template: `{{ group|safe }}`; it escapes its own parts.
#[derive(Template)]
#[template(path = "pages/settings/group.html")]
pub(super) struct Group {
    pub name: &'static str,
    pub legend: String,
    pub hint: String,
    pub ticks: Vec<Tick>,
    pub fault: Option<String>,
}

pub(super) struct Tick {
    pub value: String,
    pub words: String,
    pub is_on: bool,
}

/// The shop's statuses by its own labels, and those chosen before that it no longer has.
pub(super) fn offered_statuses(known: &Known, rules: &Rules) -> Vec<(String, String)> {
    let labels = known.facts.statuses.iter();
    let labels = labels.map(|one| (one.status.clone(), one.label.clone()));
    let mut all: Vec<_> = labels.filter(|(status, _)| may_start(status)).collect();
    for status in &rules.start_statuses {
        if !all.iter().any(|(known, _)| known == status) {
            all.push((status.clone(), status.clone()));
        }
    }
    all
}

/// Rackbeat's locations, and those chosen before that are not in its list.
pub(super) fn offered_locations(known: &Known, rules: &Rules) -> Vec<(i64, String)> {
    let offered = known.offered.as_ref();
    let mut all = offered
        .map(|offered| offered.locations.clone())
        .unwrap_or_default();
    for number in &rules.locations {
        if !all.iter().any(|(known, _)| known == number) {
            all.push((*number, number.to_string()));
        }
    }
    all
}

pub(super) fn statuses(frame: &Frame, known: &Known, typed: &Typed, faults: &Faults) -> Group {
    let ticks = offered_statuses(known, &typed.rules).into_iter();
    Group {
        name: "start_statuses",
        legend: frame.say("settings-statuses"),
        hint: frame.say("settings-statuses-hint"),
        ticks: ticks
            .map(|(value, words)| Tick {
                is_on: typed.rules.is_start_status(&value),
                value,
                words,
            })
            .collect(),
        fault: faults.of("start_statuses"),
    }
}

pub(super) fn locations(frame: &Frame, known: &Known, typed: &Typed, faults: &Faults) -> Group {
    let ticks = offered_locations(known, &typed.rules).into_iter();
    Group {
        name: "locations",
        legend: frame.say("settings-locations"),
        hint: frame.say("settings-locations-hint"),
        ticks: ticks
            .map(|(number, words)| Tick {
                is_on: typed.rules.locations.contains(&number),
                value: number.to_string(),
                words,
            })
            .collect(),
        fault: faults.of("locations"),
    }
}

pub(super) fn orders(frame: &Frame, typed: &Typed) -> Vec<Choice> {
    let rules = &typed.rules;
    let say = |key: &str| frame.say(key);
    let state = ("rackbeat_state", "settings-state");
    let unknown = ("unknown_sku", "settings-unknown");
    let discounts = ("discounts", "settings-discounts");
    let cancelled = ("cancelled", "settings-cancelled");
    let zone = ("vat_zone", "settings-zone");
    vec![
        choice(frame, state, &STATES, rules.rackbeat_state).hinting(say("settings-state-hint")),
        choice(frame, unknown, &UNKNOWN_SKUS, rules.unknown_sku)
            .hinting(say("settings-unknown-hint")),
        choice(frame, discounts, &DISCOUNTS, rules.discounts)
            .hinting(say("settings-discounts-hint")),
        choice(frame, cancelled, &CANCELLED, rules.cancelled)
            .hinting(say("settings-cancelled-hint")),
        choice(frame, zone, &ZONES, rules.vat_zone).hinting(say("settings-zone-hint")),
    ]
}

pub(super) fn rackbeat(
    frame: &Frame,
    known: &Known,
    typed: &Typed,
    faults: &Faults,
) -> Vec<Choice> {
    let (rules, offered) = (&typed.rules, known.offered.clone().unwrap_or_default());
    let picks = [
        (CUSTOMER, offered.customers, rules.customer),
        (PAYMENT_TERM, offered.payment_terms, rules.payment_term),
        (LAYOUT, offered.layouts, rules.layout),
        (OUR_REFERENCE, offered.employees, rules.our_reference),
    ];
    let pick = |(words, list, chosen): (Words, Vec<_>, Option<i64>)| {
        pick(frame, words, &list, chosen.as_ref()).judged(faults)
    };
    picks.into_iter().map(pick).collect()
}

pub(super) fn products(
    frame: &Frame,
    known: &Known,
    typed: &Typed,
    faults: &Faults,
) -> Vec<Choice> {
    let rules = &typed.rules;
    let offered = known.offered.as_ref();
    let services = offered.map_or(&[][..], |offered| &offered.services);
    let picks = [
        (FREIGHT, &rules.freight_product),
        (FEE, &rules.fee_product),
        (DISCOUNT, &rules.discount_product),
        (ROUNDING, &rules.rounding_product),
        (STAND_IN, &rules.stand_in_product),
    ];
    let pick = |(words, chosen): (Words, &Option<String>)| {
        pick(frame, words, services, chosen.as_ref()).judged(faults)
    };
    picks.into_iter().map(pick).collect()
}

pub(super) fn quantity(frame: &Frame, typed: &Typed) -> Choice {
    let name = ("quantity", "settings-quantity");
    choice(frame, name, &QUANTITIES, typed.rules.quantity)
        .hinting(frame.say("settings-quantity-hint"))
}

pub(super) fn limits(frame: &Frame, typed: &Typed, faults: &Faults) -> Vec<Field> {
    vec![
        Field::new("number", "buffer", frame.say("settings-buffer"))
            .holding(&typed.buffer)
            .hinting(frame.say("settings-buffer-hint"))
            .optional()
            .judged(faults),
        Field::new("number", "cap", frame.say("settings-cap"))
            .holding(&typed.cap)
            .hinting(frame.say("settings-cap-hint"))
            .optional()
            .judged(faults),
    ]
}

/// One of Rackbeat's; what was chosen before is there even when the list lacks it.
pub(super) fn pick<N: ToString + PartialEq>(
    frame: &Frame,
    (name, label, hint): Words,
    list: &[(N, String)],
    chosen: Option<&N>,
) -> Choice {
    let mut options = vec![(String::new(), frame.say("settings-not-chosen"))];
    if let Some(chosen) = chosen.filter(|chosen| !list.iter().any(|(number, _)| number == *chosen))
    {
        options.push((chosen.to_string(), chosen.to_string()));
    }
    for (number, words) in list {
        let number = number.to_string();
        let words = frame.with(
            "settings-pick",
            &[("name", words.clone()), ("number", number.clone())],
        );
        options.push((number, words));
    }
    let held = chosen.map(ToString::to_string).unwrap_or_default();
    Choice::new(name, frame.say(label), options)
        .holding(&held)
        .hinting(frame.say(hint))
}
