//! The list of orders: narrowed, searched and turned page by page, as quick among a million as among ten.
use domain::State;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Value};

use super::{COLUMNS, OrderLink, Row, outcome, sql};
use crate::{OrderLinkId, Result, ShopId, Tenant};

/// What was typed into the one box, once it is known what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sought {
    /// The whole address of a customer.
    Email(String),
    /// The whole SKU of a line.
    Sku(String),
    /// The shop's number of the order, from its start.
    Number(String),
}

/// Which orders a page asks for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub shops: Vec<ShopId>,
    pub state: Option<State>,
    pub sought: Option<Sought>,
    /// Those that follow this order in the list.
    pub after: Option<OrderLinkId>,
}

/// A page of the list.
#[derive(Debug, Default)]
pub struct Found {
    pub orders: Vec<OrderLink>,
    /// The next page begins after this order. There may be one even where this page is not full: of what is searched
    /// for in one state, only so many are looked at for a page.
    pub next: Option<OrderLinkId>,
}

/// How many are looked at for one page where an index finds what is sought but not its state.
const LOOKED_AT: usize = 2_000;

#[derive(Clone, Debug, FromQueryResult)]
struct Place {
    id: OrderLinkId,
    state: String,
    placed_at: i64,
    number: String,
}

/// The newest orders that fit, or those with the lowest numbers where numbers are sought.
pub async fn search(tenant: &Tenant, asked: &Asked, limit: usize) -> Result<Found> {
    let after = match asked.after {
        Some(id) => place(tenant, id).await?,
        None => None,
    };
    let state = asked.state.map(outcome::word);
    let narrows_after = asked.sought.is_some() && state.is_some();
    let wanted = if narrows_after { LOOKED_AT } else { limit + 1 };
    let mut places = Vec::new();
    for shop in &asked.shops {
        let (text, values) = statement(tenant, (*shop, asked, after.as_ref()), wanted);
        places.extend(sql::all::<Place>(tenant.reader(), &text, values).await?);
    }
    sort(&mut places, asked.sought.as_ref());
    places.truncate(wanted);
    let last = places.last().filter(|_| places.len() == wanted);
    let last = last.map(|place| place.id);
    if narrows_after {
        places.retain(|place| Some(place.state.as_str()) == state);
    }
    let next = match places.len() > limit {
        true => places.get(limit.saturating_sub(1)).map(|place| place.id),
        false => last,
    };
    places.truncate(limit);
    let orders = in_order(tenant, &places).await?;
    Ok(Found { orders, next })
}

async fn place(tenant: &Tenant, id: OrderLinkId) -> Result<Option<Place>> {
    let text =
        "SELECT id, state, placed_at, number FROM order_links WHERE account_id = $1 AND id = $2";
    sql::one(
        tenant.reader(),
        text,
        vec![tenant.account().into(), id.into()],
    )
    .await
}

/// What one shop has of it. An index of its own serves each.
fn statement(
    tenant: &Tenant,
    (shop, asked, after): (ShopId, &Asked, Option<&Place>),
    limit: usize,
) -> (String, Vec<Value>) {
    let mut values: Vec<Value> = vec![tenant.account().into(), shop.into()];
    let mut add = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let mut text = format!("{SELECT} WHERE account_id = $1 AND shop_id = $2");
    let order = match &asked.sought {
        Some(Sought::Sku(sku)) => {
            let mut lines = format!("{LINES} AND sku = {}", add(sku.as_str().into()));
            if let Some(after) = after {
                lines.push_str(&format!(" AND link_id < {}", add(after.id.into())));
            }
            text = format!(
                "{SELECT} WHERE account_id = $1 AND id IN ({lines} ORDER BY link_id DESC LIMIT {limit})"
            );
            "id DESC"
        }
        Some(Sought::Number(start)) => {
            let number = exact(tenant);
            let (from, to) = (add(start.as_str().into()), add(past(start).into()));
            text.push_str(&format!(" AND {number} >= {from} AND {number} < {to}"));
            if let Some(after) = after {
                let (from, id) = (add(after.number.as_str().into()), add(after.id.into()));
                text.push_str(&format!(" AND ({number}, id) > ({from}, {id})"));
            }
            return (
                format!("{text} ORDER BY {number}, id LIMIT {limit}"),
                values,
            );
        }
        Some(Sought::Email(email)) => {
            let email = add(email.to_ascii_lowercase().into());
            text.push_str(&format!(
                " AND email IS NOT NULL AND lower(email) = {email}"
            ));
            "placed_at DESC, id DESC"
        }
        None => {
            if let Some(state) = asked.state {
                text.push_str(&format!(
                    " AND state = {}",
                    add(outcome::word(state).into())
                ));
            }
            "placed_at DESC, id DESC"
        }
    };
    if let Some(after) = after.filter(|_| order.starts_with("placed_at")) {
        let (at, id) = (add(after.placed_at.into()), add(after.id.into()));
        text.push_str(&format!(" AND (placed_at, id) < ({at}, {id})"));
    }
    (format!("{text} ORDER BY {order} LIMIT {limit}"), values)
}

