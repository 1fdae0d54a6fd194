//! Copies as a page shows them.
use domain::State;
use sea_orm::FromQueryResult;

use super::{COLUMNS, Copy, Row, sql};
use crate::{Result, Rows, ShopId, Tenant, outcome};

/// What of a shop's copies a page asks for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<State>,
    /// Part of a number, or empty.
    pub search: String,
    /// The number of the last one of the page before.
    pub after: String,
}

/// A page of them by number.
pub async fn page<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<Copy>> {
    let text = format!(
        "SELECT {COLUMNS} FROM product_copies WHERE account_id = $1 AND shop_id = $2
         AND number > $3 AND ($4 = '' OR state = $4)
         AND ($5 = '' OR LOWER(number) LIKE $5 ESCAPE '\\')
         ORDER BY number LIMIT {limit}"
    );
    let values = vec![
        tenant.account().into(),
        shop.into(),
        filter.after.as_str().into(),
        filter.state.map_or("", outcome::word).into(),
        sql::like(&filter.search).into(),
    ];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(Row::copy).collect()
}

/// How many copies a shop has in each state; waiting are those that are due.
pub async fn counts<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Vec<(State, u64)>> {
    #[derive(FromQueryResult)]
    struct Count {
        state: String,
        count: i64,
    }
    let text = "SELECT CASE WHEN marked > done THEN 'waiting' ELSE state END AS state,
        COUNT(*) AS count FROM product_copies
        WHERE account_id = $1 AND shop_id = $2
        GROUP BY CASE WHEN marked > done THEN 'waiting' ELSE state END";
    let values = vec![tenant.account().into(), shop.into()];
    let rows: Vec<Count> = sql::all(tenant.reader(), text, values).await?;
    let read = |row: Count| {
        let count = u64::try_from(row.count).unwrap_or(0);
        (outcome::state(&row.state), count)
    };
    Ok(rows.into_iter().map(read).collect())
}
