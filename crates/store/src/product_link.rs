//! The shops' products and variations, and which Rackbeat item each of them is.
use std::collections::{BTreeMap, BTreeSet};

use domain::link::Tie;
use rust_decimal::Decimal;
use sea_orm::FromQueryResult;

use crate::{ProductLinkId, Result, Rows, ShopId, Tenant, sql};

mod differ;
mod listing;
mod stale;
mod tie;

pub use differ::{differing, of_numbers};
pub use listing::{
    Doubt, Listed, Listing, begin_listing, doubt, end_listing, gone, grow, listing, manage_stock,
    present, put,
};
pub use stale::{next_stale, put_off, set_stale, stale};
pub use tie::{Tied, tie, tie_by_hand};

/// A product or variation of a shop.
#[derive(Clone, Debug)]
pub struct ProductLink {
    pub id: ProductLinkId,
    pub shop: ShopId,
    pub product_id: i64,
    /// 0 unless it is a variation.
    pub parent_id: i64,
    /// WooCommerce's word: simple, variable, variation, …
    pub kind: String,
    pub sku: String,
    pub name: String,
    /// The Rackbeat number; `None`: none is known, and `state` says why.
    pub item_number: Option<String>,
    pub state: Tie,
    /// `yes`, `no` or `parent`.
    pub manage_stock: String,
    pub status: String,
    pub tied_by: Option<String>,
    /// As the shop enters prices; `None`: unset.
    pub price: Option<Decimal>,
    pub sale_price: Option<Decimal>,
    /// Empty is the standard class, `parent` its parent's.
    pub tax_class: String,
    pub tax_status: String,
    /// A hash of its description; `None`: not read.
    pub description_key: Option<String>,
}

/// The links of these products and variations, as far as they are known.
pub async fn of_products<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    product_ids: &BTreeSet<i64>,
) -> Result<Vec<ProductLink>> {
    let ids: Vec<_> = product_ids.iter().collect();
    let mut links = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let list = sql::list(3, chunk.len());
        let text = format!(
            "SELECT {COLUMNS} FROM product_links
             WHERE account_id = $1 AND shop_id = $2 AND product_id IN {list}"
        );
        let mut values = vec![tenant.account().into(), shop.into()];
        values.extend(chunk.iter().map(|id| (**id).into()));
        let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
        links.extend(rows.into_iter().map(ProductLink::from));
    }
    Ok(links)
}

/// The numbers of these products and variations, of those that have one.
pub async fn numbers<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    product_ids: &[i64],
) -> Result<BTreeMap<i64, String>> {
    let ids = product_ids.iter().copied().filter(|id| *id != 0).collect();
    let links = of_products(tenant, shop, &ids).await?;
    let known = |link: ProductLink| Some((link.product_id, link.item_number?));
    Ok(links.into_iter().filter_map(known).collect())
}

/// What of a shop's products a page asks for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `None`: all that are still there.
    pub state: Option<Tie>,
    /// Part of a SKU or a name, or empty.
    pub search: String,
    /// The last one of the page before: its SKU in lower case, and its id.
    pub after: Option<(String, ProductLinkId)>,
}

/// A page of a shop's products by SKU.
pub async fn page<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<ProductLink>> {
    let (key, id) = filter
        .after
        .clone()
        .unwrap_or((String::new(), ProductLinkId::nil()));
    let text = format!(
        "SELECT {COLUMNS} FROM product_links WHERE account_id = $1 AND shop_id = $2
         AND (sku_key > $3 OR (sku_key = $3 AND id > $4))
         AND (state = $5 OR ($5 = '' AND state <> 'gone'))
         AND ($6 = '' OR sku_key LIKE $6 ESCAPE '\\' OR LOWER(name) LIKE $6 ESCAPE '\\')
         ORDER BY sku_key, id LIMIT {limit}"
    );
    let values = vec![
        tenant.account().into(),
        shop.into(),
        key.into(),
        id.into(),
        filter.state.map_or("", Tie::word).into(),
        sql::like(&filter.search).into(),
    ];
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, values).await?;
    Ok(rows.into_iter().map(ProductLink::from).collect())
}

/// How many of a shop's products stand in each state.
pub async fn counts<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Vec<(Tie, u64)>> {
    #[derive(FromQueryResult)]
    struct Row {
        state: String,
        count: i64,
    }
    let text = "SELECT state, COUNT(*) AS count FROM product_links
        WHERE account_id = $1 AND shop_id = $2 GROUP BY state";
    let values = vec![tenant.account().into(), shop.into()];
    let rows: Vec<Row> = sql::all(tenant.reader(), text, values).await?;
    let known = |row: Row| Some((Tie::parse(&row.state)?, u64::try_from(row.count).ok()?));
    Ok(rows.into_iter().filter_map(known).collect())
}

const COLUMNS: &str = "id, shop_id, product_id, parent_id, kind, sku, name, item_number, state,
    manage_stock, status, tied_by, price, sale_price, tax_class, tax_status, description_key";

#[derive(FromQueryResult)]
struct Row {
    id: ProductLinkId,
    shop_id: ShopId,
    product_id: i64,
    parent_id: i64,
    kind: String,
    sku: String,
    name: String,
    item_number: Option<String>,
    state: String,
    manage_stock: String,
    status: String,
    tied_by: Option<String>,
    price: Option<i64>,
    sale_price: Option<i64>,
    tax_class: Option<String>,
    tax_status: Option<String>,
    description_key: Option<String>,
}

impl From<Row> for ProductLink {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            shop: row.shop_id,
            product_id: row.product_id,
            parent_id: row.parent_id,
            kind: row.kind,
            sku: row.sku,
            name: row.name,
            item_number: row.item_number,
            state: Tie::parse(&row.state).unwrap_or(Tie::Unknown),
            manage_stock: row.manage_stock,
            status: row.status,
            tied_by: row.tied_by,
            price: row.price.map(sql::price),
            sale_price: row.sale_price.map(sql::price),
            tax_class: row.tax_class.unwrap_or_default(),
            tax_status: row.tax_status.unwrap_or_default(),
            description_key: row.description_key,
        }
    }
}
