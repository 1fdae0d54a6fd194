//! Months that are billed: opened while they last, drafted and closed when they are over. And what they came to.
use chrono::{DateTime, NaiveDate, Utc};
use domain::plan::{Currency, Period};
use sea_orm::{ConnectionTrait, FromQueryResult, StreamTrait};

use crate::{Change, Result, System, sql};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BillingPeriod {
    pub period: Period,
    /// All its drafts are made.
    pub drafted_at: Option<DateTime<Utc>>,
    /// All its invoices are final.
    pub closed_at: Option<DateTime<Utc>>,
    /// Who asked for it to be closed, or to have been; `None`: the clock.
    pub closed_by: Option<String>,
    /// Billing was seen switched off in this month or after it; `None`: it was not, or is on again in the same month.
    pub off_at: Option<DateTime<Utc>>,
}

/// What the invoices of a month in one currency came to. Sums are øre; what was credited is not taken off.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct MonthSum {
    period: String,
    currency: String,
    pub invoices: i64,
    pub net: i64,
    pub vat: i64,
    pub total: i64,
    /// One for each extra shop and day.
    pub shop_days: i64,
    pub credit_notes: i64,
    pub credited_net: i64,
    pub credited_vat: i64,
    pub credited_total: i64,
    pub sent: i64,
    /// Invoices of which something is still owed, and what.
    pub owing: i64,
    pub unpaid: i64,
    pub paid: i64,
    pub paid_total: i64,
    /// Of those that are owed, whose due date has passed.
    pub overdue: i64,
    pub overdue_unpaid: i64,
}

impl MonthSum {
    #[must_use]
    pub fn period(&self) -> Period {
        sql::period(&self.period)
    }

    #[must_use]
    pub fn currency(&self) -> Currency {
        sql::currency(&self.currency)
    }

    /// Ex VAT, less what was given back.
    #[must_use]
    pub fn revenue(&self) -> i64 {
        self.net - self.credited_net
    }
}

/// From now on the month is billed when it is over.
pub async fn open(system: &System, period: Period, now: DateTime<Utc>) -> Result<()> {
    let text = "INSERT INTO billing_periods (period, opened_at) VALUES ($1, $2)
        ON CONFLICT (period) DO NOTHING";
    let values = vec![period.to_string().into(), sql::ms(now).into()];
    sql::run(system.writer(), text, values).await?;
    Ok(())
}

/// Nobody is billed: the months after the last one that was opened are not to be billed later.
pub async fn seen_off(system: &System, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE billing_periods SET off_at = $1 WHERE off_at IS NULL
        AND period = (SELECT MAX(period) FROM billing_periods)";
    sql::run(system.writer(), text, vec![sql::ms(now).into()]).await?;
    Ok(())
}

/// Billing is on while this month lasts.
pub async fn seen_on(system: &System, period: Period) -> Result<()> {
    let text = "UPDATE billing_periods SET off_at = NULL
        WHERE period = $1 AND off_at IS NOT NULL";
    sql::run(system.writer(), text, vec![period.to_string().into()]).await?;
    Ok(())
}

pub async fn find(system: &System, period: Period) -> Result<Option<BillingPeriod>> {
    read(system.reader(), period).await
}

/// The same inside a change.
pub async fn find_within(change: &Change, period: Period) -> Result<Option<BillingPeriod>> {
    read(change.reader(), period).await
}

async fn read(
    db: &(impl ConnectionTrait + StreamTrait),
    period: Period,
) -> Result<Option<BillingPeriod>> {
    let text = format!("SELECT {COLUMNS} FROM billing_periods WHERE period = $1");
    let row: Option<Row> = sql::one(db, &text, vec![period.to_string().into()]).await?;
    Ok(row.map(BillingPeriod::from))
}

/// Every month that is or was billed, the newest first.
pub async fn all(system: &System) -> Result<Vec<BillingPeriod>> {
    let text = format!("SELECT {COLUMNS} FROM billing_periods ORDER BY period DESC");
    let rows: Vec<Row> = sql::all(system.reader(), &text, vec![]).await?;
    Ok(rows.into_iter().map(BillingPeriod::from).collect())
}

