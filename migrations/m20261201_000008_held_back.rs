//! Invoices that wait until it is known whom they are for.
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::all(manager, &[HELD, HELD_BACK]).await
    }
}

/// A draft that is not made final, since what an invoice must say of its payer is lacking.
const HELD: &str = "ALTER TABLE invoices ADD COLUMN held boolean NOT NULL DEFAULT false";
const HELD_BACK: &str = "CREATE INDEX invoices_held ON invoices (period, account_id) WHERE held";
