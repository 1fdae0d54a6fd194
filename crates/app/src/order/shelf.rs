//! Goods that were given back and are not on the shop's shelf, though Rackbeat counts them on its own.
use domain::{OrderNews, Outcome, order::Unshelved};
use rust_decimal::Decimal;

use super::Sending;

impl Sending<'_> {
    /// What the owner has not been told yet.
    pub(super) fn told_of_shelf(&self, unshelved: &[Unshelved]) -> Vec<Outcome> {
        let written = self.link.written.as_ref();
        let told = |line: i64| {
            let told = written.and_then(|written| written.unshelved.get(&line));
            told.copied().unwrap_or_default()
        };
        let news = unshelved.iter().filter_map(|left| {
            let pieces = left.pieces - told(left.line_id);
            let (name, sku) = (left.name.clone(), left.sku.clone());
            (pieces > Decimal::ZERO).then(|| OrderNews::KeptOnShelf { name, sku, pieces }.into())
        });
        news.collect()
    }
}
