//! What makes a copy due: a side changed, a setting changed, a person asked, a time came.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{FromQueryResult, Value};

use super::{Way, sql};
use crate::{Change, Result, Rows, ShopId, Tenant};

/// Products that may become items: each with a number of its own, whether Rackbeat has it yet or not.
const CARRIED: &str = "p.state IN ('linked', 'unknown', 'duplicate')
    AND p.kind NOT IN ('variable', 'grouped') AND p.sku <> ''";
const BECOMES_DUE: &str = "ON CONFLICT (shop_id, number)
    DO UPDATE SET marked = product_copies.marked + 1
    WHERE product_copies.account_id = excluded.account_id";

/// Everything that the master has. It is all looked at once; what is equal is not written.
pub async fn mark_all(tx: &Change, shop: ShopId, way: Way, now: DateTime<Utc>) -> Result<()> {
    match way {
        Way::ToRackbeat => insert_links(tx, shop, ("", Vec::new()), now).await?,
        Way::ToShop => insert_items(tx, shop, ("", Vec::new()), now).await?,
    };
    let text = "UPDATE product_copies SET marked = marked + 1
        WHERE account_id = $1 AND shop_id = $2 AND way = $3";
    let values = vec![tx.account().into(), shop.into(), way.word().into()];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

/// These products of the shop changed, or are new. True when anything is due by it.
pub async fn mark_products(
    tx: &Change,
    (shop, way): (ShopId, Way),
    products: &BTreeSet<i64>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let ids: Vec<_> = products.iter().collect();
    let mut any = 0;
    for chunk in ids.chunks(500) {
        let values: Vec<Value> = chunk.iter().map(|id| (**id).into()).collect();
        let list = sql::list(4, chunk.len());
        any += match way {
            Way::ToRackbeat => {
                let narrow = format!("AND p.product_id IN {list}");
                insert_links(tx, shop, (&narrow, values), now).await?
            }
            Way::ToShop => {
                let text = format!(
                    "UPDATE product_copies SET marked = marked + 1
                     WHERE account_id = $1 AND shop_id = $2 AND way = $3
                     AND (product_id IN {list} OR number IN (SELECT p.sku FROM product_links p
                     WHERE p.account_id = $1 AND p.shop_id = $2 AND p.product_id IN {list}))"
                );
                let mut all = vec![tx.account().into(), shop.into(), way.word().into()];
                all.extend(values);
                sql::run(tx.writer(), &text, all).await?
            }
        };
    }
    Ok(any > 0)
}

/// These items changed, or are new. True when anything is due by it.
pub async fn mark_items(
    tx: &Change,
    (shop, way): (ShopId, Way),
    numbers: &BTreeSet<String>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let numbers: Vec<_> = numbers.iter().collect();
    let mut any = 0;
    for chunk in numbers.chunks(500) {
        let values: Vec<Value> = chunk.iter().map(|one| one.as_str().into()).collect();
        let list = sql::list(4, chunk.len());
        if way == Way::ToShop {
            let narrow = format!("AND i.number IN {list}");
            any += insert_items(tx, shop, (&narrow, values.clone()), now).await?;
        }
        // Also those that went, for which nothing is inserted; and those that are due, since whoever works
        // on them may have read them before.
        let text = format!(
            "UPDATE product_copies SET marked = marked + 1 WHERE account_id = $1 AND shop_id = $2
             AND way = $3 AND number IN {list}"
        );
        let mut all = vec![tx.account().into(), shop.into(), way.word().into()];
        all.extend(values);
        any += sql::run(tx.writer(), &text, all).await?;
    }
    Ok(any > 0)
}

/// Products that went from the shop, or came back. True when there are any.
pub async fn mark_gone(tx: &Change, shop: ShopId) -> Result<bool> {
    let text = "UPDATE product_copies SET marked = marked + 1
        WHERE account_id = $1 AND shop_id = $2 AND product_id IS NOT NULL
        AND ((gone IS NULL AND product_id IN (SELECT p.product_id FROM product_links p
            WHERE p.account_id = $1 AND p.shop_id = $2 AND p.state = 'gone'))
        OR (gone = 'shop' AND product_id IN (SELECT p.product_id FROM product_links p
            WHERE p.account_id = $1 AND p.shop_id = $2 AND p.state <> 'gone')))";
    let values = vec![tx.account().into(), shop.into()];
    Ok(sql::run(tx.writer(), text, values).await? > 0)
}

/// Another master, or none: what was given in another way counts no longer.
pub async fn set_way(tx: &Change, shop: ShopId, way: Option<Way>) -> Result<()> {
    let text = "UPDATE product_copies SET way = COALESCE($3, way), holder = FALSE,
        sent_key = NULL, answered_key = NULL, done = marked, state = 'info', result = NULL,
        cause = NULL, next_try_at = NULL WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tx.account().into(), shop.into(), way.map(Way::word).into()];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

/// A person asks for one number to be looked at again. False: the shop has no such copy.
pub async fn retry(tx: &Change, shop: ShopId, number: &str) -> Result<bool> {
    let text = "UPDATE product_copies SET marked = marked + 1, next_try_at = NULL
        WHERE account_id = $1 AND shop_id = $2 AND number = $3";
    let values = vec![tx.account().into(), shop.into(), number.into()];
    Ok(sql::run(tx.writer(), text, values).await? == 1)
}

/// All of a shop that stand still for this cause.
pub async fn retry_cause(tx: &Change, shop: ShopId, cause: &str) -> Result<bool> {
    let text = "UPDATE product_copies SET marked = marked + 1, next_try_at = NULL
        WHERE account_id = $1 AND shop_id = $2 AND cause = $3";
    let values = vec![tx.account().into(), shop.into(), cause.into()];
    Ok(sql::run(tx.writer(), text, values).await? > 0)
}

/// Those whose time to be tried again has come: their shops and ways.
pub async fn again(tx: &Change, now: DateTime<Utc>) -> Result<BTreeSet<(ShopId, Way)>> {
    #[derive(FromQueryResult)]
    struct Again {
        shop_id: ShopId,
        way: String,
    }
    let text = "UPDATE product_copies SET next_try_at = NULL
        WHERE account_id = $1 AND next_try_at <= $2 RETURNING shop_id, way";
    let values = vec![tx.account().into(), sql::ms(now).into()];
    let rows: Vec<Again> = sql::all(tx.writer(), text, values).await?;
    let one = |row: Again| (row.shop_id, Way::parse(&row.way));
    Ok(rows.into_iter().map(one).collect())
}

/// When the first of them is due; `None` when none waits.
pub async fn next_again<R: Rows>(tenant: &Tenant<R>) -> Result<Option<DateTime<Utc>>> {
    let text = "SELECT next_try_at FROM product_copies
        WHERE account_id = $1 AND next_try_at IS NOT NULL ORDER BY next_try_at LIMIT 1";
    let due: Option<i64> = sql::value(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(due.map(sql::time))
}

/// Whether we wrote this product in the shop since then: news about it is no news.
pub async fn is_echo<R: Rows>(
    tenant: &Tenant<R>,
    (shop, product_id): (ShopId, i64),
    since: DateTime<Utc>,
) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM product_copies
        WHERE account_id = $1 AND shop_id = $2 AND product_id = $3 AND written_at > $4
        AND way = 'to_shop'";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        product_id.into(),
        sql::ms(since).into(),
    ];
    let count: Option<i64> = sql::value(tenant.reader(), text, values).await?;
    Ok(count.unwrap_or(0) > 0)
}

