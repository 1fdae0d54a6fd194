//! Initial synchronisations: each run, and what is to become of each product in it.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[
                IMPORTS,
                IMPORTS_SHOP,
                IMPORTS_LIVE,
                ROWS,
                ROWS_STEP,
                ROWS_ACT,
                ROWS_PRODUCT,
                ROWS_NUMBER,
                ROWS_LEVELED,
                LINES_REDUCED,
            ],
        )
        .await
    }
}

/// `state`: reading, ready, running, stopping, done, cancelled, dropped. `offers_stock`: levels may be set, since no
/// other shop's figures are Rackbeat's truth already. `places` are Rackbeat's locations (JSON). `links` to `differs` are the
/// preview's counts; `todo` is how many rows were approved to be worked, `ended` how many of them are, and the rest what
/// became of them. `turn` is the turn of the lane that works it. `worked_ms` is how long it has worked until `working_since`.
const IMPORTS: &str = "CREATE TABLE imports (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    state text NOT NULL,
    asked_at bigint NOT NULL,
    asked_by text NOT NULL,
    read_at bigint,
    approved_at bigint,
    approved_by text,
    paused_at bigint,
    paused_by text,
    cancelled_at bigint,
    cancelled_by text,
    ended_at bigint,
    offers_stock boolean NOT NULL,
    with_stock boolean NOT NULL,
    location bigint,
    places text NOT NULL,
    links bigint NOT NULL,
    creates bigint NOT NULL,
    skips bigint NOT NULL,
    differs bigint NOT NULL,
    todo bigint NOT NULL,
    ended bigint NOT NULL,
    created bigint NOT NULL,
    linked bigint NOT NULL,
    levels bigint NOT NULL,
    left_out bigint NOT NULL,
    failed bigint NOT NULL,
    turn bigint NOT NULL,
    worked_ms bigint NOT NULL,
    working_since bigint)";
const IMPORTS_SHOP: &str = "CREATE INDEX imports_shop ON imports (account_id, shop_id, asked_at)";
/// One at a time in a shop.
const IMPORTS_LIVE: &str = "CREATE UNIQUE INDEX imports_live ON imports (shop_id)
    WHERE state IN ('reading', 'running', 'stopping')";

/// Quantities are thousandths. `act`: link, create, skip; `reason` (JSON): why it is skipped, has no level or came to nothing.
/// `shop_says` and `reduced` are the shop's figure and what its open orders have taken from it, `on_hand` Rackbeat's;
/// together `target`. `step`: waiting, creating, made, adjusting, adjusted, booking, done, skipped, failed, and before the
/// approval seen. `found` is the level that was read at the location, `elsewhere` at all others; `drafted` is what
/// adjustment `adjustment_id`, made with the text `mark`, says. `claimed_at`: a call went out then. `leveled_tally`: a
/// reading of Rackbeat's items that began after this one knows the level.
const ROWS: &str = "CREATE TABLE import_rows (
    import_id uuid NOT NULL,
    seq bigint NOT NULL,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    product_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    kind text NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    number text NOT NULL,
    act text NOT NULL,
    reason text,
    wants_level boolean NOT NULL,
    shop_says bigint,
    reduced bigint NOT NULL,
    on_hand bigint,
    target bigint,
    step text NOT NULL,
    tries bigint NOT NULL,
    claimed_at bigint,
    mark text,
    found bigint,
    elsewhere bigint,
    reckoned_at bigint,
    adjustment_id bigint,
    drafted bigint,
    created_at bigint,
    leveled_at bigint,
    leveled_tally bigint,
    PRIMARY KEY (import_id, seq))";
const ROWS_STEP: &str = "CREATE INDEX import_rows_step ON import_rows (import_id, step, seq)";
const ROWS_ACT: &str = "CREATE INDEX import_rows_act ON import_rows (import_id, act, seq)";
const ROWS_PRODUCT: &str = "CREATE INDEX import_rows_product ON import_rows (shop_id, product_id)";
const ROWS_NUMBER: &str = "CREATE INDEX import_rows_number ON import_rows (account_id, number)";
const ROWS_LEVELED: &str = "CREATE INDEX import_rows_leveled
    ON import_rows (account_id, leveled_tally) WHERE leveled_tally IS NOT NULL";
/// What a shop's orders have taken of a product.
const LINES_REDUCED: &str = "CREATE INDEX order_lines_reduced
    ON order_lines (shop_id, product_id) WHERE reduced > 0";
