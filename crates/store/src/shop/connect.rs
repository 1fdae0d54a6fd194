//! Connecting and disconnecting a shop; its keys, webhooks and what the check found.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use secrecy::{ExposeSecret, SecretString};

use super::{ShopKeys, sql};
use crate::{
    Change, Result, Rows, ShopId, Tenant,
    ledger::{self, Move},
    secret,
};

/// A shop whose keys are proven. Times are by the shop's own clock.
pub struct NewShop {
    pub name: String,
    pub home: String,
    pub rest_root: String,
    /// Equal for every spelling of the same site's address.
    pub identity: String,
    pub keys: ShopKeys,
    pub keys_in_query: bool,
    pub currency: Option<String>,
    pub facts: String,
    pub connected_at: DateTime<Utc>,
}

/// `Conflict`: the same site is connected already, here or in another account. What connects, takes up or lets go of
/// a shop does so in a transaction, which also holds the ledger's row.
pub async fn add(tenant: &Change, shop: &NewShop, who: &str, now: DateTime<Utc>) -> Result<ShopId> {
    let id = ShopId::new();
    let code = secret::new_token()?.to_lowercase()[..4].to_owned();
    let hook_secret = SecretString::from(secret::new_token()?);
    let text = "INSERT INTO shops (id, account_id, code, name, home, rest_root, identity, keys,
        keys_in, webhook_secret, hooks, facts, currency, connected_at, created_at, cursor_at,
        poll_due, open_due, nightly_due, looks_begun, looks_done, batch_size, failures, probes)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '{}', $11, $12, $13, $14, $13,
        $14, $14, $14, 0, 0, 100, 0, 0)";
    let values = vec![
        id.into(),
        tenant.account().into(),
        code.into(),
        shop.name.as_str().into(),
        shop.home.as_str().into(),
        shop.rest_root.as_str().into(),
        shop.identity.as_str().into(),
        sealed(tenant, &shop.keys)?.into(),
        keys_in(shop.keys_in_query).into(),
        tenant
            .keyring()
            .seal(tenant.account(), &hook_secret)?
            .into(),
        shop.facts.as_str().into(),
        shop.currency.as_deref().into(),
        sql::ms(shop.connected_at).into(),
        sql::ms(now).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    ledger::note(tenant, id, Move::Connected, who, now).await?;
    Ok(id)
}

