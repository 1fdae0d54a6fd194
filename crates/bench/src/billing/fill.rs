//! Many accounts with shops, written by the database itself: nobody has time to sign them up.
use domain::plan::Period;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::{SHOPS, noon};
use crate::database::Database;

pub async fn fill(database: &Database, accounts: usize, period: Period) -> anyhow::Result<()> {
    let is_postgres = database.url.starts_with("postgres");
    let statements = statements(is_postgres, accounts, period);
    if is_postgres {
        let mut rows = PgConnection::connect(&database.url).await?;
        for one in statements {
            sqlx::query(AssertSqlSafe(one)).execute(&mut rows).await?;
        }
    } else {
        let mut rows = SqliteConnection::connect(&database.url).await?;
        for one in statements {
            sqlx::query(AssertSqlSafe(one)).execute(&mut rows).await?;
        }
        rows.close().await?;
    }
    Ok(())
}

/// Every tenth account is Danish, and one of its shops leaves on the 16th.
fn statements(is_postgres: bool, accounts: usize, period: Period) -> Vec<String> {
    let id = if is_postgres {
        "gen_random_uuid()"
    } else {
        "randomblob(16)"
    };
    let begun = noon(period.before(), 3).timestamp_millis();
    let left = noon(period, 16).timestamp_millis();
    let count = |last: usize| {
        format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {last})")
    };
    let counted = period.last().pred_opt().unwrap_or(period.last());
    vec![
        format!(
            "INSERT INTO accounts (id, name, country, created_at) {} SELECT {id}, 'Firma ' || i,
             CASE WHEN i % 10 = 0 THEN 'DK' ELSE 'NO' END, {begun} FROM n",
            count(accounts)
        ),
        format!(
            "INSERT INTO users (id, account_id, email, role, language, created_at) SELECT {id}, id,
             replace(lower(name), ' ', '-') || '@example.test', 'owner', 'nb', created_at
             FROM accounts"
        ),
        format!(
            "INSERT INTO shops (id, account_id, code, name, home, rest_root, identity, keys_in,
             webhook_secret, hooks, facts, connected_at, created_at, cursor_at, poll_due, open_due,
             nightly_due, looks_begun, looks_done, batch_size, failures, probes)
             {} SELECT {id}, id, 'kod' || i, 'Butikk ' || i || ' til ' || name,
             'https://butikk-' || i || '.example.test/', '', name || i, 'header', '', '{{}}', '{{}}',
             {begun}, {begun}, {begun}, 0, 0, 0, 0, 0, 100, 0, 0 FROM accounts CROSS JOIN n",
            count(SHOPS)
        ),
        format!(
            "INSERT INTO shop_ledger (id, account_id, shop_id, kind, at, who, why)
             SELECT {id}, account_id, id, 'activated', created_at, '', 'connected' FROM shops"
        ),
        format!(
            "INSERT INTO shop_ledger (id, account_id, shop_id, kind, at, who, why)
             SELECT {id}, account_id, id, 'removed', {left}, '', 'disconnected' FROM shops
             WHERE code = 'kod{SHOPS}'
             AND account_id IN (SELECT id FROM accounts WHERE country = 'DK')"
        ),
        format!(
            "INSERT INTO billing_details (account_id, details, changed_at, changed_by)
             SELECT id, '{{\"company\":\"' || name || '\",\"organisation\":\"974760673\",\"address\":[],
             \"postal_code\":\"5003\",\"city\":\"Bergen\",\"reference\":null,
             \"email\":\"regnskap@example.test\",\"endpoint\":null}}', {begun}, '' FROM accounts"
        ),
        format!(
            "INSERT INTO counted_days (day, accounts, shops, extra, counted_at)
             VALUES ('{counted}', 0, 0, 0, 0)"
        ),
        // As the database does by itself after a while.
        "ANALYZE".to_owned(),
    ]
}
