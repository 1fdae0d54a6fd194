//! What a turn of a lane does with messages: pick, claim, settle.
use chrono::{DateTime, Utc};

use super::{COLUMNS, Message, sql};
use crate::{MessageId, Result, Rows, Tenant, lane::Track};

/// A message that may not be worked now: its shop is parked or paused, or Rackbeat is and it needs it.
const BLOCKED: &str = "(shop_id IN (SELECT id FROM shops WHERE account_id = $1
        AND (parked_at IS NOT NULL OR paused_at IS NOT NULL) AND disconnected_at IS NULL)
    OR (waits_for = 'rackbeat' AND EXISTS (SELECT 1 FROM agreements
        WHERE account_id = $1 AND parked_at IS NOT NULL)))";

/// What may be worked now, the urgent first, then the longest due; also what an earlier turn left behind.
pub async fn pick(
    tenant: &Tenant,
    track: Track,
    turn: i64,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<Message>> {
    let half = |urgent: &str| {
        format!(
            "SELECT * FROM (SELECT {COLUMNS} FROM inbox_messages
             WHERE account_id = $1 AND track = $2 AND urgent = {urgent} AND settled_at IS NULL
             AND due_at <= $3 AND (state = 'waiting' OR (state = 'working' AND turn < $4))
             AND NOT {BLOCKED} ORDER BY due_at, id LIMIT $5) AS {urgent}_ones"
        )
    };
    let text = format!("{} UNION ALL {}", half("true"), half("false"));
    let values = vec![
        tenant.account().into(),
        track.word().into(),
        sql::ms(now).into(),
        turn.into(),
        i64::try_from(limit).unwrap_or(i64::MAX).into(),
    ];
    sql::all(tenant.reader(), &text, values).await
}

/// When the next message that may be worked is due; `None` when none waits.
pub async fn next_due(tenant: &Tenant, track: Track) -> Result<Option<DateTime<Utc>>> {
    let text = format!(
        "SELECT MIN(due_at) FROM inbox_messages
         WHERE account_id = $1 AND track = $2 AND settled_at IS NULL AND NOT {BLOCKED}"
    );
    let values = vec![tenant.account().into(), track.word().into()];
    let due: Option<Option<i64>> = sql::value(tenant.reader(), &text, values).await?;
    Ok(due.flatten().map(sql::time))
}

/// Takes the message for this turn; `None` when somebody else has it or has settled it.
pub async fn claim<R: Rows>(
    tenant: &Tenant<R>,
    id: MessageId,
    turn: i64,
) -> Result<Option<Message>> {
    let text = format!(
        "UPDATE inbox_messages SET state = 'working', attempts = attempts + 1, turn = $3
         WHERE id = $2 AND account_id = $1
         AND (state = 'waiting' OR (state = 'working' AND turn < $3)) RETURNING {COLUMNS}"
    );
    let values = vec![tenant.account().into(), id.into(), turn.into()];
    sql::one(tenant.writer(), &text, values).await
}

/// Done with it. False: a later turn has it, so nothing of this one may be written.
pub async fn settle<R: Rows>(
    tenant: &Tenant<R>,
    id: MessageId,
    turn: i64,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE inbox_messages SET state = 'settled', settled_at = $4
        WHERE id = $2 AND account_id = $1 AND turn = $3 AND state = 'working'";
    let values = vec![
        tenant.account().into(),
        id.into(),
        turn.into(),
        sql::ms(now).into(),
    ];
    Ok(sql::run(tenant.writer(), text, values).await? == 1)
}
