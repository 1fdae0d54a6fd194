//! What makes a figure due: a sale, a reading, a write without an answer.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, FromQueryResult};

use super::sql;
use crate::{Result, Rows, ShopId, Tenant, item, shop::Look};

#[derive(FromQueryResult)]
struct Marked {
    shop_id: ShopId,
}

/// Marks these numbers, what they are made of and what is made of them as due in every connected
/// shop. The shops that have any: each needs a message.
pub async fn mark(
    tx: &Tenant<DatabaseTransaction>,
    numbers: &BTreeSet<String>,
) -> Result<Vec<ShopId>> {
    if numbers.is_empty() {
        return Ok(Vec::new());
    }
    let numbers = item::related(numbers, &item::materials(tx).await?);
    let numbers: Vec<_> = numbers.iter().collect();
    let mut shops = BTreeSet::new();
    for chunk in numbers.chunks(500) {
        let list = sql::list(2, chunk.len());
        let text = format!(
            "UPDATE stock_levels SET marked = marked + 1
             WHERE account_id = $1 AND item_number IN {list} AND shop_id IN
             (SELECT id FROM shops WHERE account_id = $1 AND disconnected_at IS NULL)
             RETURNING shop_id"
        );
        let mut values = vec![tx.account().into()];
        values.extend(chunk.iter().map(|number| number.as_str().into()));
        let rows: Vec<Marked> = sql::all(tx.writer(), &text, values).await?;
        shops.extend(rows.into_iter().map(|row| row.shop_id));
    }
    Ok(shops.into_iter().collect())
}

/// Everything in one shop is due: its settings changed, or its owner said yes.
pub async fn mark_shop<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<()> {
    let text = "UPDATE stock_levels SET marked = marked + 1
        WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tenant.account().into(), shop.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// The owner has seen what becomes of every figure of the shop, zeros too: all are due.
pub async fn allow_all<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE stock_levels SET marked = marked + 1, allowed_at = $3
        WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tenant.account().into(), shop.into(), sql::ms(now).into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// The shop itself took `thousandths` off a product's stock (put back: below zero).
///
/// `looks_done`: the newest look that had ended when this was first seen. If it began after our last
/// write was answered, the sale came after that write, so the shop now shows so much less. Else the
/// write may have overwritten the sale, and the figure is written again whatever it is.
pub async fn sold(
    tx: &Tenant<DatabaseTransaction>,
    shop: ShopId,
    product_id: i64,
    thousandths: i64,
    looks_done: Look,
) -> Result<()> {
    const AFTER: &str = "(written_look < $5 AND again_at IS NULL)";
    let text = format!(
        "UPDATE stock_levels SET
         shop_says = CASE WHEN {AFTER} THEN shop_says - $4 ELSE shop_says END,
         must_write = CASE WHEN {AFTER} THEN must_write ELSE TRUE END
         WHERE account_id = $1 AND shop_id = $2 AND (product_id = $3 OR product_id =
             (SELECT parent_id FROM product_links WHERE account_id = $1 AND shop_id = $2
              AND product_id = $3 AND manage_stock = 'parent'))"
    );
    let values = vec![
        tx.account().into(),
        shop.into(),
        product_id.into(),
        thousandths.into(),
        looks_done.0.into(),
    ];
    sql::run(tx.writer(), &text, values).await?;
    Ok(())
}

/// Writes that never had an answer and may have taken effect late: those whose time has come are
/// due once more. The shops that have any.
pub async fn again(
    tx: &Tenant<DatabaseTransaction>,
    now: DateTime<Utc>,
) -> Result<BTreeSet<ShopId>> {
    let text = "UPDATE stock_levels SET marked = marked + 1, must_write = TRUE, again_at = NULL,
        doubt_at = NULL
        WHERE account_id = $1 AND again_at <= $2 RETURNING shop_id";
    let values = vec![tx.account().into(), sql::ms(now).into()];
    let rows: Vec<Marked> = sql::all(tx.writer(), text, values).await?;
    Ok(rows.into_iter().map(|row| row.shop_id).collect())
}

/// When the first of them is due; `None` when no write is without its answer.
pub async fn next_again<R: Rows>(tenant: &Tenant<R>) -> Result<Option<DateTime<Utc>>> {
    let text = "SELECT again_at FROM stock_levels
        WHERE account_id = $1 AND again_at IS NOT NULL ORDER BY again_at LIMIT 1";
    let due: Option<i64> = sql::value(tenant.reader(), text, vec![tenant.account().into()]).await?;
    Ok(due.map(sql::time))
}

/// Whether we wrote a product's figure, or saw it sold, since then: news about it is no news.
pub async fn was_touched<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    product_id: i64,
    since: DateTime<Utc>,
) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM product_links p WHERE p.account_id = $1 AND p.shop_id = $2
        AND p.product_id = $3 AND (EXISTS (SELECT 1 FROM stock_levels l
            WHERE l.link_id = p.id AND l.written_at > $4)
        OR EXISTS (SELECT 1 FROM order_lines o JOIN order_links k ON k.id = o.link_id
            WHERE o.account_id = $1 AND o.shop_id = $2 AND o.sku = p.sku AND k.seen_at > $4
            AND (o.product_id = $3 OR o.variation_id = $3)))";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        product_id.into(),
        sql::ms(since).into(),
    ];
    let count: Option<i64> = sql::value(tenant.reader(), text, values).await?;
    Ok(count.unwrap_or(0) > 0)
}
