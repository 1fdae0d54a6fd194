//! How many orders stand how, and for what: counted only so far, since nobody reads a longer number.
use domain::{Outcome, State};
use sea_orm::{FromQueryResult, Value};

use super::{outcome, search::OURS, sql};
use crate::{Result, ShopId, Tenant};

/// Counting stops here.
pub const COUNTED: i64 = 1_000;
/// So many orders that stand still are looked through for what they have in common.
const LOOKED_THROUGH: usize = 1_000;
/// So many causes are named.
const CAUSES: usize = 8;

/// How many orders of these shops are in a state, at most one more than are counted.
pub async fn count_some(tenant: &Tenant, shops: &[ShopId], state: State) -> Result<i64> {
    let mut count = 0;
    for shop in shops {
        let text = format!(
            "SELECT COUNT(*) FROM (SELECT 1 FROM order_links WHERE account_id = $1 AND shop_id = $2
             AND state = $3 LIMIT {}) AS counted",
            COUNTED + 1 - count
        );
        let values = vec![
            tenant.account().into(),
            (*shop).into(),
            outcome::word(state).into(),
        ];
        count += sql::value(tenant.reader(), &text, values)
            .await?
            .unwrap_or(0);
        if count > COUNTED {
            break;
        }
    }
    Ok(count)
}

/// Orders that stand still for one and the same thing.
#[derive(Clone, Debug)]
pub struct Cause {
    pub cause: String,
    /// What became of one of them.
    pub outcome: Outcome,
    pub count: i64,
}

#[derive(FromQueryResult)]
struct CauseRow {
    cause: String,
    result: String,
    count: i64,
}

/// What most orders of these shops stand still for.
pub async fn causes(tenant: &Tenant, shops: &[ShopId]) -> Result<Vec<Cause>> {
    let text = format!(
        "SELECT cause, MAX(result) AS result, COUNT(*) AS count FROM (SELECT cause, result
             FROM order_links WHERE {OURS} AND shop_id = $2 AND cause IS NOT NULL
             AND closed_at IS NULL AND result IS NOT NULL AND ignored_at IS NULL
             ORDER BY cause LIMIT {LOOKED_THROUGH}) AS still
         GROUP BY cause ORDER BY count DESC, cause LIMIT {CAUSES}"
    );
    let mut causes: Vec<Cause> = Vec::new();
    for shop in shops {
        let values: Vec<Value> = vec![tenant.account().into(), (*shop).into()];
        let rows: Vec<CauseRow> = sql::all(tenant.reader(), &text, values).await?;
        for row in rows {
            match causes.iter_mut().find(|cause| cause.cause == row.cause) {
                Some(cause) => cause.count += row.count,
                None => causes.push(Cause {
                    outcome: serde_json::from_str(&row.result)?,
                    cause: row.cause,
                    count: row.count,
                }),
            }
        }
    }
    causes.sort_by_key(|cause| std::cmp::Reverse(cause.count));
    causes.truncate(CAUSES);
    Ok(causes)
}
