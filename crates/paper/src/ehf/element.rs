//! A document's fields as a tree, and how it is written.
use std::io;

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};
use rust_decimal::Decimal;

pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    holds: Holds,
}

enum Holds {
    Text(String),
    Fields(Vec<Element>),
}

pub(super) fn text(name: &'static str, text: impl ToString) -> Element {
    let text = text.to_string();
    Element {
        name,
        attributes: Vec::new(),
        holds: Holds::Text(text.chars().map(readable).collect()),
    }
}

pub(super) fn group(name: &'static str, fields: Vec<Element>) -> Element {
    Element {
        name,
        attributes: Vec::new(),
        holds: Holds::Fields(fields),
    }
}

/// An amount with its currency, always with two decimals.
pub(super) fn amount(name: &'static str, amount: Decimal, currency: &str) -> Element {
    text(name, format!("{amount:.2}")).with("currencyID", currency)
}

impl Element {
    pub(super) fn with(mut self, attribute: &'static str, value: impl ToString) -> Self {
        self.attributes.push((attribute, value.to_string()));
        self
    }

    /// Fields that hold nothing are left out (PEPPOL-EN16931-R008).
    fn is_empty(&self) -> bool {
        match &self.holds {
            Holds::Text(text) => text.trim().is_empty(),
            Holds::Fields(fields) => fields.iter().all(Self::is_empty),
        }
    }

    fn write(&self, to: &mut Writer<Vec<u8>>) -> io::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, value.as_str()));
        }
        to.write_event(Event::Start(start))?;
        match &self.holds {
            Holds::Text(text) => to.write_event(Event::Text(BytesText::new(text.trim())))?,
            Holds::Fields(fields) => {
                for field in fields {
                    field.write(to)?;
                }
            }
        }
        to.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

pub(super) fn written(root: &str, fields: &[Element]) -> io::Result<Vec<u8>> {
    const SCHEMA: &str = "urn:oasis:names:specification:ubl:schema:xsd:";
    let mut to = Writer::new_with_indent(Vec::new(), b' ', 2);
    to.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut start = BytesStart::new(root);
    for (prefix, schema) in [
        ("xmlns", root),
        ("xmlns:cac", "CommonAggregateComponents"),
        ("xmlns:cbc", "CommonBasicComponents"),
    ] {
        start.push_attribute((prefix, format!("{SCHEMA}{schema}-2").as_str()));
    }
    to.write_event(Event::Start(start))?;
    for field in fields {
        field.write(&mut to)?;
    }
    to.write_event(Event::End(BytesEnd::new(root)))?;
    Ok(to.into_inner())
}

/// XML has no word for most control characters, nor for two that are none at all.
fn readable(one: char) -> char {
    if one.is_control() || matches!(one, '\u{fffe}' | '\u{ffff}') {
        ' '
    } else {
        one
    }
}
