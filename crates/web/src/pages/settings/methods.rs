//! What depends on how an order is paid and how it is sent: a row for each of the shop's ways.
use std::collections::BTreeMap;

use app::{agreement::Offered, shop::Method};
use askama::Template;
use domain::PaymentRule;

use super::{
    Known, Section, Typed,
    fields::{Words, pick, picks},
    picks::not_offered,
    sent::Sent,
    values::{self, PAYMENT_STATES},
};
use crate::{form::Faults, frame::Frame};

const TERM: Words = ("payment_term", "settings-term", "settings-term-hint");
/// More ways than any shop has.
const ROWS_MAX: usize = 200;
/// Characters of a way's name to the rules.
const KEY_MAX: usize = 200;

/// Rows of ways. In a template: `{{ table|safe }}`; it escapes its own parts.
#[derive(Template)]
#[template(path = "pages/settings/methods.html")]
struct Table {
    name: &'static str,
    legend: String,
    hint: String,
    /// Said where there is no row.
    none: String,
    rows: Vec<Row>,
    fault: Option<String>,
}

struct Row {
    title: String,
    key: String,
    picks: Vec<Pick>,
}

struct Pick {
    id: String,
    name: String,
    label: String,
    options: Vec<(String, String)>,
    chosen: String,
}

pub(super) fn section(frame: &Frame, known: &Known, (typed, faults): (&Typed, &Faults)) -> Section {
    let offered = known.offered.clone().unwrap_or_default();
    let term = typed.rules.payment_term;
    Section {
        id: "methods",
        title: frame.say("settings-methods"),
        text: None,
        parts: vec![
            Box::new(pick(frame, TERM, &offered.payment_terms, term.as_ref()).judged(faults)),
            Box::new(payments(frame, known, (typed, faults))),
            Box::new(shippings(frame, known, (typed, faults))),
        ],
    }
}

/// How the shop's people call a way to pay; its key where no list names it.
pub(super) fn payment_title(known: &Known, key: &str) -> String {
    title(known.lists.as_ref().map(|lists| &lists.payments), key)
}

pub(super) fn shipping_title(known: &Known, key: &str) -> String {
    title(known.lists.as_ref().map(|lists| &lists.shippings), key)
}

fn payments(frame: &Frame, known: &Known, (typed, faults): (&Typed, &Faults)) -> Table {
    let chosen = &typed.rules.payment_methods;
    let listed = known.lists.as_ref().map(|lists| &lists.payments);
    let offered = known.offered.clone().unwrap_or_default();
    let states: Vec<_> = PAYMENT_STATES
        .iter()
        .map(|(word, _, key)| ((*word).to_owned(), frame.say(key)))
        .collect();
    let row = |(at, key): (usize, String)| {
        let rule = chosen.get(&key).copied().unwrap_or_default();
        let terms = picks(
            frame,
            "settings-as-shop",
            &offered.payment_terms,
            rule.term.as_ref(),
        );
        let word = |one: &&(&str, _, &str)| one.1 == rule.state;
        let state = Pick {
            id: format!("payment-{at}-state"),
            name: format!("state:{key}"),
            label: frame.say("settings-state"),
            options: states.clone(),
            chosen: PAYMENT_STATES
                .iter()
                .find(word)
                .map_or_else(String::new, |(word, ..)| (*word).to_owned()),
        };
        let term = Pick {
            id: format!("payment-{at}-term"),
            name: format!("term:{key}"),
            label: frame.say("settings-term"),
            options: terms,
            chosen: rule.term.map(|term| term.to_string()).unwrap_or_default(),
        };
        Row {
            title: title(listed, &key),
            picks: vec![state, term],
            key,
        }
    };
    let keys = keys(listed, chosen.keys());
    Table {
        name: "payment_methods",
        legend: frame.say("settings-payments"),
        hint: frame.say("settings-payments-hint"),
        none: frame.say("settings-payments-none"),
        rows: keys.into_iter().enumerate().map(row).collect(),
        fault: faults.of("payment_methods"),
    }
}

