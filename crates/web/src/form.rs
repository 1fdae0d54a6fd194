//! The parts of a form: each with its label, its hint and what is wrong with it, tied together.
use std::collections::BTreeMap;

use askama::Template;

/// What is wrong, by the field's name, in the visitor's language.
#[derive(Clone, Debug, Default)]
pub(crate) struct Faults(BTreeMap<&'static str, String>);

impl Faults {
    pub(crate) fn add(&mut self, name: &'static str, text: String) {
        self.0.entry(name).or_insert(text);
    }

    pub(crate) fn of(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// One line to fill in. In a template: `{{ email|safe }}`; it escapes its own parts.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "partials/field.html")]
pub(crate) struct Field {
    pub name: &'static str,
    pub label: String,
    /// `text`, `email`, `password`, `number`, `url` …; `lines` may be several.
    pub kind: &'static str,
    pub value: String,
    pub hint: Option<String>,
    pub fault: Option<String>,
    pub autocomplete: &'static str,
    pub is_optional: bool,
}

impl Field {
    pub(crate) fn new(kind: &'static str, name: &'static str, label: String) -> Self {
        Self {
            name,
            label,
            kind,
            autocomplete: "off",
            ..Self::default()
        }
    }

    /// What was typed last time. A password is never sent back.
    #[must_use]
    pub(crate) fn holding(mut self, value: &str) -> Self {
        if self.kind != "password" {
            value.clone_into(&mut self.value);
        }
        self
    }

    #[must_use]
    pub(crate) fn hinting(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    #[must_use]
    pub(crate) fn completed_by(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    #[must_use]
    pub(crate) fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    #[must_use]
    pub(crate) fn judged(mut self, faults: &Faults) -> Self {
        self.fault = faults.of(self.name);
        self
    }

    /// The ids of the hint and the fault, for `aria-describedby`.
    fn described_by(&self) -> String {
        described_by(self.name, self.hint.is_some(), self.fault.is_some())
    }
}

/// One of several. In a template: `{{ country|safe }}`.
#[derive(Clone, Debug, Default, Template)]
#[template(path = "partials/choice.html")]
pub(crate) struct Choice {
    pub name: &'static str,
    pub label: String,
    /// Value and words.
    pub options: Vec<(String, String)>,
    pub chosen: String,
    pub hint: Option<String>,
    pub fault: Option<String>,
}

impl Choice {
    pub(crate) fn new(name: &'static str, label: String, options: Vec<(String, String)>) -> Self {
        Self {
            name,
            label,
            options,
            ..Self::default()
        }
    }

    #[must_use]
    pub(crate) fn holding(mut self, value: &str) -> Self {
        value.clone_into(&mut self.chosen);
        self
    }

    #[must_use]
    pub(crate) fn hinting(mut self, hint: String) -> Self {
        self.hint = Some(hint);
        self
    }

    #[must_use]
    pub(crate) fn judged(mut self, faults: &Faults) -> Self {
        self.fault = faults.of(self.name);
        self
    }

    fn described_by(&self) -> String {
        described_by(self.name, self.hint.is_some(), self.fault.is_some())
    }
}

fn described_by(name: &str, hint: bool, fault: bool) -> String {
    let hint = hint.then(|| format!("{name}-hint"));
    let fault = fault.then(|| format!("{name}-fault"));
    let ids: Vec<_> = hint.into_iter().chain(fault).collect();
    ids.join(" ")
}
