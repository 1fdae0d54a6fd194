//! A shop's products and what Rackbeat has under their numbers, side by side, for the preview.
use std::collections::BTreeMap;

use domain::{import::Alike, link::Tie};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{Result, ShopId, Tenant};

/// One product or variation as it was listed, and its item. Quantities are thousandths.
#[derive(Clone, Debug)]
pub struct Goods {
    pub product_id: i64,
    /// 0 unless it is a variation.
    pub parent_id: i64,
    pub kind: String,
    pub sku: String,
    pub name: String,
    pub tie: Tie,
    pub number: Option<String>,
    /// `yes`, `no` or `parent`.
    pub manage_stock: String,
    pub stock: Option<i64>,
    /// Millionths of the currency's unit, as the shop enters prices; `None`: it has none.
    pub price: Option<i64>,
    pub tax_class: String,
    pub tax_status: String,
    pub parent_sku: Option<String>,
    pub item: Option<Item>,
}

/// What Rackbeat has.
#[derive(Clone, Debug)]
pub struct Item {
    /// `product`, `lot` or `other`.
    pub kind: String,
    pub has_inventory: bool,
    pub is_barred: bool,
    pub on_hand: Option<i64>,
}

/// The ids of all that a shop has, a parent before its variations.
pub async fn families(tenant: &Tenant, shop: ShopId) -> Result<Vec<i64>> {
    #[derive(FromQueryResult)]
    struct Ids {
        product_id: i64,
        parent_id: i64,
    }
    let text = "SELECT product_id, parent_id FROM product_links
        WHERE account_id = $1 AND shop_id = $2 AND state <> 'gone'";
    let values = vec![tenant.account().into(), shop.into()];
    let mut ids: Vec<Ids> = sql::all(tenant.writer(), text, values).await?;
    ids.sort_unstable_by_key(|one| match one.parent_id {
        0 => (one.product_id, 0, one.product_id),
        parent => (parent, 1, one.product_id),
    });
    Ok(ids.into_iter().map(|one| one.product_id).collect())
}

/// These products, in no order.
pub async fn goods(tenant: &Tenant, shop: ShopId, ids: &[i64]) -> Result<Vec<Goods>> {
    let text = format!(
        "SELECT p.product_id, p.parent_id, p.kind, p.sku, p.name, p.state, p.item_number,
         p.manage_stock, p.stock, p.price, p.tax_class, p.tax_status, m.sku AS parent_sku,
         i.item_type, i.inventory_enabled, i.barred, i.on_hand
         FROM product_links p
         LEFT JOIN product_links m ON m.shop_id = p.shop_id AND m.product_id = p.parent_id
         LEFT JOIN items i ON i.account_id = p.account_id AND i.number = p.item_number
             AND i.missing_since IS NULL
         WHERE p.account_id = $1 AND p.shop_id = $2 AND p.product_id IN {}",
        sql::list(3, ids.len())
    );
    let mut values = vec![tenant.account().into(), shop.into()];
    values.extend(ids.iter().map(|id| (*id).into()));
    let rows: Vec<Record> = sql::all(tenant.writer(), &text, values).await?;
    Ok(rows.into_iter().map(Goods::from).collect())
}

/// SKUs, in lower case, that several products would take as their number.
#[derive(Clone, Debug, Default)]
pub struct Namesakes(BTreeMap<String, Alike>);

impl Namesakes {
    #[must_use]
    pub fn of(&self, sku: &str) -> Alike {
        self.0.get(&sku.to_lowercase()).cloned().unwrap_or_default()
    }
}

/// Of those that Rackbeat does not have; a parent takes no number.
pub async fn namesakes(tenant: &Tenant, shop: ShopId) -> Result<Namesakes> {
    #[derive(FromQueryResult)]
    struct Several {
        sku_key: String,
        spellings: i64,
    }
    let text = "SELECT sku_key, COUNT(DISTINCT sku) AS spellings FROM product_links
        WHERE account_id = $1 AND shop_id = $2 AND state = 'unknown' AND sku <> ''
        AND kind NOT IN ('variable', 'grouped', 'external')
        GROUP BY sku_key HAVING COUNT(*) > 1";
    let values = vec![tenant.account().into(), shop.into()];
    let rows: Vec<Several> = sql::all(tenant.writer(), text, values).await?;
    let alike = |row: Several| match row.spellings {
        1 => (row.sku_key, Alike::Same),
        _ => (row.sku_key, Alike::ButForCase),
    };
    Ok(Namesakes(rows.into_iter().map(alike).collect()))
}

#[derive(FromQueryResult)]
struct Record {
    product_id: i64,
    parent_id: i64,
    kind: String,
    sku: String,
    name: String,
    state: String,
    item_number: Option<String>,
    manage_stock: String,
    stock: Option<i64>,
    price: Option<i64>,
    tax_class: Option<String>,
    tax_status: Option<String>,
    parent_sku: Option<String>,
    item_type: Option<String>,
    inventory_enabled: Option<bool>,
    barred: Option<bool>,
    on_hand: Option<i64>,
}

impl From<Record> for Goods {
    fn from(row: Record) -> Self {
        let item = row.item_type.map(|kind| Item {
            kind,
            has_inventory: row.inventory_enabled.unwrap_or(false),
            is_barred: row.barred.unwrap_or(false),
            on_hand: row.on_hand,
        });
        Self {
            product_id: row.product_id,
            parent_id: row.parent_id,
            kind: row.kind,
            sku: row.sku,
            name: row.name,
            tie: Tie::parse(&row.state).unwrap_or(Tie::Unknown),
            number: row.item_number,
            manage_stock: row.manage_stock,
            stock: row.stock,
            price: row.price,
            tax_class: row.tax_class.unwrap_or_default(),
            tax_status: row.tax_status.unwrap_or_default(),
            parent_sku: row.parent_sku,
            item,
        }
    }
}
