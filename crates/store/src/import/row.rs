//! What is to become of one product in a synchronisation, and how far it is. Quantities are thousandths.
use chrono::{DateTime, Utc};
use domain::import::{Act, Reason};
use sea_orm::FromQueryResult;

use super::{reach::Step, sql};
use crate::{Change, ImportId, Result, Rows, ShopId, Tenant};

/// A product of a preview.
#[derive(Clone, Debug)]
pub struct NewRow {
    pub seq: i64,
    pub product_id: i64,
    pub parent_id: i64,
    pub kind: String,
    pub sku: String,
    pub name: String,
    /// Rackbeat's number; empty where it can have none.
    pub number: String,
    pub act: Act,
    pub reason: Option<Reason>,
    pub wants_level: bool,
    pub shop_says: Option<i64>,
    pub reduced: i64,
    pub on_hand: Option<i64>,
    pub target: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub seq: i64,
    pub product_id: i64,
    /// 0 unless it is a variation.
    pub parent_id: i64,
    pub kind: String,
    pub sku: String,
    pub name: String,
    pub number: String,
    pub act: Act,
    /// Why it is skipped, has no level, or came to nothing.
    pub reason: Option<Reason>,
    pub wants_level: bool,
    /// What the shop shows, and what its open orders have taken from it.
    pub shop_says: Option<i64>,
    pub reduced: i64,
    /// What Rackbeat had on hand, everywhere, and what it is to have.
    pub on_hand: Option<i64>,
    pub target: Option<i64>,
    pub step: Step,
    /// How often it alone failed.
    pub tries: i64,
    /// When a call about it went out whose answer is not written down.
    pub claimed_at: Option<DateTime<Utc>>,
    /// The text that its newest adjustment carries.
    pub mark: Option<String>,
    /// The level that was read at the location and elsewhere, and when the target was reckoned.
    pub found: Option<i64>,
    pub elsewhere: Option<i64>,
    pub reckoned_at: Option<DateTime<Utc>>,
    /// A draft, and the level it says.
    pub adjustment_id: Option<i64>,
    pub drafted: Option<i64>,
    /// When we made it and set its level.
    pub created_at: Option<DateTime<Utc>>,
    pub leveled_at: Option<DateTime<Utc>>,
}

/// Writes a page of a preview.
pub async fn put(change: &Change, (id, shop): (ImportId, ShopId), rows: &[NewRow]) -> Result<()> {
    for chunk in rows.chunks(100) {
        let places = sql::places(4, chunk.len(), 14)
            .replace('(', "($1, $2, $3, ")
            .replace(')', ", 'seen', 0)");
        let text = format!(
            "INSERT INTO import_rows (import_id, account_id, shop_id, seq, product_id, parent_id,
             kind, sku, name, number, act, reason, wants_level, shop_says, reduced, on_hand, target,
             step, tries) VALUES {places}"
        );
        let mut values = vec![id.into(), change.account().into(), shop.into()];
        for row in chunk {
            values.extend([
                row.seq.into(),
                row.product_id.into(),
                row.parent_id.into(),
                row.kind.as_str().into(),
                row.sku.as_str().into(),
                row.name.as_str().into(),
                row.number.as_str().into(),
                row.act.word().into(),
                json(row.reason.as_ref())?.into(),
                row.wants_level.into(),
                row.shop_says.into(),
                row.reduced.into(),
                row.on_hand.into(),
                row.target.into(),
            ]);
        }
        sql::run(change.writer(), &text, values).await?;
    }
    Ok(())
}

/// Rows that are half done, those that failed least often first.
pub async fn open(tenant: &Tenant, id: ImportId, limit: usize) -> Result<Vec<Row>> {
    let steps = "('creating', 'made', 'adjusting', 'adjusted', 'booking')";
    some(tenant, id, steps, limit).await
}

/// Rows that nothing was done about yet.
pub async fn waiting(tenant: &Tenant, id: ImportId, limit: usize) -> Result<Vec<Row>> {
    some(tenant, id, "('waiting')", limit).await
}

/// Whether anything is left to do; `begun`: of what is half done only.
pub async fn unfinished<R: Rows>(tenant: &Tenant<R>, id: ImportId, begun: bool) -> Result<u64> {
    let text = "SELECT COUNT(*) FROM import_rows WHERE account_id = $1 AND import_id = $2
        AND (step IN ('creating', 'made', 'adjusting', 'adjusted', 'booking')
            OR (step = 'waiting' AND NOT $3))";
    let values = vec![tenant.account().into(), id.into(), begun.into()];
    let count: Option<i64> = sql::value(tenant.writer(), text, values).await?;
    Ok(u64::try_from(count.unwrap_or(0)).unwrap_or(0))
}

async fn some(tenant: &Tenant, id: ImportId, steps: &str, limit: usize) -> Result<Vec<Row>> {
    let text = format!(
        "SELECT {COLUMNS} FROM import_rows WHERE account_id = $1 AND import_id = $2
         AND step IN {steps} ORDER BY tries, seq LIMIT {limit}"
    );
    let values = vec![tenant.account().into(), id.into()];
    let rows: Vec<Record> = sql::all(tenant.writer(), &text, values).await?;
    rows.into_iter().map(Row::try_from).collect()
}

pub(super) fn json(reason: Option<&Reason>) -> Result<Option<String>> {
    Ok(reason.map(serde_json::to_string).transpose()?)
}

pub(super) const COLUMNS: &str = "seq, product_id, parent_id, kind, sku, name, number, act, reason,
    wants_level, shop_says, reduced, on_hand, target, step, tries, claimed_at, mark, found,
    elsewhere, reckoned_at, adjustment_id, drafted, created_at, leveled_at";

#[derive(FromQueryResult)]
pub(super) struct Record {
    seq: i64,
    product_id: i64,
    parent_id: i64,
    kind: String,
    sku: String,
    name: String,
    number: String,
    act: String,
    reason: Option<String>,
    wants_level: bool,
    shop_says: Option<i64>,
    reduced: i64,
    on_hand: Option<i64>,
    target: Option<i64>,
    step: String,
    tries: i64,
    claimed_at: Option<i64>,
    mark: Option<String>,
    found: Option<i64>,
    elsewhere: Option<i64>,
    reckoned_at: Option<i64>,
    adjustment_id: Option<i64>,
    drafted: Option<i64>,
    created_at: Option<i64>,
    leveled_at: Option<i64>,
}

impl TryFrom<Record> for Row {
    type Error = crate::Error;

    fn try_from(row: Record) -> Result<Self> {
        let reason = row.reason.as_deref().map(serde_json::from_str);
        Ok(Self {
            seq: row.seq,
            product_id: row.product_id,
            parent_id: row.parent_id,
            kind: row.kind,
            sku: row.sku,
            name: row.name,
            number: row.number,
            act: Act::parse(&row.act),
            reason: reason.transpose()?,
            wants_level: row.wants_level,
            shop_says: row.shop_says,
            reduced: row.reduced,
            on_hand: row.on_hand,
            target: row.target,
            step: Step::parse(&row.step),
            tries: row.tries,
            claimed_at: row.claimed_at.map(sql::time),
            mark: row.mark,
            found: row.found,
            elsewhere: row.elsewhere,
            reckoned_at: row.reckoned_at.map(sql::time),
            adjustment_id: row.adjustment_id,
            drafted: row.drafted,
            created_at: row.created_at.map(sql::time),
            leveled_at: row.leveled_at.map(sql::time),
        })
    }
}
