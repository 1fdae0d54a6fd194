//! What we last wrote of an order in Rackbeat, a change of it under way, both sides' sums, and the refunds seen.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(manager, &[WRITTEN, EDIT, SUMS, REFUNDS]).await
    }
}

/// JSON: the lines in plain, of everything else a hash. Null: written before this was kept.
const WRITTEN: &str = "ALTER TABLE order_links ADD COLUMN written text";
/// JSON: how far a change in Rackbeat is. Null: none is under way.
const EDIT: &str = "ALTER TABLE order_links ADD COLUMN edit text";
/// JSON: both sides' sums by VAT rate, as we last read Rackbeat's.
const SUMS: &str = "ALTER TABLE order_links ADD COLUMN sums text";
/// The ids of the shop's refunds as its order names them. Null: none that we know of.
const REFUNDS: &str = "ALTER TABLE order_links ADD COLUMN refunds text";