/// New keys for the same site; whoever calls has proven that it is the same.
pub async fn replace_keys<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    keys: &ShopKeys,
    in_query: bool,
) -> Result<()> {
    let text = "UPDATE shops SET keys = $3, keys_in = $4 WHERE id = $1 AND account_id = $2";
    let sealed = sealed(tenant, keys)?;
    let values = vec![
        id.into(),
        tenant.account().into(),
        sealed.into(),
        keys_in(in_query).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct BackRow {
    id: ShopId,
    connected_at: i64,
    uncovered_from: Option<i64>,
}

/// A shop taken up again.
pub struct Back {
    pub id: ShopId,
    /// It was away for so long that it begins anew; since then.
    pub uncovered_from: Option<DateTime<Utc>>,
}

/// The shop that this account had under the same identity and let go of, taken up again: where it left, or, when that
/// was before `left_before`, from now on.
/// `None` when there was none; `Conflict` when somebody has it now.
pub async fn reconnect(
    tenant: &Change,
    shop: &NewShop,
    who: &str,
    left_before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Option<Back>> {
    let text = "UPDATE shops SET disconnected_at = NULL, name = $3, home = $4, rest_root = $5,
        keys = $6, keys_in = $7, facts = $8, currency = $9, hooks = '{}', failures = 0,
        parked_at = NULL, probe_at = NULL, stock_approved_at = NULL, poll_due = $10,
        open_due = $10, nightly_due = $10,
        connected_at = CASE WHEN disconnected_at < $11 THEN $12 ELSE connected_at END,
        cursor_at = CASE WHEN disconnected_at < $11 THEN $12 ELSE cursor_at END,
        uncovered_from = CASE WHEN disconnected_at < $11 THEN disconnected_at ELSE uncovered_from END
        WHERE id = (SELECT id FROM shops WHERE account_id = $1 AND identity = $2
            AND disconnected_at IS NOT NULL ORDER BY created_at DESC LIMIT 1)
        RETURNING id, connected_at, uncovered_from";
    let values = vec![
        tenant.account().into(),
        shop.identity.as_str().into(),
        shop.name.as_str().into(),
        shop.home.as_str().into(),
        shop.rest_root.as_str().into(),
        sealed(tenant, &shop.keys)?.into(),
        keys_in(shop.keys_in_query).into(),
        shop.facts.as_str().into(),
        shop.currency.as_deref().into(),
        sql::ms(now).into(),
        sql::ms(left_before).into(),
        sql::ms(shop.connected_at).into(),
    ];
    let row: Option<BackRow> = sql::one(tenant.writer(), text, values).await?;
    if let Some(row) = &row {
        ledger::note(tenant, row.id, Move::Reconnected, who, now).await?;
    }
    let begins = sql::ms(shop.connected_at);
    Ok(row.map(|row| Back {
        id: row.id,
        uncovered_from: row
            .uncovered_from
            .filter(|_| row.connected_at == begins)
            .map(sql::time),
    }))
}

/// Lets go of the shop: the keys are forgotten, the history stays.
pub async fn disconnect(tenant: &Change, id: ShopId, who: &str, now: DateTime<Utc>) -> Result<()> {
    let text = "UPDATE shops SET disconnected_at = $3, hooks = '{}'
        WHERE id = $1 AND account_id = $2 AND disconnected_at IS NULL";
    let values = vec![id.into(), tenant.account().into(), sql::ms(now).into()];
    if sql::run(tenant.writer(), text, values).await? == 1 {
        ledger::note(tenant, id, Move::Disconnected, who, now).await?;
    }
    forget_keys(tenant, id).await
}

pub async fn forget_keys<R: Rows>(tenant: &Tenant<R>, id: ShopId) -> Result<()> {
    let text = "UPDATE shops SET keys = NULL WHERE id = $1 AND account_id = $2";
    let values = vec![id.into(), tenant.account().into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

pub async fn set_facts<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    facts: &str,
    currency: Option<&str>,
) -> Result<()> {
    let text = "UPDATE shops SET facts = $3, currency = COALESCE($4, currency) WHERE id = $1 AND account_id = $2";
    let values = vec![
        id.into(),
        tenant.account().into(),
        facts.into(),
        currency.into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// The owner says that the other integration in the shop does something else.
pub async fn confirm_other<R: Rows>(
    tenant: &Tenant<R>,
    id: ShopId,
    now: DateTime<Utc>,
) -> Result<()> {
    let text = "UPDATE shops SET other_confirmed_at = $3 WHERE id = $1 AND account_id = $2";
    let values = vec![id.into(), tenant.account().into(), sql::ms(now).into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

/// The ids of our webhooks in the shop, as JSON by topic.
pub async fn set_hooks<R: Rows>(tenant: &Tenant<R>, id: ShopId, hooks: &str) -> Result<()> {
    let text = "UPDATE shops SET hooks = $3 WHERE id = $1 AND account_id = $2";
    let values = vec![id.into(), tenant.account().into(), hooks.into()];
    sql::run(tenant.writer(), text, values).await?;
    Ok(())
}

fn sealed<R: Rows>(tenant: &Tenant<R>, keys: &ShopKeys) -> Result<String> {
    let (key, secret) = (keys.key.expose_secret(), keys.secret.expose_secret());
    let both = SecretString::from(format!("{key}:{secret}"));
    tenant.keyring().seal(tenant.account(), &both)
}

fn keys_in(query: bool) -> &'static str {
    if query { "query" } else { "header" }
}
