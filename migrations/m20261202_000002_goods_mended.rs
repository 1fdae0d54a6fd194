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

/// Writes in a row that the shop failed: one is of a batch, more of the figure by itself.
const LEVELS_FAILURES: &str =
    "ALTER TABLE stock_levels ADD COLUMN failures bigint NOT NULL DEFAULT 0";
/// The number that a person said (`tied_by`), which outlives that the product is gone; `item_number` is the one that
/// holds now.
const LINKS_SAID: &str = "ALTER TABLE product_links ADD COLUMN tied_to text";
const LINKS_SAID_UNTIL_NOW: &str =
    "UPDATE product_links SET tied_to = item_number WHERE tied_by IS NOT NULL";
/// Since then the shop's lists lack too much to be believed; null: they do not.
const LISTS_DOUBTED: &str = "ALTER TABLE listings ADD COLUMN doubted_at bigint";
