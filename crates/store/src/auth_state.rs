//! A wc-auth round trip under way: one use, a short life, bound to the account and the shop's address.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use secrecy::{ExposeSecret, SecretString};

use crate::{
    AccountId, Error, Result, Rows, ShopId, System, Tenant,
    secret::{self, Keyring},
    shop::ShopKeys,
    sql,
};

/// What a round trip is for.
#[derive(Clone, Debug)]
pub struct AuthState {
    pub home: String,
    pub rest_root: String,
    /// The connected shop that gets new keys; `None` connects a shop.
    pub shop: Option<ShopId>,
    pub expires_at: DateTime<Utc>,
    /// When the shop handed its keys over.
    pub used_at: Option<DateTime<Utc>>,
    account: AccountId,
    keys: Option<String>,
}

impl AuthState {
    /// What the shop handed over; `NotFound` until it has.
    pub fn keys<R: Rows>(&self, tenant: &Tenant<R>) -> Result<ShopKeys> {
        let sealed = self.keys.as_deref().ok_or(Error::NotFound)?;
        let open = tenant.keyring().open(self.account, sealed)?;
        let (key, secret) = open.expose_secret().split_once(':').ok_or(Error::Sealed)?;
        Ok(ShopKeys {
            key: key.into(),
            secret: secret.into(),
        })
    }
}

/// Begins one; the answer is what stands in the addresses given to the shop, and is kept only as a hash.
pub async fn begin<R: Rows>(
    tenant: &Tenant<R>,
    (home, rest_root): (&str, &str),
    shop: Option<ShopId>,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<String> {
    let token = secret::new_token()?;
    let text = "INSERT INTO auth_states (hash, account_id, home, rest_root, shop_id, created_at,
        expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    let values = vec![
        secret::hash(&token).into(),
        tenant.account().into(),
        home.into(),
        rest_root.into(),
        shop.into(),
        sql::ms(now).into(),
        sql::ms(expires_at).into(),
    ];
    sql::run(tenant.writer(), text, values).await?;
    Ok(token)
}

/// Keeps the keys a shop handed over, sealed for the account that asked. `NotFound`: no such round trip,
/// one that is used, or one that is too old.
pub async fn hand_over(
    system: &System,
    token: &str,
    keys: &ShopKeys,
    now: DateTime<Utc>,
) -> Result<()> {
    let hash = secret::hash(token);
    let text = "SELECT account_id FROM auth_states WHERE hash = $1";
    let account: Option<AccountId> =
        sql::value(system.reader(), text, vec![hash.as_str().into()]).await?;
    let sealed = seal(system.keyring(), account.ok_or(Error::NotFound)?, keys)?;
    let text = "UPDATE auth_states SET used_at = $2, keys = $3
        WHERE hash = $1 AND used_at IS NULL AND expires_at > $2";
    let values = vec![hash.into(), sql::ms(now).into(), sealed.into()];
    match sql::run(system.writer(), text, values).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// The account's own round trip, used or not; `NotFound` once it is over.
pub async fn find<R: Rows>(tenant: &Tenant<R>, token: &str) -> Result<AuthState> {
    let text = "SELECT account_id, home, rest_root, shop_id, expires_at, used_at, keys
        FROM auth_states WHERE hash = $1 AND account_id = $2";
    let values = vec![secret::hash(token).into(), tenant.account().into()];
    // From the writer: the shop's call was stored a moment ago.
    let row: Option<Row> = sql::one(tenant.writer(), text, values).await?;
    row.map(AuthState::from).ok_or(Error::NotFound)
}

/// Over: its keys are where they belong, or good for nothing. False: somebody else ended it.
pub async fn end<R: Rows>(tenant: &Tenant<R>, token: &str) -> Result<bool> {
    let text = "DELETE FROM auth_states WHERE hash = $1 AND account_id = $2";
    let values = vec![secret::hash(token).into(), tenant.account().into()];
    Ok(sql::run(tenant.writer(), text, values).await? == 1)
}

/// Forgets those that nobody came back for, keys and all.
pub async fn forget(system: &System, before: DateTime<Utc>) -> Result<u64> {
    let text = "DELETE FROM auth_states WHERE expires_at < $1";
    sql::run(system.writer(), text, vec![sql::ms(before).into()]).await
}

fn seal(keyring: &Keyring, account: AccountId, keys: &ShopKeys) -> Result<String> {
    let (key, secret) = (keys.key.expose_secret(), keys.secret.expose_secret());
    keyring.seal(account, &SecretString::from(format!("{key}:{secret}")))
}

#[derive(FromQueryResult)]
struct Row {
    account_id: AccountId,
    home: String,
    rest_root: String,
    shop_id: Option<ShopId>,
    expires_at: i64,
    used_at: Option<i64>,
    keys: Option<String>,
}

impl From<Row> for AuthState {
    fn from(row: Row) -> Self {
        Self {
            home: row.home,
            rest_root: row.rest_root,
            shop: row.shop_id,
            expires_at: sql::time(row.expires_at),
            used_at: row.used_at.map(sql::time),
            account: row.account_id,
            keys: row.keys,
        }
    }
}
