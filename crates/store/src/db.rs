//! Opening the database: SQLite with one writing connection, or PostgreSQL with a pool.
use std::{str::FromStr, time::Duration};

use sea_orm::{SqlxPostgresConnector, SqlxSqliteConnector};
use sqlx::{
    PgPool, SqlitePool,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};

use crate::{
    AccountId, Result, System,
    connection::{Connection, Queue},
};

/// SQLite readers beside the one writer.
const READERS: u32 = 4;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Keeps migrations of processes that start together apart; any fixed number will do.
const MIGRATION_LOCK: i64 = 7_230_415_118;

/// Writers of webhooks on PostgreSQL: while one waits for its commit, another fills the next.
const COMMITS_SIDE_BY_SIDE: u8 = 2;

/// The two sides of a database. On PostgreSQL both are the same pool.
#[derive(Clone)]
pub struct Database {
    pub(crate) writer: Connection,
    pub(crate) reader: Connection,
    pub(crate) postgres: Option<PgPool>,
    /// On PostgreSQL, what webhooks are stored through.
    pub(crate) intake: Option<PgPool>,
    /// On SQLite.
    pub(crate) queue: Option<Queue>,
}

impl Database {
    /// As one account meets it.
    pub(crate) fn of(&self, account: AccountId) -> Self {
        let mut own = self.clone();
        own.writer = self.writer.of(account, self.queue.as_ref());
        own
    }
}

impl System {
    /// How many transactions that have nothing to do with each other get more done than one after the other.
    #[must_use]
    pub fn commits_side_by_side(&self) -> usize {
        match self.database().postgres {
            Some(_) => COMMITS_SIDE_BY_SIDE.into(),
            None => 1,
        }
    }
}

/// Connects to `sqlite:` or `postgres:` and brings the schema up to date.
pub async fn connect(url: &str, connections: u32) -> Result<System> {
    let system = System::new(open(url, connections).await?);
    migrate(&system).await?;
    Ok(system)
}

/// Brings the schema up to date, one process at a time.
pub async fn migrate(system: &System) -> Result<()> {
    let database = system.database();
    let Some(pool) = &database.postgres else {
        return Ok(migrations::run(database.writer.rows()).await?);
    };
    let mut lock = pool.acquire().await?;
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(MIGRATION_LOCK)
        .execute(&mut *lock)
        .await?;
    let done = migrations::run(database.writer.rows()).await;
    sqlx::query("SELECT pg_advisory_unlock($1)")
        .bind(MIGRATION_LOCK)
        .execute(&mut *lock)
        .await?;
    Ok(done?)
}

/// Whether the database answers, for who watches over us.
pub async fn answers(system: &System) -> Result<()> {
    let asked = crate::sql::run(system.reader(), "SELECT 1", vec![]);
    let Ok(answer) = tokio::time::timeout(Duration::from_secs(3), asked).await else {
        return Err(sqlx::Error::PoolTimedOut.into());
    };
    answer.map(drop)
}

async fn open(url: &str, connections: u32) -> Result<Database> {
    if url.starts_with("postgres") {
        postgres(url, connections).await
    } else {
        sqlite(url).await
    }
}

async fn postgres(url: &str, connections: u32) -> Result<Database> {
    // The just-in-time compiler costs each short query several milliseconds.
    let options = PgConnectOptions::from_str(url)?.options([("jit", "off")]);
    let pool = PgPoolOptions::new()
        .max_connections(connections.max(4))
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options.clone())
        .await?;
    // Of their own, and not asked whether they still live before each batch: that would be a way to the server and
    // back more.
    let intake = PgPoolOptions::new()
        .max_connections(COMMITS_SIDE_BY_SIDE.into())
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(false)
        .connect_lazy_with(options);
    let connection = Connection::new(SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone()));
    Ok(Database {
        writer: connection.clone(),
        reader: connection,
        postgres: Some(pool),
        intake: Some(intake),
        queue: None,
    })
}

async fn sqlite(url: &str) -> Result<Database> {
    let options = SqliteConnectOptions::from_str(url)?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(BUSY_TIMEOUT)
        .foreign_keys(true)
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-2000");
    let pool = |count| SqlitePoolOptions::new().max_connections(count);
    let writer: SqlitePool = pool(1)
        .connect_with(options.clone().pragma("cache_size", "-8000"))
        .await?;
    let reader = pool(READERS).connect_lazy_with(options.read_only(true));
    Ok(Database {
        writer: Connection::new(SqlxSqliteConnector::from_sqlx_sqlite_pool(writer)),
        reader: Connection::new(SqlxSqliteConnector::from_sqlx_sqlite_pool(reader)),
        postgres: None,
        intake: None,
        queue: Some(Queue::default()),
    })
}
