//! The connected WooCommerce shops.
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use secrecy::{ExposeSecret, SecretString};

use crate::{AccountId, Error, Result, Rows, ShopId, System, Tenant, sql};

mod connect;
mod look;
mod park;
mod poll;
mod stock;

pub use connect::{
    Back, NewShop, add, confirm_other, disconnect, forget_keys, reconnect, replace_keys, set_facts,
    set_hooks,
};
pub use look::{Look, begin_look, end_look, looks};
pub use park::{Parked, Parking, fail, parked_between, pause, probed, resume, succeed};
pub use poll::{
    Due, next_due, polls_due, products_cursor, saw_order, set_nightly_due, set_open_due,
    set_polled, set_products_due,
};
pub use stock::{approve_stock, set_batch_size, settle_import};

/// One shop. Times of its own clock are `connected_at` and `cursor_at`; all others are ours.
#[derive(Clone, Debug)]
pub struct Shop {
    pub id: ShopId,
    pub account: AccountId,
    /// Four letters and digits, the start of every order reference: `kx7f`.
    pub code: String,
    pub name: String,
    /// As the shop spells itself: `https://butikk.no/`.
    pub home: String,
    /// Where its REST API begins: `https://butikk.no/wp-json/`.
    pub rest_root: String,
    pub keys_in_query: bool,
    pub currency: Option<String>,
    pub connected_at: DateTime<Utc>,
    pub disconnected_at: Option<DateTime<Utc>>,
    /// It came back after so long that orders between then and `connected_at` were not followed.
    pub uncovered_from: Option<DateTime<Utc>>,
    pub paused_at: Option<DateTime<Utc>>,
    pub parked_at: Option<DateTime<Utc>>,
    pub probe_at: Option<DateTime<Utc>>,
    /// Set when the initial synchronisation is finished or skipped.
    pub import_settled_at: Option<DateTime<Utc>>,
    /// Set when the owner approved the list "shop has / Rackbeat has / will become".
    pub stock_approved_at: Option<DateTime<Utc>>,
    pub other_confirmed_at: Option<DateTime<Utc>>,
    /// `modified_after` of the next poll.
    pub cursor_at: DateTime<Utc>,
    pub polled_at: Option<DateTime<Utc>>,
    pub last_order_at: Option<DateTime<Utc>>,
    /// Looks at its new orders that have begun, and the newest that has ended: see [`Look`].
    pub looks_begun: i64,
    pub looks_done: i64,
    /// How many products one batch to it may hold: halved when one timed out.
    pub batch_size: i64,
    /// Failures of the connection in a row.
    pub failures: i64,
    /// What the connection check found, as the pages show it (JSON).
    pub facts: String,
    /// The ids of our webhooks in the shop, by topic (JSON).
    pub hooks: String,
    keys: Option<String>,
    webhook_secret: String,
}

/// The two halves of a WooCommerce API key.
#[derive(Clone)]
pub struct ShopKeys {
    pub key: SecretString,
    pub secret: SecretString,
}

impl Shop {
    /// Whether it is to be worked for at all.
    #[must_use]
    pub fn is_at_work(&self) -> bool {
        self.disconnected_at.is_none() && self.paused_at.is_none() && self.keys.is_some()
    }

    /// The keys, opened; `NotFound` after a disconnection.
    pub fn keys<R: Rows>(&self, tenant: &Tenant<R>) -> Result<ShopKeys> {
        let sealed = self.keys.as_deref().ok_or(Error::NotFound)?;
        let open = tenant.keyring().open(tenant.account(), sealed)?;
        let (key, secret) = open.expose_secret().split_once(':').ok_or(Error::Sealed)?;
        Ok(ShopKeys {
            key: key.into(),
            secret: secret.into(),
        })
    }

    /// What the shop signs its webhooks with.
    pub fn webhook_secret(&self, system: &System) -> Result<SecretString> {
        system.keyring().open(self.account, &self.webhook_secret)
    }
}

