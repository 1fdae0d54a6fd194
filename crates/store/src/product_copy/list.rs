//! Copies as a page shows them.
use std::collections::BTreeMap;

use domain::State;
use sea_orm::FromQueryResult;

use super::{Copy, sql};
use crate::{Result, Rows, ShopId, Tenant, outcome};

/// What of a shop's copies a page asks for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub state: Option<State>,
    /// Part of a number, a SKU or a name, or empty.
    pub search: String,
    /// The number of the last one of the page before.
    pub after: String,
}

/// A copy by the words that people know it by.
#[derive(Clone, Debug)]
pub struct Named {
    pub copy: Copy,
    /// The product's in the shop; where it has none, Rackbeat's; else the number.
    pub name: String,
    /// Empty: the shop does not have it.
    pub sku: String,
    /// The shop's product or variation.
    pub product: Option<i64>,
    /// The product that the shop's back office shows it with.
    pub in_office: Option<i64>,
}

#[derive(FromQueryResult)]
struct Words {
    number: String,
    name: String,
    sku: String,
    product_id: Option<i64>,
    parent_id: Option<i64>,
}

/// What the shop has of a copy: the product that it is, is tied to the number, or has it as its SKU.
const LINK: &str = "COALESCE(
    (SELECT one.id FROM product_links one
     WHERE one.shop_id = copy.shop_id AND one.product_id = copy.product_id),
    (SELECT one.id FROM product_links one
     WHERE one.account_id = copy.account_id AND one.item_number = copy.number
         AND one.shop_id = copy.shop_id AND one.status <> 'gone' ORDER BY one.id LIMIT 1),
    (SELECT one.id FROM product_links one
     WHERE one.account_id = copy.account_id AND one.shop_id = copy.shop_id
         AND one.sku_key = LOWER(copy.number) AND one.sku = copy.number
         AND one.status <> 'gone' ORDER BY one.id LIMIT 1))";

/// A page of them by number.
pub async fn page<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    filter: &Filter,
    limit: u32,
) -> Result<Vec<Named>> {
    let text = format!(
        "SELECT number, name, sku, product_id, parent_id FROM (SELECT copy.number,
             COALESCE(NULLIF(link.name, ''), NULLIF(item.name, ''), copy.number) AS name,
             COALESCE(link.sku, '') AS sku, link.product_id, link.parent_id
         FROM product_copies copy
         LEFT JOIN product_links link ON link.id = {LINK}
         LEFT JOIN items item ON item.account_id = copy.account_id AND item.number = copy.number
         WHERE copy.account_id = $1 AND copy.shop_id = $2
             AND copy.number > $3 AND ($4 = '' OR copy.state = $4)) named
         WHERE $5 = '' OR LOWER(number) LIKE $5 ESCAPE '\\' OR LOWER(name) LIKE $5 ESCAPE '\\'
             OR LOWER(sku) LIKE $5 ESCAPE '\\'
         ORDER BY number LIMIT {limit}"
    );
    let values = vec![
        tenant.account().into(),
        shop.into(),
        filter.after.as_str().into(),
        filter.state.map_or("", outcome::word).into(),
        sql::like(&filter.search).into(),
    ];
    let words: Vec<Words> = sql::all(tenant.reader(), &text, values).await?;
    let numbers = words.iter().map(|words| words.number.clone()).collect();
    let copies = super::find(tenant, shop, &numbers).await?;
    let mut copies: BTreeMap<_, _> = copies
        .into_iter()
        .map(|copy| (copy.number.clone(), copy))
        .collect();
    let named = |words: Words| {
        let copy = copies.remove(&words.number)?;
        let parent = words.parent_id.filter(|parent| *parent != 0);
        Some(Named {
            copy,
            name: words.name,
            sku: words.sku,
            product: words.product_id,
            in_office: parent.or(words.product_id),
        })
    };
    Ok(words.into_iter().filter_map(named).collect())
}
