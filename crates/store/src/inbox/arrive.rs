//! Messages come in, and their lanes hear of it in the same transaction.
use chrono::{DateTime, Utc};

use super::{NewMessage, sql};
use crate::{MessageId, Result, System, Tenant, lane};

mod postgres;

/// Stores the messages and marks their lanes, in one transaction; wake the dispatcher afterwards.
/// One that already waits is enough.
pub async fn add(system: &System, messages: &[NewMessage], now: DateTime<Utc>) -> Result<()> {
    if let Some(pool) = &system.database().intake {
        return postgres::add(pool, &sorted(messages), now).await;
    }
    let db = system.begin().await?;
    insert(&db, messages, (now, now)).await?;
    Ok(db.commit().await?)
}

/// The same inside a transaction of an account's own; wake the dispatcher after the commit.
pub async fn add_within(
    tenant: &Tenant<sea_orm::DatabaseTransaction>,
    messages: &[NewMessage],
    now: DateTime<Utc>,
) -> Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    insert(tenant.writer(), messages, (now, now)).await
}

/// As `add_within`, of messages that are due only then. The lane hears of them now, to know when.
pub async fn add_for(
    tenant: &Tenant<sea_orm::DatabaseTransaction>,
    messages: &[NewMessage],
    due: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    insert(tenant.writer(), messages, (due, now)).await
}

/// So that two batches meet the unique index in the same order and never wait in a ring.
fn sorted(messages: &[NewMessage]) -> Vec<&NewMessage> {
    let mut messages: Vec<_> = messages.iter().collect();
    messages.sort_unstable();
    messages.dedup();
    messages
}

pub(crate) async fn insert(
    db: &sea_orm::DatabaseTransaction,
    messages: &[NewMessage],
    (due, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<()> {
    let messages = sorted(messages);
    for chunk in messages.chunks(200) {
        let rows = sql::places(2, chunk.len(), 7).replace(')', ", 'waiting', 0, $1, 0, $1)");
        let text = format!(
            "INSERT INTO inbox_messages (id, account_id, shop_id, kind, subject, track, urgent, state,
             attempts, due_at, turn, created_at) VALUES {rows}
             ON CONFLICT (account_id, shop_id, kind, subject) WHERE state = 'waiting' DO NOTHING"
        );
        let mut values = vec![sql::ms(due).into()];
        for message in chunk {
            values.extend([
                MessageId::new().into(),
                message.account.into(),
                message.shop.into(),
                message.kind.word().into(),
                message.subject.as_str().into(),
                message.kind.track().word().into(),
                message.kind.is_urgent().into(),
            ]);
        }
        sql::run(db, &text, values).await?;
    }
    let lanes = messages
        .iter()
        .map(|message| (message.account, message.kind.track()));
    lane::mark(db, lanes, now).await
}