pub async fn find<R: Rows>(tenant: &Tenant<R>, id: ShopId) -> Result<Shop> {
    let text = format!("SELECT {COLUMNS} FROM shops WHERE id = $1 AND account_id = $2");
    let values = vec![id.into(), tenant.account().into()];
    let row: Option<Row> = sql::one(tenant.reader(), &text, values).await?;
    row.map(Shop::from).ok_or(Error::NotFound)
}

/// Every shop that is connected, the oldest first.
pub async fn connected<R: Rows>(tenant: &Tenant<R>) -> Result<Vec<Shop>> {
    let text = format!(
        "SELECT {COLUMNS} FROM shops WHERE account_id = $1 AND disconnected_at IS NULL
         ORDER BY created_at, id"
    );
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, vec![tenant.account().into()]).await?;
    Ok(rows.into_iter().map(Shop::from).collect())
}

/// Every shop there ever was, for the history on the pages.
pub async fn all<R: Rows>(tenant: &Tenant<R>) -> Result<Vec<Shop>> {
    let text = format!("SELECT {COLUMNS} FROM shops WHERE account_id = $1 ORDER BY created_at, id");
    let rows: Vec<Row> = sql::all(tenant.reader(), &text, vec![tenant.account().into()]).await?;
    Ok(rows.into_iter().map(Shop::from).collect())
}

/// Finds the shop a webhook belongs to, before we know whose it is.
pub async fn find_anywhere(system: &System, id: ShopId) -> Result<Shop> {
    let text = format!("SELECT {COLUMNS} FROM shops WHERE id = $1 AND disconnected_at IS NULL");
    let row: Option<Row> = sql::one(system.reader(), &text, vec![id.into()]).await?;
    row.map(Shop::from).ok_or(Error::NotFound)
}

const COLUMNS: &str = "id, account_id, code, name, home, rest_root, keys_in, currency,
    connected_at, disconnected_at, uncovered_from, paused_at, parked_at, probe_at, import_settled_at,
    stock_approved_at, other_confirmed_at, cursor_at, polled_at, last_order_at, looks_begun,
    looks_done, batch_size, failures, facts, hooks, keys, webhook_secret";

#[derive(FromQueryResult)]
struct Row {
    id: ShopId,
    account_id: AccountId,
    code: String,
    name: String,
    home: String,
    rest_root: String,
    keys_in: String,
    currency: Option<String>,
    connected_at: i64,
    disconnected_at: Option<i64>,
    uncovered_from: Option<i64>,
    paused_at: Option<i64>,
    parked_at: Option<i64>,
    probe_at: Option<i64>,
    import_settled_at: Option<i64>,
    stock_approved_at: Option<i64>,
    other_confirmed_at: Option<i64>,
    cursor_at: i64,
    polled_at: Option<i64>,
    last_order_at: Option<i64>,
    looks_begun: i64,
    looks_done: i64,
    batch_size: i64,
    failures: i64,
    facts: String,
    hooks: String,
    keys: Option<String>,
    webhook_secret: String,
}

impl From<Row> for Shop {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            account: row.account_id,
            code: row.code,
            name: row.name,
            home: row.home,
            rest_root: row.rest_root,
            keys_in_query: row.keys_in == "query",
            currency: row.currency,
            connected_at: sql::time(row.connected_at),
            disconnected_at: row.disconnected_at.map(sql::time),
            uncovered_from: row.uncovered_from.map(sql::time),
            paused_at: row.paused_at.map(sql::time),
            parked_at: row.parked_at.map(sql::time),
            probe_at: row.probe_at.map(sql::time),
            import_settled_at: row.import_settled_at.map(sql::time),
            stock_approved_at: row.stock_approved_at.map(sql::time),
            other_confirmed_at: row.other_confirmed_at.map(sql::time),
            cursor_at: sql::time(row.cursor_at),
            polled_at: row.polled_at.map(sql::time),
            last_order_at: row.last_order_at.map(sql::time),
            looks_begun: row.looks_begun,
            looks_done: row.looks_done,
            batch_size: row.batch_size,
            failures: row.failures,
            facts: row.facts,
            hooks: row.hooks,
            keys: row.keys,
            webhook_secret: row.webhook_secret,
        }
    }
}
