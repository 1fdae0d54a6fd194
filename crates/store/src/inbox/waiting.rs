//! What a message waits about already, so that nobody need ask again.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::{Kind, sql};
use crate::{Result, ShopId, Tenant};

/// Those of these subjects that a message of this kind waits about.
pub async fn waiting(
    tenant: &Tenant,
    (shop, kind): (ShopId, Kind),
    subjects: &[String],
) -> Result<BTreeSet<String>> {
    let mut waiting = BTreeSet::new();
    for chunk in subjects.chunks(500) {
        let text = format!(
            "SELECT subject FROM inbox_messages WHERE account_id = $1 AND shop_id = $2
             AND kind = $3 AND state = 'waiting' AND subject IN {}",
            sql::list(4, chunk.len())
        );
        let mut values = vec![tenant.account().into(), shop.into(), kind.word().into()];
        values.extend(chunk.iter().map(|subject| subject.as_str().into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        waiting.extend(rows.into_iter().map(|row| row.subject));
    }
    Ok(waiting)
}

/// How many of this kind are due in a shop or being worked, at most `limit`.
pub async fn count_due(
    tenant: &Tenant,
    (shop, kind): (ShopId, Kind),
    limit: usize,
    now: DateTime<Utc>,
) -> Result<usize> {
    let text = format!(
        "SELECT COUNT(*) FROM (SELECT 1 FROM inbox_messages WHERE account_id = $1 AND shop_id = $2
         AND kind = $3 AND settled_at IS NULL AND due_at <= $4 LIMIT {limit}) AS due"
    );
    let values = vec![
        tenant.account().into(),
        shop.into(),
        kind.word().into(),
        sql::ms(now).into(),
    ];
    let count: Option<i64> = sql::value(tenant.reader(), &text, values).await?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or(limit))
}

#[derive(FromQueryResult)]
struct Row {
    subject: String,
}
