//! What choosing a master would come to, counted from what is known of both sides.
use sea_orm::FromQueryResult;

use super::{Way, sql};
use crate::{Result, Rows, ShopId, Tenant};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Products that the receiver has not got.
    pub made: u64,
    /// Products that both have.
    pub followed: u64,
    /// Numbers that another shop is the master of.
    pub claimed: u64,
}

pub async fn reckon<R: Rows>(tenant: &Tenant<R>, shop: ShopId, way: Way) -> Result<Counted> {
    #[derive(FromQueryResult)]
    struct Row {
        made: i64,
        followed: i64,
        claimed: i64,
    }
    const LINKED: &str = "(SELECT COUNT(*) FROM product_links p
        WHERE p.account_id = $1 AND p.shop_id = $2 AND p.state = 'linked'
        AND p.kind NOT IN ('variable', 'grouped')) AS followed";
    let rest = match way {
        Way::ToRackbeat => {
            "(SELECT COUNT(*) FROM product_links p
             WHERE p.account_id = $1 AND p.shop_id = $2 AND p.state = 'unknown'
             AND p.kind NOT IN ('variable', 'grouped') AND p.sku <> '') AS made,
             (SELECT COUNT(*) FROM product_links p JOIN product_copies c
             ON c.account_id = p.account_id AND c.number = COALESCE(p.item_number, p.sku)
             WHERE p.account_id = $1 AND p.shop_id = $2 AND p.state IN ('linked', 'unknown')
             AND c.holder AND c.shop_id <> $2) AS claimed"
        }
        Way::ToShop => {
            "(SELECT COUNT(*) FROM items i WHERE i.account_id = $1 AND i.missing_since IS NULL
             AND NOT i.barred AND NOT EXISTS (SELECT 1 FROM product_links p
             WHERE p.account_id = $1 AND p.shop_id = $2 AND p.item_number = i.number
             AND p.state <> 'gone')) AS made, CAST(0 AS bigint) AS claimed"
        }
    };
    let text = format!("SELECT {LINKED}, {rest}");
    let values = vec![tenant.account().into(), shop.into()];
    let row: Option<Row> = sql::one(tenant.reader(), &text, values).await?;
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok(row.map_or_else(Counted::default, |row| Counted {
        made: count(row.made),
        followed: count(row.followed),
        claimed: count(row.claimed),
    }))
}
