//! The wall between accounts: a connection that knows whose rows it may see.
use std::sync::Arc;

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, SqliteTransactionMode, StreamTrait, TransactionOptions,
};

use crate::{AccountId, Database, Result, connection::Connection, secret::Keyring};

/// Where a query runs: on the pools, or inside a transaction (both sides are then the same).
pub trait Rows: Send + Sync {
    type Connection: ConnectionTrait + StreamTrait;

    #[doc(hidden)]
    fn reader(&self) -> &Self::Connection;
    #[doc(hidden)]
    fn writer(&self) -> &Self::Connection;
}

impl Rows for Database {
    type Connection = Connection;

    fn reader(&self) -> &Connection {
        &self.reader
    }

    fn writer(&self) -> &Connection {
        &self.writer
    }
}

impl Rows for DatabaseTransaction {
    type Connection = Self;

    fn reader(&self) -> &Self {
        self
    }

    fn writer(&self) -> &Self {
        self
    }
}

/// What one account may see and change.
#[derive(Clone)]
pub struct Tenant<R = Database> {
    rows: R,
    account: AccountId,
    keyring: Arc<Keyring>,
}

impl<R: Rows> Tenant<R> {
    pub fn account(&self) -> AccountId {
        self.account
    }

    pub(crate) fn reader(&self) -> &R::Connection {
        self.rows.reader()
    }

    pub(crate) fn writer(&self) -> &R::Connection {
        self.rows.writer()
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.keyring
    }
}

impl Tenant {
    /// On SQLite this holds the one writing connection: never across a call out, and nothing but
    /// the transaction may be used until it ends.
    pub async fn begin(&self) -> Result<Tenant<DatabaseTransaction>> {
        let rows = begin(&self.rows).await?;
        one_at_a_time(&rows, self.account).await?;
        Ok(Tenant {
            rows,
            account: self.account,
            keyring: self.keyring.clone(),
        })
    }
}

/// An account's transaction: nothing of it is seen until it is committed.
pub type Change = Tenant<DatabaseTransaction>;

impl Change {
    pub async fn commit(self) -> Result<()> {
        Ok(self.rows.commit().await?)
    }
}

/// The side of the wall that sees every account: the webhook door, lanes, chores and admin pages.
#[derive(Clone)]
pub struct System {
    database: Database,
    keyring: Arc<Keyring>,
}

impl System {
    pub(crate) fn new(database: Database) -> Self {
        Self {
            database,
            keyring: Arc::default(),
        }
    }

    /// With the keys that seal and open secrets; without them every sealed value stays shut.
    #[must_use]
    pub fn with_keyring(mut self, keyring: Keyring) -> Self {
        self.keyring = Arc::new(keyring);
        self
    }

    #[must_use]
    pub fn tenant(&self, account: AccountId) -> Tenant {
        Tenant {
            rows: self.database.of(account),
            account,
            keyring: self.keyring.clone(),
        }
    }

    pub(crate) fn reader(&self) -> &Connection {
        &self.database.reader
    }

    pub(crate) fn writer(&self) -> &Connection {
        &self.database.writer
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    pub(crate) async fn begin(&self) -> Result<DatabaseTransaction> {
        begin(&self.database).await
    }
}

/// An account's transactions on PostgreSQL follow each other, as all do on SQLite: they are short,
/// and two that mark the same goods in another order would lock each other out.
async fn one_at_a_time(rows: &DatabaseTransaction, account: AccountId) -> Result<()> {
    if ConnectionTrait::get_database_backend(rows) == sea_orm::DbBackend::Postgres {
        let (high, low) = account.0.as_u64_pair();
        let key = i64::from_ne_bytes((high ^ low).to_ne_bytes());
        let text = "SELECT pg_advisory_xact_lock($1)";
        crate::sql::run(rows, text, vec![key.into()]).await?;
    }
    Ok(())
}

/// `BEGIN IMMEDIATE` on SQLite: a reader that turns writer half-way would fail at once.
/// On a task of its own: whoever asked may go away between the BEGIN and its answer (a browser that
/// hangs up), and sqlx would then give a connection back to the pool with the transaction open.
async fn begin(database: &Database) -> Result<DatabaseTransaction> {
    let options = TransactionOptions {
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
        ..Default::default()
    };
    let writer = database.writer.clone();
    let begun = tokio::spawn(writer.begin(options));
    Ok(begun.await.map_err(|_| sqlx::Error::WorkerCrashed)??)
}
