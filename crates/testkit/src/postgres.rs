//! PostgreSQL in a test: a private server in a temporary folder, and a database for each test.
use std::{collections::BTreeSet, path::PathBuf, process::Command};

use sqlx::{AssertSqlSafe, Connection, PgConnection, Row};
use tempfile::TempDir;
use tokio::sync::Mutex;

/// Holds the migrated schema; every test's database is a copy of it.
const TEMPLATE: &str = "varebro_template";
/// One copy at a time: a database that is being copied may have no visitors.
const COPY_LOCK: i64 = 4_019_227;

/// A private server with fsync on; stopped and removed on drop.
pub struct Cluster {
    pub url: String,
    folder: TempDir,
}

impl Cluster {
    /// Panics with PostgreSQL's own words when it cannot start.
    pub fn start() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("varebro-postgres-")
            .tempdir()
            .unwrap();
        let asked = script("start", &folder).output().unwrap();
        let complaint = String::from_utf8_lossy(&asked.stderr);
        assert!(asked.status.success(), "PostgreSQL: {complaint}");
        let url = String::from_utf8(asked.stdout).unwrap().trim().to_owned();
        Self { url, folder }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        script("stop", &self.folder).status().ok();
    }
}

fn script(verb: &str, folder: &TempDir) -> Command {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../.ci/postgres");
    let mut command = Command::new(path);
    command.arg(verb).arg(folder.path());
    command
}

/// A migrated database of one's own; removed on drop.
pub struct Database {
    pub url: String,
    server: String,
    name: String,
}

impl Database {
    /// On the server that `VAREBRO_TEST_POSTGRES` names; `None` when the tests run on SQLite.
    pub async fn from_env() -> Option<Self> {
        let server = std::env::var("VAREBRO_TEST_POSTGRES").ok()?;
        Some(Self::copy(&server).await)
    }

    /// On the server at this address.
    pub async fn copy(server: &str) -> Self {
        let name = format!("test_{}", unique());
        let mut admin = PgConnection::connect(server).await.unwrap();
        lock(&mut admin).await;
        make_template(&mut admin, server).await;
        run(
            &mut admin,
            &format!("CREATE DATABASE {name} TEMPLATE {TEMPLATE}"),
        )
        .await;
        admin.close().await.unwrap();
        Self {
            url: at(server, &name),
            server: server.to_owned(),
            name,
        }
    }

    async fn remove(server: String, name: String) -> sqlx::Result<()> {
        let mut admin = PgConnection::connect(&server).await?;
        let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        sqlx::query(AssertSqlSafe(drop)).execute(&mut admin).await?;
        admin.close().await
    }
}

impl Drop for Database {
    /// On a thread of its own, since the test's runtime may be on its way out.
    fn drop(&mut self) {
        let (server, name) = (self.server.clone(), self.name.clone());
        let remover = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()?;
            runtime
                .block_on(Self::remove(server, name))
                .map_err(std::io::Error::other)
        });
        if let Ok(Err(error)) = remover.join() {
            tracing::warn!(%error, "A test's database stays behind");
        }
    }
}

/// Held until the connection closes.
async fn lock(admin: &mut PgConnection) {
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(COPY_LOCK)
        .execute(admin)
        .await
        .unwrap();
}

async fn make_template(admin: &mut PgConnection, server: &str) {
    let there = sqlx::query("SELECT count(*) FROM pg_database WHERE datname = $1")
        .bind(TEMPLATE)
        .fetch_one(&mut *admin)
        .await
        .unwrap();
    if there.get::<i64, _>(0) == 0 {
        run(admin, &format!("CREATE DATABASE {TEMPLATE}")).await;
    }
    // By server, since a process may have started one of its own beside the one it was given.
    static MIGRATED: Mutex<BTreeSet<String>> = Mutex::const_new(BTreeSet::new());
    let mut migrated = MIGRATED.lock().await;
    if !migrated.contains(server) {
        drop(store::connect(&at(server, TEMPLATE), 4).await.unwrap());
        migrated.insert(server.to_owned());
    }
    drop(migrated);
    let leave = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1";
    sqlx::query(leave)
        .bind(TEMPLATE)
        .execute(admin)
        .await
        .unwrap();
}

async fn run(admin: &mut PgConnection, statement: &str) {
    sqlx::query(AssertSqlSafe(statement.to_owned()))
        .execute(admin)
        .await
        .unwrap();
}

/// The server's address with another database in it.
fn at(server: &str, database: &str) -> String {
    let mut url = url::Url::parse(server).unwrap();
    url.set_path(database);
    url.into()
}

fn unique() -> String {
    format!("{:016x}{:x}", rand::random::<u64>(), std::process::id())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_test_has_a_migrated_database_that_goes_with_it() {
        let cluster = Cluster::start();
        let (one, other) = tokio::join!(Database::copy(&cluster.url), Database::copy(&cluster.url));
        let mut rows = PgConnection::connect(&one.url).await.unwrap();
        let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
        let tables = sqlx::query(tables).fetch_one(&mut rows).await.unwrap();
        assert!(tables.get::<i64, _>(0) > 3);
        let fsync = sqlx::query("SHOW fsync")
            .fetch_one(&mut rows)
            .await
            .unwrap();
        assert_eq!(fsync.get::<String, _>(0), "on");
        rows.close().await.unwrap();
        let gone = one.url.clone();
        drop(one);
        assert!(PgConnection::connect(&gone).await.is_err());
        assert!(PgConnection::connect(&other.url).await.is_ok());
    }
}
