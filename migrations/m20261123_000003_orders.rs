//! Which order in a shop became which order in Rackbeat, and what of it is in flight.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[
                LINKS,
                LINKS_ORDER,
                LINKS_LIST,
                LINKS_CAUSE,
                LINKS_NUMBER,
                LINKS_OPEN,
                LINKS_CLAIMED,
                LINES,
                LINES_IN_FLIGHT,
                LINES_LINK,
            ],
        )
        .await
    }
}

/// `stage` says how far the order is: seen, claimed, created, booked, shipped, invoiced, released.
/// `state` is what the page shows: sent, waiting, not_sent, failed, info.
/// `absent_at`: known since then not to be in Rackbeat, so it may be posted without a look.
/// `booked_tally` and `shipped_tally` are the agreement's tally after the answer that confirmed it.
const LINKS: &str = "CREATE TABLE order_links (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    woo_id bigint NOT NULL,
    order_key text NOT NULL,
    number text NOT NULL,
    reference text NOT NULL,
    status text NOT NULL,
    stage text NOT NULL,
    state text NOT NULL,
    cause text,
    result text,
    next_try_at bigint,
    claimed_at bigint,
    claims bigint NOT NULL,
    absent_at bigint,
    rackbeat_number bigint,
    mapped_hash text,
    booked_tally bigint,
    shipped_tally bigint,
    is_old boolean NOT NULL,
    put_on_discount boolean NOT NULL,
    ignored_at bigint,
    ignored_by text,
    dropped_at bigint,
    total bigint NOT NULL,
    currency text NOT NULL,
    customer text,
    email text,
    placed_at bigint NOT NULL,
    modified_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    closed_at bigint)";
const LINKS_ORDER: &str =
    "CREATE UNIQUE INDEX order_links_order ON order_links (shop_id, woo_id, order_key)";
const LINKS_LIST: &str =
    "CREATE INDEX order_links_list ON order_links (account_id, shop_id, woo_id)";
const LINKS_CAUSE: &str = "CREATE INDEX order_links_cause ON order_links (account_id, cause)
    WHERE cause IS NOT NULL";
const LINKS_NUMBER: &str = "CREATE INDEX order_links_number
    ON order_links (account_id, rackbeat_number) WHERE rackbeat_number IS NOT NULL";
const LINKS_OPEN: &str = "CREATE INDEX order_links_open ON order_links (account_id, shop_id)
    WHERE closed_at IS NULL";
const LINKS_CLAIMED: &str =
    "CREATE INDEX order_links_claimed ON order_links (account_id, claimed_at)
    WHERE stage = 'claimed'";

/// Quantities are thousandths of a piece. `taken` is what the order holds of the stock while Rackbeat
/// may not have counted it; `sent` is what Rackbeat's order was made with; `reduced` is what the shop itself has taken (`_reduced_stock`).
const LINES: &str = "CREATE TABLE order_lines (
    link_id uuid NOT NULL,
    line_id bigint NOT NULL,
    account_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    product_id bigint NOT NULL,
    variation_id bigint NOT NULL,
    sku text NOT NULL,
    name text NOT NULL,
    item_number text,
    quantity bigint NOT NULL,
    taken bigint NOT NULL,
    sent bigint NOT NULL,
    reduced bigint NOT NULL,
    amount bigint NOT NULL,
    PRIMARY KEY (link_id, line_id))";
const LINES_IN_FLIGHT: &str = "CREATE INDEX order_lines_in_flight
    ON order_lines (account_id, item_number) WHERE taken > 0";
const LINES_LINK: &str = "CREATE INDEX order_lines_shop ON order_lines (account_id, shop_id, sku)";
