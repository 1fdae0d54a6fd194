//! What somebody with the database's password could do behind the product's back.
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::House;

impl House {
    /// Runs a statement as it stands; how many rows it changed, or what the database says.
    pub async fn by_hand(&self, statement: &str) -> Result<u64, String> {
        by_hand(&self.database.url, statement).await
    }
}

/// The same in the database at this address.
pub async fn by_hand(url: &str, statement: &str) -> Result<u64, String> {
    let statement = AssertSqlSafe(statement.to_owned());
    let done = if url.starts_with("sqlite:") {
        let mut rows = SqliteConnection::connect(url).await.unwrap();
        let done = sqlx::query(statement).execute(&mut rows).await;
        rows.close().await.unwrap();
        done.map(|done| done.rows_affected())
    } else {
        let mut rows = PgConnection::connect(url).await.unwrap();
        let done = sqlx::query(statement).execute(&mut rows).await;
        rows.close().await.unwrap();
        done.map(|done| done.rows_affected())
    };
    done.map_err(|error| error.to_string())
}
