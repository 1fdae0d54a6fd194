//! What stood in the shop before its status was set.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(manager, &[COMPLETED_BEFORE]).await
    }
}

/// When the shop says that the order was completed, as it stood when we claimed to set its status; null: never.
const COMPLETED_BEFORE: &str = "ALTER TABLE order_progress ADD COLUMN completed_before bigint";
