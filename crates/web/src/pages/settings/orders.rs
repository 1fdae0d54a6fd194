//! The settings about orders: what starts them, what becomes of them, and on what they are written in Rackbeat.
use askama::Template;
use domain::{Rules, order::may_start};

use super::{
    Known, Part, Section, Typed,
    fields::{Tick, Words, group, pick, switch},
    values::{CANCELLED, DISCOUNTS, REFUNDED, STATES, UNKNOWN_SKUS, choice},
};
use crate::{
    form::{Choice, Faults},
    frame::Frame,
};

const ON: Words = ("orders_on", "settings-orders-on", "settings-orders-on-hint");
const STATUSES: Words = (
    "start_statuses",
    "settings-statuses",
    "settings-statuses-hint",
);
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

/// Where old orders are chosen, which is a page of its own.
#[derive(Template)]
#[template(path = "pages/settings/old_orders.html")]
struct OldOrders {
    path: String,
    words: String,
    hint: String,
}

/// The shop's own statuses by its own labels, as far as it tells them.
pub(super) fn statuses(known: &Known) -> Vec<(String, String)> {
    let told = match &known.lists {
        Some(lists) if !lists.statuses.is_empty() => &lists.statuses,
        _ => &known.facts.statuses,
    };
    let all = told.iter().filter(|one| may_start(&one.status));
    all.map(|one| (one.status.clone(), one.label.clone()))
        .collect()
}

/// The shop's statuses, and those chosen before that it no longer has.
pub(super) fn offered_statuses(known: &Known, rules: &Rules) -> Vec<(String, String)> {
    with_chosen(statuses(known), rules.start_statuses.iter())
}

/// As `offered_statuses`, of what may come after shipping.
pub(super) fn offered_endings(known: &Known, rules: &Rules) -> Vec<(String, String)> {
    with_chosen(statuses(known), rules.shipped_status.iter())
}

fn with_chosen<'a>(
    mut all: Vec<(String, String)>,
    chosen: impl Iterator<Item = &'a String>,
) -> Vec<(String, String)> {
    for status in chosen {
        if !all.iter().any(|(known, _)| known == status) {
            all.push((status.clone(), status.clone()));
        }
    }
    all
}

pub(super) fn starting(
    frame: &Frame,
    known: &Known,
    (typed, faults): (&Typed, &Faults),
) -> Section {
    let rules = &typed.rules;
    let ticks = offered_statuses(known, rules).into_iter();
    let ticks = ticks.map(|(value, words)| Tick {
        is_on: rules.is_start_status(&value),
        value,
        words,
    });
    let state = ("rackbeat_state", "settings-state");
    let unknown = ("unknown_sku", "settings-unknown");
    let discounts = ("discounts", "settings-discounts");
    let say = |key: &str| frame.say(key);
    Section {
        id: "orders",
        title: say("settings-orders"),
        text: None,
        parts: vec![
            Box::new(switch(frame, ON, rules.orders_on)),
            Box::new(group(frame, STATUSES, ticks.collect(), faults)),
            Box::new(
                choice(frame, state, &STATES, rules.rackbeat_state)
                    .hinting(say("settings-state-hint")),
            ),
            Box::new(
                choice(frame, unknown, &UNKNOWN_SKUS, rules.unknown_sku)
                    .hinting(say("settings-unknown-hint")),
            ),
            Box::new(
                choice(frame, discounts, &DISCOUNTS, rules.discounts)
                    .hinting(say("settings-discounts-hint")),
            ),
            Box::new(OldOrders {
                path: format!("/shops/{}/old-orders", known.shop.id),
                words: say("settings-old-orders"),
                hint: say("settings-old-orders-hint"),
            }),
        ],
    }
}

pub(super) fn ending(frame: &Frame, known: &Known, (typed, faults): (&Typed, &Faults)) -> Section {
    let rules = &typed.rules;
    let mut endings = vec![(String::new(), frame.say("settings-shipped-leave"))];
    endings.extend(offered_endings(known, rules));
    let shipped = Choice::new("shipped_status", frame.say("settings-shipped"), endings)
        .holding(rules.shipped_status.as_deref().unwrap_or_default())
        .hinting(frame.say("settings-shipped-hint"))
        .judged(faults);
    let cancelled = ("cancelled", "settings-cancelled");
    let refunded = ("refunded", "settings-refunded");
    Section {
        id: "endings",
        title: frame.say("settings-endings"),
        text: None,
        parts: vec![
            Box::new(shipped),
            Box::new(
                choice(frame, cancelled, &CANCELLED, rules.cancelled)
                    .hinting(frame.say("settings-cancelled-hint")),
            ),
            Box::new(
                choice(frame, refunded, &REFUNDED, rules.refunded)
                    .hinting(frame.say("settings-refunded-hint")),
            ),
        ],
    }
}

pub(super) fn in_rackbeat(
    frame: &Frame,
    known: &Known,
    (typed, faults): (&Typed, &Faults),
) -> Section {
    let (rules, offered) = (&typed.rules, known.offered.clone().unwrap_or_default());
    let picks = [
        (LAYOUT, offered.layouts, rules.layout),
        (OUR_REFERENCE, offered.employees, rules.our_reference),
    ];
    let mut parts: Vec<Part> = Vec::new();
    for (words, list, chosen) in picks {
        parts.push(Box::new(
            pick(frame, words, &list, chosen.as_ref()).judged(faults),
        ));
    }
    for (words, chosen) in [
        (FREIGHT, &rules.freight_product),
        (FEE, &rules.fee_product),
        (DISCOUNT, &rules.discount_product),
        (ROUNDING, &rules.rounding_product),
        (STAND_IN, &rules.stand_in_product),
    ] {
        let picked = pick(frame, words, &offered.services, chosen.as_ref());
        parts.push(Box::new(picked.judged(faults)));
    }
    Section {
        id: "rackbeat",
        title: frame.say("settings-rackbeat"),
        text: Some(frame.say("settings-rackbeat-text")),
        parts,
    }
}
