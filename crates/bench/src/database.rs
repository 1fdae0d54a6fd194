//! Where a scenario's rows are, safe on disk as in the product, and a plain way to read them.
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use clap::ValueEnum;
use sqlx::{AssertSqlSafe, PgPool, Row, SqlitePool};
use tempfile::TempDir;
use testkit::postgres::{Cluster, Database as Copy};
use url::Url;

use crate::Common;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A database of its own; gone when dropped.
pub struct Database {
    pub url: String,
    pool: Pool,
    // The copy before the server it is on.
    _copy: Option<Copy>,
    _cluster: Option<Cluster>,
    folder: TempDir,
}

enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// By this name PostgreSQL knows the connections of the process that is killed.
const WORKER: &str = "varebro-bench-worker";
/// How often it is asked whether they are gone.
const LOOK: Duration = Duration::from_millis(10);

/// The address of the database for the process that is killed.
pub fn worker(url: &str) -> anyhow::Result<String> {
    if !url.starts_with("postgres") {
        return Ok(url.to_owned());
    }
    let mut url = Url::parse(url)?;
    url.query_pairs_mut()
        .append_pair("application_name", WORKER);
    Ok(url.into())
}

impl Database {
    pub async fn open(common: &Common) -> anyhow::Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("varebro-bench-")
            .tempdir()?;
        match common.database {
            Engine::Sqlite => Self::sqlite(folder).await,
            Engine::Postgres => Self::postgres(folder, common.url.clone()).await,
        }
    }

    /// Of the scenario: its database, its logs, its mails.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Every value as text. `id(column)` in the text is a uuid as 32 letters, on both engines.
    pub async fn rows(&self, text: &str) -> anyhow::Result<Vec<Vec<String>>> {
        match &self.pool {
            Pool::Sqlite(pool) => {
                let text = text.replace("id(", "hex(");
                let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(pool).await?;
                let read = |row: &sqlx::sqlite::SqliteRow| {
                    (0..row.len()).map(|at| text_of(row.try_get(at))).collect()
                };
                Ok(rows.iter().map(read).collect())
            }
            Pool::Postgres(pool) => {
                let text = text.replace("id(", "pg_catalog.text(");
                let rows = sqlx::query(AssertSqlSafe(text)).fetch_all(pool).await?;
                let read = |row: &sqlx::postgres::PgRow| {
                    (0..row.len()).map(|at| text_of(row.try_get(at))).collect()
                };
                Ok(rows.iter().map(read).collect())
            }
        }
    }

    /// The worker was killed, and what it had sent to the server by then is done or undone.
    pub async fn until_worker_is_gone(&self) -> anyhow::Result<()> {
        let Pool::Postgres(_) = self.pool else {
            return Ok(());
        };
        let text = format!(
            "SELECT CAST(COUNT(*) AS TEXT) FROM pg_stat_activity WHERE application_name = '{WORKER}'
             AND datname = current_database()"
        );
        while self.rows(&text).await?.concat() != ["0"] {
            tokio::time::sleep(LOOK).await;
        }
        Ok(())
    }

    /// A uuid as a value in a statement.
    pub fn quoted(&self, id: &str) -> String {
        match &self.pool {
            Pool::Sqlite(_) => format!("x'{}'", id.replace('-', "")),
            Pool::Postgres(_) => format!("'{id}'"),
        }
    }

    /// All that it holds, as it lies on the disk or row by row.
    pub async fn dump(&self) -> anyhow::Result<Vec<(String, String)>> {
        if let Pool::Sqlite(_) = self.pool {
            let files = self.files().into_iter().filter(|path| path.exists());
            let read = |path: PathBuf| {
                let bytes = std::fs::read(&path)?;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                Ok((path.display().to_string(), text))
            };
            return files.map(read).collect();
        }
        let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
        let mut dump = Vec::new();
        for table in self.rows(tables).await?.concat() {
            let rows = self
                .rows(&format!("SELECT t::text FROM \"{table}\" t"))
                .await?;
            dump.push((table, rows.concat().join("\n")));
        }
        Ok(dump)
    }

    fn files(&self) -> [PathBuf; 2] {
        let at = |name| self.folder.path().join(name);
        [at("bench.db"), at("bench.db-wal")]
    }

    async fn sqlite(folder: TempDir) -> anyhow::Result<Self> {
        let path = folder.path().join("bench.db");
        let url = format!("sqlite:{}", path.display());
        drop(store::connect(&url, 4).await?);
        let pool = SqlitePool::connect_lazy(&format!("{url}?mode=ro"))?;
        Ok(Self {
            url,
            pool: Pool::Sqlite(pool),
            _copy: None,
            _cluster: None,
            folder,
        })
    }

    async fn postgres(folder: TempDir, server: Option<String>) -> anyhow::Result<Self> {
        let cluster = server.is_none().then(Cluster::start);
        let server = match &cluster {
            Some(cluster) => cluster.url.clone(),
            None => server.unwrap_or_default(),
        };
        let copy = Copy::copy(&server).await;
        let pool = PgPool::connect_lazy(&copy.url)?;
        Ok(Self {
            url: copy.url.clone(),
            pool: Pool::Postgres(pool),
            _copy: Some(copy),
            _cluster: cluster,
            folder,
        })
    }
}

/// What is not text, or nothing, is empty.
fn text_of(read: Result<Option<String>, sqlx::Error>) -> String {
    read.ok().flatten().unwrap_or_default()
}