const SELECT: &str = "SELECT id, state, placed_at, number FROM order_links";
const LINES: &str =
    "SELECT DISTINCT link_id FROM order_lines WHERE account_id = $1 AND shop_id = $2";

/// Letter by letter, as the index has it and whatever the language of the database.
fn exact(tenant: &Tenant) -> &'static str {
    match tenant.reader().get_database_backend() {
        DbBackend::Postgres => "number COLLATE \"C\"",
        _ => "number",
    }
}

/// The first text after all that begin so.
fn past(start: &str) -> String {
    format!("{start}\u{10ffff}")
}

fn sort(places: &mut [Place], sought: Option<&Sought>) {
    match sought {
        Some(Sought::Number(_)) => places.sort_by(|a, b| (&a.number, a.id).cmp(&(&b.number, b.id))),
        Some(Sought::Sku(_)) => places.sort_by_key(|place| std::cmp::Reverse(place.id)),
        _ => places.sort_by_key(|place| std::cmp::Reverse((place.placed_at, place.id))),
    }
}

async fn in_order(tenant: &Tenant, places: &[Place]) -> Result<Vec<OrderLink>> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let list = sql::list(2, places.len());
    let text = format!("SELECT {COLUMNS} FROM order_links WHERE account_id = $1 AND id IN {list}");
    let mut values: Vec<Value> = vec![tenant.account().into()];
    values.extend(places.iter().map(|place| place.id.into()));
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    let mut orders = Vec::with_capacity(rows.len());
    for row in rows {
        orders.push(OrderLink::try_from(row)?);
    }
    let at = |link: &OrderLink| places.iter().position(|place| place.id == link.id);
    orders.sort_by_key(at);
    Ok(orders)
}

/// Whether any order has a number that begins so, and whether any has a line with exactly this SKU.
pub async fn could_be(tenant: &Tenant, shops: &[ShopId], text: &str) -> Result<(bool, bool)> {
    let number = exact(tenant);
    let by_number = format!(
        "SELECT 1 FROM order_links WHERE account_id = $1 AND shop_id = $2 AND {number} >= $3
         AND {number} < $4 LIMIT 1"
    );
    let by_sku =
        "SELECT 1 FROM order_lines WHERE account_id = $1 AND shop_id = $2 AND sku = $3 LIMIT 1";
    let (mut is_number, mut is_sku) = (false, false);
    for shop in shops {
        let mut values: Vec<Value> = vec![tenant.account().into(), (*shop).into(), text.into()];
        if !is_sku {
            let found: Option<i32> = sql::value(tenant.reader(), by_sku, values.clone()).await?;
            is_sku = found.is_some();
        }
        values.push(past(text).into());
        if !is_number {
            let found: Option<i32> = sql::value(tenant.reader(), &by_number, values).await?;
            is_number = found.is_some();
        }
        if is_number && is_sku {
            break;
        }
    }
    Ok((is_number, is_sku))
}
