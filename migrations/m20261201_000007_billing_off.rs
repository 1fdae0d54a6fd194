//! Months in which nobody was to be billed.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(manager, &[OFF]).await
    }
}

/// Of the last month that was opened: when billing was seen switched off. So none of the months after it is billed.
const OFF: &str = "ALTER TABLE billing_periods ADD COLUMN off_at bigint";
