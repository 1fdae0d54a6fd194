//! Accounts by how many of their shops counted on a day, for the operator's list.
use chrono::NaiveDate;
use sea_orm::FromQueryResult;

use crate::{AccountId, Result, System, sql};

/// An account and its shops that counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counting {
    pub account: AccountId,
    pub name: String,
    /// ISO 3166, two letters.
    pub country: String,
    pub shops: u32,
}

/// Which part of the list is wanted.
#[derive(Clone, Copy, Debug)]
pub struct CountingPage {
    pub day: NaiveDate,
    /// Accounts with fewer are left out.
    pub at_least: u32,
    /// The last one of the page before: its shops and its id.
    pub after: Option<(u32, AccountId)>,
    pub limit: u32,
}

/// Those with the most first.
pub async fn counting(system: &System, page: CountingPage) -> Result<Vec<Counting>> {
    let (shops, account) = page.after.unwrap_or((u32::MAX, AccountId::nil()));
    let limit = page.limit;
    // Two halves, since one condition on both columns would read the day's whole index.
    let text = format!(
        "SELECT day.account_id, accounts.name, accounts.country, day.count FROM (
            SELECT account_id, count FROM (SELECT account_id, count FROM shop_days
                WHERE day = $1 AND count = $3 AND account_id < $4 AND count >= $2
                ORDER BY account_id DESC LIMIT {limit}) AS same
            UNION ALL
            SELECT account_id, count FROM (SELECT account_id, count FROM shop_days
                WHERE day = $1 AND count < $3 AND count >= $2
                ORDER BY count DESC, account_id DESC LIMIT {limit}) AS fewer) AS day
         JOIN accounts ON accounts.id = day.account_id
         ORDER BY day.count DESC, day.account_id DESC LIMIT {limit}"
    );
    let values = vec![
        page.day.to_string().into(),
        i64::from(page.at_least).into(),
        i64::from(shops).into(),
        account.into(),
    ];
    let rows: Vec<Row> = sql::all(system.reader(), &text, values).await?;
    Ok(rows.into_iter().map(Counting::from).collect())
}

#[derive(FromQueryResult)]
struct Row {
    account_id: AccountId,
    name: String,
    country: String,
    count: i64,
}

impl From<Row> for Counting {
    fn from(row: Row) -> Self {
        Self {
            account: row.account_id,
            name: row.name,
            country: row.country,
            shops: u32::try_from(row.count).unwrap_or(0),
        }
    }
}
