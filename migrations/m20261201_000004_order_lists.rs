//! Lists of orders and of the log that answer at any size, and runs that take old orders along.
use sea_orm_migration::{prelude::*, sea_orm::DbBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Numbers are compared letter by letter, which PostgreSQL does only when told.
        let prefix = match manager.get_database_backend() {
            DbBackend::Postgres => LINKS_NUMBER_START.replace("number,", "number COLLATE \"C\","),
            _ => LINKS_NUMBER_START.to_owned(),
        };
        crate::all(
            manager,
            &[
                "DROP INDEX order_links_list",
                "DROP INDEX order_links_open",
                "DROP INDEX order_lines_shop",
                LINKS_OPEN,
                LINKS_NEWEST,
                LINKS_STATE,
                LINKS_EMAIL,
                &prefix,
                LINKS_REFERENCE,
                LINKS_STILL,
                LINES_SKU,
                OUTCOMES_NEWEST,
                OUTCOMES_STATE,
                OUTCOMES_SHOP_STATE,
                RUNS,
                RUNS_SHOP,
                RUNS_LIVE,
                LINKS_RUN,
                LINKS_RUN_WAITING,
                LINES_REFUNDED,
            ],
        )
        .await
    }
}

/// Every list is read shop by shop, each in the order of its page, so that any page is as near as the first. None of
/// these begins with the account: SQLite keeps no statistics, and would take one of them for a query that has an index
/// by account and shop of its own.
const LINKS_NEWEST: &str =
    "CREATE INDEX order_links_newest ON order_links (shop_id, placed_at, id)";
/// With the account, so that counting reads nothing else.
const LINKS_STATE: &str = "CREATE INDEX order_links_state
    ON order_links (shop_id, state, placed_at, id, account_id)";
const LINKS_EMAIL: &str = "CREATE INDEX order_links_email
    ON order_links (shop_id, lower(email), placed_at, id) WHERE email IS NOT NULL";
const LINKS_NUMBER_START: &str =
    "CREATE INDEX order_links_number_start ON order_links (shop_id, number, id)";
/// In the order in which they are read again: else SQLite reads a whole shop so as not to have to sort.
const LINKS_OPEN: &str =
    "CREATE INDEX order_links_open ON order_links (account_id, shop_id, woo_id)
    WHERE closed_at IS NULL";
const LINKS_REFERENCE: &str =
    "CREATE INDEX order_links_reference ON order_links (reference, account_id)";
/// What stands still, by what it stands still for.
const LINKS_STILL: &str = "CREATE INDEX order_links_still ON order_links (shop_id, cause)
    WHERE cause IS NOT NULL AND closed_at IS NULL";
const LINES_SKU: &str = "CREATE INDEX order_lines_sku ON order_lines (shop_id, sku, link_id)";

const OUTCOMES_NEWEST: &str = "CREATE INDEX outcomes_newest ON outcomes (account_id, id)";
const OUTCOMES_STATE: &str = "CREATE INDEX outcomes_state ON outcomes (account_id, state, id)";
const OUTCOMES_SHOP_STATE: &str =
    "CREATE INDEX outcomes_shop_state ON outcomes (account_id, shop_id, state, id)";

/// `state`: counting, ready, taking, looking, releasing, stopping, done, stopped, dropped. `since` null: those that are
/// open; else all bought since then, completed ones only `with_completed`. `open` and `completed` are what the preview
/// counted. `cursor_at` and `page`: how far the shop's orders are read. `taken`, `known`, `released` and `put_back`: what
/// became of them.
const RUNS: &str = "CREATE TABLE old_order_runs (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    state text NOT NULL,
    since bigint,
    with_completed boolean NOT NULL,
    asked_at bigint NOT NULL,
    asked_by text NOT NULL,
    counted_at bigint,
    approved_at bigint,
    approved_by text,
    stopped_at bigint,
    stopped_by text,
    ended_at bigint,
    open bigint NOT NULL,
    completed bigint NOT NULL,
    cursor_at bigint,
    page bigint NOT NULL,
    taken bigint NOT NULL,
    known bigint NOT NULL,
    released bigint NOT NULL,
    put_back bigint NOT NULL)";
const RUNS_SHOP: &str =
    "CREATE INDEX old_order_runs_shop ON old_order_runs (account_id, shop_id, asked_at)";
/// One at a time in a shop.
const RUNS_LIVE: &str = "CREATE UNIQUE INDEX old_order_runs_live ON old_order_runs (shop_id)
    WHERE state IN ('counting', 'taking', 'looking', 'releasing', 'stopping')";
/// Taken along by this run and not yet released to be sent.
const LINKS_RUN: &str = "ALTER TABLE order_links ADD COLUMN old_run_id uuid";
/// Pieces that the customer gave back, in thousandths.
const LINES_REFUNDED: &str =
    "ALTER TABLE order_lines ADD COLUMN refunded bigint NOT NULL DEFAULT 0";
const LINKS_RUN_WAITING: &str = "CREATE INDEX order_links_run ON order_links (old_run_id, woo_id)
    WHERE old_run_id IS NOT NULL";
