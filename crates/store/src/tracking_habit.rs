//! Where an agreement's tracking numbers are found, as far as we have seen, and how often we looked everywhere.
use chrono::{DateTime, Utc};
use domain::tracking::Places;
use sea_orm::FromQueryResult;

use crate::{Change, Result, Rows, Tenant, sql};

/// Where one was found since then.
pub async fn known<R: Rows>(tenant: &Tenant<R>, since: DateTime<Utc>) -> Result<Places> {
    #[derive(FromQueryResult)]
    struct Row {
        shipment_at: Option<i64>,
        field_at: Option<i64>,
        note_at: Option<i64>,
    }
    let text = "SELECT shipment_at, field_at, note_at FROM tracking_habits WHERE account_id = $1";
    let row: Option<Row> = sql::one(tenant.writer(), text, vec![tenant.account().into()]).await?;
    let lately = |at: Option<i64>| at.is_some_and(|at| at >= sql::ms(since));
    Ok(row.map_or(Places::NONE, |row| Places {
        shipment: lately(row.shipment_at),
        field: lately(row.field_at),
        note: lately(row.note_at),
    }))
}

/// One was found there.
pub async fn found(change: &Change, places: Places, now: DateTime<Utc>) -> Result<()> {
    let text = "INSERT INTO tracking_habits
        (account_id, shipment_at, field_at, note_at, probes, probed_at)
        VALUES ($1, $2, $3, $4, 0, 0) ON CONFLICT (account_id) DO UPDATE SET
        shipment_at = COALESCE(excluded.shipment_at, tracking_habits.shipment_at),
        field_at = COALESCE(excluded.field_at, tracking_habits.field_at),
        note_at = COALESCE(excluded.note_at, tracking_habits.note_at)";
    let at = |there: bool| there.then(|| sql::ms(now));
    let values = vec![
        change.account().into(),
        at(places.shipment).into(),
        at(places.field).into(),
        at(places.note).into(),
    ];
    sql::run(change.writer(), text, values).await?;
    Ok(())
}

/// An order of which all places are to be asked: one of the `first`, or of none since `before` was it so. True: it is.
pub async fn probe(
    change: &Change,
    (first, before): (i64, DateTime<Utc>),
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "INSERT INTO tracking_habits (account_id, probes, probed_at) VALUES ($1, 1, $2)
        ON CONFLICT (account_id) DO UPDATE SET
        probes = tracking_habits.probes + 1, probed_at = excluded.probed_at
        WHERE tracking_habits.probes < $3 OR tracking_habits.probed_at <= $4";
    let values = vec![
        change.account().into(),
        sql::ms(now).into(),
        first.into(),
        sql::ms(before).into(),
    ];
    Ok(sql::run(change.writer(), text, values).await? == 1)
}
