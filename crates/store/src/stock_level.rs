//! What each shop shows of each linked number, as far as we know, and what is due to be looked at.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::{Outcome, State, link::Tie, quantity};
use rust_decimal::Decimal;
use sea_orm::FromQueryResult;

use crate::{ProductLinkId, Result, Rows, ShopId, Tenant, outcome, sql};

mod compare;
mod hold;
mod mark;
mod write;

pub use compare::{compared, learn};
pub use hold::{Zeros, answer_hold, has_holds, hold, zeros};
pub use mark::{again, allow_all, mark, mark_shop, next_again, sold, was_touched};
pub use write::{Answered, Begun, Corrections, Settled, answered, begin_write, settle, unwritten};

/// A linked product of a shop and its figure.
#[derive(Clone, Debug)]
pub struct Level {
    pub link: ProductLinkId,
    pub item_number: String,
    pub product_id: i64,
    /// 0 unless it is a variation.
    pub parent_id: i64,
    pub sku: String,
    pub name: String,
    pub tie: Tie,
    /// `yes`, `no` or `parent`.
    pub manage_stock: String,
    /// Thousandths of a piece, as far as we know; `None`: not read, or the shop keeps no figure.
    pub shop_says: Option<i64>,
    /// How often it was marked when it was read; settle with it.
    pub marked: i64,
    /// The shop may show something else than `shop_says`.
    pub must_write: bool,
    /// Rackbeat's figure behind the last write, and the item's counted sales then.
    pub basis: Option<Decimal>,
    pub basis_counted: Decimal,
    /// Its fall to zero is held and asked about; left as it is; or allowed.
    pub held_at: Option<DateTime<Utc>>,
    pub kept_at: Option<DateTime<Utc>>,
    pub allowed_at: Option<DateTime<Utc>>,
    /// Thousandths: what a compare found in the shop, until it is settled.
    pub compared: Option<i64>,
    /// Corrections since then; too many, and it is left alone until the nightly compare.
    pub corrections: i64,
    pub corrected_since: Option<DateTime<Utc>>,
    pub left_alone_at: Option<DateTime<Utc>>,
    /// Why nothing was written, as it was told.
    pub result: Option<Outcome>,
    pub state: State,
}

impl Level {
    /// What the shop shows, in whole pieces.
    #[must_use]
    pub fn shows(&self) -> Option<i64> {
        self.shop_says.map(|says| says.div_euclid(1000))
    }

    #[must_use]
    pub fn says(&self, pieces: i64) -> bool {
        pieces.checked_mul(1000) == self.shop_says
    }
}

/// What is due in a shop, the first `limit` that follow the level `after`.
pub async fn due<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    after: Option<&Level>,
    limit: usize,
) -> Result<Vec<Level>> {
    let text = format!(
        "{SELECT} WHERE l.account_id = $1 AND l.shop_id = $2 AND l.marked > l.done
         AND (l.parent_id, l.link_id) > ($3, $4) ORDER BY l.parent_id, l.link_id LIMIT {limit}"
    );
    let (parent, link) = after.map_or((-1, ProductLinkId::nil()), |level| {
        (level.parent_id, level.link)
    });
    let values = vec![
        tenant.account().into(),
        shop.into(),
        parent.into(),
        link.into(),
    ];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(Row::level).collect()
}

/// The numbers that any shop shows a figure of.
pub async fn numbers<R: Rows>(tenant: &Tenant<R>) -> Result<BTreeSet<String>> {
    #[derive(FromQueryResult)]
    struct Number {
        item_number: String,
    }
    let text = "SELECT DISTINCT item_number FROM stock_levels WHERE account_id = $1";
    let rows: Vec<Number> = sql::all(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(rows.into_iter().map(|row| row.item_number).collect())
}

/// What of a shop's figures a page asks for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<State>,
    /// Only those whose fall to zero is asked about.
    pub held: bool,
    /// The last one of the page before: its SKU in lower case, and its id.
    pub after: Option<(String, ProductLinkId)>,
}

