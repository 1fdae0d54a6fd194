//! The account's counter of what changed Rackbeat's figures, and when its items are next swept.
use chrono::{DateTime, Utc};

use super::sql;
use crate::{Error, Result, Rows, Tenant};

/// "Before" and "after" between our bookings and our readings, without a clock: noted
/// before a reading's first call, raised after the answer to a booking or a shipment. What was
/// raised to no more than a reading noted is counted in that reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tally(pub i64);

/// The tally now: call it before a reading's first request.
pub async fn note<R: Rows>(tenant: &Tenant<R>) -> Result<Tally> {
    let text = "SELECT tally FROM agreements WHERE account_id = $1";
    // From the writer: a reader may lag behind a raise that was answered already.
    let tally = sql::value(tenant.writer(), text, vec![tenant.account().into()]).await?;
    tally.map(Tally).ok_or(Error::NotFound)
}

/// One more: call it after the answer, in the transaction that writes what was answered.
pub async fn raise<R: Rows>(tenant: &Tenant<R>) -> Result<Tally> {
    let text = "UPDATE agreements SET tally = tally + 1 WHERE account_id = $1 RETURNING tally";
    let tally = sql::value(tenant.writer(), text, vec![tenant.account().into()]).await?;
    tally.map(Tally).ok_or(Error::NotFound)
}

/// A sweep ended (`swept`), or is put off.
pub async fn set_swept<R: Rows>(
    tenant: &Tenant<R>,
    swept: Option<DateTime<Utc>>,
    next: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE agreements SET sweep_due = $2, swept_at = COALESCE($3, swept_at)
        WHERE account_id = $1";
    let values = vec![
        tenant.account().into(),
        sql::ms(next).into(),
        swept.map(sql::ms).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// Sweep as soon as the bulk lane comes round.
pub async fn sweep_due<R: Rows>(tenant: &Tenant<R>, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE agreements SET sweep_due = $2 WHERE account_id = $1 AND sweep_due > $2";
    let values = vec![tenant.account().into(), sql::ms(now).into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

pub async fn set_nightly_due<R: Rows>(tenant: &Tenant<R>, next: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE agreements SET nightly_due = $2 WHERE account_id = $1";
    let values = vec![tenant.account().into(), sql::ms(next).into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}
