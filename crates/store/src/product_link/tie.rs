//! Tying a shop's products to Rackbeat's items, and keeping a stock level for each tie that may have one.
use chrono::{DateTime, TimeDelta, Utc};
use domain::link::{self, Goods, Kind, Tie};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{Change, ProductLinkId, Result, ShopId, item};

/// So long a list is believed when a figure is first reckoned; after that it is written whatever it is.
const FRESH: TimeDelta = TimeDelta::minutes(10);

/// How a shop's products came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tied {
    pub products: u64,
    pub linked: u64,
    /// Levels that are due by it.
    pub due: bool,
    /// SKUs that had no number before.
    pub newly: Vec<String>,
    /// The products and variations that have them.
    pub newly_tied: Vec<i64>,
}

/// Ties the whole shop anew from what is listed and what Rackbeat has. Changes nothing twice.
pub async fn tie(tx: &Change, shop: ShopId, now: DateTime<Utc>) -> Result<Tied> {
    let text = "SELECT id, product_id, parent_id, kind, sku, item_number, state, manage_stock,
        status, tied_to FROM product_links WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tx.account().into(), shop.into()];
    let rows: Vec<Row> = sql::all(tx.writer(), text, values).await?;
    let (known, goods): (Vec<_>, Vec<_>) = rows.into_iter().map(Row::split).unzip();
    let numbers = item::numbers(tx).await?;
    let states = link::tie(&goods, &numbers);
    drop(numbers);
    let mut tied = Tied::default();
    for ((known, goods), (state, number)) in known.iter().zip(goods).zip(states) {
        tied.products += u64::from(state != Tie::Gone);
        tied.linked += u64::from(number.is_some());
        if known.number.is_none() && number.is_some() {
            tied.newly.push(goods.sku);
            tied.newly_tied.push(goods.product_id);
        }
        if known.state != state.word() || known.number != number {
            set(tx, known.id, state, number.as_deref()).await?;
        }
    }
    tied.due = keep_levels(tx, shop, now).await?;
    Ok(tied)
}

/// A person says which item a product is; `None` takes that back.
pub async fn tie_by_hand(
    tx: &Change,
    id: ProductLinkId,
    number: Option<&str>,
    who: &str,
) -> Result<()> {
    let text = "UPDATE product_links SET item_number = $3, tied_to = $3, tied_by = $4
        WHERE account_id = $1 AND id = $2";
    let values = vec![
        tx.account().into(),
        id.into(),
        number.into(),
        number.map(|_| who).into(),
    ];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

async fn set(tx: &Change, id: ProductLinkId, state: Tie, number: Option<&str>) -> Result<()> {
    let text = "UPDATE product_links SET state = $3, item_number = $4
        WHERE account_id = $1 AND id = $2";
    let values = vec![
        tx.account().into(),
        id.into(),
        state.word().into(),
        number.into(),
    ];
    sql::run(tx.writer(), text, values).await?;
    let text = "UPDATE stock_levels SET marked = marked + 1
        WHERE account_id = $1 AND link_id = $2";
    sql::run(tx.writer(), text, vec![tx.account().into(), id.into()]).await?;
    Ok(())
}

/// A level for each link that a figure could stand on, none for the others. True when any is due.
async fn keep_levels(tx: &Change, shop: ShopId, now: DateTime<Utc>) -> Result<bool> {
    const HOLDS: &str = "p.account_id = $1 AND p.shop_id = $2 AND p.item_number IS NOT NULL
        AND p.state IN ('linked', 'duplicate') AND p.kind NOT IN ('grouped', 'external')
        AND NOT (p.kind = 'variable' AND p.manage_stock = 'no')";
    // A synchronisation reads what the shop shows of each product that it gives an item.
    const SEEN: &str = "EXISTS (SELECT 1 FROM import_rows AS seen WHERE seen.account_id = $1
        AND seen.shop_id = $2 AND seen.product_id = p.product_id AND seen.shop_says = p.stock
        AND seen.reckoned_at > $4)";
    let values = || vec![tx.account().into(), shop.into()];
    let drop = format!(
        "DELETE FROM stock_levels WHERE account_id = $1 AND shop_id = $2
         AND link_id NOT IN (SELECT p.id FROM product_links p WHERE {HOLDS})"
    );
    sql::run(tx.writer(), &drop, values()).await?;
    let renumber = "UPDATE stock_levels SET marked = marked + 1, basis = NULL, must_write = TRUE,
        item_number = (SELECT p.item_number FROM product_links p WHERE p.id = link_id)
        WHERE account_id = $1 AND shop_id = $2
        AND item_number <> (SELECT p.item_number FROM product_links p WHERE p.id = link_id)";
    sql::run(tx.writer(), renumber, values()).await?;
    let add = format!(
        "INSERT INTO stock_levels (link_id, account_id, shop_id, item_number, product_id,
         parent_id, shop_says, written_look, marked, done, must_write, writes,
         basis_counted, corrections, state)
         SELECT p.id, p.account_id, p.shop_id, p.item_number, p.product_id, p.parent_id,
         p.stock, 0, 1, 0, $3 AND NOT {SEEN}, 0, 0, 0, 'waiting' FROM product_links p
         WHERE {HOLDS} ON CONFLICT DO NOTHING"
    );
    let mut with_doubt: Vec<sea_orm::Value> = values();
    with_doubt.push((!is_fresh(tx, shop, now).await?).into());
    with_doubt.push(sql::ms(now - FRESH).into());
    sql::run(tx.writer(), &add, with_doubt).await?;
    let due = "SELECT COUNT(*) FROM stock_levels
        WHERE account_id = $1 AND shop_id = $2 AND marked > done";
    let due: Option<i64> = sql::value(tx.writer(), due, values()).await?;
    Ok(due.unwrap_or(0) > 0)
}

/// Whether what the last list showed is what the shop shows; our own sales since then are known.
async fn is_fresh(tx: &Change, shop: ShopId, now: DateTime<Utc>) -> Result<bool> {
    let listing = super::listing(tx, shop).await?;
    let listed_at = listing.and_then(|listing| listing.listed_at);
    Ok(listed_at.is_some_and(|at| now - at < FRESH))
}

#[derive(FromQueryResult)]
struct Row {
    id: ProductLinkId,
    product_id: i64,
    parent_id: i64,
    kind: String,
    sku: String,
    item_number: Option<String>,
    state: String,
    manage_stock: String,
    status: String,
    tied_to: Option<String>,
}

/// How a product was tied until now.
struct Known {
    id: ProductLinkId,
    state: String,
    number: Option<String>,
}

impl Row {
    /// Its texts are moved, not copied: a large shop has tens of thousands of them.
    fn split(self) -> (Known, Goods) {
        let goods = Goods {
            product_id: self.product_id,
            parent_id: self.parent_id,
            kind: Kind::from(self.kind.as_str()),
            sku: self.sku,
            manage: link::manage(&self.manage_stock),
            is_there: self.status != "gone" && self.status != "trash",
            tied_to: self.tied_to,
        };
        let known = Known {
            id: self.id,
            state: self.state,
            number: self.item_number,
        };
        (known, goods)
    }
}
