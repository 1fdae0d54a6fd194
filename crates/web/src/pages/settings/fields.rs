//! The kinds of fields on the settings page: switches, ticks, and picks from Rackbeat's lists.
use askama::Template;

use crate::{
    form::{Choice, Faults},
    frame::Frame,
};

/// A field's name, its label and its line of help.
pub(super) type Words = (&'static str, &'static str, &'static str);

/// On or off. In a template: `{{ switch|safe }}`; it escapes its own parts, as the next one does.
#[derive(Template)]
#[template(path = "pages/settings/switch.html")]
pub(super) struct Switch {
    name: &'static str,
    words: String,
    hint: String,
    is_on: bool,
}

pub(super) fn switch(frame: &Frame, (name, words, hint): Words, is_on: bool) -> Switch {
    Switch {
        name,
        words: frame.say(words),
        hint: frame.say(hint),
        is_on,
    }
}

/// Several that may be ticked.
#[derive(Template)]
#[template(path = "pages/settings/group.html")]
pub(super) struct Group {
    name: &'static str,
    legend: String,
    hint: String,
    ticks: Vec<Tick>,
    fault: Option<String>,
}

pub(super) struct Tick {
    pub value: String,
    pub words: String,
    pub is_on: bool,
}

pub(super) fn group(
    frame: &Frame,
    (name, legend, hint): Words,
    ticks: Vec<Tick>,
    faults: &Faults,
) -> Group {
    Group {
        name,
        legend: frame.say(legend),
        hint: frame.say(hint),
        ticks,
        fault: faults.of(name),
    }
}

/// One of Rackbeat's; what was chosen before is there even when the list lacks it.
pub(super) fn pick<N: ToString + PartialEq>(
    frame: &Frame,
    (name, label, hint): Words,
    list: &[(N, String)],
    chosen: Option<&N>,
) -> Choice {
    let options = picks(frame, "settings-not-chosen", list, chosen);
    let held = chosen.map(ToString::to_string).unwrap_or_default();
    Choice::new(name, frame.say(label), options)
        .holding(&held)
        .hinting(frame.say(hint))
}

/// Values and words, after one for no choice.
pub(super) fn picks<N: ToString + PartialEq>(
    frame: &Frame,
    none: &str,
    list: &[(N, String)],
    chosen: Option<&N>,
) -> Vec<(String, String)> {
    let mut options = vec![(String::new(), frame.say(none))];
    let is_listed = |chosen: &&N| list.iter().any(|(number, _)| number == *chosen);
    if let Some(chosen) = chosen.filter(|chosen| !is_listed(chosen)) {
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
    options
}

/// How a list names one of its own; by its number where it does not.
pub(super) fn named<N: ToString + PartialEq>(list: Option<&[(N, String)]>, number: &N) -> String {
    let found = list
        .into_iter()
        .flatten()
        .find(|(known, _)| known == number);
    found.map_or_else(|| number.to_string(), |(_, name)| name.clone())
}
