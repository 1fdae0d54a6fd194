//! Lists of orders for the pages.
use domain::{Outcome, State};
use sea_orm::FromQueryResult;

use super::{COLUMNS, OrderLink, Row, outcome, sql};
use crate::{AccountId, Result, Rows, ShopId, System, Tenant};

/// Which orders a page asks for; every field narrows.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub shop: Option<ShopId>,
    pub state: Option<State>,
    /// The shop's number of the order, from its start.
    pub number: Option<String>,
    /// Only orders with a lower id in the shop: the next page.
    pub before: Option<i64>,
}

/// The newest orders that fit, at most `limit`.
pub async fn page<R: Rows>(tenant: &Tenant<R>, page: &Page, limit: u32) -> Result<Vec<OrderLink>> {
    let mut text = format!("SELECT {COLUMNS} FROM order_links WHERE account_id = $1");
    let mut values: Vec<sea_orm::Value> = vec![tenant.account().into()];
    let mut narrow = |condition: &str, value: sea_orm::Value| {
        values.push(value);
        text.push_str(&format!(" AND {condition} ${}", values.len()));
    };
    if let Some(shop) = page.shop {
        narrow("shop_id =", shop.into());
    }
    if let Some(state) = page.state {
        narrow("state =", outcome::word(state).into());
    }
    if let Some(number) = &page.number {
        narrow("number >=", number.as_str().into());
        narrow("number <", format!("{number}\u{10ffff}").into());
    }
    if let Some(before) = page.before {
        narrow("woo_id <", before.into());
    }
    text.push_str(&format!(" ORDER BY woo_id DESC, id DESC LIMIT {limit}"));
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(OrderLink::try_from).collect()
}

/// Orders that wait for the same thing, for "retry all".
pub async fn waiting_for<R: Rows>(tenant: &Tenant<R>, cause: &str) -> Result<Vec<OrderLink>> {
    let text = format!(
        "SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND cause = $2 ORDER BY id"
    );
    let values = vec![tenant.account().into(), cause.into()];
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
