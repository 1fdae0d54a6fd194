//! What became of an invoice: mailed, sent, paid, and paid after all not. Rows are only added.
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{DatabaseTransaction, FromQueryResult};
use secrecy::SecretString;
use uuid::Uuid;

use super::{
    SumKey,
    sums::{self, Added, Stood},
};
use crate::{AccountId, Change, Error, InvoiceId, Result, System, Tenant, mail, sql};

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// `mailed`, `sent`, `paid`, `unpaid`.
    pub kind: String,
    /// On which it was paid.
    pub day: Option<NaiveDate>,
    /// Øre.
    pub amount: i64,
    /// Empty when nobody did it.
    pub who: String,
    pub note: String,
    pub at: DateTime<Utc>,
}

/// That an invoice was paid, or was not after all.
#[derive(Clone, Copy, Debug)]
pub struct Payment<'a> {
    pub day: NaiveDate,
    pub who: &'a str,
    pub note: &'a str,
}

/// All of it is paid. `Conflict`: nothing is owed.
pub async fn pay(
    change: &Change,
    id: InvoiceId,
    payment: Payment<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = change.writer();
    let text = "UPDATE invoice_standings SET paid_on = $3, unpaid = 0
        WHERE invoice_id = $1 AND account_id = $2 AND unpaid > 0 AND paid_on IS NULL
        RETURNING period, due_on, currency, total - credited AS unpaid, paid_on";
    let day = payment.day.to_string();
    let values = vec![id.into(), change.account().into(), day.into()];
    let stood: Option<Stood> = sql::one(rows, text, values).await?;
    let stood = stood.ok_or(Error::Conflict)?;
    let added = Added {
        owing: -1,
        unpaid: -stood.unpaid,
        paid: 1,
        paid_total: stood.unpaid,
        ..Added::default()
    };
    sums::add(rows, &stood.key(), added).await?;
    note(rows, (id, "paid", stood.unpaid), payment, now).await
}

/// That it was paid was a mistake. `Conflict`: it was not marked as paid.
pub async fn unpay(
    change: &Change,
    id: InvoiceId,
    payment: Payment<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = change.writer();
    let text = "UPDATE invoice_standings SET paid_on = NULL, unpaid = total - credited
        WHERE invoice_id = $1 AND account_id = $2 AND paid_on IS NOT NULL
        RETURNING period, due_on, currency, unpaid, paid_on";
    let values = vec![id.into(), change.account().into()];
    let stood: Option<Stood> = sql::one(rows, text, values).await?;
    let stood = stood.ok_or(Error::Conflict)?;
    // Something may have been credited since.
    let text = "SELECT amount FROM invoice_events WHERE invoice_id = $1 AND kind = 'paid'
        ORDER BY id DESC LIMIT 1";
    let paid: Option<i64> = sql::value(rows, text, vec![id.into()]).await?;
    let paid = paid.unwrap_or(stood.unpaid);
    let added = Added {
        owing: i64::from(stood.unpaid > 0),
        unpaid: stood.unpaid,
        paid: -1,
        paid_total: -paid,
        ..Added::default()
    };
    sums::add(rows, &stood.key(), added).await?;
    note(rows, (id, "unpaid", paid), payment, now).await
}

/// Puts its mail in the outbox, once; false when it is there already or was.
pub async fn mailed(
    system: &System,
    id: InvoiceId,
    (recipient, language, content): (&str, &str, &SecretString),
    now: DateTime<Utc>,
) -> Result<bool> {
    let rows = system.begin().await?;
    let text = "UPDATE invoice_standings SET mailed_at = $2
        WHERE invoice_id = $1 AND mailed_at IS NULL RETURNING account_id";
    let values = vec![id.into(), sql::ms(now).into()];
    let Some(account) = sql::value::<AccountId>(&rows, text, values).await? else {
        return Ok(false);
    };
    let letter = mail::NewMail {
        account,
        recipient,
        language,
        content,
        once: Some(&format!("invoice:{id}")),
        is_meant: true,
    };
    mail::insert(&rows, system.keyring(), letter, now).await?;
    note(&rows, (id, "mailed", 0), by_itself(recipient), now).await?;
    rows.commit().await?;
    Ok(true)
}

/// The mail with it has left the house.
pub async fn sent(system: &System, id: InvoiceId, to: &str, now: DateTime<Utc>) -> Result<()> {
    let rows = system.begin().await?;
    let text = "UPDATE invoice_standings SET sent_at = $2
        WHERE invoice_id = $1 AND sent_at IS NULL
        RETURNING period, due_on, currency, unpaid, paid_on";
    let values = vec![id.into(), sql::ms(now).into()];
    let Some(stood) = sql::one::<Stood>(&rows, text, values).await? else {
        return Ok(());
    };
    let key: SumKey = stood.key();
    // Of a credit note, which has no due date, there is no such row.
    if key.due_on != NaiveDate::default() {
        let added = Added {
            sent: 1,
            ..Added::default()
        };
        sums::add(&rows, &key, added).await?;
    }
    note(&rows, (id, "sent", 0), by_itself(to), now).await?;
    Ok(rows.commit().await?)
}

/// What happened to one of the account's, the oldest first.
pub async fn events(tenant: &Tenant, id: InvoiceId) -> Result<Vec<Event>> {
    let text = "SELECT kind, day, amount, who, note, at FROM invoice_events
        WHERE invoice_id = $1 AND account_id = $2 ORDER BY id";
    let values = vec![id.into(), tenant.account().into()];
    let rows: Vec<Row> = sql::all(tenant.reader(), text, values).await?;
    Ok(rows.into_iter().map(Event::from).collect())
}

fn by_itself(to: &str) -> Payment<'_> {
    Payment {
        day: NaiveDate::default(),
        who: "",
        note: to,
    }
}

async fn note(
    rows: &DatabaseTransaction,
    (id, kind, amount): (InvoiceId, &str, i64),
    payment: Payment<'_>,
    now: DateTime<Utc>,
) -> Result<()> {
    let text =
        "INSERT INTO invoice_events (id, invoice_id, account_id, kind, day, amount, who, note,
        at) SELECT $1, $2, account_id, $3, $4, $5, $6, $7, $8 FROM invoice_standings
        WHERE invoice_id = $2";
    let day = (payment.day != NaiveDate::default()).then(|| payment.day.to_string());
    let values = vec![
        Uuid::now_v7().into(),
        id.into(),
        kind.into(),
        day.into(),
        amount.into(),
        payment.who.into(),
        payment.note.into(),
        sql::ms(now).into(),
    ];
    sql::run(rows, text, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    kind: String,
    day: Option<String>,
    amount: i64,
    who: String,
    note: String,
    at: i64,
}

impl From<Row> for Event {
    fn from(row: Row) -> Self {
        Self {
            kind: row.kind,
            day: row.day.as_deref().map(sql::day),
            amount: row.amount,
            who: row.who,
            note: row.note,
            at: sql::time(row.at),
        }
    }
}
