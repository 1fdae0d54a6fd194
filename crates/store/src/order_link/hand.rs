//! What a person decides about an order, each in one conditional statement: whoever comes second changes nothing.
use chrono::{DateTime, Utc};

use super::{Stage, sql, step::step};
use crate::{Change, OldOrderRunId, OrderLinkId, Result, Rows, Tenant, agreement::Tally};

/// "Not to be sent", by hand.
pub async fn ignore<R: Rows>(
    tenant: &Tenant<R>,
    id: OrderLinkId,
    who: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET ignored_at = $3, ignored_by = $4, state = 'info',
        closed_at = $3, old_run_id = NULL
        WHERE account_id = $1 AND id = $2 AND ignored_at IS NULL AND stage = 'seen'";
    step(tenant, id, text, vec![sql::ms(now).into(), who.into()]).await
}

/// It is to be sent after all: left out by hand, or from before our time.
pub async fn include(change: &Change, id: OrderLinkId) -> Result<bool> {
    let text = "UPDATE order_links SET ignored_at = NULL, ignored_by = NULL, is_old = FALSE,
        state = 'waiting', cause = NULL, closed_at = NULL, next_read_at = NULL
        WHERE account_id = $1 AND id = $2 AND stage = 'seen' AND (ignored_at IS NOT NULL OR is_old)";
    step(change, id, text, vec![]).await
}

/// The order in Rackbeat is no longer ours, and ours is not sent until somebody says so. Then it is looked for first.
pub async fn untie(
    change: &Change,
    (id, number): (OrderLinkId, i64),
    who: &str,
    now: DateTime<Utc>,
) -> Result<bool> {
    let text = "UPDATE order_links SET stage = 'seen', rackbeat_number = NULL, mapped_hash = NULL,
        written = NULL, edit = NULL, sums = NULL, invoice_number = NULL, booked_tally = NULL,
        shipped_tally = NULL, claimed_at = NULL, absent_at = NULL, dropped_at = NULL, ignored_at = $3, ignored_by = $4, closed_at = $3
        WHERE account_id = $1 AND id = $2 AND rackbeat_number = $5 AND stage <> 'claimed'";
    let values = vec![sql::ms(now).into(), who.into(), number.into()];
    if !step(change, id, text, values).await? {
        return Ok(false);
    }
    // What its shop is owed, and is yet to be told, is of that order. Refunds that were credited and parcels that were told
    // stay: tied to the same order again, they would be credited and told twice.
    for text in [
        "DELETE FROM order_progress WHERE account_id = $1 AND link_id = $2",
        "DELETE FROM order_parcels WHERE account_id = $1 AND link_id = $2 AND told_at IS NULL",
    ] {
        let values = vec![change.account().into(), id.into()];
        sql::run(change.writer(), text, values).await?;
    }
    Ok(true)
}

/// What Rackbeat says of the order that is tied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    pub number: i64,
    /// Else it is a draft.
    pub is_booked: bool,
    /// Raised after Rackbeat's answer.
    pub tally: Tally,
}

/// This order stands in Rackbeat under that number. False: one of the two is tied by now.
pub async fn tie(change: &Change, id: OrderLinkId, tie: Tie) -> Result<bool> {
    let text = "UPDATE order_links SET stage = $3, rackbeat_number = $4, mapped_hash = NULL,
        written = NULL, edit = NULL, sums = NULL, booked_tally = $5, shipped_tally = NULL, claimed_at = NULL, absent_at = NULL, dropped_at = NULL, ignored_at = NULL, ignored_by = NULL,
        is_old = FALSE, old_run_id = NULL, cause = NULL, closed_at = NULL, next_read_at = NULL
        WHERE account_id = $1 AND id = $2 AND rackbeat_number IS NULL AND stage IN ('seen', 'released')
        AND NOT EXISTS (SELECT 1 FROM order_links AS other
            WHERE other.account_id = $1 AND other.rackbeat_number = $4)";
    let stage = match tie.is_booked {
        true => Stage::Booked,
        false => Stage::Created,
    };
    let values = vec![
        stage.word().into(),
        tie.number.into(),
        tie.is_booked.then_some(tie.tally.0).into(),
    ];
    step(change, id, text, values).await
}

/// An old order is taken along by this run: from here on it counts, and waits for its turn.
pub async fn choose(change: &Change, id: OrderLinkId, run: OldOrderRunId) -> Result<bool> {
    let text =
        "UPDATE order_links SET is_old = FALSE, old_run_id = $3, state = 'waiting', cause = NULL,
        closed_at = NULL, next_read_at = NULL
        WHERE account_id = $1 AND id = $2 AND is_old AND stage = 'seen' AND ignored_at IS NULL";
    step(change, id, text, vec![run.into()]).await
}
