//! What others leave alone while a synchronisation is at it.
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{Change, ProductLinkId, Result, Rows, ShopId, Tenant};

/// Of these links, those whose level a run has set since Rackbeat's items were read, and those of products that it has
/// made and whose first level is yet to come: what we know of them is not true yet. A product that was there before
/// keeps Rackbeat's figure until the run has set another, however long the run may be or stand still.
pub async fn held<R: Rows>(
    tenant: &Tenant<R>,
    links: &[ProductLinkId],
) -> Result<BTreeSet<ProductLinkId>> {
    #[derive(FromQueryResult)]
    struct Link {
        id: ProductLinkId,
    }
    let mut held = BTreeSet::new();
    if !may_hold(tenant).await? {
        return Ok(held);
    }
    for chunk in links.chunks(500) {
        let text = format!(
            "SELECT p.id FROM product_links p
             JOIN import_rows r ON r.shop_id = p.shop_id AND r.product_id = p.product_id
             JOIN imports i ON i.id = r.import_id
             LEFT JOIN items t ON t.account_id = r.account_id AND t.number = r.number
             LEFT JOIN sweeps s ON s.account_id = r.account_id
             WHERE p.account_id = $1 AND p.id IN {}
             AND (r.leveled_tally >= COALESCE(t.reading, 0) AND r.leveled_tally >= COALESCE(s.tally, 0)
                OR i.with_stock AND i.state IN ('running', 'stopping') AND r.wants_level
                AND r.act = 'create' AND COALESCE(t.on_hand, 0) = 0
                AND r.step NOT IN ('done', 'skipped', 'failed'))",
            sql::list(2, chunk.len())
        );
        let mut values = vec![tenant.account().into()];
        values.extend(chunk.iter().map(|id| (*id).into()));
        let rows: Vec<Link> = sql::all(tenant.reader(), &text, values).await?;
        held.extend(rows.into_iter().map(|row| row.id));
    }
    Ok(held)
}

/// Whether any is held, in two looks at an index.
async fn may_hold<R: Rows>(tenant: &Tenant<R>) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM imports WHERE account_id = $1 AND with_stock
        AND state IN ('running', 'stopping')";
    let account = || vec![tenant.account().into()];
    let live: Option<i64> = sql::value(tenant.reader(), text, account()).await?;
    if live.unwrap_or(0) > 0 {
        return Ok(true);
    }
    let text = "SELECT 1 FROM import_rows WHERE account_id = $1 AND leveled_tally >= COALESCE(
        (SELECT tally FROM sweeps WHERE account_id = $1), 0) LIMIT 1";
    let unread: Option<i32> = sql::value(tenant.reader(), text, account()).await?;
    Ok(unread.is_some())
}

/// Whether figures of another shop of the account are Rackbeat's truth: its levels were set, or approved. Asked for
/// the preview, and again before a yes is taken.
pub async fn sets_levels_elsewhere<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM shops s WHERE s.account_id = $1 AND s.id <> $2
        AND s.disconnected_at IS NULL AND (s.stock_approved_at IS NOT NULL OR EXISTS
            (SELECT 1 FROM imports i WHERE i.shop_id = s.id AND i.with_stock))";
    let values = vec![tenant.account().into(), shop.into()];
    let count: Option<i64> = sql::value(tenant.reader(), text, values).await?;
    Ok(count.unwrap_or(0) > 0)
}

/// Until this change ends nobody else of the account can approve a run: what one decides, the next one sees.
pub async fn one_at_a_time(change: &Change) -> Result<()> {
    let text = "UPDATE accounts SET id = id WHERE id = $1";
    sql::run(change.writer(), text, vec![change.account().into()]).await?;
    Ok(())
}

/// What earlier runs have made of a shop's levels.
#[derive(Clone, Debug, Default)]
pub struct Earlier {
    /// The shop has shown Rackbeat's figures: its stock list was approved at some time, perhaps before it was let go of.
    has_shown: bool,
    /// Some were set, so Rackbeat's are the truth.
    were_set: bool,
    /// Of the last run, the products whose level could not be set.
    failed: BTreeSet<i64>,
}

impl Earlier {
    /// This product's level is not to be set again.
    #[must_use]
    pub fn has_set(&self, product: i64) -> bool {
        self.has_shown || self.were_set && !self.failed.contains(&product)
    }
}

pub async fn earlier(tenant: &Tenant, shop: ShopId) -> Result<Earlier> {
    #[derive(FromQueryResult)]
    struct Failed {
        product_id: i64,
    }
    let whose = || vec![tenant.account().into(), shop.into()];
    let text = "SELECT COUNT(*) FROM imports WHERE account_id = $1 AND shop_id = $2 AND levels > 0";
    let runs: Option<i64> = sql::value(tenant.writer(), text, whose()).await?;
    let text = "SELECT COUNT(*) FROM shops WHERE account_id = $1 AND id = $2
        AND stock_approved_by IS NOT NULL";
    let shown: Option<i64> = sql::value(tenant.writer(), text, whose()).await?;
    let text = "SELECT product_id FROM import_rows WHERE account_id = $1 AND shop_id = $2
        AND step = 'failed' AND leveled_at IS NULL";
    let failed: Vec<Failed> = sql::all(tenant.writer(), text, whose()).await?;
    Ok(Earlier {
        has_shown: shown.unwrap_or(0) > 0,
        were_set: runs.unwrap_or(0) > 0,
        failed: failed.into_iter().map(|row| row.product_id).collect(),
    })
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