fn shippings(frame: &Frame, known: &Known, (typed, faults): (&Typed, &Faults)) -> Table {
    let chosen = &typed.rules.shipping_methods;
    let listed = known.lists.as_ref().map(|lists| &lists.shippings);
    let offered = known.offered.clone().unwrap_or_default();
    let row = |(at, key): (usize, String)| {
        let term = chosen.get(&key);
        let delivery = Pick {
            id: format!("shipping-{at}"),
            name: format!("delivery:{key}"),
            label: frame.say("settings-delivery-term"),
            options: picks(frame, "settings-no-term", &offered.delivery_terms, term),
            chosen: term.map(ToString::to_string).unwrap_or_default(),
        };
        Row {
            title: title(listed, &key),
            picks: vec![delivery],
            key,
        }
    };
    let keys = keys(listed, chosen.keys());
    Table {
        name: "shipping_methods",
        legend: frame.say("settings-shippings"),
        hint: frame.say("settings-shippings-hint"),
        none: frame.say("settings-shippings-none"),
        rows: keys.into_iter().enumerate().map(row).collect(),
        fault: faults.of("shipping_methods"),
    }
}

/// Those of the shop, and those with a choice that it no longer has.
fn keys<'a>(listed: Option<&Vec<Method>>, chosen: impl Iterator<Item = &'a String>) -> Vec<String> {
    let listed = listed.into_iter().flatten();
    let mut keys: Vec<_> = listed.map(|method| method.key.clone()).collect();
    for key in chosen {
        if !keys.contains(key) {
            keys.push(key.clone());
        }
    }
    keys
}

/// With its zone, since two zones may call theirs the same.
fn title(listed: Option<&Vec<Method>>, key: &str) -> String {
    let mut listed = listed.into_iter().flatten();
    match listed.find(|method| method.key == key) {
        Some(method) if method.title.trim().is_empty() => key.to_owned(),
        Some(method) if method.zone.is_empty() => method.title.clone(),
        Some(method) => format!("{} – {}", method.zone, method.title),
        None => key.to_owned(),
    }
}

impl Sent {
    /// A way that the form did not show stays as it was.
    pub(super) fn read_methods(
        &self,
        typed: &mut Typed,
        known: &Known,
        (frame, faults): (&Frame, &mut Faults),
    ) {
        let (none, rules) = (Offered::default(), &mut typed.rules);
        let offered = known.offered.as_ref().unwrap_or(&none);
        let fault = frame.say(not_offered(known));
        for (key, spelt) in self.rows("state:") {
            let rule = rules.payment_methods.entry(key.to_owned()).or_default();
            rule.state = values::read(&PAYMENT_STATES, spelt, rule.state);
        }
        for (key, spelt) in self.rows("term:") {
            let rule = rules.payment_methods.entry(key.to_owned()).or_default();
            if !is_right(spelt, &offered.payment_terms, rule.term) {
                faults.add("payment_methods", fault.clone());
            }
            rule.term = spelt.parse().ok();
        }
        rules
            .payment_methods
            .retain(|_, rule: &mut PaymentRule| !rule.is_empty());
        for (key, spelt) in self.rows("delivery:") {
            let old = rules.shipping_methods.get(key).copied();
            if !is_right(spelt, &offered.delivery_terms, old) {
                faults.add("shipping_methods", fault.clone());
            }
            match spelt.parse() {
                Ok(term) => drop(rules.shipping_methods.insert(key.to_owned(), term)),
                Err(_) => drop(rules.shipping_methods.remove(key)),
            }
        }
    }

    /// The rows of a table: what follows the prefix in each name, and what was chosen there.
    fn rows(&self, prefix: &str) -> BTreeMap<&str, &str> {
        let fields = self.0.iter();
        let rows = fields.filter_map(|(name, value)| {
            let key = name.strip_prefix(prefix)?;
            let fits = !key.is_empty() && key.chars().count() <= KEY_MAX;
            fits.then_some((key, value.as_str()))
        });
        rows.take(ROWS_MAX).collect()
    }
}

/// None, or what Rackbeat has, or what was chosen before.
fn is_right(spelt: &str, offered: &[(i64, String)], old: Option<i64>) -> bool {
    let is_known = |new| old == Some(new) || offered.iter().any(|(number, _)| *number == new);
    spelt.is_empty() || spelt.parse().is_ok_and(is_known)
}
