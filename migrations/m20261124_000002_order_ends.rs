//! When an open order is next read again, and since when a shop's orders were not followed.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(manager, &[NEXT_READ, UNCOVERED]).await
    }
}

/// Null: at the next reading of the shop's open orders.
const NEXT_READ: &str = "ALTER TABLE order_links ADD COLUMN next_read_at bigint";
/// Set when a shop comes back after so long that its orders are not followed from where it left.
const UNCOVERED: &str = "ALTER TABLE shops ADD COLUMN uncovered_from bigint";
