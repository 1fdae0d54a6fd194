//! What waits is due now: somebody pressed a button, or what it waited for is there.
use chrono::{DateTime, Utc};

use super::{NewMessage, arrive::add_within, sql};
use crate::{Change, Result};

/// In the change that brings it about; wake the dispatcher after the commit.
pub async fn hurry(change: &Change, messages: &[NewMessage], now: DateTime<Utc>) -> Result<()> {
    add_within(change, messages, now).await?;
    for chunk in messages.chunks(200) {
        let rows = sql::places(3, chunk.len(), 3);
        let text = format!(
            "UPDATE inbox_messages SET due_at = $2, waits_for = NULL
             WHERE account_id = $1 AND state = 'waiting' AND (shop_id, kind, subject) IN (VALUES {rows})"
        );
        let mut values = vec![change.account().into(), sql::ms(now).into()];
        for message in chunk {
            values.extend([
                message.shop.into(),
                message.kind.word().into(),
                message.subject.as_str().into(),
            ]);
        }
        sql::run(change.writer(), &text, values).await?;
    }
    Ok(())
}
