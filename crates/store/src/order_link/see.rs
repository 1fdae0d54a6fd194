//! An order was read in its shop: make its row, or bring it up to date.
use chrono::{DateTime, Utc};
use domain::Reference;
use sea_orm::FromQueryResult;

use super::{OrderLink, one, sql};
use crate::{Error, OrderLinkId, Result, Rows, ShopId, Tenant};

/// What of an order we keep: never its body.
#[derive(Clone, Debug)]
pub struct Seen {
    pub shop: ShopId,
    /// The start of its reference.
    pub shop_code: String,
    pub woo_id: i64,
    /// With the id it names the order for ever: a restored shop gives an id again, with another key.
    pub order_key: String,
    pub number: String,
    pub status: String,
    /// In the smallest unit of the currency, VAT included.
    pub total: i64,
    pub currency: String,
    pub customer: Option<String>,
    pub email: Option<String>,
    pub placed_at: DateTime<Utc>,
    pub modified_at: DateTime<Utc>,
    pub is_old: bool,
    /// Which refunds it names.
    pub refunds: String,
}

/// How the reading compares with what we knew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    First,
    Again,
    /// An older reading than the one we have, come late: the row is left as it is.
    Late,
}

/// Makes the row or brings it up to date.
pub async fn see<R: Rows>(
    tenant: &Tenant<R>,
    seen: &Seen,
    now: DateTime<Utc>,
) -> Result<(OrderLink, Sight)> {
    if let Some(link) = update(tenant, seen).await? {
        return Ok((link, Sight::Again));
    }
    let keys = keys(tenant, seen).await?;
    if keys.contains(&seen.order_key) {
        let link = known(tenant, seen).await?.ok_or(Error::Conflict)?;
        return Ok((link, Sight::Late));
    }
    let time = u32::try_from(keys.len() + 1).unwrap_or(u32::MAX);
    let reference = Reference::new(&seen.shop_code, seen.woo_id, time).to_string();
    insert(tenant, seen, &reference, now).await
}

async fn update<R: Rows>(tenant: &Tenant<R>, seen: &Seen) -> Result<Option<OrderLink>> {
    let text = format!(
        "UPDATE order_links SET number = $5, status = $6, total = $7, currency = $8,
         customer = $9, email = $10, modified_at = $11, is_old = is_old AND $12, refunds = $14,
         placed_at = CASE WHEN stage = 'seen' AND claims = 0 THEN $13 ELSE placed_at END,
         closed_at = CASE WHEN (modified_at = $11 AND COALESCE(refunds, '') = $14) OR stage IN ('shipped', 'invoiced')
             OR (is_old AND $12) OR ignored_at IS NOT NULL OR dropped_at IS NOT NULL
             THEN closed_at ELSE NULL END,
         next_read_at = CASE WHEN modified_at = $11 THEN next_read_at ELSE NULL END
         WHERE account_id = $1 AND shop_id = $2 AND woo_id = $3 AND order_key = $4
         AND modified_at <= $11 RETURNING {}",
        super::COLUMNS
    );
    let values = vec![
        tenant.account().into(),
        seen.shop.into(),
        seen.woo_id.into(),
        seen.order_key.as_str().into(),
        seen.number.as_str().into(),
        seen.status.as_str().into(),
        seen.total.into(),
        seen.currency.as_str().into(),
        seen.customer.as_deref().into(),
        seen.email.as_deref().into(),
        sql::ms(seen.modified_at).into(),
        seen.is_old.into(),
        sql::ms(seen.placed_at).into(),
        seen.refunds.as_str().into(),
    ];
    one(tenant, &text, values).await
}

async fn known<R: Rows>(tenant: &Tenant<R>, seen: &Seen) -> Result<Option<OrderLink>> {
    let text = format!(
        "SELECT {} FROM order_links WHERE account_id = $1 AND shop_id = $2 AND woo_id = $3
         AND order_key = $4",
        super::COLUMNS
    );
    let values = vec![
        tenant.account().into(),
        seen.shop.into(),
        seen.woo_id.into(),
        seen.order_key.as_str().into(),
    ];
    one(tenant, &text, values).await
}

/// Of all that ever had this id in the shop.
async fn keys<R: Rows>(tenant: &Tenant<R>, seen: &Seen) -> Result<Vec<String>> {
    #[derive(FromQueryResult)]
    struct Key {
        order_key: String,
    }
    let text =
        "SELECT order_key FROM order_links WHERE account_id = $1 AND shop_id = $2 AND woo_id = $3";
    let values = vec![
        tenant.account().into(),
        seen.shop.into(),
        seen.woo_id.into(),
    ];
    let keys: Vec<Key> = sql::all(tenant.writer(), text, values).await?;
    Ok(keys.into_iter().map(|key| key.order_key).collect())
}

async fn insert<R: Rows>(
    tenant: &Tenant<R>,
    seen: &Seen,
    reference: &str,
    now: DateTime<Utc>,
) -> Result<(OrderLink, Sight)> {
    let text = format!(
        "INSERT INTO order_links (id, account_id, shop_id, woo_id, order_key, number, reference,
         status, stage, state, claims, is_old, put_on_discount, total, currency, customer, email, placed_at,
         modified_at, seen_at, closed_at, refunds)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'seen', 'waiting', 0, $9, false, $10, $11, $12, $13,
         $14, $15, $16, $17, $18) ON CONFLICT DO NOTHING RETURNING {}",
        super::COLUMNS
    );
    let values = vec![
        OrderLinkId::new().into(),
        tenant.account().into(),
        seen.shop.into(),
        seen.woo_id.into(),
        seen.order_key.as_str().into(),
        seen.number.as_str().into(),
        reference.into(),
        seen.status.as_str().into(),
        seen.is_old.into(),
        seen.total.into(),
        seen.currency.as_str().into(),
        seen.customer.as_deref().into(),
        seen.email.as_deref().into(),
        sql::ms(seen.placed_at).into(),
        sql::ms(seen.modified_at).into(),
        sql::ms(now).into(),
        seen.is_old.then(|| sql::ms(now)).into(),
        seen.refunds.as_str().into(),
    ];
    match one(tenant, &text, values).await? {
        Some(link) => Ok((link, Sight::First)),
        // Somebody made it between our two statements; theirs is as good.
        None => Ok((
            known(tenant, seen).await?.ok_or(Error::Conflict)?,
            Sight::Late,
        )),
    }
}
