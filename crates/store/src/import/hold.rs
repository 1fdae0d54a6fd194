//! What others leave alone while a synchronisation is at it.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{ProductLinkId, Result, Rows, ShopId, Tenant};

/// Of these links, those whose level a run is yet to set: what Rackbeat says of them is not true yet.
pub async fn held<R: Rows>(
    tenant: &Tenant<R>,
    links: &[ProductLinkId],
) -> Result<BTreeSet<ProductLinkId>> {
    #[derive(FromQueryResult)]
    struct Link {
        id: ProductLinkId,
    }
    let live = "SELECT COUNT(*) FROM imports WHERE account_id = $1 AND with_stock
        AND state IN ('running', 'stopping')";
    let live: Option<i64> =
        sql::value(tenant.reader(), live, vec![tenant.account().into()]).await?;
    let mut held = BTreeSet::new();
    if live.unwrap_or(0) == 0 {
        return Ok(held);
    }
    for chunk in links.chunks(500) {
        let text = format!(
            "SELECT p.id FROM product_links p
             JOIN import_rows r ON r.shop_id = p.shop_id AND r.product_id = p.product_id
             JOIN imports i ON i.id = r.import_id
             WHERE p.account_id = $1 AND i.with_stock AND i.state IN ('running', 'stopping')
             AND r.wants_level AND r.step NOT IN ('done', 'skipped', 'failed') AND p.id IN {}",
            sql::list(2, chunk.len())
        );
        let mut values = vec![tenant.account().into()];
        values.extend(chunk.iter().map(|id| (*id).into()));
        let rows: Vec<Link> = sql::all(tenant.reader(), &text, values).await?;
        held.extend(rows.into_iter().map(|row| row.id));
    }
    Ok(held)
}

/// Whether figures of another shop of the account are Rackbeat's truth: its levels were set, or approved.
pub async fn sets_levels_elsewhere<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM shops s WHERE s.account_id = $1 AND s.id <> $2
        AND s.disconnected_at IS NULL AND (s.stock_approved_at IS NOT NULL OR EXISTS
            (SELECT 1 FROM imports i WHERE i.shop_id = s.id AND i.with_stock))";
    let values = vec![tenant.account().into(), shop.into()];
    let count: Option<i64> = sql::value(tenant.reader(), text, values).await?;
    Ok(count.unwrap_or(0) > 0)
}

/// Of these numbers, those that a run has written since then: news of them are its echo.
pub async fn recently_written<R: Rows>(
    tenant: &Tenant<R>,
    numbers: &BTreeSet<String>,
    since: DateTime<Utc>,
) -> Result<BTreeSet<String>> {
    #[derive(FromQueryResult)]
    struct Number {
        number: String,
    }
    let numbers: Vec<_> = numbers.iter().collect();
    let mut written = BTreeSet::new();
    for chunk in numbers.chunks(500) {
        let text = format!(
            "SELECT r.number FROM import_rows r JOIN imports i ON i.id = r.import_id
             WHERE r.account_id = $1 AND i.state IN ('running', 'stopping')
             AND (r.created_at >= $2 OR r.leveled_at >= $2 OR r.claimed_at >= $2)
             AND r.number IN {}",
            sql::list(3, chunk.len())
        );
        let mut values = vec![tenant.account().into(), sql::ms(since).into()];
        values.extend(chunk.iter().map(|number| number.as_str().into()));
        let rows: Vec<Number> = sql::all(tenant.reader(), &text, values).await?;
        written.extend(rows.into_iter().map(|row| row.number));
    }
    Ok(written)
}
