//! What is being made in Rackbeat for an account: claimed before it is asked for, so that nothing is made twice.
use chrono::{DateTime, Utc};

use crate::{Change, Result, Rows, Tenant, sql};

/// Before it is asked for, from now on. False: somebody asked for it later than `rested`, and may be at it yet.
pub async fn claim(
    change: &Change,
    need: &str,
    (rested, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<bool> {
    let text = "INSERT INTO needs_claimed (account_id, need, claimed_at) VALUES ($1, $2, $3)
        ON CONFLICT (account_id, need) DO UPDATE SET claimed_at = excluded.claimed_at
        WHERE needs_claimed.claimed_at <= $4 RETURNING claimed_at";
    let values = vec![
        change.account().into(),
        need.into(),
        sql::ms(now).into(),
        sql::ms(rested).into(),
    ];
    let claimed: Option<i64> = sql::value(change.writer(), text, values).await?;
    Ok(claimed.is_some())
}

/// That claim came to its end: it was made and its number kept, or it surely was not made.
pub async fn free<R: Rows>(
    tenant: &Tenant<R>,
    need: &str,
    claimed_at: DateTime<Utc>,
) -> Result<()> {
    let text = "DELETE FROM needs_claimed WHERE account_id = $1 AND need = $2 AND claimed_at = $3";
    let values = vec![
        tenant.account().into(),
        need.into(),
        sql::ms(claimed_at).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}
