//! The settings about customers: how each is told from others, and what a new one is made with.
use askama::Template;

use super::{
    Known, Part, Section, Typed,
    fields::{Words, pick},
    values::{CUSTOMERS, ZONES, choice},
};
use crate::{
    form::{Choice, Faults, Field},
    frame::Frame,
};

const CUSTOMER: Words = ("customer", "settings-customer", "settings-customer-hint");
const GROUP: Words = (
    "customer_group",
    "settings-customer-group",
    "settings-customer-group-hint",
);
const META: Words = ("organisation_meta", "settings-meta", "settings-meta-hint");

/// Lists the fields that orders have, and saves nothing.
#[derive(Template)]
#[template(path = "pages/settings/list_fields.html")]
struct ListFields {
    path: String,
    words: String,
}

pub(super) fn section(frame: &Frame, known: &Known, (typed, faults): (&Typed, &Faults)) -> Section {
    let (rules, offered) = (&typed.rules, known.offered.clone().unwrap_or_default());
    let by = ("customer_by", "settings-customers-by");
    let zone = ("vat_zone", "settings-zone");
    let mut parts: Vec<Part> = vec![
        Box::new(
            choice(frame, by, &CUSTOMERS, rules.customer_by)
                .hinting(frame.say("settings-customers-by-hint")),
        ),
        Box::new(pick(frame, CUSTOMER, &offered.customers, rules.customer.as_ref()).judged(faults)),
        Box::new(
            pick(
                frame,
                GROUP,
                &offered.customer_groups,
                rules.customer_group.as_ref(),
            )
            .judged(faults),
        ),
        meta(frame, known, (typed, faults)),
    ];
    if frame.can_change() {
        parts.push(Box::new(ListFields {
            path: format!("/shops/{}/settings#{}", known.shop.id, META.0),
            words: frame.say("settings-meta-list"),
        }));
    }
    parts.push(Box::new(
        choice(frame, zone, &ZONES, rules.vat_zone).hinting(frame.say("settings-zone-hint")),
    ));
    Section {
        id: "customers",
        title: frame.say("settings-customers"),
        text: None,
        parts,
    }
}

/// To be typed, or, once the fields were listed, to be picked, each with an example of what stands in it.
fn meta(frame: &Frame, known: &Known, (typed, faults): (&Typed, &Faults)) -> Part {
    let held = typed.rules.organisation_meta.as_deref().unwrap_or_default();
    let (label, hint) = (frame.say(META.1), frame.say(META.2));
    let fields = known.order_fields.as_deref().unwrap_or_default();
    if fields.is_empty() {
        return Box::new(
            Field::new("text", META.0, label)
                .holding(held)
                .hinting(hint)
                .optional()
                .judged(faults),
        );
    }
    let mut options = vec![(String::new(), frame.say("settings-not-chosen"))];
    if !held.is_empty() && !fields.iter().any(|field| field.key == held) {
        options.push((held.to_owned(), held.to_owned()));
    }
    options.extend(fields.iter().map(|field| {
        let words = frame.with(
            "settings-meta-field",
            &[("name", &field.key), ("text", &field.example)],
        );
        (field.key.clone(), words)
    }));
    Box::new(
        Choice::new(META.0, label, options)
            .holding(held)
            .hinting(hint)
            .judged(faults),
    )
}
