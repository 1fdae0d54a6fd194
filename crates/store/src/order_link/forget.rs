//! What is forgotten of the people whose orders were closed long ago.
use chrono::{DateTime, Utc};
use domain::Outcome;
use sea_orm::{DatabaseTransaction, FromQueryResult};
use serde_json::Value;

use super::sql;
use crate::{OrderLinkId, Result, System};

/// What is quoted of others, who may have typed anything, stands in an outcome under this name and under no other.
const QUOTED: &str = "text";
/// What stands there afterwards, so that the sentence around it stays one.
const ERASED: &str = "…";
/// Rows in one transaction.
const PAGE: u32 = 200;

/// Erases the names of people whose orders were closed before then, and what is quoted that may hold more of them: a
/// telephone number that Rackbeat refused, for one. What became of the order stays. How many orders it was.
pub async fn forget_people(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "UPDATE order_links SET customer = NULL, email = NULL
        WHERE closed_at < $1 AND (customer IS NOT NULL OR email IS NOT NULL)";
    let named = sql::run(system.writer(), text, vec![sql::ms(before).into()]).await?;
    let (mut after, mut quoted) = (OrderLinkId::nil(), 0);
    loop {
        let rows = quoting(system, before, after).await?;
        let Some(last) = rows.last() else {
            return Ok(named.max(quoted));
        };
        after = last.id;
        let change = system.begin().await?;
        for row in &rows {
            quoted += erase(&change, row).await?;
        }
        change.commit().await?;
    }
}

#[derive(FromQueryResult)]
struct Quoting {
    id: OrderLinkId,
    result: Option<String>,
    edit: Option<String>,
}

async fn quoting(
    system: &System,
    before: DateTime<Utc>,
    after: OrderLinkId,
) -> Result<Vec<Quoting>> {
    let quotes = |column| {
        format!("REPLACE({column}, '\"{QUOTED}\":\"{ERASED}\"', '') LIKE '%\"{QUOTED}\":%'")
    };
    let text = format!(
        "SELECT id, result, edit FROM order_links WHERE id > $2 AND closed_at < $1 AND ({} OR {})
         ORDER BY id LIMIT {PAGE}",
        quotes("result"),
        quotes("edit")
    );
    let values = vec![sql::ms(before).into(), after.into()];
    sql::all(system.reader(), &text, values).await
}

/// Unless something was written there since it was read.
async fn erase(change: &DatabaseTransaction, row: &Quoting) -> Result<u64> {
    let result = row.result.as_deref().map(erased).transpose()?;
    let edit = row.edit.as_deref().map(erased).transpose()?;
    let outcome: Option<Outcome> = match &result {
        Some(result) => Some(serde_json::from_str(result)?),
        None => None,
    };
    let text = "UPDATE order_links SET result = $2, edit = $3, cause = $4
        WHERE id = $1 AND closed_at IS NOT NULL
        AND COALESCE(result, '') = $5 AND COALESCE(edit, '') = $6";
    let values = vec![
        row.id.into(),
        result.into(),
        edit.into(),
        // It is made from what was quoted.
        outcome.and_then(|outcome| outcome.cause()).into(),
        row.result.clone().unwrap_or_default().into(),
        row.edit.clone().unwrap_or_default().into(),
    ];
    sql::run(change, text, values).await
}

fn erased(kept: &str) -> Result<String> {
    let mut kept = serde_json::from_str(kept)?;
    blank(&mut kept);
    Ok(serde_json::to_string(&kept)?)
}

fn blank(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == QUOTED => ERASED.clone_into(text),
                    value => blank(value),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(blank),
        _ => {}
    }
}
