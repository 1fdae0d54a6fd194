//! Rackbeat's items with their last figures, the shops' products linked to them, and what each shop was last told.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[
                ITEMS,
                PRODUCT_LINKS,
                PRODUCT_LINKS_PRODUCT,
                PRODUCT_LINKS_NUMBER,
                PRODUCT_LINKS_LIST,
                LEVELS,
                LEVELS_DUE,
                LEVELS_NUMBER,
            ],
        )
        .await
    }
}

/// The last figures Rackbeat gave for a number, in thousandths; `reading` is the agreement's tally as
/// noted before the reading began. NULL figures: never read, or not usable.
const ITEMS: &str = "CREATE TABLE items (
    account_id uuid NOT NULL,
    number text NOT NULL,
    item_type text NOT NULL,
    name text NOT NULL,
    inventory_enabled boolean NOT NULL,
    barred boolean NOT NULL,
    on_hand bigint,
    available bigint,
    reading bigint NOT NULL,
    read_at bigint NOT NULL,
    missing_since bigint,
    components text,
    told text,
    PRIMARY KEY (account_id, number))";

/// `state`: linked, or why not. `manage_stock`: yes, no, parent. `sku_key` is the trimmed SKU in lower
/// case, to find those that differ only in case. `listed` numbers the listing that last saw the row.
const PRODUCT_LINKS: &str = "CREATE TABLE product_links (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    product_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    kind text NOT NULL,
    sku text NOT NULL,
    sku_key text NOT NULL,
    name text NOT NULL,
    item_number text,
    state text NOT NULL,
    manage_stock text NOT NULL,
    status text NOT NULL,
    listed bigint NOT NULL,
    tied_by text)";
const PRODUCT_LINKS_PRODUCT: &str =
    "CREATE UNIQUE INDEX product_links_product ON product_links (shop_id, product_id)";
const PRODUCT_LINKS_NUMBER: &str = "CREATE INDEX product_links_number
    ON product_links (account_id, item_number) WHERE item_number IS NOT NULL";
const PRODUCT_LINKS_LIST: &str =
    "CREATE INDEX product_links_list ON product_links (account_id, shop_id, sku_key, id)";

/// What a shop shows of a linked number, in thousandths. `shop_says`: as far as we know (NULL: not
/// read). `marked` and `done` count: due while marked > done. `written_look` is the number of looks
/// begun when our last write was answered: a later look that did not show an order proves that the
/// order came after that write. `must_write`: our write may have overwritten the shop's own sale.
const LEVELS: &str = "CREATE TABLE stock_levels (
    link_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    item_number text NOT NULL,
    product_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    shop_says bigint,
    written bigint,
    written_at bigint,
    written_look bigint NOT NULL,
    marked bigint NOT NULL,
    done bigint NOT NULL,
    must_write boolean NOT NULL,
    zeroed_at bigint,
    held_at bigint,
    allowed_at bigint,
    corrections bigint NOT NULL,
    corrected_since bigint,
    left_alone_at bigint,
    result text,
    state text NOT NULL)";
const LEVELS_DUE: &str =
    "CREATE INDEX stock_levels_due ON stock_levels (shop_id) WHERE marked > done";
const LEVELS_NUMBER: &str =
    "CREATE INDEX stock_levels_number ON stock_levels (account_id, item_number)";
