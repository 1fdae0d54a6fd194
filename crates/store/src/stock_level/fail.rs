//! Writes that the shop failed: of several figures nobody knows which one it was, of a single one everybody.
use chrono::{DateTime, Utc};
use domain::Outcome;
use sea_orm::DatabaseTransaction;

use super::{Begun, sql};
use crate::{Result, Tenant, outcome};

type Within = Tenant<DatabaseTransaction>;

/// The shop failed a batch: any of these may be to blame.
pub async fn failed_together(tx: &Within, begun: &[Begun]) -> Result<()> {
    let text = "UPDATE stock_levels SET failures = 1
        WHERE account_id = $1 AND link_id = $2 AND writes = $3 AND failures = 0";
    for one in begun {
        let values = vec![tx.account().into(), one.link.into(), one.writes.into()];
        sql::run(tx.writer(), text, values).await?;
    }
    Ok(())
}

/// The shop failed this one by itself, not for the first time: it is written again then, or when
/// something marks it.
pub async fn set_aside(
    tx: &Within,
    (begun, marked): (Begun, i64),
    outcome: &Outcome,
    again_at: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE stock_levels SET failures = failures + 1, done = $4, must_write = TRUE,
        again_at = $5, state = $6, result = $7
        WHERE account_id = $1 AND link_id = $2 AND writes = $3";
    let values = vec![
        tx.account().into(),
        begun.link.into(),
        begun.writes.into(),
        marked.into(),
        sql::ms(again_at).into(),
        outcome::word(outcome.state()).into(),
        serde_json::to_string(outcome)?.into(),
    ];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}
