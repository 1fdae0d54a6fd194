//! Walking all of Rackbeat's items, page by page.
use rackbeat::Client;
use store::item::Named;

use super::told;
use crate::error::Result;

/// Pages of one list; one with still more turns them for ever.
pub(super) const MOST_PAGES: u32 = 1_000;

/// What Rackbeat listed, and in how many calls.
pub(super) struct Walk {
    /// By number. Not in a map, which is twice as large.
    pub named: Vec<Named>,
    /// Rows, and how many it said there are.
    pub items: u64,
    pub expected: u64,
    /// It came to a last page.
    is_ended: bool,
    pub calls: u32,
}

pub(super) async fn walk(client: &Client) -> Result<Walk> {
    let mut walk = Walk {
        named: Vec::new(),
        items: 0,
        expected: 0,
        is_ended: false,
        calls: 0,
    };
    let mut before = None;
    for page in 1..=MOST_PAGES {
        let items = client.items(page).await?;
        walk.calls += 1;
        walk.items += items.items.len() as u64;
        // The most that any page promised: one that went meanwhile moves the next ones up a page.
        walk.expected = walk.expected.max(items.total.unwrap_or(walk.items));
        walk.is_ended = items.is_last() || items.items.is_empty();
        walk.add(items.items.iter().filter_map(told::named));
        let first = items.items.first().map(|item| item.number.clone());
        // Pages that are all alike would be turned for ever.
        if walk.is_ended || first == before {
            break;
        }
        before = first;
    }
    Ok(walk)
}

/// With what is told of the items on as many pages as they came on. In a walk of its own, which may fail: what a
/// text does to a page must not keep the figures from being read. What was not told stays as it is known.
pub(super) async fn describe(client: &Client, walk: &mut Walk, pages: u32) {
    for page in 1..=pages {
        match client.described_items(page).await {
            Ok(items) => {
                for item in &items.items {
                    if let Some(named) = walk.find(&item.number) {
                        named.description_key = Some(told::description(item));
                    }
                }
            }
            Err(rackbeat::Error::Unexpected(_)) => {
                tracing::warn!(page, "A page of descriptions could not be read");
            }
            Err(_) => return,
        }
    }
}

impl Walk {
    /// What a later page says of an item counts.
    fn add(&mut self, named: impl Iterator<Item = Named>) {
        self.named.extend(named);
        self.named
            .sort_by(|one, other| one.number.cmp(&other.number));
        self.named.dedup_by(|later, earlier| {
            let is_same = later.number == earlier.number;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
    }

    pub fn find(&mut self, number: &str) -> Option<&mut Named> {
        let at = self
            .named
            .binary_search_by(|named| named.number.as_str().cmp(number));
        self.named.get_mut(at.ok()?)
    }

    /// Every row that was promised came, and Rackbeat has not lost everything overnight.
    pub fn is_whole(&self, known: i64) -> bool {
        self.is_ended && self.items == self.expected && (self.items > 0 || known == 0)
    }
}
