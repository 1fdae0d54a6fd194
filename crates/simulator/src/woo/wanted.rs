//! What a list is asked for, read once.

use chrono::{DateTime, Utc};

use super::order::Order;
use super::product::Product;
use super::request::Request;
use super::shelf::{Kept, Shelf};
use super::state::State;

#[derive(Debug, Default)]
pub struct Wanted {
    /// Empty = any.
    statuses: Vec<String>,
    include: Vec<u64>,
    exclude: Vec<u64>,
    modified_after: Option<DateTime<Utc>>,
    modified_before: Option<DateTime<Utc>>,
    after: Option<DateTime<Utc>>,
    before: Option<DateTime<Utc>>,
    kind: Option<String>,
    slug: Option<String>,
    stock_status: Option<String>,
    customer: Option<String>,
    /// Lower case.
    search: Option<String>,
}

impl Wanted {
    pub fn read(shop: &State, request: &Request) -> Self {
        let mut statuses = request.q_list("status");
        if statuses.iter().any(|status| status == "any") {
            statuses.clear();
        }
        let gmt = request.q_true("dates_are_gmt");
        let date = |name| shop.filter_instant(request.q(name)?, gmt);
        let text = |name| request.q(name).map(str::to_owned);
        Self {
            statuses,
            include: request.q_ids("include"),
            exclude: request.q_ids("exclude"),
            modified_after: date("modified_after"),
            modified_before: date("modified_before"),
            after: date("after"),
            before: date("before"),
            kind: text("type"),
            slug: text("slug"),
            stock_status: text("stock_status"),
            customer: text("customer"),
            search: text("search").map(|text| text.to_lowercase()),
        }
    }

    /// Those that can fit, by the shortest way there is.
    pub fn candidates<'a, T: Kept>(&self, shelf: &'a Shelf<T>) -> Vec<&'a T> {
        if !self.include.is_empty() {
            return self
                .include
                .iter()
                .filter_map(|id| shelf.get(*id))
                .collect();
        }
        match self.modified_after {
            Some(at) => shelf.modified_after(at).collect(),
            None => shelf.iter().collect(),
        }
    }

    pub fn product(&self, shop: &State, product: &Product) -> bool {
        self.status(&product.status, &["trash"])
            && self.common(product.id, product.created, product.modified)
            && self.kind.as_ref().is_none_or(|kind| *kind == product.kind)
            && self.slug.as_ref().is_none_or(|slug| *slug == product.slug)
            && self
                .stock_status
                .as_ref()
                .is_none_or(|word| *word == shop.shown_stock_status(product))
            && self
                .search
                .as_ref()
                .is_none_or(|text| product.name.to_lowercase().contains(text))
    }

    /// `any` leaves out the bin, and in newer shops the drafts of the checkout.
    pub fn order(&self, shop: &State, order: &Order) -> bool {
        let hidden: &[&str] = if shop.is_new() {
            &["trash", "auto-draft", "checkout-draft"]
        } else {
            &["trash", "auto-draft"]
        };
        self.status(&order.status, hidden)
            && self.common(order.id, order.created, order.modified)
            && self
                .customer
                .as_ref()
                .is_none_or(|id| *id == order.customer.to_string())
            && self
                .search
                .as_ref()
                .is_none_or(|text| found_by(order, text))
    }

    fn status(&self, status: &str, hidden: &[&str]) -> bool {
        if self.statuses.is_empty() {
            return !hidden.contains(&status);
        }
        self.statuses.iter().any(|wanted| wanted == status)
    }

    fn common(&self, id: u64, created: DateTime<Utc>, modified: DateTime<Utc>) -> bool {
        (self.include.is_empty() || self.include.contains(&id))
            && !self.exclude.contains(&id)
            && self.modified_after.is_none_or(|at| modified > at)
            && self.modified_before.is_none_or(|at| modified < at)
            && self.after.is_none_or(|at| created > at)
            && self.before.is_none_or(|at| created < at)
    }
}

fn found_by(order: &Order, text: &str) -> bool {
    let words = order
        .billing
        .values()
        .chain(order.shipping.values())
        .filter_map(|word| word.as_str());
    order.id.to_string() == text
        || words
            .into_iter()
            .any(|word| word.to_lowercase().contains(text))
}
