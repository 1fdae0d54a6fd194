//! Lists of invoices: an account's own, the operator's by how they stand, a month's drafts, and a period's for export.
use chrono::{DateTime, NaiveDate, Utc};
use domain::plan::{Currency, Period};
use sea_orm::{FromQueryResult, Value};

use super::{Invoice, Kind, Row};
use crate::{AccountId, Error, InvoiceId, Result, System, Tenant, sql};

/// A final document and how it stands. Sums are øre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub id: InvoiceId,
    pub account: AccountId,
    pub number: u64,
    pub kind: Kind,
    pub period: Period,
    pub currency: Currency,
    /// Of an invoice only.
    pub due_on: Option<NaiveDate>,
    pub total: i64,
    /// What was given back of it, and what is still owed.
    pub credited: i64,
    pub unpaid: i64,
    pub sent_at: Option<DateTime<Utc>>,
    pub paid_on: Option<NaiveDate>,
}

/// As the operator lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub name: String,
    pub standing: Standing,
}

/// Which are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    All,
    /// Something is owed.
    Unpaid,
    /// And was due before this day.
    Overdue(NaiveDate),
    Paid,
    /// Its mail has not left the house.
    Unsent,
    Number(u64),
}

/// The newest first, from before that number.
pub async fn list(
    system: &System,
    which: Which,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Listed>> {
    let (chosen, value): (&str, Option<Value>) = match which {
        Which::All => ("$2 = $2", None),
        Which::Unpaid => ("unpaid > 0 AND $2 = $2", None),
        Which::Overdue(day) => ("unpaid > 0 AND due_on < $2", Some(day.to_string().into())),
        Which::Paid => ("paid_on IS NOT NULL AND $2 = $2", None),
        Which::Unsent => ("sent_at IS NULL AND $2 = $2", None),
        Which::Number(number) => ("number = $2", Some(whole(number).into())),
    };
    let text = format!(
        "SELECT {COLUMNS}, (SELECT name FROM accounts WHERE id = account_id) AS name
         FROM invoice_standings WHERE number < $1 AND {chosen} ORDER BY number DESC LIMIT {limit}"
    );
    let values = vec![
        before.map_or(i64::MAX, whole).into(),
        value.unwrap_or_else(|| 0_i64.into()),
    ];
    let rows: Vec<ListRow> = sql::all(system.reader(), &text, values).await?;
    let listed = |row: ListRow| Listed {
        name: row.name.unwrap_or_default(),
        standing: row.standing.into(),
    };
    Ok(rows.into_iter().map(listed).collect())
}

/// How one stands.
pub async fn standing(system: &System, id: InvoiceId) -> Result<Standing> {
    let text = format!("SELECT {COLUMNS} FROM invoice_standings WHERE invoice_id = $1");
    let row: Option<StandingRow> = sql::one(system.reader(), &text, vec![id.into()]).await?;
    row.map(Standing::from).ok_or(Error::NotFound)
}

/// The account's own, the newest first.
pub async fn of_account(tenant: &Tenant) -> Result<Vec<Standing>> {
    let text = format!(
        "SELECT {COLUMNS} FROM invoice_standings WHERE account_id = $1 ORDER BY number DESC"
    );
    let rows: Vec<StandingRow> =
        sql::all(tenant.reader(), &text, vec![tenant.account().into()]).await?;
    Ok(rows.into_iter().map(Standing::from).collect())
}

/// What a month's drafts in one currency come to, in øre; those that are held back are left out.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Drafts {
    currency: String,
    pub invoices: i64,
    pub net: i64,
    pub vat: i64,
    pub total: i64,
}

impl Drafts {
    #[must_use]
    pub fn currency(&self) -> Currency {
        sql::currency(&self.currency)
    }
}

pub async fn preview(system: &System, period: Period) -> Result<Vec<Drafts>> {
    let text = "SELECT currency, COUNT(*) AS invoices, CAST(SUM(net) AS bigint) AS net,
        CAST(SUM(vat) AS bigint) AS vat, CAST(SUM(total) AS bigint) AS total
        FROM invoices WHERE period = $1 AND kind = 'invoice' AND final_at IS NULL AND NOT held
        GROUP BY currency ORDER BY currency DESC";
    sql::all(system.reader(), text, vec![period.to_string().into()]).await
}

/// A month's drafts that will be made final, by their accounts' ids, from after that one.
pub async fn drafts(
    system: &System,
    period: Period,
    after: AccountId,
    limit: u32,
) -> Result<Vec<Invoice>> {
    let text = format!(
        "SELECT {} FROM invoices WHERE period = $1 AND kind = 'invoice' AND account_id > $2
         AND final_at IS NULL AND NOT held ORDER BY account_id LIMIT {limit}",
        super::COLUMNS
    );
    let values = vec![period.to_string().into(), after.into()];
    let rows: Vec<Row> = sql::all(system.reader(), &text, values).await?;
    rows.into_iter().map(Row::read).collect()
}

/// Final documents issued from one day to another, by day and number, from after that one.
pub async fn issued(
    system: &System,
    (first, last): (NaiveDate, NaiveDate),
    after: Option<(NaiveDate, u64)>,
    limit: u32,
) -> Result<Vec<Invoice>> {
    let (day, number) = after.unwrap_or((first, 0));
    let text = format!(
        "SELECT {} FROM invoices WHERE final_at IS NOT NULL AND issued_on >= $1 AND issued_on <= $2
         AND (issued_on > $1 OR number > $3) ORDER BY issued_on, number LIMIT {limit}",
        super::COLUMNS
    );
    let values = vec![
        day.to_string().into(),
        last.to_string().into(),
        whole(number).into(),
    ];
    let rows: Vec<Row> = sql::all(system.reader(), &text, values).await?;
    rows.into_iter().map(Row::read).collect()
}

fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

const COLUMNS: &str = "invoice_id, account_id, number, kind, period, currency, due_on, total,
    credited, unpaid, sent_at, paid_on";

#[derive(FromQueryResult)]
struct StandingRow {
    invoice_id: InvoiceId,
    account_id: AccountId,
    number: i64,
    kind: String,
    period: String,
    currency: String,
    due_on: Option<String>,
    total: i64,
    credited: i64,
    unpaid: i64,
    sent_at: Option<i64>,
    paid_on: Option<String>,
}

#[derive(FromQueryResult)]
struct ListRow {
    name: Option<String>,
    #[sea_orm(nested)]
    standing: StandingRow,
}

impl From<StandingRow> for Standing {
    fn from(row: StandingRow) -> Self {
        Self {
            id: row.invoice_id,
            account: row.account_id,
            number: u64::try_from(row.number).unwrap_or_default(),
            kind: Kind::parse(&row.kind),
            period: sql::period(&row.period),
            currency: sql::currency(&row.currency),
            due_on: row.due_on.as_deref().map(sql::day),
            total: row.total,
            credited: row.credited,
            unpaid: row.unpaid,
            sent_at: row.sent_at.map(sql::time),
            paid_on: row.paid_on.as_deref().map(sql::day),
        }
    }
}
