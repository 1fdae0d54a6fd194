//! Drafts that are held back, since what an invoice must say of its payer is lacking: made final when it is known.
use domain::plan::Period;
use sea_orm::FromQueryResult;

use super::{COLUMNS, Invoice, Row};
use crate::{AccountId, Result, Rows, System, Tenant, sql};

/// A month's, by their accounts' ids, from after that one.
pub async fn held(
    system: &System,
    period: Period,
    after: AccountId,
    limit: u32,
) -> Result<Vec<Invoice>> {
    let text = format!(
        "SELECT {COLUMNS} FROM invoices WHERE held AND period = $1 AND account_id > $2
         ORDER BY account_id LIMIT {limit}"
    );
    let values = vec![period.to_string().into(), after.into()];
    let rows: Vec<Row> = sql::all(system.reader(), &text, values).await?;
    rows.into_iter().map(Row::read).collect()
}

/// How many there are in each month that has any.
pub async fn held_counts(system: &System) -> Result<Vec<(Period, i64)>> {
    let text = "SELECT period, COUNT(*) AS count FROM invoices WHERE held GROUP BY period";
    let rows: Vec<Count> = sql::all(system.reader(), text, vec![]).await?;
    let count = |row: Count| (sql::period(&row.period), row.count);
    Ok(rows.into_iter().map(count).collect())
}

/// The account's, whether their months are closed or not; the oldest month first.
pub async fn held_back<R: Rows>(tenant: &Tenant<R>) -> Result<Vec<Period>> {
    let text = "SELECT period FROM invoices WHERE held AND account_id = $1 ORDER BY period";
    let rows: Vec<Month> = sql::all(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(rows.iter().map(|row| sql::period(&row.period)).collect())
}

/// Months that are closed, and of which some are held back still.
pub async fn late(system: &System) -> Result<Vec<Period>> {
    let text = "SELECT period FROM billing_periods WHERE closed_at IS NOT NULL
        AND period IN (SELECT period FROM invoices WHERE held) ORDER BY period";
    let rows: Vec<Month> = sql::all(system.reader(), text, vec![]).await?;
    Ok(rows.iter().map(|row| sql::period(&row.period)).collect())
}

/// Those in which one of the account's is.
pub async fn late_of<R: Rows>(tenant: &Tenant<R>) -> Result<Vec<Period>> {
    let text = "SELECT period FROM billing_periods WHERE closed_at IS NOT NULL
        AND period IN (SELECT period FROM invoices WHERE held AND account_id = $1)
        ORDER BY period";
    let rows: Vec<Month> = sql::all(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(rows.iter().map(|row| sql::period(&row.period)).collect())
}

#[derive(FromQueryResult)]
struct Month {
    period: String,
}

#[derive(FromQueryResult)]
struct Count {
    period: String,
    count: i64,
}
