//! Products that are carried from the side which is their master to the other, and what each receiver was last given.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(manager, &COLUMNS).await?;
        crate::all(
            manager,
            &[
                COPIES,
                COPIES_HOLDER,
                COPIES_DUE,
                COPIES_NUMBER,
                COPIES_AGAIN,
                COPIES_STATE,
            ],
        )
        .await
    }
}

/// Prices in millionths of the currency's unit. `description_key` is a hash of the text as it is compared,
/// NULL: not read. `products_due` and `products_cursor` are of the poll of a shop that is its products' master.
const COLUMNS: [&str; 9] = [
    "ALTER TABLE items ADD COLUMN sales_price bigint",
    "ALTER TABLE items ADD COLUMN description_key text",
    "ALTER TABLE product_links ADD COLUMN price bigint",
    "ALTER TABLE product_links ADD COLUMN sale_price bigint",
    "ALTER TABLE product_links ADD COLUMN tax_class text",
    "ALTER TABLE product_links ADD COLUMN tax_status text",
    "ALTER TABLE product_links ADD COLUMN description_key text",
    "ALTER TABLE shops ADD COLUMN products_due bigint",
    "ALTER TABLE shops ADD COLUMN products_cursor bigint",
];

/// `way`: to_rackbeat or to_shop. `product_id` is NULL until the shop has it. `holder`: of the shops that
/// would be one number's master, the one that is. `marked` and `done` count: due while marked > done.
/// `sent_key` is a hash of what was last sent, `answered_key` of what the receiver then said it holds:
/// one that rewrites what it is given is not written again and again. `linked_at`: since when both
/// sides have had it, NULL: never. `gone`: the side that has it no longer, shop or rackbeat. `claimed_at`: it is being made, or may have been: look first.
/// `written_at`: when our last write was answered, by which its echo is known.
const COPIES: &str = "CREATE TABLE product_copies (
    shop_id uuid NOT NULL,
    number text NOT NULL,
    account_id uuid NOT NULL,
    way text NOT NULL,
    product_id bigint,
    parent_id bigint NOT NULL,
    holder boolean NOT NULL,
    marked bigint NOT NULL,
    done bigint NOT NULL,
    sent_key text,
    answered_key text,
    linked_at bigint,
    gone text,
    claimed_at bigint,
    tries bigint NOT NULL,
    next_try_at bigint,
    state text NOT NULL,
    result text,
    cause text,
    since bigint NOT NULL,
    written_at bigint,
    PRIMARY KEY (shop_id, number))";
const COPIES_HOLDER: &str = "CREATE UNIQUE INDEX product_copies_holder
    ON product_copies (account_id, number) WHERE holder";
const COPIES_DUE: &str =
    "CREATE INDEX product_copies_due ON product_copies (shop_id, number) WHERE marked > done";
const COPIES_NUMBER: &str =
    "CREATE INDEX product_copies_number ON product_copies (account_id, number)";
const COPIES_AGAIN: &str = "CREATE INDEX product_copies_again
    ON product_copies (account_id, next_try_at) WHERE next_try_at IS NOT NULL";
const COPIES_STATE: &str =
    "CREATE INDEX product_copies_state ON product_copies (account_id, shop_id, state, number)";
