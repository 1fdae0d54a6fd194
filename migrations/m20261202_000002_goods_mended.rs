//! Figures that a shop cannot save, numbers that a person said, and lists that are not believed at once.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let statements = [
            LEVELS_FAILURES,
            LINKS_SAID,
            LINKS_SAID_UNTIL_NOW,
            LISTS_DOUBTED,
        ];
        crate::all(manager, &statements).await
    }
}

const LEVELS_FAILURES: &str =
    "ALTER TABLE stock_levels ADD COLUMN failures bigint NOT NULL DEFAULT 0";
const LINKS_SAID: &str = "ALTER TABLE product_links ADD COLUMN tied_to text";
const LINKS_SAID_UNTIL_NOW: &str =
    "UPDATE product_links SET tied_to = item_number WHERE tied_by IS NOT NULL";
const LISTS_DOUBTED: &str = "ALTER TABLE listings ADD COLUMN doubted_at bigint";
