//! Reading what Rackbeat's bills of materials are made of: believed only when the list is whole.
use std::collections::BTreeSet;

use domain::stock::Materials;
use rackbeat::Client;
use store::item::{self, Changed};

use super::{
    sweep::{WALKS, spread},
    walk::MOST_PAGES,
};
use crate::{Work, error::Result};

/// What Rackbeat listed.
#[derive(Default)]
struct Walk {
    bills: Materials,
    /// Rows, and how many it said there are.
    rows: u64,
    expected: u64,
    /// It came to a last page.
    is_ended: bool,
}

/// What bills of materials are made of. A list that cannot be believed leaves what is known; it is
/// read again at night at the latest.
pub(crate) async fn read_bills(work: &Work, client: &Client) -> Result<()> {
    let expects_any = item::has_bills(&work.tenant).await?;
    let mut walk = walk(client).await?;
    for _ in 1..WALKS {
        if !walk.is_whole(expects_any) {
            walk = self::walk(client).await?;
        }
    }
    if !walk.is_whole(expects_any) {
        let (rows, expected) = (walk.rows, walk.expected);
        tracing::warn!(rows, expected, "A list of bills of materials was not whole");
        return Ok(());
    }
    let change = work.tenant.begin().await?;
    let before = item::materials(&change).await?;
    item::set_components(&change, &walk.bills).await?;
    let changed = Changed {
        numbers: touched(&before, &walk.bills),
        ..Changed::default()
    };
    spread(work, change, changed).await
}

async fn walk(client: &Client) -> Result<Walk> {
    let mut walk = Walk::default();
    for page in 1..=MOST_PAGES {
        let lots = client.lots(page).await?;
        walk.rows += lots.items.len() as u64;
        walk.expected = walk.expected.max(lots.total.unwrap_or(walk.rows));
        walk.is_ended = lots.is_last() || lots.items.is_empty();
        let known = walk.bills.len();
        for lot in lots.items {
            let parts = lot.lines.into_iter();
            let parts = parts.filter_map(|line| Some((line.product_id?, line.quantity?)));
            walk.bills.insert(lot.number, parts.collect());
        }
        // Pages that are all alike would be turned for ever.
        if walk.is_ended || walk.bills.len() == known {
            break;
        }
    }
    Ok(walk)
}

impl Walk {
    /// Every row that was promised came, and no bill that the list of items names has gone unlisted.
    fn is_whole(&self, expects_any: bool) -> bool {
        self.is_ended && self.rows == self.expected && (self.rows > 0 || !expects_any)
    }
}

/// Bills that are made of something else than before, what they were made of and what they are.
fn touched(before: &Materials, after: &Materials) -> BTreeSet<String> {
    let bills: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let mut touched = BTreeSet::new();
    for bill in bills {
        let (old, new) = (before.get(bill), after.get(bill));
        if old == new {
            continue;
        }
        touched.insert(bill.clone());
        let parts = old.into_iter().chain(new).flatten();
        touched.extend(parts.map(|(part, _)| part.clone()));
    }
    touched
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn made_of(bill: &str, part: &str) -> (String, Vec<(String, Decimal)>) {
        (bill.to_owned(), vec![(part.to_owned(), Decimal::TWO)])
    }

    #[test]
    fn a_changed_bill_touches_what_it_was_made_of_and_what_it_is() {
        let before = Materials::from([made_of("GAVE", "KOPP"), made_of("SETT", "FAT")]);
        let after = Materials::from([made_of("GAVE", "SKJE"), made_of("SETT", "FAT")]);
        let expected = ["GAVE", "KOPP", "SKJE"].map(str::to_owned);
        assert_eq!(touched(&before, &after), expected.into());
    }

    #[test]
    fn a_short_list_or_none_at_all_is_not_whole() {
        let walk = |rows, expected| Walk {
            rows,
            expected,
            is_ended: true,
            ..Walk::default()
        };
        assert!(walk(3, 3).is_whole(true));
        assert!(!walk(2, 3).is_whole(true));
        assert!(!walk(0, 0).is_whole(true));
        assert!(walk(0, 0).is_whole(false));
    }
}
