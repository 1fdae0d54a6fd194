//! Comparing a shop's own figures with what we believe it shows.
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, FromQueryResult};

use super::sql;
use crate::{ProductLinkId, Result, ShopId, Tenant};

/// What a shop was found to show, in thousandths by product id; asked for after `began`. A figure
/// never read before is taken as it is; another than expected makes its row due, unless a write
/// came in between. `nightly` also ends what was left alone. How many are due by it.
pub async fn compared(
    tx: &Tenant<DatabaseTransaction>,
    shop: ShopId,
    found: &BTreeMap<i64, Option<i64>>,
    began: DateTime<Utc>,
    nightly: bool,
) -> Result<u64> {
    let mut due = 0;
    if nightly {
        let text = "UPDATE stock_levels SET left_alone_at = NULL, corrections = 0,
            corrected_since = NULL, marked = marked + 1
            WHERE account_id = $1 AND shop_id = $2 AND left_alone_at IS NOT NULL";
        due += sql::run(tx.writer(), text, vec![tx.account().into(), shop.into()]).await?;
    }
    let text = "SELECT link_id, product_id, shop_says FROM stock_levels
        WHERE account_id = $1 AND shop_id = $2 AND again_at IS NULL
        AND (written_at IS NULL OR written_at <= $3)";
    let values = vec![tx.account().into(), shop.into(), sql::ms(began).into()];
    let rows: Vec<Row> = sql::all(tx.writer(), text, values).await?;
    for row in rows {
        match found.get(&row.product_id) {
            Some(says) if *says != row.shop_says => {
                due += 1;
                differs(tx, &row, *says).await?;
            }
            _ => {}
        }
    }
    Ok(due)
}

/// The first figure that was read of a product; one that is known is left as it is.
pub async fn learn(
    tx: &Tenant<DatabaseTransaction>,
    shop: ShopId,
    product_id: i64,
    says: Option<i64>,
) -> Result<()> {
    let text = "UPDATE stock_levels SET shop_says = $4
        WHERE account_id = $1 AND shop_id = $2 AND product_id = $3 AND shop_says IS NULL";
    let values = vec![
        tx.account().into(),
        shop.into(),
        product_id.into(),
        says.into(),
    ];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

async fn differs(tx: &Tenant<DatabaseTransaction>, row: &Row, says: Option<i64>) -> Result<()> {
    // The first figure is only learned; later ones are held against what we know once the shop's
    // new orders are in, which may explain them.
    let text = match (row.shop_says, says) {
        (None, _) => {
            "UPDATE stock_levels SET shop_says = $3, marked = marked + 1
            WHERE account_id = $1 AND link_id = $2 AND shop_says IS NULL"
        }
        (Some(_), Some(_)) => {
            "UPDATE stock_levels SET compared = $3, marked = marked + 1
            WHERE account_id = $1 AND link_id = $2"
        }
        (Some(_), None) => {
            "UPDATE stock_levels SET shop_says = $3, marked = marked + 1
            WHERE account_id = $1 AND link_id = $2"
        }
    };
    let values = vec![tx.account().into(), row.link_id.into(), says.into()];
    sql::run(tx.writer(), text, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    link_id: ProductLinkId,
    product_id: i64,
    shop_says: Option<i64>,
}
