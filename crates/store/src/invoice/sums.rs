//! How invoices stand, and what months come to: kept beside the documents, in the transaction that changes it.
use std::collections::BTreeMap;

use sea_orm::{DatabaseTransaction, FromQueryResult, Value};

use super::{Kind, NewInvoice, SumKey};
use crate::{Error, InvoiceId, Result, sql};

/// What is added to a row of the sums.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Added {
    pub invoices: i64,
    pub net: i64,
    pub vat: i64,
    pub total: i64,
    pub shop_days: i64,
    pub credit_notes: i64,
    pub credited_net: i64,
    pub credited_vat: i64,
    pub credited_total: i64,
    pub sent: i64,
    pub owing: i64,
    pub unpaid: i64,
    pub paid: i64,
    pub paid_total: i64,
}

const WIDTH: usize = 14;
const COLUMNS: [&str; WIDTH] = [
    "invoices",
    "net",
    "vat",
    "total",
    "shop_days",
    "credit_notes",
    "credited_net",
    "credited_vat",
    "credited_total",
    "sent",
    "owing",
    "unpaid",
    "paid",
    "paid_total",
];

impl Added {
    fn values(self) -> [i64; WIDTH] {
        [
            self.invoices,
            self.net,
            self.vat,
            self.total,
            self.shop_days,
            self.credit_notes,
            self.credited_net,
            self.credited_vat,
            self.credited_total,
            self.sent,
            self.owing,
            self.unpaid,
            self.paid,
            self.paid_total,
        ]
    }
}

/// New final documents take their stand, and are added up.
pub(super) async fn stand(
    rows: &DatabaseTransaction,
    new: &[(InvoiceId, &NewInvoice)],
) -> Result<()> {
    insert(rows, new).await?;
    let mut added: BTreeMap<SumKey, Added> = BTreeMap::new();
    for (_, one) in new {
        let Some(key) = one.sum_key() else {
            credited(rows, one).await?;
            continue;
        };
        let sum = added.entry(key).or_default();
        sum.invoices += 1;
        sum.net += one.document.net;
        sum.vat += one.document.vat;
        sum.total += one.document.total;
        sum.shop_days += i64::from(one.shop_days);
        sum.owing += i64::from(one.document.total > 0);
        sum.unpaid += one.document.total;
    }
    for (key, sum) in added {
        add(rows, &key, sum).await?;
    }
    Ok(())
}

async fn insert(rows: &DatabaseTransaction, new: &[(InvoiceId, &NewInvoice)]) -> Result<()> {
    let text = format!(
        "INSERT INTO invoice_standings (invoice_id, account_id, number, kind, period, currency,
         due_on, total, credited, unpaid) VALUES {}",
        sql::places(1, new.len(), 10)
    );
    let mut values: Vec<Value> = Vec::with_capacity(new.len() * 10);
    for (id, one) in new {
        let (document, is_invoice) = (&one.document, one.kind() == Kind::Invoice);
        values.extend([
            (*id).into(),
            one.account.into(),
            i64::try_from(document.number).unwrap_or(i64::MAX).into(),
            one.kind().word().into(),
            one.period.to_string().into(),
            document.currency.code().into(),
            document.due.map(|day| day.to_string()).into(),
            document.total.into(),
            0_i64.into(),
            if is_invoice { document.total } else { 0 }.into(),
        ]);
    }
    sql::run(rows, &text, values).await?;
    Ok(())
}

/// Of an invoice that is not paid, less is owed.
async fn credited(rows: &DatabaseTransaction, note: &NewInvoice) -> Result<()> {
    let text = "UPDATE invoice_standings SET credited = credited + $2,
        unpaid = CASE WHEN paid_on IS NULL THEN unpaid - $2 ELSE 0 END
        WHERE invoice_id = $1 RETURNING period, due_on, currency, unpaid, paid_on";
    let document = &note.document;
    let values = vec![note.credits.into(), document.total.into()];
    let stood: Option<Stood> = sql::one(rows, text, values).await?;
    let stood = stood.ok_or(Error::NotFound)?;
    let was_owing = stood.paid_on.is_none();
    let added = Added {
        credit_notes: 1,
        credited_net: document.net,
        credited_vat: document.vat,
        credited_total: document.total,
        owing: -i64::from(was_owing && stood.unpaid == 0),
        unpaid: if was_owing { -document.total } else { 0 },
        ..Added::default()
    };
    add(rows, &stood.key(), added).await
}

pub(super) async fn add(rows: &DatabaseTransaction, key: &SumKey, added: Added) -> Result<()> {
    let sets: Vec<_> = COLUMNS
        .iter()
        .map(|one| format!("{one} = invoice_sums.{one} + excluded.{one}"))
        .collect();
    let text = format!(
        "INSERT INTO invoice_sums (period, due_on, currency, {}) VALUES {}
         ON CONFLICT (period, due_on, currency) DO UPDATE SET {}",
        COLUMNS.join(", "),
        sql::places(1, 1, 3 + WIDTH),
        sets.join(", ")
    );
    let mut values: Vec<Value> = vec![
        key.period.to_string().into(),
        key.due_on.to_string().into(),
        key.currency.code().into(),
    ];
    values.extend(added.values().map(Value::from));
    sql::run(rows, &text, values).await?;
    Ok(())
}

/// How an invoice stands after a change.
#[derive(FromQueryResult)]
pub(super) struct Stood {
    period: String,
    due_on: Option<String>,
    currency: String,
    pub unpaid: i64,
    pub paid_on: Option<String>,
}

impl Stood {
    pub fn key(&self) -> SumKey {
        SumKey {
            period: sql::period(&self.period),
            due_on: self.due_on.as_deref().map(sql::day).unwrap_or_default(),
            currency: sql::currency(&self.currency),
        }
    }
}
