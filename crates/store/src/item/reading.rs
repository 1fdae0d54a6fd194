//! Taking in what a reading of Rackbeat's items said, so that an older one never overwrites a newer.
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::{
    named::{Changed, Read, Sales},
    row::{self, Known},
    sql,
};
use crate::{Change, Result, agreement::Tally};

/// Takes in a reading of some items.
pub async fn absorb(tx: &Change, read: &Read, sales: &dyn Sales) -> Result<Changed> {
    let named = read.named.iter().map(|named| &named.number);
    let numbers: BTreeSet<_> = named.chain(&read.missing).collect();
    let numbers: Vec<_> = numbers.into_iter().collect();
    let mut known = BTreeMap::new();
    for chunk in numbers.chunks(500) {
        let list = sql::list(2, chunk.len());
        let text = format!(
            "{} WHERE i.account_id = $1 AND i.number IN {list}",
            row::SELECT
        );
        let mut values = vec![tx.account().into()];
        values.extend(chunk.iter().map(|number| number.as_str().into()));
        let rows: Vec<Known> = sql::all(tx.writer(), &text, values).await?;
        known.extend(rows.into_iter().map(|row| (row.number.clone(), row)));
    }
    let mut changed = Changed::default();
    take(tx, read, &known, &mut changed).await?;
    for number in &read.missing {
        let row = known.get(number);
        if row.is_some_and(|row| row.missing_since.is_none() && row.reading < read.reading.0) {
            lose(tx, number, read, &mut changed).await?;
        }
    }
    count(tx, read, &known, sales, &mut changed).await?;
    Ok(changed)
}

/// Every item as it stands, for a sweep.
pub(super) async fn known(tx: &Change) -> Result<BTreeMap<String, Known>> {
    let text = format!("{} WHERE i.account_id = $1", row::SELECT);
    let rows: Vec<Known> = sql::all(tx.writer(), &text, vec![tx.account().into()]).await?;
    let by_number = rows.into_iter().map(|row| (row.number.clone(), row));
    Ok(by_number.collect())
}

/// Writes what differs from what is known, and what is new.
pub(super) async fn take(
    tx: &Change,
    read: &Read,
    known: &BTreeMap<String, Known>,
    changed: &mut Changed,
) -> Result<()> {
    let mut new = Vec::new();
    for named in &read.named {
        match known.get(&named.number) {
            None => new.push(named),
            Some(row) if row.own_reading >= read.reading.0 => {}
            Some(row) if row.says(named) => {}
            Some(row) => {
                changed.links |= row.missing_since.is_some();
                if row.missing_since.is_some() || row.barred && !named.barred {
                    changed.usable.insert(named.number.clone());
                }
                if row.figures_differ(named) {
                    changed.numbers.insert(named.number.clone());
                }
                if row.carried_differs(named) {
                    changed.carried.insert(named.number.clone());
                }
                row::update(tx, named, read).await?;
            }
        }
    }
    changed.links |= !new.is_empty();
    changed
        .usable
        .extend(new.iter().map(|named| named.number.clone()));
    changed
        .numbers
        .extend(new.iter().map(|named| named.number.clone()));
    changed
        .carried
        .extend(new.iter().map(|named| named.number.clone()));
    for chunk in new.chunks(200) {
        row::insert(tx, chunk, read).await?;
    }
    Ok(())
}

/// The item is no longer in Rackbeat: its figure must not be used.
pub(super) async fn lose(
    tx: &Change,
    number: &str,
    read: &Read,
    changed: &mut Changed,
) -> Result<()> {
    let text = "UPDATE items SET missing_since = $3, reading = $4
        WHERE account_id = $1 AND number = $2";
    let values = vec![
        tx.account().into(),
        number.into(),
        sql::ms(read.at).into(),
        read.reading.0.into(),
    ];
    sql::run(tx.writer(), text, values).await?;
    changed.numbers.insert(number.to_owned());
    changed.carried.insert(number.to_owned());
    Ok(())
}

/// Adds up our own sales that this reading counts and the one before did not.
pub(super) async fn count(
    tx: &Change,
    read: &Read,
    known: &BTreeMap<String, Known>,
    sales: &dyn Sales,
    changed: &mut Changed,
) -> Result<()> {
    for named in &read.named {
        let Some(row) = known.get(&named.number) else {
            continue;
        };
        if row.own_reading >= read.reading.0 {
            continue;
        }
        let counted = sales.counted(&named.number, Tally(row.reading));
        if counted.booked.is_zero() && counted.shipped.is_zero() {
            continue;
        }
        changed.numbers.insert(named.number.clone());
        let text = "UPDATE items SET counted_booked = counted_booked + $3,
            counted_shipped = counted_shipped + $4 WHERE account_id = $1 AND number = $2";
        let values = vec![
            tx.account().into(),
            named.number.as_str().into(),
            row::thousandths(Some(counted.booked)).unwrap_or(0).into(),
            row::thousandths(Some(counted.shipped)).unwrap_or(0).into(),
        ];
        sql::run(tx.writer(), text, values).await?;
    }
    Ok(())
}

/// What the bills of materials are made of, in pieces per piece; all others are made of nothing.
pub async fn set_components(
    tx: &Change,
    bills: &BTreeMap<String, Vec<(String, Decimal)>>,
) -> Result<()> {
    let text = "UPDATE items SET components = NULL
        WHERE account_id = $1 AND components IS NOT NULL";
    sql::run(tx.writer(), text, vec![tx.account().into()]).await?;
    let text = "UPDATE items SET components = $3 WHERE account_id = $1 AND number = $2";
    for (number, parts) in bills {
        let values = vec![
            tx.account().into(),
            number.as_str().into(),
            serde_json::to_string(parts)?.into(),
        ];
        sql::run(tx.writer(), text, values).await?;
    }
    Ok(())
}