async fn insert_links(
    tx: &Change,
    shop: ShopId,
    (narrow, more): (&str, Vec<Value>),
    now: DateTime<Utc>,
) -> Result<u64> {
    let text = format!(
        "INSERT INTO product_copies (shop_id, number, account_id, way, parent_id, holder, marked,
         done, tries, state, since)
         SELECT DISTINCT p.shop_id, COALESCE(p.item_number, p.sku), p.account_id, 'to_rackbeat',
         0, FALSE, 1, 0, 0, 'waiting', $3 FROM product_links p
         WHERE p.account_id = $1 AND p.shop_id = $2 AND {CARRIED} {narrow} {BECOMES_DUE}"
    );
    insert(tx, shop, (&text, more), now).await
}

async fn insert_items(
    tx: &Change,
    shop: ShopId,
    (narrow, more): (&str, Vec<Value>),
    now: DateTime<Utc>,
) -> Result<u64> {
    let text = format!(
        "INSERT INTO product_copies (shop_id, number, account_id, way, parent_id, holder, marked,
         done, tries, state, since)
         SELECT $2, i.number, i.account_id, 'to_shop', 0, FALSE, 1, 0, 0, 'waiting', $3
         FROM items i WHERE i.account_id = $1 AND i.missing_since IS NULL {narrow} {BECOMES_DUE}"
    );
    insert(tx, shop, (&text, more), now).await
}

async fn insert(
    tx: &Change,
    shop: ShopId,
    (text, more): (&str, Vec<Value>),
    now: DateTime<Utc>,
) -> Result<u64> {
    let mut values = vec![tx.account().into(), shop.into(), sql::ms(now).into()];
    values.extend(more);
    sql::run(tx.writer(), text, values).await
}
