//! Messages that wait again, and those that are forgotten.
use chrono::{DateTime, Utc};

use super::{COLUMNS, Message, sql};
use crate::{
    Change, Error, MessageId, Result, Rows, ShopId, System, Tenant,
    lane::{self, Track},
};

/// How a message goes back to wait.
#[derive(Clone, Copy, Debug)]
pub struct PutBack {
    pub due_at: DateTime<Utc>,
    /// It goes on when Rackbeat is no longer parked.
    pub waits_for_rackbeat: bool,
    /// False when this try is not to count as one.
    pub counts: bool,
}

/// Puts a message back; `Conflict` when a newer one about the same thing waits already.
pub async fn put_back<R: Rows>(
    tenant: &Tenant<R>,
    id: MessageId,
    turn: i64,
    back: PutBack,
) -> Result<()> {
    let text = "UPDATE inbox_messages SET state = 'waiting', due_at = $4, waits_for = $5,
        attempts = attempts - $6
        WHERE id = $2 AND account_id = $1 AND turn = $3 AND state = 'working'
        AND NOT EXISTS (SELECT 1 FROM inbox_messages AS newer WHERE newer.account_id = $1
            AND newer.shop_id = inbox_messages.shop_id AND newer.kind = inbox_messages.kind
            AND newer.subject = inbox_messages.subject AND newer.state = 'waiting')";
    let waits_for = back.waits_for_rackbeat.then_some("rackbeat");
    let values = vec![
        tenant.account().into(),
        id.into(),
        turn.into(),
        sql::ms(back.due_at).into(),
        waits_for.into(),
        i64::from(!back.counts).into(),
    ];
    match sql::run(tenant.writer(), text, values).await? {
        0 => Err(Error::Conflict),
        _ => Ok(()),
    }
}

/// A side answers again: what waited for it is due now, in the order it came. `None` is Rackbeat.
/// Goes with the change that says so; wake the dispatcher after the commit.
pub async fn go_on(change: &Change, shop: Option<ShopId>, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE inbox_messages SET due_at = CASE WHEN created_at < $2 THEN created_at
        ELSE $2 END, waits_for = NULL
        WHERE account_id = $1 AND state = 'waiting' AND settled_at IS NULL
        AND (($3 = 'rackbeat' AND waits_for = 'rackbeat') OR ($3 = 'shop' AND shop_id = $4))";
    let side = if shop.is_some() { "shop" } else { "rackbeat" };
    let values = vec![
        change.account().into(),
        sql::ms(now).into(),
        side.into(),
        shop.unwrap_or(ShopId::nil()).into(),
    ];
    sql::run(change.writer(), text, values).await?;
    let lanes = [Track::Realtime, Track::Bulk].map(|track| (change.account(), track));
    lane::mark(change.writer(), lanes, now).await
}

/// Messages that nobody has settled, for the pages and the tests.
pub async fn unsettled(tenant: &Tenant) -> Result<Vec<Message>> {
    let text = format!(
        "SELECT {COLUMNS} FROM inbox_messages
         WHERE account_id = $1 AND settled_at IS NULL ORDER BY due_at, id LIMIT 1000"
    );
    sql::all(tenant.reader(), &text, vec![tenant.account().into()]).await
}

/// Forgets what was settled before then: after seven days.
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM inbox_messages WHERE settled_at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}
