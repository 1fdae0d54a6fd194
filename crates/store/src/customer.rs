//! Which of Rackbeat's customers a buyer is: by a keyed hash, since what tells a buyer from others is personal.
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::customer::Key;
use sea_orm::FromQueryResult;

use crate::{Change, Error, Result, Rows, Tenant, sql};

/// Rows of one statement.
const CHUNK: usize = 150;

/// What is known of one buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Rackbeat's number; `None`: neither found nor made.
    pub number: Option<i64>,
    /// One is being made since then, or it is in doubt whether it was.
    pub claimed_at: Option<DateTime<Utc>>,
    pub claims: i64,
}

/// `None`: nobody has asked for this buyer before.
pub async fn find<R: Rows>(tenant: &Tenant<R>, key: &Key) -> Result<Option<Known>> {
    Ok(row(tenant, key).await?.map(|row| Known {
        number: row.number,
        claimed_at: row.claimed_at.map(sql::time),
        claims: row.claims,
    }))
}

/// Before one is made in Rackbeat. The number of this claim; `None`: one is known, or somebody else is making it.
pub async fn claim(change: &Change, key: &Key, now: DateTime<Utc>) -> Result<Option<i64>> {
    let mark = match row(change, key).await? {
        Some(row) => row.key,
        None => mark(change, key)?,
    };
    let text = "INSERT INTO customers (account_id, kind, key, claimed_at, claims, seen_at)
        VALUES ($1, $2, $3, $4, 1, $4) ON CONFLICT (account_id, kind, key) DO UPDATE
        SET claimed_at = excluded.claimed_at, claims = customers.claims + 1
        WHERE customers.number IS NULL AND customers.claimed_at IS NULL RETURNING claims";
    let values = vec![
        change.account().into(),
        key.kind.name().into(),
        mark.into(),
        sql::ms(now).into(),
    ];
    sql::value(change.writer(), text, values).await
}

/// Rackbeat answered that claim with a number.
pub async fn made(tenant: &Tenant, key: &Key, number: i64) -> Result<()> {
    let text = "UPDATE customers SET number = $3, claimed_at = NULL WHERE account_id = $1
        AND kind = $2 AND number IS NULL AND key IN ";
    ended(tenant, (text, key), number).await
}

/// That claim made none: refused, or looked for and not found.
pub async fn absent(tenant: &Tenant, key: &Key, claim: i64) -> Result<()> {
    let text = "UPDATE customers SET claimed_at = NULL WHERE account_id = $1 AND kind = $2
        AND number IS NULL AND claims = $3 AND key IN ";
    ended(tenant, (text, key), claim).await
}

/// What a look in Rackbeat found, the newest first. Who is known already stays who they are.
pub async fn absorb(tenant: &Tenant, found: Vec<(Key, i64)>, now: DateTime<Utc>) -> Result<()> {
    // Of two that answer to the same, the newer; one statement may name a row only once.
    let mut firsts = BTreeMap::new();
    for (key, number) in found {
        firsts.entry(key).or_insert(number);
    }
    let rows: Vec<_> = firsts.into_iter().collect();
    for chunk in rows.chunks(CHUNK) {
        let places = sql::places(1, chunk.len(), 6);
        let text = format!(
            "INSERT INTO customers (account_id, kind, key, number, claims, seen_at) VALUES {places}
             ON CONFLICT (account_id, kind, key) DO UPDATE SET number = excluded.number,
             claimed_at = NULL WHERE customers.number IS NULL"
        );
        let mut values = Vec::with_capacity(chunk.len() * 6);
        for (key, number) in chunk {
            values.extend([
                tenant.account().into(),
                key.kind.name().into(),
                mark(tenant, key)?.into(),
                (*number).into(),
                0_i64.into(),
                sql::ms(now).into(),
            ]);
        }
        sql::run(tenant.writer(), &text, values).await?;
    }
    Ok(())
}

/// This customer is no longer in Rackbeat: whoever it was, is to be looked for again.
pub async fn forget(tenant: &Tenant, number: i64) -> Result<()> {
    let text = "DELETE FROM customers WHERE account_id = $1 AND number = $2";
    let values = vec![tenant.account().into(), number.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// When Rackbeat's customers were last looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The newest of them.
    pub read_at: DateTime<Utc>,
    /// All of them.
    pub whole_at: DateTime<Utc>,
}

pub async fn reading(tenant: &Tenant) -> Result<Option<Reading>> {
    #[derive(FromQueryResult)]
    struct Row {
        read_at: i64,
        whole_at: i64,
    }
    let text = "SELECT read_at, whole_at FROM customer_readings WHERE account_id = $1";
    let row: Option<Row> = sql::one(tenant.writer(), text, vec![tenant.account().into()]).await?;
    Ok(row.map(|row| Reading {
        read_at: sql::time(row.read_at),
        whole_at: sql::time(row.whole_at),
    }))
}

/// They were looked through, beginning at this time.
pub async fn set_reading(tenant: &Tenant, reading: Reading) -> Result<()> {
    let text = "INSERT INTO customer_readings (account_id, read_at, whole_at) VALUES ($1, $2, $3)
        ON CONFLICT (account_id) DO UPDATE SET read_at = excluded.read_at,
        whole_at = excluded.whole_at";
    let values = vec![
        tenant.account().into(),
        sql::ms(reading.read_at).into(),
        sql::ms(reading.whole_at).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    key: String,
    number: Option<i64>,
    claimed_at: Option<i64>,
    claims: i64,
}

/// Under whichever of our keys it was marked; one that has a number goes first.
async fn row<R: Rows>(tenant: &Tenant<R>, key: &Key) -> Result<Option<Row>> {
    let marks = marks(tenant, key)?;
    let list = sql::list(3, marks.len());
    let text = format!(
        "SELECT key, number, claimed_at, claims FROM customers WHERE account_id = $1 AND kind = $2
         AND key IN {list} ORDER BY CASE WHEN number IS NULL THEN 1 ELSE 0 END, claims DESC LIMIT 1"
    );
    let mut values = vec![tenant.account().into(), key.kind.name().into()];
    values.extend(marks.into_iter().map(Into::into));
    sql::one(tenant.writer(), &text, values).await
}

async fn ended(tenant: &Tenant, (text, key): (&str, &Key), number: i64) -> Result<()> {
    let marks = marks(tenant, key)?;
    let text = format!("{text}{}", sql::list(4, marks.len()));
    let mut values = vec![
        tenant.account().into(),
        key.kind.name().into(),
        number.into(),
    ];
    values.extend(marks.into_iter().map(Into::into));
    sql::run(tenant.writer(), &text, values).await?;
    Ok(())
}

/// How it is marked from now on.
fn mark<R: Rows>(tenant: &Tenant<R>, key: &Key) -> Result<String> {
    Ok(marks(tenant, key)?.swap_remove(0))
}

/// Never empty.
fn marks<R: Rows>(tenant: &Tenant<R>, key: &Key) -> Result<Vec<String>> {
    let marks = tenant.keyring().marks(tenant.account(), &key.text);
    match marks.is_empty() {
        true => Err(Error::Sealed),
        false => Ok(marks),
    }
}
