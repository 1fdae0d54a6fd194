//! Lists of orders for the pages.
use domain::{Outcome, State};
use sea_orm::FromQueryResult;

use super::{COLUMNS, OrderLink, Row, outcome, sql};
use crate::{AccountId, Result, Rows, ShopId, System, Tenant};

/// A shop's orders in a state, the highest ids first, at most `limit`; `below`: only with lower ids.
pub async fn in_state<R: Rows>(
    tenant: &Tenant<R>,
    (shop, state): (ShopId, State),
    below: Option<i64>,
    limit: u32,
) -> Result<Vec<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND shop_id = $2 AND state = $3
         AND woo_id < $4 ORDER BY woo_id DESC, id DESC LIMIT {limit}"
    );
    let values = vec![
        tenant.account().into(),
        shop.into(),
        outcome::word(state).into(),
        below.unwrap_or(i64::MAX).into(),
    ];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(OrderLink::try_from).collect()
}

/// Orders that wait for the same thing, for "retry all": in one shop, or in all.
pub async fn waiting_for<R: Rows>(
    tenant: &Tenant<R>,
    cause: &str,
    shop: Option<ShopId>,
) -> Result<Vec<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND cause = $2
         AND closed_at IS NULL AND ($3 = $4 OR shop_id = $3) ORDER BY id"
    );
    let shop = shop.unwrap_or(ShopId::nil());
    let nil = ShopId::nil();
    let values = vec![
        tenant.account().into(),
        cause.into(),
        shop.into(),
        nil.into(),
    ];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(OrderLink::try_from).collect()
}

/// Orders that were not sent and have one of these products or variations on a line.
pub async fn refused_with<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    products: &[i64],
) -> Result<Vec<OrderLink>> {
    let mut found = Vec::new();
    for chunk in products.chunks(500) {
        let text = format!(
            "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND shop_id = $2
             AND state = $3 AND closed_at IS NULL AND id IN (SELECT link_id FROM order_lines
                 WHERE account_id = $1 AND shop_id = $2
                 AND CASE variation_id WHEN 0 THEN product_id ELSE variation_id END IN {})
             ORDER BY id",
            sql::list(4, chunk.len())
        );
        let state = outcome::word(State::NotSent);
        let mut values = vec![tenant.account().into(), shop.into(), state.into()];
        values.extend(chunk.iter().map(|product| (*product).into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        for row in rows {
            found.push(OrderLink::try_from(row)?);
        }
    }
    Ok(found)
}

/// How many open orders of a shop are in a state.
pub async fn count_by_state(tenant: &Tenant, shop: ShopId, state: State) -> Result<i64> {
    let text = "SELECT COUNT(*) FROM order_links WHERE account_id = $1 AND shop_id = $2
        AND state = $3 AND closed_at IS NULL";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        outcome::word(state).into(),
    ];
    Ok(sql::value(tenant.reader(), text, values)
        .await?
        .unwrap_or(0))
}

/// Orders of one shop that stand still for one reason.
pub struct Trouble {
    pub account: AccountId,
    pub shop: ShopId,
    /// What became of one of them.
    pub outcome: Outcome,
    pub count: u64,
}

#[derive(FromQueryResult)]
struct TroubleRow {
    account_id: AccountId,
    shop_id: ShopId,
    result: String,
    count: i64,
}

/// What a person could move, of all accounts, by shop and cause.
pub async fn troubles(system: &System) -> Result<Vec<Trouble>> {
    let text = "SELECT account_id, shop_id, MAX(result) AS result, COUNT(*) AS count
        FROM order_links WHERE closed_at IS NULL AND state IN ('not_sent', 'failed')
        AND result IS NOT NULL AND ignored_at IS NULL
        GROUP BY account_id, shop_id, COALESCE(cause, '') ORDER BY account_id, shop_id";
    let rows: Vec<TroubleRow> = sql::all(system.reader(), text, vec![]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Trouble {
                account: row.account_id,
                shop: row.shop_id,
                outcome: serde_json::from_str(&row.result)?,
                count: u64::try_from(row.count).unwrap_or_default(),
            })
        })
        .collect()
}
