//! What a message waits about already, so that nobody need ask again.
use std::collections::BTreeSet;

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

#[derive(FromQueryResult)]
struct Row {
    subject: String,
}
