//! The settings about stock: whether and how many the shop shows.
use domain::Rules;

use super::{
    Known, Part, Section, Typed,
    fields::{Tick, Words, group, switch},
    values::{QUANTITIES, choice},
};
use crate::{
    form::{Faults, Field},
    frame::Frame,
};

const ON: Words = ("stock_on", "settings-stock-on", "settings-stock-on-hint");
const LOCATIONS: Words = ("locations", "settings-locations", "settings-locations-hint");

/// Rackbeat's locations, and those chosen before that are not in its list or whose list could not be read: a form
/// without them would say that none is chosen, which means all.
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

pub(super) fn section(frame: &Frame, known: &Known, (typed, faults): (&Typed, &Faults)) -> Section {
    let rules = &typed.rules;
    let quantity = ("quantity", "settings-quantity");
    let mut parts: Vec<Part> = vec![
        Box::new(switch(frame, ON, rules.stock_on)),
        Box::new(
            choice(frame, quantity, &QUANTITIES, rules.quantity)
                .hinting(frame.say("settings-quantity-hint")),
        ),
    ];
    let ticks = offered_locations(known, rules).into_iter();
    let ticks = ticks.map(|(number, words)| Tick {
        is_on: rules.locations.contains(&number),
        value: number.to_string(),
        words,
    });
    let ticks: Vec<_> = ticks.collect();
    if known.offered.is_some() || !ticks.is_empty() {
        parts.push(Box::new(group(frame, LOCATIONS, ticks, faults)));
    }
    for (name, value, label, hint) in [
        (
            "buffer",
            &typed.buffer,
            "settings-buffer",
            "settings-buffer-hint",
        ),
        ("cap", &typed.cap, "settings-cap", "settings-cap-hint"),
    ] {
        parts.push(Box::new(
            Field::new("number", name, frame.say(label))
                .holding(value)
                .hinting(frame.say(hint))
                .optional()
                .judged(faults),
        ));
    }
    Section {
        id: "stock",
        title: frame.say("settings-stock"),
        text: None,
        parts,
    }
}
