//! A shop's settings as saved; one that was never saved has the defaults.
use chrono::{DateTime, Utc};
use domain::Rules;

use crate::{Result, Rows, ShopId, Tenant, sql};

pub async fn of<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<Rules> {
    let text = "SELECT rules FROM rules WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tenant.account().into(), shop.into()];
    let saved: Option<String> = sql::value(tenant.reader(), text, values).await?;
    Ok(match saved {
        Some(saved) => serde_json::from_str(&saved)?,
        None => Rules::default(),
    })
}

/// The owner has looked at them and saved.
pub async fn are_saved<R: Rows>(tenant: &Tenant<R>, shop: ShopId) -> Result<bool> {
    let text = "SELECT changed_by FROM rules WHERE account_id = $1 AND shop_id = $2";
    let values = vec![tenant.account().into(), shop.into()];
    let who: Option<String> = sql::value(tenant.reader(), text, values).await?;
    Ok(who.is_some())
}

pub async fn save<R: Rows>(
    tenant: &Tenant<R>,
    shop: ShopId,
    rules: &Rules,
    who: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "INSERT INTO rules (shop_id, account_id, rules, changed_at, changed_by)
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (shop_id) DO UPDATE SET rules = excluded.rules,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
        WHERE rules.account_id = excluded.account_id";
    let values = vec![
        shop.into(),
        tenant.account().into(),
        serde_json::to_string(rules)?.into(),
        sql::ms(now).into(),
        who.into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}
