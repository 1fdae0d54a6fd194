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

/// A statement as it grows.
struct Asking {
    text: String,
    values: Vec<Value>,
}

impl Asking {
    /// `condition` with each `?` in it filled.
    fn and<const N: usize>(&mut self, condition: &str, filled: [Value; N]) {
        let mut condition = condition.to_owned();
        for value in filled {
            self.values.push(value);
            condition = condition.replacen('?', &format!("${}", self.values.len()), 1);
        }
        self.text.push_str(" AND ");
        self.text.push_str(&condition);
    }
}

/// What one shop has of it. An index of its own serves each.
fn statement(
    tenant: &Tenant,
    (shop, asked, after): (ShopId, &Asked, Option<&Place>),
    limit: usize,
) -> (String, Vec<Value>) {
    let mut asking = Asking {
        text: format!("{SELECT} WHERE account_id = $1 AND shop_id = $2"),
        values: vec![tenant.account().into(), shop.into()],
    };
    let order = match &asked.sought {
        Some(Sought::Sku(sku)) => return with_sku(asking, sku, after, limit),
        Some(Sought::Number(start)) => number_order(tenant, &mut asking, (start, after)),
        Some(Sought::Email(email)) => {
            let same = "email IS NOT NULL AND lower(email) = lower(?)";
            asking.and(same, [email.as_str().into()]);
            time_order(&mut asking, after)
        }
        None => {
            if let Some(state) = asked.state {
                asking.and("state = ?", [outcome::word(state).into()]);
            }
            time_order(&mut asking, after)
        }
    };
    let text = format!("{} ORDER BY {order} LIMIT {limit}", asking.text);
    (text, asking.values)
}

/// The account's own, where an index without the account serves: else SQLite, without statistics, would rather read all
/// of an account, and PostgreSQL all of a shop's open orders.
pub(super) const OURS: &str = "COALESCE(account_id, account_id) = $1";
const SELECT: &str = "SELECT id, state, placed_at, number FROM order_links";

/// The newest first.
fn time_order(asking: &mut Asking, after: Option<&Place>) -> String {
    if let Some(after) = after {
        let key = [after.placed_at.into(), after.id.into()];
        asking.and("(placed_at, id) < (?, ?)", key);
    }
    "placed_at DESC, id DESC".to_owned()
}

/// Exactly what was typed comes before what goes on after it.
fn number_order(
    tenant: &Tenant,
    asking: &mut Asking,
    (start, after): (&str, Option<&Place>),
) -> String {
    let number = exact(tenant);
    asking.and(&format!("{number} < ?"), [past(start).into()]);
    // One lower bound and no other, so that no database takes the wrong one.
    match after {
        Some(after) => {
            let key = [after.number.as_str().into(), after.id.into()];
            asking.and(&format!("({number}, id) > (?, ?)"), key);
        }
        None => asking.and(&format!("{number} >= ?"), [start.into()]),
    }
    format!("{number}, id")
}

/// The last seen first: the ids of orders are given in the order in which they were seen.
fn with_sku(
    mut asking: Asking,
    sku: &str,
    after: Option<&Place>,
    limit: usize,
) -> (String, Vec<Value>) {
    asking.text = "SELECT DISTINCT link_id FROM order_lines WHERE account_id = $1 AND shop_id = $2"
        .to_owned();
    asking.and("sku = ?", [sku.into()]);
    if let Some(after) = after {
        asking.and("link_id < ?", [after.id.into()]);
    }
    let text = format!(
        "{SELECT} WHERE {OURS} AND id IN ({} ORDER BY link_id DESC LIMIT {limit})
         ORDER BY id DESC",
        asking.text
    );
    (text, asking.values)
}

/// Letter by letter, as the index has it and whatever the language of the database.
pub(super) fn exact(tenant: &Tenant) -> &'static str {
    match tenant.reader().get_database_backend() {
        DbBackend::Postgres => "number COLLATE \"C\"",
        _ => "number",
    }
}

/// The first text after all that begin so.
pub(super) fn past(start: &str) -> String {
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
    let text = format!("SELECT {COLUMNS} FROM order_links WHERE {OURS} AND id IN {list}");
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
