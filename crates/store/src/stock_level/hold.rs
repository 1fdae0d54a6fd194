//! Zeros that Rackbeat asks for all at once are held until the owner has answered.
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, FromQueryResult};

use super::sql;
use crate::{ProductLinkId, Result, Rows, ShopId, Tenant};

/// What counts towards asking.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Zeros {
    /// Linked products of the shop that show more than zero.
    pub in_stock: u64,
    /// Went to zero since then because Rackbeat said so, and are still there.
    pub fallen: u64,
    /// Held since then and neither allowed nor given up.
    pub held: u64,
}

pub async fn zeros<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    since: DateTime<Utc>,
) -> Result<Zeros> {
    #[derive(FromQueryResult)]
    struct Row {
        in_stock: i64,
        fallen: i64,
        held: i64,
    }
    let text = "SELECT COUNT(CASE WHEN shop_says > 0 THEN 1 END) AS in_stock,
        COUNT(CASE WHEN zeroed_at > $3 AND shop_says <= 0 THEN 1 END) AS fallen,
        COUNT(CASE WHEN held_at > $3 AND allowed_at IS NULL THEN 1 END) AS held
        FROM stock_levels WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tenant.account().into(), shop.into(), sql::ms(since).into()];
    let row: Option<Row> = sql::one(tenant.reader(), text, values).await?;
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok(row.map_or_else(Zeros::default, |row| Zeros {
        in_stock: count(row.in_stock),
        fallen: count(row.fallen),
        held: count(row.held),
    }))
}

/// This figure's zero waits for the owner's answer.
pub async fn hold(
    tx: &Tenant<DatabaseTransaction>,
    link: ProductLinkId,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE stock_levels SET held_at = COALESCE(held_at, $3)
        WHERE account_id = $1 AND link_id = $2";
    let values = vec![tx.account().into(), link.into(), sql::ms(now).into()];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

/// The owner answers for everything that is held: write the zeros, or leave the shop as it is.
/// How many there were.
pub async fn answer_hold<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    write: bool,
    now: DateTime<Utc>,
) -> Result<u64> {
    let text = "UPDATE stock_levels SET marked = marked + 1,
        allowed_at = CASE WHEN $3 THEN $4 ELSE NULL END,
        kept_at = CASE WHEN $3 THEN NULL ELSE $4 END
        WHERE account_id = $1 AND shop_id = $2 AND held_at IS NOT NULL";
    let values = vec![
        tenant.account().into(),
        shop.into(),
        write.into(),
        sql::ms(now).into(),
    ];
    sql::run(tenant.writer(), text, values).await
}

/// Whether the owner has something to answer.
pub async fn has_holds<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<bool> {
    let text = "SELECT COUNT(*) FROM stock_levels WHERE account_id = $1 AND shop_id = $2
        AND held_at IS NOT NULL AND kept_at IS NULL AND allowed_at IS NULL";
    let values = vec![tenant.account().into(), shop.into()];
    let count: Option<i64> = sql::value(tenant.reader(), text, values).await?;
    Ok(count.unwrap_or(0) > 0)
}
