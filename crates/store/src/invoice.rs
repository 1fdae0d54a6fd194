//! Invoices and credit notes: drafts may come and go, final ones stay as they are.
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    invoice::Document,
    plan::{Currency, Period},
};
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::{AccountId, Error, InvoiceId, Result, Rows, System, Tenant, sql};

mod books;
mod event;
mod held;
mod list;
mod paper;
mod sums;

pub use books::{Books, NewInvoice};
pub use event::{Event, Payment, events, mailed, pay, sent, unpay};
pub use held::{held, held_back, held_counts, late, late_of};
pub use list::{
    Drafts, Listed, Standing, Which, drafts, issued, list, of_account, preview, standing,
};
pub use paper::{Paper, keep_paper, paper};

/// The two kinds of document that are in the books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Invoice,
    CreditNote,
}

impl Kind {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::CreditNote => "credit_note",
        }
    }

    pub(crate) fn parse(word: &str) -> Self {
        match word {
            "credit_note" => Self::CreditNote,
            _ => Self::Invoice,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Invoice {
    pub id: InvoiceId,
    pub account: AccountId,
    /// The month it is for.
    pub period: Period,
    pub kind: Kind,
    /// The invoice that a credit note gives back.
    pub credits: Option<InvoiceId>,
    /// A draft's document has the number 0.
    pub document: Document,
    /// `None`: a draft.
    pub final_at: Option<DateTime<Utc>>,
}

/// One of the account's.
pub async fn find<R: Rows>(tenant: &Tenant<R>, id: InvoiceId) -> Result<Invoice> {
    let text = format!("SELECT {COLUMNS} FROM invoices WHERE id = $1 AND account_id = $2");
    let values = vec![id.into(), tenant.account().into()];
    let row: Option<Row> = sql::one(tenant.reader(), &text, values).await?;
    row.ok_or(Error::NotFound)?.read()
}

/// Anybody's, for the operator.
pub async fn find_anywhere(system: &System, id: InvoiceId) -> Result<Invoice> {
    read(system.reader(), id).await
}

/// The credit notes of an invoice, the oldest first.
pub async fn credit_notes(system: &System, id: InvoiceId) -> Result<Vec<Invoice>> {
    let text = format!("SELECT {COLUMNS} FROM invoices WHERE credits = $1 ORDER BY number");
    let rows: Vec<Row> = sql::all(system.reader(), &text, vec![id.into()]).await?;
    rows.into_iter().map(Row::read).collect()
}

async fn read(db: &impl ConnectionTrait, id: InvoiceId) -> Result<Invoice> {
    let text = format!("SELECT {COLUMNS} FROM invoices WHERE id = $1");
    let row: Option<Row> = sql::one(db, &text, vec![id.into()]).await?;
    row.ok_or(Error::NotFound)?.read()
}

const COLUMNS: &str = "id, account_id, period, kind, credits, document, final_at";

#[derive(FromQueryResult)]
struct Row {
    id: InvoiceId,
    account_id: AccountId,
    period: String,
    kind: String,
    credits: Option<InvoiceId>,
    document: String,
    final_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Invoice> {
        Ok(Invoice {
            id: self.id,
            account: self.account_id,
            period: sql::period(&self.period),
            kind: Kind::parse(&self.kind),
            credits: self.credits,
            document: serde_json::from_str(&self.document)?,
            final_at: self.final_at.map(sql::time),
        })
    }
}

/// Which row of the sums an invoice is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct SumKey {
    pub period: Period,
    pub due_on: NaiveDate,
    pub currency: Currency,
}
