//! Turning the pages of a shop's list: which is the last, and whether every row that was promised came.
use std::collections::BTreeSet;

use woo::Page;

use super::walk::Walked;

const PER_PAGE: u32 = 100;
/// Pages of one list; a shop that has still more turns them for ever.
pub(super) const MOST_PAGES: u32 = 2_000;

/// How far one list was turned.
#[derive(Default)]
pub(super) struct Turns {
    rows: usize,
    /// The most rows that any page promised.
    promised: Option<u64>,
    seen: BTreeSet<i64>,
}

impl Turns {
    /// Whether this page was the last. One that is empty, brings nothing new, or is one too many ends a
    /// list that says it goes on.
    pub(super) fn end<T>(
        &mut self,
        walked: &mut Walked,
        page: &Page<T>,
        number: u32,
        id: impl Fn(&T) -> i64,
    ) -> bool {
        let known = self.seen.len();
        self.seen.extend(page.items.iter().map(id));
        self.rows += page.items.len();
        self.promised = self.promised.max(page.total);
        walked.is_whole &= page.unreadable.is_empty();
        let has_more = page.has_more(number, PER_PAGE);
        let is_news = self.seen.len() > known || !page.unreadable.is_empty();
        if has_more && is_news && number < MOST_PAGES {
            return false;
        }
        let has_all = self.promised.is_none_or(|total| total == self.rows as u64);
        walked.is_short |= !has_all && !has_more;
        walked.is_whole &= has_all && !has_more;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(ids: std::ops::Range<i64>, pages: Option<u64>) -> Page<i64> {
        Page {
            items: ids.collect(),
            unreadable: Vec::new(),
            total: None,
            pages,
            date: None,
        }
    }

    /// Whether the list ended with this page, and whether it was whole.
    fn turned(page: &Page<i64>, number: u32) -> (bool, bool) {
        let mut walked = whole();
        let ended = Turns::default().end(&mut walked, page, number, |id| *id);
        (ended, walked.is_whole)
    }

    fn whole() -> Walked {
        Walked {
            is_whole: true,
            ..Walked::default()
        }
    }

    #[test]
    fn a_list_ends_with_its_last_page() {
        assert_eq!(turned(&page(0..100, Some(3)), 2), (false, true));
        assert_eq!(turned(&page(0..100, Some(3)), 3), (true, true));
        assert_eq!(turned(&page(0..100, None), 2), (false, true));
        assert_eq!(turned(&page(0..7, None), 2), (true, true));
    }

    #[test]
    fn a_list_that_never_ends_is_left_and_is_not_whole() {
        assert_eq!(turned(&page(0..0, Some(u64::MAX)), 2), (true, false));
        assert_eq!(turned(&page(0..100, None), MOST_PAGES), (true, false));
    }

    #[test]
    fn a_list_whose_pages_are_all_alike_is_left_and_is_not_whole() {
        let (mut walked, mut turns) = (whole(), Turns::default());
        let page = page(0..100, None);
        assert!(!turns.end(&mut walked, &page, 1, |id| *id));
        assert!(turns.end(&mut walked, &page, 2, |id| *id));
        assert!(!walked.is_whole);
    }

    #[test]
    fn a_list_that_lost_a_row_between_two_pages_is_short() {
        let (mut walked, mut turns) = (whole(), Turns::default());
        let of = |ids, total| Page {
            total: Some(total),
            ..page(ids, Some(2))
        };
        assert!(!turns.end(&mut walked, &of(0..100, 200), 1, |id| *id));
        assert!(turns.end(&mut walked, &of(101..200, 199), 2, |id| *id));
        assert!(walked.is_short && !walked.is_whole);
    }
}
