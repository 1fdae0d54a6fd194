//! Which buyer is which customer in Rackbeat.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(
            manager,
            &[CUSTOMERS, CUSTOMERS_NUMBER, READINGS, LINKS_CUSTOMER],
        )
        .await
    }
}

/// `kind`: email, person, firm; `key` is a keyed hash of the address or the number, which is personal. `number` is
/// Rackbeat's, unknown until one is found or made; `claimed_at`: one is being made since then, or it is in doubt.
const CUSTOMERS: &str = "CREATE TABLE customers (
    account_id uuid NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    number bigint,
    claimed_at bigint,
    claims bigint NOT NULL,
    seen_at bigint NOT NULL,
    PRIMARY KEY (account_id, kind, key))";
const CUSTOMERS_NUMBER: &str = "CREATE INDEX customers_number ON customers (account_id, number)
    WHERE number IS NOT NULL";

/// When Rackbeat's list of customers was last looked through: its newest part, and all of it.
const READINGS: &str = "CREATE TABLE customer_readings (
    account_id uuid PRIMARY KEY,
    read_at bigint NOT NULL,
    whole_at bigint NOT NULL)";

/// Whom the order was made for in Rackbeat: later settings do not move it to somebody else.
const LINKS_CUSTOMER: &str = "ALTER TABLE order_links ADD COLUMN rackbeat_customer bigint";
