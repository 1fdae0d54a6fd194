//! A reading of every item: it holds for all it named, and what it did not name is missing.
use std::collections::BTreeSet;

use sea_orm::FromQueryResult;

use super::{Changed, Read, Sales, reading};
use crate::{Change, Result, Rows, Tenant, agreement::Tally, sql};

/// The last complete sweep.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Sweep {
    /// How many items there were.
    pub items: i64,
    tally: i64,
    located_tally: i64,
}

impl Sweep {
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally(self.tally)
    }

    #[must_use]
    pub fn read_locations(&self) -> bool {
        self.tally == self.located_tally
    }
}

/// `None` before the first complete one.
pub async fn swept<R: Rows>(tenant: &Tenant<R>) -> Result<Option<Sweep>> {
    let text = "SELECT items, tally, located_tally FROM sweeps
        WHERE account_id = $1 AND tally > 0";
    sql::one(tenant.reader(), text, vec![tenant.account().into()]).await
}

/// Takes in a complete list; `None` when a newer one was faster.
pub async fn store_sweep(
    tx: &Change,
    read: &Read,
    read_locations: bool,
    sales: &dyn Sales,
) -> Result<Option<Changed>> {
    if !put(tx, read).await? {
        return Ok(None);
    }
    let known = reading::known(tx).await?;
    let mut changed = Changed::default();
    reading::take(tx, read, &known, &mut changed).await?;
    let named: BTreeSet<_> = read.named.iter().map(|named| &named.number).collect();
    for (number, row) in &known {
        let is_older = row.own_reading < read.reading.0;
        if row.missing_since.is_none() && is_older && !named.contains(number) {
            reading::lose(tx, number, read, &mut changed).await?;
        }
    }
    reading::count(tx, read, &known, sales, &mut changed).await?;
    raise(tx, read, read_locations).await?;
    Ok(Some(changed))
}

/// Writes down that a list could not be used. True unless the one before it was just as bad.
pub async fn reject<R: Rows>(tenant: &Tenant<R>, items: i64) -> Result<bool> {
    let text = "INSERT INTO sweeps (account_id, tally, located_tally, items, at, rejected)
        VALUES ($1, 0, -1, 0, 0, $2) ON CONFLICT (account_id)
        DO UPDATE SET rejected = excluded.rejected
        WHERE sweeps.rejected IS NULL OR sweeps.rejected <> excluded.rejected";
    let values = vec![tenant.account().into(), items.into()];
    Ok(sql::run(tenant.writer(), text, values).await? == 1)
}

/// Takes the account's row. False: it belongs to a newer sweep already.
async fn put(tx: &Change, read: &Read) -> Result<bool> {
    let text = "INSERT INTO sweeps (account_id, tally, located_tally, items, at)
        VALUES ($1, 0, -1, 0, $2) ON CONFLICT (account_id) DO UPDATE SET at = excluded.at
        WHERE sweeps.tally < $3";
    let values = vec![
        tx.account().into(),
        sql::ms(read.at).into(),
        read.reading.0.into(),
    ];
    Ok(sql::run(tx.writer(), text, values).await? == 1)
}

/// From now on this is the reading of every item that is not missing.
async fn raise(tx: &Change, read: &Read, read_locations: bool) -> Result<()> {
    let text = "UPDATE sweeps SET tally = $2, items = $3, rejected = NULL,
        located_tally = CASE WHEN $4 THEN $2 ELSE located_tally END WHERE account_id = $1";
    let values = vec![
        tx.account().into(),
        read.reading.0.into(),
        i64::try_from(read.named.len()).unwrap_or(i64::MAX).into(),
        read_locations.into(),
    ];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}