/// A page of a shop's figures by SKU.
pub async fn page<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<Level>> {
    let (key, id) = filter
        .after
        .clone()
        .unwrap_or((String::new(), ProductLinkId::nil()));
    let text = format!(
        "{SELECT} WHERE l.account_id = $1 AND l.shop_id = $2
         AND (p.sku_key > $3 OR (p.sku_key = $3 AND p.id > $4))
         AND ($5 = '' OR l.state = $5)
         AND (NOT $6 OR (l.held_at IS NOT NULL AND l.kept_at IS NULL))
         ORDER BY p.sku_key, p.id LIMIT {limit}"
    );
    let values = vec![
        tenant.account().into(),
        shop.into(),
        key.into(),
        id.into(),
        filter.state.map_or("", outcome::word).into(),
        filter.held.into(),
    ];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    rows.into_iter().map(Row::level).collect()
}

/// How many figures a shop has, in each state.
pub async fn counts<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Vec<(State, u64)>> {
    #[derive(FromQueryResult)]
    struct Count {
        state: String,
        count: i64,
    }
    let text = "SELECT state, COUNT(*) AS count FROM stock_levels
        WHERE account_id = $1 AND shop_id = $2 GROUP BY state";
    let values = vec![tenant.account().into(), shop.into()];
    let rows: Vec<Count> = sql::all(tenant.reader(), text, values).await?;
    let read = |row: Count| {
        (
            outcome::state(&row.state),
            u64::try_from(row.count).unwrap_or(0),
        )
    };
    Ok(rows.into_iter().map(read).collect())
}

const SELECT: &str = "SELECT l.link_id, l.item_number, l.product_id, l.parent_id, p.sku, p.name,
    p.state AS tie, p.manage_stock, l.shop_says, l.marked, l.must_write, l.basis, l.basis_counted,
    l.held_at, l.kept_at, l.allowed_at, l.compared, l.corrections, l.corrected_since,
    l.left_alone_at, l.result, l.state
    FROM stock_levels l JOIN product_links p ON p.id = l.link_id";

#[derive(FromQueryResult)]
struct Row {
    link_id: ProductLinkId,
    item_number: String,
    product_id: i64,
    parent_id: i64,
    sku: String,
    name: String,
    tie: String,
    manage_stock: String,
    shop_says: Option<i64>,
    marked: i64,
    must_write: bool,
    basis: Option<i64>,
    basis_counted: i64,
    held_at: Option<i64>,
    kept_at: Option<i64>,
    allowed_at: Option<i64>,
    compared: Option<i64>,
    corrections: i64,
    corrected_since: Option<i64>,
    left_alone_at: Option<i64>,
    result: Option<String>,
    state: String,
}

impl Row {
    fn level(self) -> Result<Level> {
        let result = self
            .result
            .as_deref()
            .map(serde_json::from_str)
            .transpose()?;
        Ok(Level {
            link: self.link_id,
            item_number: self.item_number,
            product_id: self.product_id,
            parent_id: self.parent_id,
            sku: self.sku,
            name: self.name,
            tie: Tie::parse(&self.tie).unwrap_or(Tie::Unknown),
            manage_stock: self.manage_stock,
            shop_says: self.shop_says,
            marked: self.marked,
            must_write: self.must_write,
            basis: self.basis.map(quantity::from_thousandths),
            basis_counted: quantity::from_thousandths(self.basis_counted),
            held_at: self.held_at.map(sql::time),
            kept_at: self.kept_at.map(sql::time),
            allowed_at: self.allowed_at.map(sql::time),
            compared: self.compared,
            corrections: self.corrections,
            corrected_since: self.corrected_since.map(sql::time),
            left_alone_at: self.left_alone_at.map(sql::time),
            result,
            state: outcome::state(&self.state),
        })
    }
}
