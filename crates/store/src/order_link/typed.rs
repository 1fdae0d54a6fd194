//! What a text that somebody typed could be: the start of an order's number, or a SKU.
use sea_orm::Value;

use super::{
    search::{exact, past},
    sql,
};
use crate::{Result, ShopId, Tenant};

/// Whether any order has a number that begins so, and whether any has a line with exactly this SKU.
pub async fn could_be(tenant: &Tenant, shops: &[ShopId], text: &str) -> Result<(bool, bool)> {
    let number = exact(tenant);
    // Ordered, else PostgreSQL thinks that any way to the first of so many is short.
    let by_number = format!(
        "SELECT 1 FROM order_links WHERE account_id = $1 AND shop_id = $2 AND {number} >= $3
         AND {number} < $4 ORDER BY {number} LIMIT 1"
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
