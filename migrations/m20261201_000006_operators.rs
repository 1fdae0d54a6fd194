//! What operators do, kept so that nobody can change it; and what their pages look up.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[
                ACTS,
                ACTS_ACCOUNT,
                SHOPS_CONNECTED,
                SHOPS_PARKED,
                AGREEMENTS_PARKED,
                MAILS_GIVEN_UP,
                AGREED_HOLDING,
            ],
        )
        .await?;
        for table in KEPT {
            let kept = match manager.get_database_backend() {
                DbBackend::Postgres => in_postgres(table),
                _ => in_sqlite(table),
            };
            for statement in kept {
                let connection = manager.get_connection();
                connection.execute_unprepared(&statement).await?;
            }
        }
        Ok(())
    }
}

/// Logs whose rows are only ever added.
const KEPT: [&str; 2] = ["operator_acts", "audit_lines"];

/// `account_id` is nil for what concerns no account. `what` is the key of its words; `about` says which thing, and
/// why, as the operator wrote it. `email` stands as it was.
const ACTS: &str = "CREATE TABLE operator_acts (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    email text NOT NULL,
    account_id uuid NOT NULL,
    what text NOT NULL,
    about text NOT NULL,
    address text NOT NULL,
    at bigint NOT NULL)";
const ACTS_ACCOUNT: &str = "CREATE INDEX operator_acts_account ON operator_acts (account_id, id)";

/// So that all that are connected can be counted without reading each.
const SHOPS_CONNECTED: &str = "CREATE INDEX shops_connected ON shops (account_id)
    WHERE disconnected_at IS NULL";
const SHOPS_PARKED: &str = "CREATE INDEX shops_parked ON shops (parked_at)
    WHERE parked_at IS NOT NULL";
const AGREEMENTS_PARKED: &str = "CREATE INDEX agreements_parked ON agreements (parked_at)
    WHERE parked_at IS NOT NULL";
const MAILS_GIVEN_UP: &str = "CREATE INDEX mails_given_up ON mails (created_at)
    WHERE state = 'given_up'";

/// Prices of accounts' own that still hold.
const AGREED_HOLDING: &str = "CREATE INDEX agreed_prices_holding ON agreed_prices (last, first)";

fn in_sqlite(table: &str) -> Vec<String> {
    let refuse = |on: &str| {
        format!(
            "CREATE TRIGGER {table}_no_{} BEFORE {on} ON {table}
             BEGIN SELECT RAISE(ABORT, '{table}: rows are only added'); END",
            on.to_lowercase()
        )
    };
    vec![refuse("UPDATE"), refuse("DELETE")]
}

fn in_postgres(table: &str) -> Vec<String> {
    let refuse = |name: &str, on: &str, each: &str| {
        format!(
            "CREATE TRIGGER {table}_{name} BEFORE {on} ON {table}
             FOR EACH {each} EXECUTE FUNCTION {table}_are_kept()"
        )
    };
    vec![
        format!(
            "CREATE FUNCTION {table}_are_kept() RETURNS trigger LANGUAGE plpgsql AS
             $$ BEGIN RAISE EXCEPTION '{table}: rows are only added'; END $$"
        ),
        refuse("no_change", "UPDATE OR DELETE", "ROW"),
        refuse("no_truncate", "TRUNCATE", "STATEMENT"),
    ]
}
