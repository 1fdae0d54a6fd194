//! Taking further messages of a kind along with the one being worked: many hints, one reading.
use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;

use super::{COLUMNS, Kind, Message, sql};
use crate::{
    Result, ShopId, Tenant,
    lane::{self, Track},
};

/// Claims what waits of this kind and is due, at most `limit`, for this turn. Whoever takes them settles
/// them or puts them back; after a death they are taken over like any other.
pub async fn take_waiting(
    tenant: &Tenant,
    (shop, kind): (ShopId, Kind),
    turn: i64,
    limit: usize,
    now: DateTime<Utc>,
) -> Result<Vec<Message>> {
    let text = format!(
        "UPDATE inbox_messages SET state = 'working', attempts = attempts + 1, turn = $4
         WHERE state = 'waiting' AND id IN (SELECT id FROM inbox_messages
             WHERE account_id = $1 AND shop_id = $2 AND kind = $3 AND state = 'waiting'
             AND due_at <= $5 ORDER BY due_at, id LIMIT $6) RETURNING {COLUMNS}"
    );
    let values = vec![
        tenant.account().into(),
        shop.into(),
        kind.word().into(),
        turn.into(),
        sql::ms(now).into(),
        i64::try_from(limit).unwrap_or(i64::MAX).into(),
    ];
    sql::all(tenant.writer(), &text, values).await
}

/// Settles what waits about the same thing as the message being worked, which is about to read it: what arrived
/// before a reading began says nothing that the reading does not show.
pub async fn settle_same(
    tenant: &Tenant,
    message: &Message,
    turn: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE inbox_messages SET state = 'settled', settled_at = $7
        WHERE account_id = $1 AND shop_id = $2 AND kind = $3 AND subject = $4 AND state = 'waiting'
        AND EXISTS (SELECT 1 FROM inbox_messages AS ours WHERE ours.id = $5
            AND ours.account_id = $1 AND ours.turn = $6 AND ours.state = 'working')";
    let values = vec![
        tenant.account().into(),
        message.shop_id.into(),
        message.kind.as_str().into(),
        message.subject.as_str().into(),
        message.id.into(),
        turn.into(),
        sql::ms(now).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// A lane has something to do by the clock that it does not know of yet: it reckons anew when it is next due.
/// Wake the dispatcher afterwards.
pub async fn stir(tenant: &Tenant, track: Track, now: DateTime<Utc>) -> Result<()> {
    let tx = tenant.begin().await?;
    lane::mark(tx.writer(), [(tenant.account(), track)], now).await?;
    tx.commit().await
}

/// Done with those that were taken along, in the transaction that keeps what was read.
pub async fn settle_taken(
    tx: &Tenant<DatabaseTransaction>,
    taken: &[Message],
    turn: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    for message in taken {
        super::settle(tx, message.id, turn, now).await?;
    }
    Ok(())
}
