//! What the database alone can do: as many connections, one INSERT and COMMIT each of a row as wide, under the same indexes.
use std::{str::FromStr, time::Duration};

use sqlx::types::Uuid;
use sqlx::{
    PgPool, SqlitePool,
    postgres::PgPoolOptions,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions, SqliteSynchronous},
};
use tokio::time::Instant;

use crate::database::Database;

/// As the inbox: a row that nobody could find again would be cheaper, and no inbox.
const TABLE: [&str; 3] = [
    "CREATE TABLE IF NOT EXISTS raw_rows (id uuid PRIMARY KEY, account_id uuid NOT NULL,
    shop_id uuid NOT NULL, kind text NOT NULL, subject text NOT NULL, track text NOT NULL,
    urgent boolean NOT NULL, state text NOT NULL, attempts bigint NOT NULL, due_at bigint NOT NULL,
    turn bigint NOT NULL, waits_for text, created_at bigint NOT NULL, settled_at bigint)",
    "CREATE UNIQUE INDEX IF NOT EXISTS raw_rows_one_waiting
    ON raw_rows (account_id, shop_id, kind, subject) WHERE state = 'waiting'",
    "CREATE INDEX IF NOT EXISTS raw_rows_pick
    ON raw_rows (account_id, track, urgent, due_at) WHERE settled_at IS NULL",
];
const ROW: &str = "INSERT INTO raw_rows VALUES
    ($1, $2, $3, 'order', $4, 'realtime', false, 'waiting', 0, $5, 0, NULL, $5, NULL)";

/// Rows a second. SQLite lets one write at a time, and many that wait for each other get less done
/// than one alone: the better of both counts.
pub async fn rate(database: &Database, connections: usize, span: Duration) -> anyhow::Result<f64> {
    let count = u32::try_from(connections)?;
    if database.url.starts_with("postgres") {
        let pool = PgPoolOptions::new().max_connections(count);
        return postgres(pool.connect(&database.url).await?, connections, span).await;
    }
    let alone = sqlite(pool(database, 1).await?, 1, span / 2).await?;
    let together = sqlite(pool(database, count).await?, connections, span / 2).await?;
    Ok(alone.max(together))
}

async fn pool(database: &Database, connections: u32) -> anyhow::Result<SqlitePool> {
    let options = SqliteConnectOptions::from_str(&database.url)?
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(30));
    let pool = SqlitePoolOptions::new().max_connections(connections);
    Ok(pool.connect_with(options).await?)
}

async fn sqlite(pool: SqlitePool, connections: usize, span: Duration) -> anyhow::Result<f64> {
    for text in TABLE {
        sqlx::query(text).execute(&pool).await?;
    }
    let (begun, mut tasks) = (Instant::now(), Vec::new());
    for _ in 0..connections {
        let pool = pool.clone();
        tasks.push(tokio::spawn(async move {
            let (mut done, mut row) = (0_u32, pool.acquire().await?);
            while begun.elapsed() < span {
                let insert = sqlx::query(ROW).bind(Uuid::now_v7()).bind(Uuid::now_v7());
                let insert = insert.bind(Uuid::now_v7()).bind(done.to_string());
                insert
                    .bind(1_788_256_800_000_i64)
                    .execute(&mut *row)
                    .await?;
                done += 1;
            }
            anyhow::Ok(done)
        }));
    }
    finish(tasks, begun).await
}

async fn postgres(pool: PgPool, connections: usize, span: Duration) -> anyhow::Result<f64> {
    for text in TABLE {
        sqlx::query(text).execute(&pool).await?;
    }
    let (begun, mut tasks) = (Instant::now(), Vec::new());
    for _ in 0..connections {
        let pool = pool.clone();
        tasks.push(tokio::spawn(async move {
            let (mut done, mut row) = (0_u32, pool.acquire().await?);
            while begun.elapsed() < span {
                let insert = sqlx::query(ROW).bind(Uuid::now_v7()).bind(Uuid::now_v7());
                let insert = insert.bind(Uuid::now_v7()).bind(done.to_string());
                insert
                    .bind(1_788_256_800_000_i64)
                    .execute(&mut *row)
                    .await?;
                done += 1;
            }
            anyhow::Ok(done)
        }));
    }
    finish(tasks, begun).await
}

async fn finish(
    tasks: Vec<tokio::task::JoinHandle<anyhow::Result<u32>>>,
    begun: Instant,
) -> anyhow::Result<f64> {
    let mut done = 0;
    for task in tasks {
        done += task.await??;
    }
    Ok(f64::from(done) / begun.elapsed().as_secs_f64())
}
