//! An order's row as it is read.
use sea_orm::FromQueryResult;

use super::{OrderLink, Stage, outcome, sql};
use crate::{AccountId, Error, OrderLinkId, Result, ShopId};

pub(super) const COLUMNS: &str = "id, account_id, shop_id, woo_id, order_key, number, reference, status,
    stage, state, result, next_try_at, claimed_at, absent_at, claims, rackbeat_number, invoice_number,
    mapped_hash, booked_tally, shipped_tally, is_old, put_on_discount, ignored_at, dropped_at, total, currency, customer,
    placed_at, modified_at, seen_at, closed_at, written, edit, sums, refunds";

#[derive(FromQueryResult)]
pub(super) struct Row {
    id: OrderLinkId,
    account_id: AccountId,
    shop_id: ShopId,
    woo_id: i64,
    order_key: String,
    number: String,
    reference: String,
    status: String,
    stage: String,
    state: String,
    result: Option<String>,
    next_try_at: Option<i64>,
    claimed_at: Option<i64>,
    absent_at: Option<i64>,
    claims: i64,
    rackbeat_number: Option<i64>,
    invoice_number: Option<i64>,
    mapped_hash: Option<String>,
    booked_tally: Option<i64>,
    shipped_tally: Option<i64>,
    is_old: bool,
    put_on_discount: bool,
    ignored_at: Option<i64>,
    dropped_at: Option<i64>,
    total: i64,
    currency: String,
    customer: Option<String>,
    placed_at: i64,
    modified_at: i64,
    seen_at: i64,
    closed_at: Option<i64>,
    written: Option<String>,
    edit: Option<String>,
    sums: Option<String>,
    refunds: Option<String>,
}

impl TryFrom<Row> for OrderLink {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        Ok(Self {
            id: row.id,
            account: row.account_id,
            shop: row.shop_id,
            woo_id: row.woo_id,
            order_key: row.order_key,
            number: row.number,
            reference: row.reference,
            status: row.status,
            stage: Stage::parse(&row.stage),
            state: outcome::state(&row.state),
            result: json(row.result.as_deref())?,
            next_try_at: row.next_try_at.map(sql::time),
            claimed_at: row.claimed_at.map(sql::time),
            absent_at: row.absent_at.map(sql::time),
            claims: row.claims,
            rackbeat_number: row.rackbeat_number,
            invoice_number: row.invoice_number,
            mapped_hash: row.mapped_hash,
            booked_tally: row.booked_tally,
            shipped_tally: row.shipped_tally,
            is_old: row.is_old,
            put_on_discount: row.put_on_discount,
            ignored_at: row.ignored_at.map(sql::time),
            dropped_at: row.dropped_at.map(sql::time),
            total: row.total,
            currency: row.currency,
            customer: row.customer,
            placed_at: sql::time(row.placed_at),
            modified_at: sql::time(row.modified_at),
            seen_at: sql::time(row.seen_at),
            closed_at: row.closed_at.map(sql::time),
            written: json(row.written.as_deref())?,
            edit: json(row.edit.as_deref())?,
            sums: json(row.sums.as_deref())?,
            refunds: row.refunds.unwrap_or_default(),
        })
    }
}

fn json<T: serde::de::DeserializeOwned>(kept: Option<&str>) -> Result<Option<T>> {
    Ok(kept.map(serde_json::from_str).transpose()?)
}