/// Months before this one that are billed and not closed yet, the oldest first.
pub async fn unclosed_before(system: &System, period: Period) -> Result<Vec<Period>> {
    let text = format!(
        "SELECT {COLUMNS} FROM billing_periods WHERE period < $1 AND closed_at IS NULL
         ORDER BY period"
    );
    let rows: Vec<Row> = sql::all(system.writer(), &text, vec![period.to_string().into()]).await?;
    let months = rows.into_iter().map(BillingPeriod::from);
    Ok(months.map(|month| month.period).collect())
}

pub async fn set_drafted(system: &System, period: Period, now: DateTime<Utc>) -> Result<()> {
    let text =
        "UPDATE billing_periods SET drafted_at = $2 WHERE period = $1 AND drafted_at IS NULL";
    let values = vec![period.to_string().into(), sql::ms(now).into()];
    sql::run(system.writer(), text, values).await?;
    Ok(())
}

/// Somebody does not wait for the clock to close it.
pub async fn ask(change: &Change, period: Period, who: &str) -> Result<()> {
    let text = "UPDATE billing_periods SET closed_by = $2
        WHERE period = $1 AND closed_at IS NULL AND closed_by IS NULL";
    let values = vec![period.to_string().into(), who.into()];
    sql::run(change.writer(), text, values).await?;
    Ok(())
}

pub async fn set_closed(system: &System, period: Period, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE billing_periods SET closed_at = $2, drafted_at = COALESCE(drafted_at, $2)
        WHERE period = $1 AND closed_at IS NULL";
    let values = vec![period.to_string().into(), sql::ms(now).into()];
    sql::run(system.writer(), text, values).await?;
    Ok(())
}

/// What each month from this one on came to, by currency, the newest first.
pub async fn sums(system: &System, since: Period, today: NaiveDate) -> Result<Vec<MonthSum>> {
    let text = "SELECT period, currency,
        CAST(SUM(invoices) AS bigint) AS invoices, CAST(SUM(net) AS bigint) AS net,
        CAST(SUM(vat) AS bigint) AS vat, CAST(SUM(total) AS bigint) AS total,
        CAST(SUM(shop_days) AS bigint) AS shop_days,
        CAST(SUM(credit_notes) AS bigint) AS credit_notes,
        CAST(SUM(credited_net) AS bigint) AS credited_net,
        CAST(SUM(credited_vat) AS bigint) AS credited_vat,
        CAST(SUM(credited_total) AS bigint) AS credited_total, CAST(SUM(sent) AS bigint) AS sent,
        CAST(SUM(owing) AS bigint) AS owing, CAST(SUM(unpaid) AS bigint) AS unpaid,
        CAST(SUM(paid) AS bigint) AS paid, CAST(SUM(paid_total) AS bigint) AS paid_total,
        CAST(SUM(CASE WHEN due_on < $2 THEN owing ELSE 0 END) AS bigint) AS overdue,
        CAST(SUM(CASE WHEN due_on < $2 THEN unpaid ELSE 0 END) AS bigint) AS overdue_unpaid
        FROM invoice_sums WHERE period >= $1
        GROUP BY period, currency ORDER BY period DESC, currency DESC";
    let values = vec![since.to_string().into(), today.to_string().into()];
    sql::all(system.reader(), text, values).await
}

const COLUMNS: &str = "period, drafted_at, closed_at, closed_by, off_at";

#[derive(FromQueryResult)]
struct Row {
    period: String,
    drafted_at: Option<i64>,
    closed_at: Option<i64>,
    closed_by: Option<String>,
    off_at: Option<i64>,
}

impl From<Row> for BillingPeriod {
    fn from(row: Row) -> Self {
        Self {
            period: sql::period(&row.period),
            drafted_at: row.drafted_at.map(sql::time),
            closed_at: row.closed_at.map(sql::time),
            closed_by: row.closed_by,
            off_at: row.off_at.map(sql::time),
        }
    }
}
