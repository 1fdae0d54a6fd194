//! Reads XML by the path of its fields, and spoils it.
use std::{str::FromStr, sync::LazyLock};

use roxmltree::{Document, Node};
use rust_decimal::Decimal;

use crate::{build, words::say};

/// One of each kind, by its name.
pub static ALL: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let written =
        |(name, document): (&'static str, domain::invoice::Document)| (name, xml(&document));
    build::all().into_iter().map(written).collect()
});

pub fn xml(document: &domain::invoice::Document) -> String {
    let xml = paper::ehf::xml(document, &say(&document.language)).unwrap();
    String::from_utf8(xml).unwrap()
}

pub struct Read<'a> {
    document: &'a Document<'a>,
}

impl<'a> Read<'a> {
    pub fn new(document: &'a Document<'a>) -> Self {
        Self { document }
    }

    pub fn root(&self) -> Node<'a, 'a> {
        self.document.root_element()
    }

    pub fn is_invoice(&self) -> bool {
        self.root().has_tag_name("Invoice") || self.root().tag_name().name() == "Invoice"
    }

    pub fn all(&self, path: &str) -> Vec<Node<'a, 'a>> {
        all(self.root(), path)
    }

    /// Every field of this name, wherever it stands.
    pub fn every(&self, name: &str) -> Vec<Node<'a, 'a>> {
        let named = |node: &Node<'_, '_>| node.tag_name().name() == name;
        self.root().descendants().filter(named).collect()
    }

    pub fn has(&self, path: &str) -> bool {
        self.all(path).iter().any(|node| !text(*node).is_empty())
    }

    pub fn text(&self, path: &str) -> &'a str {
        self.all(path).first().map_or("", |node| text(*node))
    }

    pub fn amount(&self, path: &str) -> Decimal {
        amount(self.all(path).first().copied())
    }

    pub fn sum(&self, path: &str) -> Decimal {
        self.all(path)
            .into_iter()
            .map(|node| amount(Some(node)))
            .sum()
    }

    pub fn lines(&self) -> Vec<Node<'a, 'a>> {
        let mut lines = self.all("InvoiceLine");
        lines.extend(self.all("CreditNoteLine"));
        lines
    }
}

pub fn all<'a>(from: Node<'a, 'a>, path: &str) -> Vec<Node<'a, 'a>> {
    let mut found = vec![from];
    for name in path.split('/') {
        let named = |node: &Node<'_, '_>| node.tag_name().name() == name;
        let under = found.iter().flat_map(|node| node.children().filter(named));
        found = under.collect();
    }
    found
}

pub fn first<'a>(from: Node<'a, 'a>, path: &str) -> Option<Node<'a, 'a>> {
    all(from, path).first().copied()
}

/// Of a field of fields: some text, if it holds any.
pub fn text<'a>(node: Node<'a, 'a>) -> &'a str {
    let texts = node.descendants().filter_map(|node| node.text());
    texts
        .map(str::trim)
        .find(|text| !text.is_empty())
        .unwrap_or("")
}

pub fn amount(node: Option<Node<'_, '_>>) -> Decimal {
    let text = node.map_or("", |node| node.text().unwrap_or(""));
    Decimal::from_str(text.trim()).unwrap_or(Decimal::MIN)
}

#[derive(Clone, Copy)]
pub enum Spoil {
    /// The first field of this path is cut out.
    Cut(&'static str),
    /// The first field of this path says something else.
    Set(&'static str, &'static str),
    /// The text, not the fields.
    Swap(&'static str, &'static str),
    /// Something is put in before the first field of this path.
    Add(&'static str, &'static str),
}

impl Spoil {
    /// `None` where there is nothing to spoil.
    pub fn spoiled(self, xml: &str) -> Option<String> {
        let document = Document::parse(xml).unwrap();
        let read = Read::new(&document);
        let place = |path: &str| read.all(path).first().map(|node| node.range());
        match self {
            Self::Cut(path) => {
                let place = place(path)?;
                Some(format!("{}{}", &xml[..place.start], &xml[place.end..]))
            }
            Self::Set(path, new) => {
                let node = *read.all(path).first()?;
                let place = node.first_child()?.range();
                Some(format!("{}{new}{}", &xml[..place.start], &xml[place.end..]))
            }
            Self::Swap(old, new) => xml.contains(old).then(|| xml.replace(old, new)),
            Self::Add(path, new) => {
                let at = place(path)?.start;
                Some(format!("{}{new}{}", &xml[..at], &xml[at..]))
            }
        }
    }
}
