//! Every text of every row in a database, table by table.
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

/// Each table with the texts of all its rows.
pub(crate) async fn all(url: &str) -> sqlx::Result<Vec<(String, String)>> {
    match url.starts_with("sqlite:") {
        true => sqlite(url).await,
        false => postgres(url).await,
    }
}

async fn sqlite(url: &str) -> sqlx::Result<Vec<(String, String)>> {
    let mut rows = SqliteConnection::connect(url).await?;
    let tables = "SELECT m.name, group_concat(
            'CASE typeof(\"' || c.name || '\") WHEN ''text'' THEN \"' || c.name || '\" ELSE '''' END', ' || '' '' || ')
        FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' GROUP BY m.name";
    let tables: Vec<(String, String)> = sqlx::query_as(tables).fetch_all(&mut rows).await?;
    let mut all = Vec::with_capacity(tables.len());
    for (table, columns) in tables {
        let ask = format!("SELECT {columns} FROM \"{table}\"");
        let texts = sqlx::query_scalar(AssertSqlSafe(ask));
        let texts: Vec<String> = texts.fetch_all(&mut rows).await?;
        all.push((table, texts.join("\n")));
    }
    rows.close().await?;
    Ok(all)
}

async fn postgres(url: &str) -> sqlx::Result<Vec<(String, String)>> {
    let mut rows = PgConnection::connect(url).await?;
    let tables = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'";
    let tables: Vec<String> = sqlx::query_scalar(tables).fetch_all(&mut rows).await?;
    let mut all = Vec::with_capacity(tables.len());
    for table in tables {
        let ask = format!("SELECT t::text FROM \"{table}\" t");
        let texts = sqlx::query_scalar(AssertSqlSafe(ask));
        let texts: Vec<String> = texts.fetch_all(&mut rows).await?;
        all.push((table, texts.join("\n")));
    }
    rows.close().await?;
    Ok(all)
}
