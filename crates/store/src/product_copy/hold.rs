//! Which shop is the master of a number, where several would be: the first, until it is handed over.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;

use super::sql;
use crate::{AccountId, Change, Result, Rows, ShopId, System, Tenant};

/// Takes the number for this shop, if nobody has it. True when this shop has it now.
pub async fn hold(tx: &Change, shop: ShopId, number: &str) -> Result<bool> {
    let text = "UPDATE product_copies SET holder = TRUE
        WHERE account_id = $1 AND shop_id = $2 AND number = $3 AND NOT EXISTS (
            SELECT 1 FROM product_copies AS other WHERE other.account_id = $1
            AND other.number = $3 AND other.holder AND other.shop_id <> $2)";
    let values = vec![tx.account().into(), shop.into(), number.into()];
    Ok(sql::run(tx.writer(), text, values).await? == 1)
}

/// Who is the number's master.
pub async fn holder<R: Rows>(tenant: &Tenant<R>, number: &str) -> Result<Option<ShopId>> {
    #[derive(FromQueryResult)]
    struct Held {
        shop_id: ShopId,
    }
    let text =
        "SELECT shop_id FROM product_copies WHERE account_id = $1 AND number = $2 AND holder";
    let values = vec![tenant.account().into(), number.into()];
    let row: Option<Held> = sql::one(tenant.reader(), text, values).await?;
    Ok(row.map(|row| row.shop_id))
}

/// This shop is the number's master from now on; both are looked at again. False: it has no such copy.
pub async fn hand_over(tx: &Change, to: ShopId, number: &str) -> Result<bool> {
    let text = "UPDATE product_copies SET holder = FALSE, marked = marked + 1
        WHERE account_id = $1 AND number = $2 AND holder AND shop_id <> $3";
    let values = vec![tx.account().into(), number.into(), to.into()];
    sql::run(tx.writer(), text, values).await?;
    let text = "UPDATE product_copies SET holder = TRUE, marked = marked + 1
        WHERE account_id = $1 AND shop_id = $3 AND number = $2 AND way = 'to_rackbeat'";
    let values = vec![tx.account().into(), number.into(), to.into()];
    Ok(sql::run(tx.writer(), text, values).await? == 1)
}

/// The shop is no longer master of anything; others that would be are looked at again. Those shops.
pub async fn release(tx: &Change, shop: ShopId) -> Result<Vec<ShopId>> {
    #[derive(FromQueryResult)]
    struct Marked {
        shop_id: ShopId,
    }
    let text = "UPDATE product_copies SET marked = marked + 1
        WHERE account_id = $1 AND shop_id <> $2 AND way = 'to_rackbeat' AND NOT holder
        AND number IN (SELECT held.number FROM product_copies AS held
            WHERE held.account_id = $1 AND held.shop_id = $2 AND held.holder)
        RETURNING shop_id";
    let values = || vec![tx.account().into(), shop.into()];
    let rows: Vec<Marked> = sql::all(tx.writer(), text, values()).await?;
    let text = "UPDATE product_copies SET holder = FALSE
        WHERE account_id = $1 AND shop_id = $2 AND holder";
    sql::run(tx.writer(), text, values()).await?;
    let mut shops: Vec<_> = rows.into_iter().map(|row| row.shop_id).collect();
    shops.sort_unstable();
    shops.dedup();
    Ok(shops)
}

/// A shop that was let go of and is the master of numbers still.
#[derive(FromQueryResult)]
pub struct Left {
    pub account_id: AccountId,
    pub shop_id: ShopId,
}

/// Of all accounts: those that were let go of before then.
pub async fn left(system: &System, before: DateTime<Utc>) -> Result<Vec<Left>> {
    let text = "SELECT DISTINCT account_id, shop_id FROM product_copies WHERE holder
        AND shop_id IN (SELECT id FROM shops WHERE disconnected_at < $1)";
    sql::all(system.reader(), text, vec![sql::ms(before).into()]).await
}
