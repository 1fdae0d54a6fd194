//! Days on which an account's shops counted: reckoned from the ledger, kept for quick reading.
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use domain::plan::Period;
use sea_orm::FromQueryResult;

use crate::{AccountId, Result, Rows, System, Tenant, sql};

/// One day of one account on which a shop counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopDay {
    pub account: AccountId,
    pub day: NaiveDate,
    pub count: u32,
    /// Their short codes, apart by blanks.
    pub shops: String,
}

/// A day for which every account was counted, and what that came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedDay {
    pub day: NaiveDate,
    /// With a shop that counted.
    pub accounts: u64,
    pub shops: u64,
    pub extra: u64,
}

/// Makes the rows of these accounts (by their ids, both ends included) and days what they should be. How many were not.
pub async fn settle(
    system: &System,
    (accounts, days): ((AccountId, AccountId), (NaiveDate, NaiveDate)),
    should: Vec<ShopDay>,
) -> Result<u64> {
    let text = "SELECT account_id, day, count, shops FROM shop_days
        WHERE account_id >= $1 AND account_id <= $2 AND day >= $3 AND day <= $4";
    let values = vec![
        accounts.0.into(),
        accounts.1.into(),
        days.0.to_string().into(),
        days.1.to_string().into(),
    ];
    let found: Vec<Row> = sql::all(system.reader(), text, values).await?;
    let found = found.into_iter().map(ShopDay::from);
    let mut found: BTreeMap<_, _> = found.map(|one| ((one.account, one.day), one)).collect();
    let mut wrong = Vec::new();
    for one in should {
        if found.remove(&(one.account, one.day)).as_ref() != Some(&one) {
            wrong.push(one);
        }
    }
    if wrong.is_empty() && found.is_empty() {
        return Ok(0);
    }
    let count = wrong.len() + found.len();
    let rows = system.begin().await?;
    for (account, day) in found.into_keys() {
        let text = "DELETE FROM shop_days WHERE account_id = $1 AND day = $2";
        sql::run(&rows, text, vec![account.into(), day.to_string().into()]).await?;
    }
    for some in wrong.chunks(1_000) {
        write(&rows, some).await?;
    }
    rows.commit().await?;
    Ok(count as u64)
}

async fn write(rows: &impl sea_orm::ConnectionTrait, days: &[ShopDay]) -> Result<()> {
    let text = format!(
        "INSERT INTO shop_days (account_id, day, count, shops) VALUES {}
         ON CONFLICT (account_id, day) DO UPDATE SET count = excluded.count, shops = excluded.shops",
        sql::places(1, days.len(), 4)
    );
    let values = days.iter().flat_map(|one| {
        [
            one.account.into(),
            one.day.to_string().into(),
            i64::from(one.count).into(),
            one.shops.as_str().into(),
        ]
    });
    sql::run(rows, &text, values.collect()).await?;
    Ok(())
}

/// The last day for which everybody is counted.
pub async fn last_counted(system: &System) -> Result<Option<NaiveDate>> {
    let text = "SELECT MAX(day) FROM counted_days";
    let day: Option<Option<String>> = sql::value(system.reader(), text, vec![]).await?;
    Ok(day.flatten().map(|day| sql::day(&day)))
}

/// Everybody is counted for the day.
pub async fn set_counted(system: &System, day: &CountedDay, now: DateTime<Utc>) -> Result<()> {
    let text = "INSERT INTO counted_days (day, accounts, shops, extra, counted_at)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (day) DO UPDATE SET accounts = excluded.accounts,
        shops = excluded.shops, extra = excluded.extra, counted_at = excluded.counted_at";
    let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let values = vec![
        day.day.to_string().into(),
        whole(day.accounts).into(),
        whole(day.shops).into(),
        whole(day.extra).into(),
        sql::ms(now).into(),
    ];
    sql::run(system.writer(), text, values).await?;
    Ok(())
}

/// The days from one to another that are counted, the oldest first.
pub async fn counted(
    system: &System,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<CountedDay>> {
    let text = "SELECT day, accounts, shops, extra FROM counted_days
        WHERE day >= $1 AND day <= $2 ORDER BY day";
    let values = vec![first.to_string().into(), last.to_string().into()];
    let rows: Vec<CountedRow> = sql::all(system.reader(), text, values).await?;
    Ok(rows.into_iter().map(CountedDay::from).collect())
}

/// The account's days in a month as they were counted at night.
pub async fn of_month<R: Rows>(tenant: &Tenant<R>, period: Period) -> Result<Vec<ShopDay>> {
    let text = "SELECT account_id, day, count, shops FROM shop_days
        WHERE account_id = $1 AND day >= $2 AND day <= $3 ORDER BY day";
    let values = vec![
        tenant.account().into(),
        period.first().to_string().into(),
        period.last().to_string().into(),
    ];
    let rows: Vec<Row> = sql::all(tenant.reader(), text, values).await?;
    Ok(rows.into_iter().map(ShopDay::from).collect())
}

/// Forgets days before this one; the ledger can give them back.
pub async fn forget(system: &System, before: NaiveDate) -> Result<u64> {
    let text = "DELETE FROM shop_days WHERE day < $1";
    sql::run(system.writer(), text, vec![before.to_string().into()]).await
}

#[derive(FromQueryResult)]
struct Row {
    account_id: AccountId,
    day: String,
    count: i64,
    shops: String,
}

#[derive(FromQueryResult)]
struct CountedRow {
    day: String,
    accounts: i64,
    shops: i64,
    extra: i64,
}

impl From<Row> for ShopDay {
    fn from(row: Row) -> Self {
        Self {
            account: row.account_id,
            day: sql::day(&row.day),
            count: u32::try_from(row.count).unwrap_or(0),
            shops: row.shops,
        }
    }
}

impl From<CountedRow> for CountedDay {
    fn from(row: CountedRow) -> Self {
        let whole = |count: i64| u64::try_from(count).unwrap_or(0);
        Self {
            day: sql::day(&row.day),
            accounts: whole(row.accounts),
            shops: whole(row.shops),
            extra: whole(row.extra),
        }
    }
}
