//! Rows by the hundred thousand, past the product: as it writes them, only faster.
use anyhow::Context;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};

use crate::database::Database;

/// Rows in one statement, and statements in one transaction.
const ROWS: usize = 500;
const STATEMENTS: usize = 100;

pub enum Rows {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Rows {
    pub async fn open(database: &Database) -> anyhow::Result<Self> {
        if database.url.starts_with("postgres") {
            let mut rows = PgConnection::connect(&database.url).await?;
            rows.execute("SET synchronous_commit = off").await?;
            return Ok(Self::Postgres(rows));
        }
        let mut rows = SqliteConnection::connect(&database.url).await?;
        for pragma in ["synchronous = OFF", "cache_size = -400000"] {
            rows.execute(AssertSqlSafe(format!("PRAGMA {pragma}")))
                .await?;
        }
        Ok(Self::Sqlite(rows))
    }

    /// Into `table`, which names its columns, each row as it stands between the brackets.
    pub async fn add(
        &mut self,
        table: &str,
        rows: impl Iterator<Item = String>,
    ) -> anyhow::Result<()> {
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            self.run("BEGIN").await?;
            for _ in 0..STATEMENTS {
                let some: Vec<_> = rows.by_ref().take(ROWS).collect();
                if some.is_empty() {
                    break;
                }
                let text = format!("INSERT INTO {table} VALUES ({})", some.join("), ("));
                self.run(&text).await.with_context(|| table.to_owned())?;
            }
            self.run("COMMIT").await?;
        }
        Ok(())
    }

    /// As PostgreSQL does by itself a little later; SQLite is left as the product leaves it.
    pub async fn settle(&mut self) -> anyhow::Result<()> {
        match self {
            Self::Postgres(_) => self.run("VACUUM ANALYZE").await,
            Self::Sqlite(_) => self.run("PRAGMA wal_checkpoint(TRUNCATE)").await,
        }
    }

    async fn run(&mut self, text: &str) -> anyhow::Result<()> {
        let text = AssertSqlSafe(text.to_owned());
        match self {
            Self::Sqlite(rows) => rows.execute(text).await.map(drop)?,
            Self::Postgres(rows) => rows.execute(text).await.map(drop)?,
        }
        Ok(())
    }
}

/// A text as it stands in a statement.
pub fn text(of: &str) -> String {
    format!("'{}'", of.replace('\'', "''"))
}
