//! The books while somebody writes in them: one at a time, so that numbers follow each other without a gap.
use std::collections::HashSet;

use chrono::{DateTime, Utc};
use domain::{invoice::Document, plan::Period};
use sea_orm::{DatabaseTransaction, FromQueryResult, Value};

use super::{COLUMNS, Invoice, Kind, Row, SumKey, sums};
use crate::{
    AccountId, InvoiceId, Result, ShopId, System,
    inbox::{self, NewMessage},
    operator_act::{self, NewAct},
    sql,
};

/// A transaction that holds the series of numbers: whoever else wants to write waits, and then sees what was written.
pub struct Books {
    rows: DatabaseTransaction,
    last: i64,
}

/// A draft, or a final invoice with the number that it was given.
#[derive(Clone, Debug)]
pub struct NewInvoice {
    pub account: AccountId,
    pub period: Period,
    pub credits: Option<InvoiceId>,
    /// Extra shops' days.
    pub shop_days: u32,
    pub document: Document,
    pub is_final: bool,
}

impl Books {
    /// On SQLite this holds the one writing connection, so make it short.
    pub async fn open(system: &System) -> Result<Self> {
        let rows = system.begin().await?;
        let text = "UPDATE number_series SET last = last WHERE name = 'sales' RETURNING last";
        let last = sql::value(&rows, text, vec![]).await?;
        Ok(Self {
            rows,
            last: last.unwrap_or_default(),
        })
    }

    /// Those of the accounts (by their ids, both ends included) that have their final invoice for the month.
    pub async fn closed(
        &self,
        period: Period,
        range: (AccountId, AccountId),
    ) -> Result<HashSet<AccountId>> {
        let text = "SELECT account_id FROM invoices WHERE period = $1 AND kind = 'invoice'
            AND account_id >= $2 AND account_id <= $3 AND final_at IS NOT NULL";
        let rows: Vec<Owner> = sql::all(&self.rows, text, within(period, range)).await?;
        Ok(rows.into_iter().map(|row| row.account_id).collect())
    }

    /// Their drafts go: they are made anew, or made final.
    pub async fn drop_drafts(&self, period: Period, range: (AccountId, AccountId)) -> Result<()> {
        let text = "DELETE FROM invoices WHERE period = $1 AND kind = 'invoice'
            AND account_id >= $2 AND account_id <= $3 AND final_at IS NULL";
        sql::run(&self.rows, text, within(period, range)).await?;
        Ok(())
    }

    /// The next number; it is given once the books are committed.
    pub fn next_number(&mut self) -> u64 {
        self.last += 1;
        u64::try_from(self.last).unwrap_or_default()
    }

    /// An invoice, and the credit notes that it has.
    pub async fn with_notes(&self, id: InvoiceId) -> Result<(Invoice, Vec<Invoice>)> {
        let invoice = super::read(&self.rows, id).await?;
        let text = format!("SELECT {COLUMNS} FROM invoices WHERE credits = $1 ORDER BY number");
        let rows: Vec<Row> = sql::all(&self.rows, &text, vec![id.into()]).await?;
        let notes: Result<Vec<_>> = rows.into_iter().map(Row::read).collect();
        Ok((invoice, notes?))
    }

    /// Writes them down. Of a final one its paper is asked for; wake the dispatcher after the commit.
    pub async fn enter(&self, new: &[NewInvoice], now: DateTime<Utc>) -> Result<Vec<InvoiceId>> {
        let mut ids = Vec::with_capacity(new.len());
        for some in new.chunks(200) {
            let some: Vec<_> = some.iter().map(|one| (InvoiceId::new(), one)).collect();
            ids.extend(some.iter().map(|(id, _)| *id));
            insert(&self.rows, &some, now).await?;
            let finals: Vec<_> = some.into_iter().filter(|(_, one)| one.is_final).collect();
            if finals.is_empty() {
                continue;
            }
            sums::stand(&self.rows, &finals).await?;
            let messages: Vec<_> = finals.iter().map(|(id, one)| paper(*id, one)).collect();
            inbox::insert(&self.rows, &messages, (now, now)).await?;
        }
        Ok(ids)
    }

    /// The operator's line of it goes with what is written, or neither does.
    pub async fn note(
        &self,
        account: AccountId,
        act: NewAct<'_>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        operator_act::insert(&self.rows, account, act, now).await
    }

    pub async fn commit(self) -> Result<()> {
        let text = "UPDATE number_series SET last = $1 WHERE name = 'sales' AND last < $1";
        sql::run(&self.rows, text, vec![self.last.into()]).await?;
        Ok(self.rows.commit().await?)
    }
}

fn paper(id: InvoiceId, new: &NewInvoice) -> NewMessage {
    NewMessage::new(new.account, ShopId::nil(), inbox::Kind::Invoice).about(id.to_string())
}

fn within(period: Period, (first, last): (AccountId, AccountId)) -> Vec<Value> {
    vec![period.to_string().into(), first.into(), last.into()]
}

async fn insert(
    rows: &DatabaseTransaction,
    new: &[(InvoiceId, &NewInvoice)],
    now: DateTime<Utc>,
) -> Result<()> {
    let text = format!(
        "INSERT INTO invoices (id, account_id, period, kind, credits, number, currency, net, vat,
         total, shop_days, issued_on, due_on, document, drawn_at, final_at, held) VALUES {}",
        sql::places(1, new.len(), 17)
    );
    let mut values: Vec<Value> = Vec::with_capacity(new.len() * 17);
    for (id, one) in new {
        let document = &one.document;
        let number = i64::try_from(document.number).unwrap_or(i64::MAX);
        values.extend([
            (*id).into(),
            one.account.into(),
            one.period.to_string().into(),
            one.kind().word().into(),
            one.credits.into(),
            one.is_final.then_some(number).into(),
            document.currency.code().into(),
            document.net.into(),
            document.vat.into(),
            document.total.into(),
            i64::from(one.shop_days).into(),
            document.issued.to_string().into(),
            document.due.map(|day| day.to_string()).into(),
            serde_json::to_string(document)?.into(),
            sql::ms(now).into(),
            one.is_final.then_some(sql::ms(now)).into(),
            (!one.is_final && !document.buyer.lacks().is_empty()).into(),
        ]);
    }
    sql::run(rows, &text, values).await?;
    Ok(())
}

impl NewInvoice {
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.document.is_credit_note() {
            true => Kind::CreditNote,
            false => Kind::Invoice,
        }
    }

    /// An invoice's own; a credit note is in its invoice's.
    pub(super) fn sum_key(&self) -> Option<SumKey> {
        Some(SumKey {
            period: self.period,
            due_on: self.document.due?,
            currency: self.document.currency,
        })
    }
}

#[derive(FromQueryResult)]
struct Owner {
    account_id: AccountId,
}
