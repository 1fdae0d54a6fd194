//! What to list, in the one form that every version reads right.
use chrono::{DateTime, Utc};

use super::http::Pair;
use crate::Status;

/// UTC without suffix; with a `Z` the shop would shift it once more (woocommerce-api.md 4.2).
const GMT: &str = "%Y-%m-%dT%H:%M:%S";

/// Which orders; the lowest id first, or the oldest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderQuery {
    /// Exclusive, to the second; ask with an overlap.
    pub modified_after: Option<DateTime<Utc>>,
    /// Created after; exclusive.
    pub after: Option<DateTime<Utc>>,
    /// Created before; exclusive.
    pub before: Option<DateTime<Utc>>,
    /// By when they were created: whoever asks by status goes on from a time, since an order that changes its status
    /// would move the pages.
    pub by_date: bool,
    /// At most 100; empty is all.
    pub include: Vec<i64>,
    /// Empty is any but trash and drafts.
    pub status: Vec<Status>,
    /// From 1.
    pub page: u32,
    /// At most 100.
    pub per_page: u32,
    /// Empty is everything; `id` must be one of them.
    pub fields: Vec<&'static str>,
}

impl Default for OrderQuery {
    fn default() -> Self {
        Self {
            modified_after: None,
            after: None,
            before: None,
            by_date: false,
            include: Vec::new(),
            status: Vec::new(),
            page: 1,
            per_page: 100,
            fields: Vec::new(),
        }
    }
}

impl OrderQuery {
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let status: Vec<&str> = self.status.iter().map(Status::as_str).collect();
        let mut pairs = walk(self.page, self.per_page, &self.fields);
        pairs.push(("dp", "6".to_owned()));
        pairs.push(("status", or_any(&status.join(","))));
        pairs.extend(since("modified_after", self.modified_after));
        pairs.extend(since("after", self.after));
        pairs.extend(since("before", self.before));
        if self.by_date {
            pairs.retain(|(name, _)| *name != "orderby");
            pairs.push(("orderby", "date".to_owned()));
        }
        if self.modified_after.is_some() || self.after.is_some() || self.before.is_some() {
            pairs.push(("dates_are_gmt", "true".to_owned()));
        }
        pairs.extend(included(&self.include));
        pairs
    }
}

/// Which products, or variations of all parents; oldest id first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductQuery {
    /// Exclusive, to the second.
    pub modified_after: Option<DateTime<Utc>>,
    /// At most 100; empty is all.
    pub include: Vec<i64>,
    /// Also finds variations, and more than was asked for: case is ignored, a comma parts two SKUs, `0` finds everything. Compare what comes.
    pub sku: Vec<String>,
    /// `None` is any but trash.
    pub status: Option<&'static str>,
    /// From 1.
    pub page: u32,
    /// At most 100.
    pub per_page: u32,
    /// Empty is everything; `id` must be one of them.
    pub fields: Vec<&'static str>,
    /// Texts as they were written, and as writes answer them; else they come as pages show them.
    pub is_raw: bool,
}

impl Default for ProductQuery {
    fn default() -> Self {
        Self {
            modified_after: None,
            include: Vec::new(),
            sku: Vec::new(),
            status: None,
            page: 1,
            per_page: 100,
            fields: Vec::new(),
            is_raw: false,
        }
    }
}

impl ProductQuery {
    pub(super) fn pairs(&self) -> Vec<Pair> {
        let mut pairs = walk(self.page, self.per_page, &self.fields);
        pairs.push(("status", or_any(self.status.unwrap_or_default())));
        pairs.extend(since("modified_after", self.modified_after));
        if self.modified_after.is_some() {
            pairs.push(("dates_are_gmt", "true".to_owned()));
        }
        pairs.extend(included(&self.include));
        if !self.sku.is_empty() {
            pairs.push(("sku", self.sku.join(",")));
        }
        if self.is_raw {
            pairs.push(("context", "edit".to_owned()));
        }
        pairs
    }
}

/// Ids never change, so pages neither overlap nor skip as they do by date.
pub(super) fn walk(page: u32, per_page: u32, fields: &[&str]) -> Vec<Pair> {
    let mut pairs = vec![
        ("orderby", "id".to_owned()),
        ("order", "asc".to_owned()),
        ("page", page.to_string()),
        ("per_page", per_page.to_string()),
    ];
    pairs.extend(chosen(fields));
    pairs
}

/// The newest first, of any status but trash and drafts.
pub(super) fn newest(count: u32, fields: &[&str]) -> Vec<Pair> {
    let mut pairs = vec![
        ("orderby", "id".to_owned()),
        ("order", "desc".to_owned()),
        ("page", "1".to_owned()),
        ("per_page", count.clamp(1, 100).to_string()),
        ("status", or_any("")),
    ];
    pairs.extend(chosen(fields));
    pairs
}

pub(super) fn chosen(fields: &[&str]) -> Option<Pair> {
    (!fields.is_empty()).then(|| ("_fields", fields.join(",")))
}

fn since(name: &'static str, moment: Option<DateTime<Utc>>) -> Option<Pair> {
    moment.map(|moment| (name, moment.format(GMT).to_string()))
}

fn included(ids: &[i64]) -> Option<Pair> {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    (!ids.is_empty()).then(|| ("include", ids.join(",")))
}

fn or_any(status: &str) -> String {
    if status.is_empty() { "any" } else { status }.to_owned()
}
