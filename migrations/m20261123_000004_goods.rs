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
                ITEMS_KEY,
                SWEEPS,
                LISTINGS,
                PRODUCT_LINKS,
                PRODUCT_LINKS_PRODUCT,
                PRODUCT_LINKS_NUMBER,
                PRODUCT_LINKS_LIST,
                PRODUCT_LINKS_STALE,
                LEVELS,
                LEVELS_DUE,
                LEVELS_NUMBER,
                LEVELS_PRODUCT,
                LEVELS_AGAIN,
            ],
        )
        .await
    }
}

/// The last figures Rackbeat gave for a number, in thousandths; NULL: not given, so not usable.
/// `reading` is the tally that the reading raised before its first call, so it also orders readings.
/// `located` is on hand by location (JSON), `located_reserved` what was reserved just before it was
/// read. `components` is what a bill of materials is made of (JSON), NULL: not a bill, or not read.
/// `counted_booked` and `counted_shipped` add up our own sales as readings come to count them.
const ITEMS: &str = "CREATE TABLE items (
    account_id uuid NOT NULL,
    number text NOT NULL,
    number_key text NOT NULL,
    item_type text NOT NULL,
    name text NOT NULL,
    inventory_enabled boolean NOT NULL,
    barred boolean NOT NULL,
    on_hand bigint,
    available bigint,
    reserved bigint,
    located text,
    located_reserved bigint,
    reading bigint NOT NULL,
    read_at bigint NOT NULL,
    missing_since bigint,
    components text,
    counted_booked bigint NOT NULL,
    counted_shipped bigint NOT NULL,
    PRIMARY KEY (account_id, number))";
const ITEMS_KEY: &str = "CREATE INDEX items_key ON items (account_id, number_key)";

/// The last complete sweep: it named every item that is not missing, so it is their reading too,
/// and nothing is written for those whose figures it found unchanged. `located_tally`: the last one
/// that also read the locations. `rejected`: how many items the last unusable list had, if it was.
const SWEEPS: &str = "CREATE TABLE sweeps (
    account_id uuid PRIMARY KEY,
    tally bigint NOT NULL,
    located_tally bigint NOT NULL,
    items bigint NOT NULL,
    at bigint NOT NULL,
    rejected bigint)";

/// A shop's product list: how often it was read, when last whole, whether its owner lets us switch
/// stock on, and how many full batches went well since their size last changed.
const LISTINGS: &str = "CREATE TABLE listings (
    shop_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    number bigint NOT NULL,
    listed_at bigint,
    products bigint NOT NULL,
    manage_at bigint,
    manage_by text,
    calm bigint NOT NULL)";

/// `state`: linked, or why not. `manage_stock`: yes, no, parent. `sku_key` is the trimmed SKU in lower
/// case, to find those that differ only in case. `listed` numbers the listing that last saw the row and
/// its `stock` (thousandths). `stale_at`: it may have changed since, and is to be read again then.
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
    stock bigint,
    listed bigint NOT NULL,
    stale_at bigint,
    tied_by text)";
const PRODUCT_LINKS_PRODUCT: &str =
    "CREATE UNIQUE INDEX product_links_product ON product_links (shop_id, product_id)";
const PRODUCT_LINKS_NUMBER: &str = "CREATE INDEX product_links_number
    ON product_links (account_id, item_number) WHERE item_number IS NOT NULL";
const PRODUCT_LINKS_LIST: &str =
    "CREATE INDEX product_links_list ON product_links (account_id, shop_id, sku_key, id)";
const PRODUCT_LINKS_STALE: &str = "CREATE INDEX product_links_stale
    ON product_links (account_id, stale_at) WHERE stale_at IS NOT NULL";

/// What a shop shows of a linked number, in thousandths. `shop_says`: as far as we know (NULL: not
/// read). `marked` and `done` count: due while marked > done. `written_look` is the number of looks
/// begun when our last write was answered: a later look that did not show an order proves that the
/// order came after that write. `must_write`: the shop may show something else than `shop_says`.
/// `writes` counts the writes begun, so that an answer is kept only by the write it belongs to;
/// `again_at`: a write without an answer may yet take effect, so it is written once more then;
/// `doubt_at` keeps that time for an earlier write while a later one is under way.
/// `basis`: Rackbeat's figure behind the last write, `basis_counted` the item's counted sales then.
/// `compared`: what a compare found in the shop, until it is settled.
const LEVELS: &str = "CREATE TABLE stock_levels (
    link_id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    item_number text NOT NULL,
    product_id bigint NOT NULL,
    parent_id bigint NOT NULL,
    shop_says bigint,
    written_at bigint,
    written_look bigint NOT NULL,
    marked bigint NOT NULL,
    done bigint NOT NULL,
    must_write boolean NOT NULL,
    writes bigint NOT NULL,
    again_at bigint,
    doubt_at bigint,
    basis bigint,
    basis_counted bigint NOT NULL,
    zeroed_at bigint,
    held_at bigint,
    kept_at bigint,
    allowed_at bigint,
    compared bigint,
    corrections bigint NOT NULL,
    corrected_since bigint,
    left_alone_at bigint,
    result text,
    state text NOT NULL)";
const LEVELS_DUE: &str =
    "CREATE INDEX stock_levels_due ON stock_levels (shop_id) WHERE marked > done";
const LEVELS_NUMBER: &str =
    "CREATE INDEX stock_levels_number ON stock_levels (account_id, item_number)";
const LEVELS_PRODUCT: &str =
    "CREATE INDEX stock_levels_product ON stock_levels (shop_id, product_id)";
const LEVELS_AGAIN: &str = "CREATE INDEX stock_levels_again ON stock_levels (account_id, again_at) WHERE again_at IS NOT NULL";
